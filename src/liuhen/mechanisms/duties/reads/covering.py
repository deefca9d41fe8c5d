"""责任覆盖 What is due and what is signed at and below an organ on a day, read together: a fixed number of queries."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Case, IntegerField, Q, Value, When

from liuhen.ledger.book import Book
from liuhen.mechanisms.duties.coverage import Coverage, Need, Signed, cover
from liuhen.mechanisms.duties.letter_terms import Kind, Standing, Way
from liuhen.mechanisms.duties.models import Letter
from liuhen.mechanisms.duties.reads.bases import Bases, bases
from liuhen.mechanisms.duties.reads.required import Required, required
from liuhen.mechanisms.duties.terms import Audience
from liuhen.organs.kinds import DIVISIONS
from liuhen.organs.models import Organ, Tenure, below
from liuhen.organs.spans import on_day

__all__ = ["Map", "afresh", "basis_of", "coverage", "forget", "letters_on"]

STEP = 32
COLUMNS = ("id", "organ", "upper", "lower", "upper_post", "lower_post", "basis", "stands")
KEPT, LARGEST = 8, 40_000
Head = tuple[int, bytes, int]
STANDS = (Standing.DRAWN, Standing.HALF, Standing.FRESH)
NOBODY = (None, None)


@dataclass
class Map:
    """责任覆盖图 The coverage at and below an organ on a day, with the organs it stands in."""

    path: str
    on: date
    required: Required
    coverage: Coverage

    def branch_of(self, need: Need) -> str:
        """分支 The path one step below the organ looked at, or its own."""
        return need.path[: len(self.path) + STEP]

    def level_of(self, need: Need) -> str:
        """层级 The kind of the nearest division at or above the organ; "" where there is none."""
        path = need.path
        while path:
            place = self.required.places.get(UUID(path[-STEP:]))
            if place is not None and place.kind in DIVISIONS:
                return place.kind
            path = path[:-STEP]
        return ""


_kept: dict[tuple[str, date], tuple[Head, Map]] = {}


def coverage(path: str, on: date) -> Map:
    """责任覆盖 As of any day, at the organ with this path and everything below it.

    What was read is kept until the next entry is accepted: a desk, a map and a letter of one minute ask once.
    """
    head, place = Book.head(), (path, on)
    kept = _kept.get(place)
    if kept is None or kept[0] != head:
        kept = (head, afresh(path, on))
        _keep(place, kept)
    return kept[1]


def _keep(place: tuple[str, date], kept: tuple[Head, Map]) -> None:
    """A few, and none so large that it would fill the memory of a small machine."""
    _kept.pop(place, None)
    while len(_kept) >= KEPT:
        _kept.pop(next(iter(_kept)), None)
    if len(kept[1].coverage.lines) <= LARGEST:
        _kept[place] = kept


def forget() -> None:
    """不再保留 Drops what was kept (benches and tests)."""
    _kept.clear()


def afresh(path: str, on: date) -> Map:
    """重新统计 The same, read from the tables whatever is kept."""
    known = bases(path[:STEP], on)  # of the whole tree: a letter may speak of a group outside the branch
    due = required(path, on, bearing=known.units)
    return Map(path, on, due, cover(due.needs, letters_on(path, on), basis_of(known)))


def basis_of(known: Bases) -> Callable[[Need], str]:
    """责任基础 Today's digest for one need. The unit's tasks are its head's; a member has those he leads."""
    apart = replace(known, units={})

    def digest(need: Need) -> str:
        if need.way is Way.OWN:
            return ""
        carried = known if need.audience == Audience.CHIEF else apart
        own = carried.of(need.organ, need.audience, need.lower_post)
        if not need.also:
            return own
        together = " ".join([own, *(apart.of(*place) for place in need.also)])
        return hashlib.sha256(together.encode()).hexdigest()

    return digest


def letters_on(path: str, on: date) -> list[Signed]:
    """已立 The letters of the year as they stood on the day, of organs at and below the path and of their people."""
    inside = Organ.objects.filter(below(path)).values("pk")
    rows = Letter.objects.filter(year=on.year, drawn_on__lte=on).exclude(closed_on__lte=on)
    rows = rows.annotate(stands=_standing(on))
    letters = rows.filter(kind=Kind.LETTER, organ__in=inside).values_list(*COLUMNS)
    found = [_letter(*row) for row in letters]
    pledges = list(rows.filter(kind=Kind.PLEDGE, organ__in=inside).values_list("id", "lower", "stands"))
    if len(path) > STEP:  # a pledge goes with its person, wherever it was signed
        people = Tenure.objects.filter(on_day(on), below(path, "post__organ__path")).values("person")
        elsewhere = rows.filter(kind=Kind.PLEDGE, lower__in=people).exclude(organ__in=inside)
        pledges += elsewhere.values_list("id", "lower", "stands")
    found += [Signed(id, (None, None, lower), NOBODY, "", STANDS[stands]) for id, lower, stands in pledges]
    return found


def _standing(on: date) -> Case:
    """Told by the database: thousands of days need not be read for it."""
    one_side = Q(upper_on__lte=on) | Q(lower_on__lte=on)
    return Case(
        When(signed_on__lte=on, then=Value(2)), When(one_side, then=Value(1)), default=Value(0),
        output_field=IntegerField(),
    )  # fmt: skip


def _letter(
    id: UUID, organ: UUID, upper: UUID, lower: UUID, upper_post: UUID | None, lower_post: UUID | None,
    basis: str, stands: int,
) -> Signed:  # fmt: skip
    return Signed(id, (organ, upper, lower), (upper_post, lower_post), basis, STANDS[stands])
