"""街道与社区 The real streets and towns of the district with made-up communities and people, as two sheets to import.

Every given name says that the person is made up. One street has the 291 people of the article, the others a dozen each.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count

from liuhen.organs import imports
from liuhen.organs.divisions import Division, townships_of
from liuhen.organs.fengtai import COUNTY
from liuhen.organs.models import Person, below
from liuhen.ui import sheets

SURNAMES = "苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤"
GIVEN = [
    "示例", "样本", "虚构", "演示", "假设", "模拟", "试用", "替身", "占位", "例证",
    "虚拟", "样例", "范例", "仿真", "假名", "代号", "设例", "举例", "演练", "测试",
    "试样", "示范", "化名", "代称", "拟名", "试例", "样张", "模板", "草案",
]  # fmt: skip
LARGE, WHOLE = "丰台街道", 291
"""一条街道的人数 「291位工作人員簽訂了黨風廉政建設承諾書」 (M01)."""
COMMUNITIES, LARGE_COMMUNITIES, STAFF = 2, 6, 3
ORDINALS = "一二三四五六"

Row = dict[str, object]


def made_up() -> Iterator[str]:
    """虚构姓名 Each once, none of the cast."""
    return (surname + given for given in GIVEN for surname in SURNAMES)


def organ_rows() -> list[Row]:
    """单位表 A committee and an office for every street, and its communities."""
    return [row for one in townships_of(COUNTY) for row in _bodies(one)]


def _bodies(one: Division) -> Iterator[Row]:
    if one.name != LARGE:  # the cast has made its bodies already
        committee, office = ("党委", "人民政府") if one.name.endswith("镇") else ("党工委", "办事处")
        yield _organ(f"{one.code}W", f"{one.name}{committee}", "党委（党组、党工委）", one.code)
        yield _organ(f"{one.code}Z", f"{one.name}{office}", "政府（办事处）", one.code)
    for number in range(_communities(one)):
        name = f"{one.name.removesuffix('街道').removesuffix('镇')}第{ORDINALS[number]}示例社区"
        yield _organ(f"{one.code}{number + 1:03d}", name, "村（社区）", one.code)


def _communities(one: Division) -> int:
    return LARGE_COMMUNITIES if one.name == LARGE else COMMUNITIES


def _organ(code: str, name: str, kind: str, above: str) -> Row:
    return {"code": code, "name": name, "kind": kind, "above": above}


def people_rows(path: str) -> list[Row]:
    """人员表 Leaders and staff. `path`: of the large street, where some of the 291 hold office already."""
    names, numbers = made_up(), count(1001)
    here = Person.objects.filter(below(path, "organ__path")).count()
    return [row for one in townships_of(COUNTY) for row in _people(one, names, numbers, here)]


def _people(one: Division, names: Iterator[str], numbers: Iterator[int], here: int) -> Iterator[Row]:
    def person(organ: str, kind: str, title: str, seats: int = 1) -> Row:
        number = f"DEMO-{next(numbers)}"
        return {"number": number, "name": next(names), "organ": organ, "kind": kind, "title": title, "seats": seats}

    communities = [f"{one.code}{number + 1:03d}" for number in range(_communities(one))]
    if one.name != LARGE:
        yield person(f"{one.code}W", "party-secretary", f"{one.name}书记")
        yield person(f"{one.code}W", "party-deputy-secretary", f"{one.name}副书记")
        yield person(f"{one.code}Z", "head", f"{one.name}{'镇长' if one.name.endswith('镇') else '办事处主任'}")
    for code in communities:
        yield person(code, "party-secretary", "社区党委书记")
    staff = WHOLE - here - len(communities) if one.name == LARGE else STAFF * len(communities)
    places = -(-staff // len(communities))
    for number in range(staff):
        yield person(communities[number % len(communities)], "staff", "社区工作人员", places)


def sheet(kind: str, rows: list[Row], since: date) -> bytes:
    """表格 The rows as the file somebody would upload."""
    columns = imports.KINDS[kind].columns
    return sheets.write(columns, [{**row, "since": since, "document": "示例任职（虚构）"} for row in rows])
