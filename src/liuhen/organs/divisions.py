"""行政区划 The country's divisions as of 2023-06-30, from the table shipped beside, and their way into the book."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from uuid import NAMESPACE_OID, UUID, uuid5

from liuhen.kit.refusals import WrongState
from liuhen.ledger.book import Actor, Writing
from liuhen.organs import records as r
from liuhen.organs.kinds import OrganKind
from liuhen.organs.models import Organ, below
from liuhen.organs.permits import require_may, require_open
from liuhen.organs.reads import tree
from liuhen.organs.spans import today

TABLES = Path(__file__).parent / "data" / "divisions"
BATCH = 2000
LEVELS = (
    (OrganKind.PROVINCE, "provinces.csv", 2),
    (OrganKind.CITY, "cities.csv", 4),
    (OrganKind.COUNTY, "areas.csv", 6),
    (OrganKind.TOWNSHIP, "streets.csv", 9),
)


@dataclass(frozen=True)
class Division:
    """区划 One division: its statistical code, its name, and the code of the one above ("" for a province)."""

    kind: OrganKind
    code: str
    name: str
    above: str


def divisions(prefix: str = "", to: OrganKind = OrganKind.TOWNSHIP) -> Iterator[Division]:
    """区划表 Divisions whose code begins with `prefix`, superiors first, down to the level `to`."""
    widths = [width for _, _, width in LEVELS]
    for level, (kind, file, _width) in enumerate(LEVELS):
        for row in _rows(file):
            code = row["code"]
            if code.startswith(prefix):
                yield Division(kind, code, row["name"], code[: widths[level - 1]] if level else "")
        if kind is to:
            return


@cache
def townships_of(county: str) -> tuple[Division, ...]:
    """街道乡镇 The townships of a county, by its six-digit code."""
    return tuple(division for division in divisions(county) if division.kind is OrganKind.TOWNSHIP)


def division_id(root: UUID, code: str) -> UUID:
    """区划标识 The id a division gets below this root: the same code gives the same id, so links are stable."""
    return uuid5(NAMESPACE_OID, f"liuhen/division/{root}/{code}")


def import_divisions(
    *,
    by: Actor,
    root: UUID,
    prefix: str = "",
    to: OrganKind = OrganKind.TOWNSHIP,
    since: date | None = None,
    told: Callable[[int], None] = lambda done: None,
) -> int:
    """导入区划 Establishes the divisions below `root`, in batches; returns how many.

    With a prefix the divisions of that code and below hang under `root`. `told` hears the number done so far.
    A batch is written whole or not at all; what was imported before is left alone, so an interrupted import goes on.
    """
    above, since = tree.organ(root), since or today()
    require_may(by, "organ.edit", above)
    require_open(above, since)
    book = tree.book_of(root)
    _require_own_tree(above)
    known = set(Organ.objects.filter(below(above.path)).values_list("pk", flat=True))
    wanted = list(divisions(prefix, to))
    codes = {division.code for division in wanted}
    made = [_writing(division, above, codes, since, by) for division in wanted]
    made = [writing for writing in made if writing.organ not in known]
    for start in range(0, len(made), BATCH):
        book.append_many(made[start : start + BATCH])
        told(min(start + BATCH, len(made)))
    return len(made)


def _require_own_tree(above: Organ) -> None:
    if above.kind not in (OrganKind.NATION, OrganKind.PROVINCE, OrganKind.CITY, OrganKind.COUNTY):
        raise WrongState("organs.divisions-below-divisions", f"“{above.name}”不是行政区划，其下不能导入区划")


def _writing(division: Division, root: Organ, codes: set[str], since: date, by: Actor) -> Writing:
    id = division_id(root.pk, division.code)
    parent = division_id(root.pk, division.above) if division.above in codes else root.pk
    record = r.OrganEstablished(
        organ=id, parent=parent, kind=division.kind, code=division.code, name=division.name, since=since, book=""
    )
    return Writing(record, by, organ=id)


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (TABLES / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
