"""我的责任 One page for one person: every duty, portfolio line and task once, with both totals (M14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from liuhen.mechanisms.duties.reads.carried import carried
from liuhen.mechanisms.duties.reads.lines import Carried, ItemLine
from liuhen.mechanisms.duties.reads.portfolio import Portfolios, portfolios_of
from liuhen.mechanisms.duties.terms import Audience, Side

__all__ = ["Mine", "mine"]


@dataclass(frozen=True)
class Mine:
    """我的责任 What a person answers for on a day."""

    carried: Carried
    portfolios: Portfolios

    @property
    def main(self) -> list[ItemLine]:
        """主体责任"""
        return self.carried.of_side(Side.MAIN)

    @property
    def oversight(self) -> list[ItemLine]:
        """监督责任"""
        return self.carried.of_side(Side.OVERSIGHT)

    @property
    def soft(self) -> int:
        """软任务 How many items have no measure."""
        return sum(line.soft for line in self.carried.items)

    @property
    def groups(self) -> list[tuple[str, list[ItemLine]]]:
        """分组 Items by audience, in the order of the closed list; empty groups left out."""
        found = [
            (str(label), [line for line in self.carried.items if line.audience == code])
            for code, label in Audience.choices
        ]
        return [(label, lines) for label, lines in found if lines]


def mine(person: UUID, on: date) -> Mine:
    """我的责任 For one person on one day."""
    return Mine(carried(person, on), portfolios_of(person, on))
