"""单位表 A sheet of organs: every row one organ, its superior by code, in any order."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.organs import records as r
from liuhen.organs.imports.marks import Maker
from liuhen.organs.kinds import ORGAN_WORDS, OrganKind
from liuhen.organs.models import MAX_DEPTH, Organ, below
from liuhen.organs.spans import today
from liuhen.ui.sheets import Column, Row

CODE, NAME, KIND, ABOVE, SINCE = "单位代码", "单位名称", "单位类别", "上级单位代码", "设立日期"
COLUMNS = (
    Column("code", CODE, required=True, longest=40, sample="110106009001"),
    Column("name", NAME, required=True, longest=120, sample="示例社区"),
    Column("kind", KIND, required=True, sample="村（社区）"),
    Column("above", ABOVE, longest=40, sample="110106009"),
    Column("since", SINCE, kind="date", sample="2026-01-01"),
)
KINDS = {word: kind for kind, word in ORGAN_WORDS.items()} | {kind.value: kind for kind in OrganKind}


def make(maker: Maker, rows: Sequence[Row]) -> None:
    """逐行 Names every error; the records come superiors first."""
    known = maker.organs_by_code()
    _check_codes(maker, rows)
    fresh = {row.values["code"]: row for row in rows}
    names = {(organ.parent_id, organ.name) for organ in Organ.objects.filter(below(maker.root.path))}
    ids = {code: uuid7() for code in fresh}
    for row in rows:
        _check_row(maker, row, known, fresh)
    depths = _depths(maker, rows, known, fresh)
    for row in sorted(rows, key=lambda row: (depths.get(row.number, 0), row.number)):
        if row.number in depths and row.values["kind"] in KINDS:
            _take(maker, row, known, ids, names)


def _check_codes(maker: Maker, rows: Sequence[Row]) -> None:
    taken = set(Organ.objects.filter(below(maker.root.path)).exclude(code="").values_list("code", flat=True))
    seen: dict[str, int] = {}
    for row in rows:
        code = row.values["code"]
        if code in taken:
            maker.wrong(row, CODE, f"代码{code}已登记")
        elif code in seen:
            maker.wrong(row, CODE, f"与第{seen[code]}行重复")
        seen.setdefault(code, row.number)


def _check_row(maker: Maker, row: Row, known: dict[str, Organ], fresh: dict[str, Row]) -> None:
    above, since = row.values["above"], row.values["since"] or today()
    if row.values["kind"] not in KINDS:
        maker.wrong(row, KIND, f"没有“{row.values['kind']}”这类单位，可填：{'、'.join(ORGAN_WORDS.values())}")
    if above and above not in known and above not in fresh:
        maker.wrong(row, ABOVE, f"没有代码为{above}的单位")
    parent = known.get(above) if above else maker.root
    if parent is not None and since < parent.since:
        maker.wrong(row, SINCE, f"早于上级单位设立之日（{parent.since}）")
    elif above in fresh and since < (fresh[above].values["since"] or today()):
        maker.wrong(row, SINCE, "早于上级单位设立之日")


def _depths(maker: Maker, rows: Sequence[Row], known: dict[str, Organ], fresh: dict[str, Row]) -> dict[int, int]:
    """The depth of every row, level by level from what is known; what no level reaches hangs on a ring."""
    lower: dict[str, list[Row]] = {}
    for row in rows:
        above = row.values["above"]
        lower.setdefault(above if above in fresh and above not in known else "", []).append(row)
    depths: dict[int, int] = {}
    level = lower.pop("", [])
    while level:
        for row in level:
            above = row.values["above"]
            up = fresh.get(above) if above not in known else None
            depths[row.number] = (depths[up.number] if up else known.get(above, maker.root).depth) + 1
        level = [below for row in level for below in lower.pop(row.values["code"], [])]
    for row in (row for left in lower.values() for row in left):
        maker.wrong(row, ABOVE, "上级关系成环，或挂在成环的上级之下")
    for row in rows:
        if depths.get(row.number, 0) > MAX_DEPTH:
            maker.wrong(row, ABOVE, f"层级超过{MAX_DEPTH}级")
    return depths


def _take(
    maker: Maker, row: Row, known: dict[str, Organ], ids: dict[str, UUID], names: set[tuple[UUID | None, str]]
) -> None:
    above, code, name = row.values["above"], row.values["code"], row.values["name"]
    parent = maker.root.pk if not above else known[above].pk if above in known else ids.get(above)
    if (parent, name) in names:
        maker.wrong(row, NAME, f"同级已有“{name}”")
    names.add((parent, name))
    record = r.OrganEstablished(
        organ=ids[code],
        parent=parent,
        kind=KINDS[row.values["kind"]],
        code=code,
        name=name,
        since=row.values["since"] or today(),
        book="",
    )
    maker.write(record, ids[code])
