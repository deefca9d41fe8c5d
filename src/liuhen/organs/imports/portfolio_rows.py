"""分工表 A sheet of portfolios: every row one member of a leading group and all he answers for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.organs import records as r
from liuhen.organs.imports.marks import Maker
from liuhen.organs.kinds import CORE_WORDS
from liuhen.organs.models import Group, Organ, Portfolio, below
from liuhen.organs.portfolio import flaws
from liuhen.organs.reads.groups import members_of
from liuhen.organs.spans import on_day, today
from liuhen.ui.sheets import Column, Row

GROUP, NAME, ITEMS, ORGANS, SINCE = "班子名称", "姓名", "分管事项", "分管单位代码", "起始日期"
COLUMNS = (
    Column("group", GROUP, required=True, longest=120, sample="示例街道党工委会议"),
    Column("name", NAME, required=True, longest=60, sample="甲示例"),
    Column("items", ITEMS, longest=2000, sample="财务、采购、城市管理"),
    Column("organs", ORGANS, longest=2000, sample="110106009001"),
    Column("since", SINCE, kind="date", sample="2026-01-01"),
)
WORDS = {word: code.value for code, word in CORE_WORDS.items()}


def make(maker: Maker, rows: Sequence[Row]) -> None:
    """逐行 One record per group, with its flaws; every row must name a member."""
    organs = maker.organs_by_code()
    groups = _groups(maker)
    together: dict[str, list[Row]] = {}
    for row in rows:
        if row.values["group"] not in groups:
            maker.wrong(row, GROUP, "没有这个领导班子，或有同名的班子")
        else:
            together.setdefault(row.values["group"], []).append(row)
    for name, lines in together.items():
        _take(maker, groups[name], lines, organs)


def _groups(maker: Maker) -> dict[str, Group]:
    rows = Group.objects.filter(below(maker.root.path, "organ__path"), on_day(today())).select_related("organ")
    found: dict[str, list[Group]] = {}
    for row in rows:
        found.setdefault(row.name, []).append(row)
    return {name: groups[0] for name, groups in found.items() if len(groups) == 1}


def _take(maker: Maker, group: Group, lines: Sequence[Row], organs: dict[str, Organ]) -> None:
    since = _since(maker, group, lines)
    members = members_of(group.pk, since)
    people: dict[str, list[UUID]] = {}
    for member in members:
        people.setdefault(member.name, []).append(member.person)
    items: dict[UUID, list[str]] = {}
    charges: dict[UUID, list[UUID]] = {}
    for row in lines:
        found = people.get(row.values["name"], [])
        if len(found) != 1:
            maker.wrong(row, NAME, "不是该班子当日的成员" if not found else "班子中有同名成员，请在页面上安排")
            continue
        if found[0] in items:
            maker.wrong(row, NAME, "同一成员请写成一行")
        items[found[0]] = [WORDS.get(word, word) for word in _split(row.values["items"])]
        charges[found[0]] = _organs(maker, row, organs)
    chief = next((member.person for member in members if member.is_chief), None)
    record = r.PortfolioAssigned(
        portfolio=uuid7(),
        group=group.pk,
        organ=group.organ_id,
        since=since,
        items={str(person): held for person, held in items.items() if held},
        charges={str(person): ids for person, ids in charges.items() if ids},
        marks=[flaw.plain() for flaw in flaws(chief=chief, items=items)],
    )
    maker.write(record, group.organ_id)


def _since(maker: Maker, group: Group, lines: Sequence[Row]) -> date:
    days = {row.values["since"] or today() for row in lines}
    since = max(days)
    if len(days) > 1:
        maker.wrong(lines[-1], SINCE, "同一班子的起始日期不一致")
    last = Portfolio.objects.filter(group=group, until=None).first()
    if last and since < last.since:
        maker.wrong(lines[0], SINCE, f"早于现行分工（{last.since}）")
    return since


def _organs(maker: Maker, row: Row, organs: dict[str, Organ]) -> list[UUID]:
    found = []
    for code in _split(row.values["organs"]):
        if code in organs:
            found.append(organs[code].pk)
        else:
            maker.wrong(row, ORGANS, f"没有代码为{code}的单位")
    return found


def _split(text: str) -> list[str]:
    words = [
        word.strip() for word in (text or "").replace("，", "、").replace(",", "、").replace("；", "、").split("、")
    ]
    return [word for word in dict.fromkeys(words) if word]
