"""班子责任 What an organ's leading group carries as a body, and what each of its members does (M05, M07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from liuhen.mechanisms.duties.reads import force
from liuhen.mechanisms.duties.reads.carried import body_lines
from liuhen.mechanisms.duties.reads.lines import Holder, ItemLine, TaskLine, Via
from liuhen.mechanisms.duties.reads.places import Team, team_at
from liuhen.mechanisms.duties.reads.tasks import lines_of_units
from liuhen.mechanisms.duties.terms import Audience
from liuhen.organs.reads.tree import organ

__all__ = ["BodyDuties", "Share", "body_duties"]


@dataclass(frozen=True)
class Share:
    """一人的条数 One holder, as what, and how many lines that makes."""

    holder: Holder
    audience: str
    count: int

    @property
    def word(self) -> str:
        """责任主体 In Chinese."""
        return str(Audience(self.audience).label)


@dataclass(frozen=True)
class BodyDuties:
    """班子责任 The body's own lines, everybody's share, and the unit's tasks."""

    organ: Any
    team: Team
    lines: tuple[ItemLine, ...]
    shares: tuple[Share, ...]
    tasks: tuple[TaskLine, ...]

    @property
    def personal(self) -> int:
        """个人责任行 Lines of all holders together."""
        return sum(share.count for share in self.shares)

    @property
    def total(self) -> int:
        """合计 Body lines and personal lines."""
        return len(self.lines) + self.personal


def body_duties(id: UUID, on: date) -> BodyDuties:
    """班子责任 Of one organ on a day. Without a leading group there is no body to carry anything."""
    place, team = organ(id), team_at(id, on)
    known = force.at_organs([place.path], on)
    counts = {code: len(known.lines(place.path, code)) for code in Audience.values}
    shares = [
        Share(holder, code, counts[code])
        for code in (Audience.CHIEF.value, Audience.MEMBER.value, Audience.DISCIPLINE.value)
        for holder in team.of(code)
        if counts[code]
    ]
    lines = body_lines(place.path, Via(id, place.name), on) if team.has_body else []
    return BodyDuties(place, team, tuple(lines), tuple(shares), tuple(lines_of_units([id], on)))
