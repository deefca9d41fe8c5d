"""责任覆盖 What is due and what is signed at and below an organ on a day, read together: a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from liuhen.mechanisms.duties.coverage import Coverage, Need, Signed, cover
from liuhen.mechanisms.duties.letter_terms import Kind, Standing, Way
from liuhen.mechanisms.duties.models import Letter
from liuhen.mechanisms.duties.reads.bases import Bases, bases
from liuhen.mechanisms.duties.reads.required import Required, required
from liuhen.mechanisms.duties.terms import Audience
from liuhen.organs.kinds import DIVISIONS
from liuhen.organs.models import Organ, Tenure, below
from liuhen.organs.spans import on_day

__all__ = ["Map", "basis_of", "coverage", "letters_on"]

STEP = 32
COLUMNS = (
    "id", "organ", "upper", "lower", "upper_post", "lower_post", "basis", "upper_on", "lower_on", "signed_on",
)  # fmt: skip


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


def coverage(path: str, on: date) -> Map:
    """责任覆盖 As of any day, at the organ with this path and everything below it."""
    known = bases(path, on)
    due = required(path, on, bearing=known.units)
    return Map(path, on, due, cover(due.needs, letters_on(path, on), basis_of(known)))


def basis_of(known: Bases) -> Callable[[Need], str]:
    """责任基础 Today's digest for one need. The unit's tasks are its head's; a member has those he leads."""
    apart = replace(known, units={})

    def digest(need: Need) -> str:
        if need.way is Way.OWN:
            return ""
        carried = known if need.audience == Audience.CHIEF else apart
        return carried.of(need.organ, need.audience, need.lower_post)

    return digest


def letters_on(path: str, on: date) -> list[Signed]:
    """已立 The letters of the year as they stood on the day, of organs at and below the path and of their people."""
    inside = Organ.objects.filter(below(path)).values("pk")
    rows = Letter.objects.filter(year=on.year, drawn_on__lte=on).exclude(closed_on__lte=on)
    found = list(rows.filter(organ__in=inside).values_list(*COLUMNS))
    if len(path) > STEP:  # a pledge goes with its person, wherever it was signed
        people = Tenure.objects.filter(on_day(on), below(path, "post__organ__path")).values("person")
        found += rows.filter(kind=Kind.PLEDGE, lower__in=people).exclude(organ__in=inside).values_list(*COLUMNS)
    return [_signed(*row, on) for row in found]


def _signed(
    id: UUID, organ: UUID, upper: UUID | None, lower: UUID, upper_post: UUID | None, lower_post: UUID | None,
    basis: str, upper_on: date | None, lower_on: date | None, signed_on: date | None, on: date,
) -> Signed:  # fmt: skip
    if signed_on is not None and signed_on <= on:
        standing = Standing.FRESH
    elif any(day is not None and day <= on for day in (upper_on, lower_on)):
        standing = Standing.HALF
    else:
        standing = Standing.DRAWN
    key = (organ, upper, lower) if upper else (None, None, lower)
    return Signed(id, key, (upper_post, lower_post), basis, standing)
