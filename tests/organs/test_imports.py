"""A sheet is written whole or not at all, and every bad row is named."""

from __future__ import annotations

from datetime import date

import pytest

from liuhen.kit.refusals import BadInput, NotPermitted
from liuhen.ledger.book import Book
from liuhen.ledger.records import Actor
from liuhen.organs import imports, reads
from liuhen.organs.fengtai import BOOK, District
from liuhen.organs.kinds import Flaw
from liuhen.ui import sheets

pytestmark = pytest.mark.django_db
STREET = "110106009"


def organs(*rows: dict) -> bytes:
    return sheets.write(imports.KINDS["organs"].columns, rows)


def people(*rows: dict) -> bytes:
    return sheets.write(imports.KINDS["people"].columns, rows)


def entries() -> int:
    return sum(1 for _ in Book(BOOK).entries())


def ask(district: District, kind: str, content: bytes) -> dict:
    return {
        "by": district.actor("personnel-officer"),
        "kind": kind,
        "root": district.organs["district"],
        "content": content,
    }


def cell(code: str, name: str, above: str = STREET, kind: str = "村（社区）", **more: object) -> dict:
    return {"code": code, "name": name, "above": above, "kind": kind, **more}


def test_organs_in_any_order_are_established_below_their_superiors(district: District) -> None:
    content = organs(cell("X02", "一组", above="X01", kind="内设机构"), cell("X01", "示例社区"))
    assert imports.plan(**ask(district, "organs", content)).counts == {"设立单位": 2}
    made = imports.run(**ask(district, "organs", content))
    first = reads.search("一组").get()
    assert [row.name for row in reads.crumbs(first)][-3:] == ["丰台街道", "示例社区", "一组"]
    entry = Book(BOOK).file_of("organ", made.writings[0].record.organ)[0]
    assert len(entry.files) == 1


def test_every_bad_row_is_listed_and_nothing_is_written(district: District) -> None:
    content = organs(
        cell("X01", "好社区"),
        cell("", "无代码"),
        cell("X02", "无上级", above="999"),
        cell("X03", "怪类别", kind="衙门"),
        cell(STREET, "重复代码"),
        cell("X04", "环甲", above="X05"),
        cell("X05", "环乙", above="X04"),
        cell("X06", "早于上级", since=date(1949, 10, 1)),
        cell("X07", "好社区"),
        cell("X08", "日期不对", since="明年"),
    )
    before = entries()
    plan = imports.plan(**ask(district, "organs", content))
    assert {error.number for error in plan.errors} == {3, 4, 5, 6, 7, 8, 9, 10, 11}
    with pytest.raises(BadInput) as refused:
        imports.run(**ask(district, "organs", content))
    assert refused.value.rule == "platform.import-row"
    assert len(refused.value.fields) == len(plan.errors) >= 9
    assert entries() == before


def row(number: str, name: str, kind: str = "工作人员", title: str = "科员", seats: int = 2, **more: object) -> dict:
    return {"number": number, "name": name, "organ": STREET, "kind": kind, "title": title, "seats": seats, **more}


def test_people_posts_and_tenures_come_from_one_sheet(district: District) -> None:
    since = date(2026, 2, 1)
    content = people(
        row("P1", "丁示例", since=since),
        row("P2", "戊样本", since=since),
        row("P1", "丁示例", title="党小组长", since=since),
    )
    plan = imports.run(**ask(district, "people", content))
    assert plan.counts == {"登记人员": 2, "设立职务": 2, "任职": 3}
    person = reads.people(reads.organ(district.townships["丰台街道"]).path, "丁示例").get()
    assert {held.title for held in reads.posts_of(person.pk, since)} == {"科员", "党小组长"}
    assert reads.posts_of(person.pk, date(2026, 1, 31)) == []


def test_people_who_do_not_fit_are_named(district: District) -> None:
    content = people(
        row("P1", "丁示例"),
        row("P1", "另一人"),
        row("P2", "戊样本", organ="404"),
        row("P3", "己虚构", kind="皇帝"),
        row("P4", "庚假设", title="独任", seats=1),
        row("P5", "辛模拟", title="独任", seats=1),
        row("P1", "丁示例", title="系统管理员", kind="系统管理员"),
        row("DEMO-001", "冒名示例"),
    )
    before = entries()
    plan = imports.plan(**ask(district, "people", content))
    assert {error.number for error in plan.errors} == {3, 4, 5, 7, 8, 9}
    assert plan.writings == []
    assert entries() == before


def test_portfolios_from_a_sheet_carry_their_flaws(district: District) -> None:
    columns = imports.KINDS["portfolios"].columns
    name = "丰台区水务局党组"
    good = sheets.write(
        columns,
        [
            {"group": name, "name": "沈范例", "items": "全面工作，财务", "since": date(2026, 4, 1)},
            {"group": name, "name": "许演练", "items": "工程、采购", "organs": STREET, "since": date(2026, 4, 1)},
        ],
    )
    imports.run(**ask(district, "portfolios", good))
    table = reads.portfolio_on(district.groups["water"], date(2026, 4, 1))
    assert (Flaw.CHIEF_HOLDS, "finance") in {(mark.flaw, mark.item) for mark in table.marks}
    bad = sheets.write(columns, [{"group": "没有的班子", "name": "沈范例"}, {"group": name, "name": "外人示例"}])
    assert [error.number for error in imports.plan(**ask(district, "portfolios", bad)).errors] == [2, 3]


def test_only_a_personnel_officer_imports(district: District) -> None:
    with pytest.raises(NotPermitted):
        imports.plan(**ask(district, "organs", organs(cell("X", "甲"))) | {"by": district.actor("recorder")})
    stranger = Actor(person=district.groups["water"], organ=district.organs["district"])
    with pytest.raises(NotPermitted):
        imports.run(**ask(district, "people", people(row("P", "甲"))) | {"by": stranger})


def test_templates_can_be_filled_and_read(district: District) -> None:
    for kind, known in imports.KINDS.items():
        assert len(sheets.read(imports.template_of(kind), known.columns).rows) == 1
