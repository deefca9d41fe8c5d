"""一岗双责 What a leader's portfolio makes him answer for, business and integrity; what nobody holds (M11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from liuhen.mechanisms.duties.audience import ASSEMBLIES
from liuhen.organs.kinds import Flaw, item_word
from liuhen.organs.reads.groups import Member, group, seats_held
from liuhen.organs.reads.portfolios import Table, portfolios_on
from liuhen.organs.reads.staff import posts_of

__all__ = ["Gap", "PortfolioLine", "Portfolios", "portfolios_of"]

UNCLEAR = (Flaw.NOBODY, Flaw.SEVERAL)


@dataclass(frozen=True)
class PortfolioLine:
    """分管责任 One matter or organ in a leader's charge: its business, and the integrity of those who do it."""

    group: UUID
    group_name: str
    item: str
    organ: UUID | None = None

    @property
    def business(self) -> str:
        """业务责任 In words."""
        return f"主管{self.item}的业务工作"

    @property
    def integrity(self) -> str:
        """廉政责任 In words."""
        return f"对{self.item}的党风廉政建设负领导责任"


@dataclass(frozen=True)
class Gap:
    """责任空白 What no leader, or more than one, answers for; on the chief's page until mended."""

    group: UUID
    group_name: str
    organ: UUID
    words: str


@dataclass(frozen=True)
class Portfolios:
    """分管 A person's own lines, and the gaps of the groups he leads."""

    lines: tuple[PortfolioLine, ...]
    gaps: tuple[Gap, ...]


def portfolios_of(person: UUID, on: date) -> Portfolios:
    """个人的分管责任 From the portfolios of his leading groups on the day. Seven queries at most."""
    posts = [held.post for held in posts_of(person, on)]
    seats = seats_held(person, posts, on, besides=ASSEMBLIES)
    tables = portfolios_on({seat.group for seat in seats}, on) if seats else []
    lines = [line for table in tables for line in _lines(table, person)]
    return Portfolios(tuple(dict.fromkeys(lines)), tuple(_gaps([seat for seat in seats if seat.is_chief], tables)))


def _lines(table: Table, person: UUID) -> Iterable[PortfolioLine]:
    for line in table.lines:
        if line.person == person:
            yield from (PortfolioLine(table.group, table.group_name, item_word(item)) for item in line.items)
            yield from (PortfolioLine(table.group, table.group_name, name, organ) for organ, name in line.organs)


def _gaps(chaired: list[Member], tables: list[Table]) -> Iterable[Gap]:
    known = {table.group: table for table in tables}
    for seat in chaired:
        table = known.get(seat.group)
        if table is None:
            yield Gap(seat.group, group(seat.group).name, seat.organ, "没有分工表，各项工作无分管领导")
            continue
        for mark in table.marks:
            if mark.flaw in UNCLEAR:
                yield Gap(seat.group, table.group_name, seat.organ, mark.words)
