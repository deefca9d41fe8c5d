"""履责查询 What a person or a body carries on a day, each duty with its state and what shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from liuhen.kit import clock
from liuhen.mechanisms.duties.reads.carried import body_lines
from liuhen.mechanisms.duties.reads.lines import ItemLine, Via
from liuhen.mechanisms.duties.reads.mine import Mine, mine
from liuhen.mechanisms.duties.terms import Audience
from liuhen.mechanisms.dutylog.reads import evidence
from liuhen.mechanisms.dutylog.reads.evidence import Evidence
from liuhen.mechanisms.dutylog.reads.lines import Span
from liuhen.organs.reads.tree import organ
from liuhen.oversight.fulfilment.states import Shown, State, state_of
from liuhen.rules.reads import in_force

RULE = "dutylog.form-only"


@dataclass(frozen=True)
class Duty:
    """一项责任 A line of the list with its state and what shows it."""

    line: ItemLine
    state: State
    shown: Shown

    @property
    def ids(self) -> list[UUID]:
        """编号 All ids under which the same duty stands in lists."""
        return [self.line.item, *self.line.same]


@dataclass(frozen=True)
class Fulfilment:
    """履责 Of one person: his whole list, with the duties' states in the same order."""

    mine: Mine
    duties: tuple[Duty, ...]
    span: Span

    @property
    def groups(self) -> list[tuple[str, list[Duty]]]:
        """分组 By audience, in the order of the closed list."""
        found = [
            (str(label), [one for one in self.duties if one.line.audience == code]) for code, label in Audience.choices
        ]
        return [(label, duties) for label, duties in found if duties]


def of_person(person: UUID, on: date) -> Fulfilment:
    """个人履责 The year up to the end of that day."""
    span = year_to(on)
    found = mine(person, on)
    return Fulfilment(found, _judged(found.carried.items, evidence.of_person(person, span), on), span)


def of_body(of: UUID, on: date) -> tuple[Duty, ...]:
    """班子履责 What the leading group carries as a body, shown by whoever of the organ did it (M05)."""
    found = organ(of)
    lines = body_lines(found.path, Via(found.pk, found.name), on)
    return _judged(lines, evidence.of_organ(of, year_to(on)), on)


def one_of(duties: Iterable[Duty], item: UUID) -> Duty | None:
    """其中一项 The duty that stands under this id."""
    return next((one for one in duties if item in one.ids), None)


def year_to(on: date) -> Span:
    """当年至当日 From the first of January to the end of the day."""
    return Span(date(on.year, 1, 1), on + timedelta(days=1), f"{on.year}年截至{on.month}月{on.day}日")


def _judged(lines: Iterable[ItemLine], found: Evidence, on: date) -> tuple[Duty, ...]:
    rule, at = in_force(RULE, on).rule, datetime.combine(on, time(12), clock.SHANGHAI)
    duties = []
    for line in lines:
        named, kinds = found.of([line.item, *line.same], line.evidence)
        shown = Shown(named + kinds, named.total())
        duties.append(Duty(line, state_of(shown, soft=line.soft, rule=rule, at=at), shown))
    return tuple(duties)
