"""分管 Who answers for what in a leading group, and what is wrong with the division of work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from liuhen.organs.kinds import FLAW_WORDS, Flaw, item_word
from liuhen.organs.models import Charge, Portfolio, Seat, Supervision, below
from liuhen.organs.reads.staff import names
from liuhen.organs.spans import on_day, today


@dataclass(frozen=True)
class Mark:
    """分管标记 One flaw named in a recorded portfolio."""

    flaw: Flaw
    item: str
    person: UUID | None
    name: str

    @property
    def words(self) -> str:
        """文句 The flaw as a sentence."""
        who = f"{self.name}：" if self.person else ""
        return f"{who}{FLAW_WORDS[self.flaw]}（{item_word(self.item)}）"


@dataclass(frozen=True)
class Line:
    """分管一行 One person and all he answers for."""

    person: UUID
    name: str
    items: tuple[str, ...]
    organs: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True)
class Table:
    """分工表 The division of work of one group as recorded by one entry."""

    id: UUID
    entry: UUID
    group: UUID
    group_name: str
    organ: UUID
    since: date
    until: date | None
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]


def portfolio_on(group: UUID, on: date | None = None) -> Table | None:
    """当日分工 The group's division of work on the day, or None when there is none."""
    return next(iter(_tables(_rows(on).filter(group=group)[:1])), None)


def portfolios_on(groups: Iterable[UUID], on: date | None = None) -> list[Table]:
    """当日各班子的分工 The divisions of work of these groups on the day; a group without one is left out."""
    return _tables(_rows(on).filter(group__in=list(groups)))


def portfolio_of(organ: UUID, on: date | None = None) -> list[Table]:
    """单位的分工 The divisions of work of all leading groups of an organ on the day."""
    return _tables(_rows(on).filter(organ=organ))


def portfolio_marks(path: str, on: date | None = None, most: int | None = None) -> list[Table]:
    """有标记的分工 Divisions of work with flaws, at the organ with this path and everywhere below it."""
    return _tables(_rows(on).filter(below(path, "organ__path")).exclude(marks=[])[:most])


def supervisions_of(group: UUID, since: date, until: date) -> list[Supervision]:
    """正职监管记录 The chief's supervisions in the days from `since` up to, not including, `until`."""
    rows = Supervision.objects.filter(group=group, on__gte=since, on__lt=until)
    return list(rows.select_related("chief", "deputy").order_by("on", "id"))


def _rows(on: date | None) -> QuerySet[Portfolio]:
    rows = Portfolio.objects.filter(on_day(on or today()))
    return rows.select_related("group").order_by("organ__path", "group__name", "-since", "id")


def _tables(found: Iterable[Portfolio]) -> list[Table]:
    """The tables of these portfolios, with four queries however many they are; lines in the order of speaking."""
    rows = list(found)
    if not rows:
        return []
    charges: dict[UUID, list[Charge]] = {row.pk: [] for row in rows}
    for charge in Charge.objects.filter(portfolio__in=charges).select_related("organ", "person").order_by("precedence"):
        charges[charge.portfolio_id].append(charge)
    seats = Seat.objects.filter(group__in={row.group_id for row in rows})
    precedences = {(seat.group_id, seat.person_id): seat.precedence for seat in seats}
    for row in rows:
        charges[row.pk].sort(
            key=lambda charge: (precedences.get((row.group_id, charge.person_id), 0), charge.precedence)
        )
    known = {charge.person_id: charge.person.name for held in charges.values() for charge in held}
    marked = {UUID(mark["person"]) for row in rows for mark in row.marks if mark["person"]}
    if marked - set(known):
        known |= names(marked - set(known))
    return [_table(row, charges[row.pk], known) for row in rows]


def _table(row: Portfolio, charges: list[Charge], known: dict[UUID, str]) -> Table:
    return Table(
        id=row.pk,
        entry=row.entry,
        group=row.group_id,
        group_name=row.group.name,
        organ=row.organ_id,
        since=row.since,
        until=row.until,
        lines=tuple(_lines(charges, known)),
        marks=tuple(_mark(mark, known) for mark in row.marks),
    )


def _lines(charges: list[Charge], known: dict[UUID, str]) -> list[Line]:
    people = dict.fromkeys(charge.person_id for charge in charges)
    return [
        Line(
            person=person,
            name=known.get(person, "未知"),
            items=tuple(row.item for row in charges if row.person_id == person and row.organ_id is None),
            organs=tuple((row.organ_id, row.organ.name) for row in charges if row.person_id == person and row.organ),
        )
        for person in people
    ]


def _mark(mark: dict[str, str], known: dict[UUID, str]) -> Mark:
    person = UUID(mark["person"]) if mark["person"] else None
    return Mark(Flaw(mark["flaw"]), mark["item"], person, known.get(person, "未知") if person else "")
