"""可见范围 Whose reports and hearings a person sees: his own, those he hears, and those within his reach."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from liuhen.kit.refusals import NotFound
from liuhen.ledger.records import Actor
from liuhen.mechanisms.hearings.models import Hearing, Period, Report
from liuhen.mechanisms.hearings.reads.line import Edge, territories
from liuhen.organs.models import STEP, Organ
from liuhen.organs.reads.rights import powers_from
from liuhen.organs.reads.staff import Held, posts_of

LIST, TEXT = "report.list", "report.read"
"""两种职权 Who is missing; and what a report says."""


@dataclass(frozen=True)
class Reach:
    """范围 One person today: the organs whose chief he is, and the paths in which he sees lists and texts."""

    person: UUID
    held: tuple[Held, ...]
    listed: tuple[str, ...]
    read: tuple[str, ...]

    @cached_property
    def chief_of(self) -> set[UUID]:
        """任正职的单位 The organs in which he holds a chief post."""
        return {held.organ for held in self.held if held.chief}

    def sees(self, edge: Edge) -> bool:
        """可见此行 Whether an edge of the board is shown to him."""
        mine = edge.holder == self.person.hex or edge.above[-STEP:] in self._led
        return mine or _in(edge.path, self.listed)

    @cached_property
    def _led(self) -> set[str]:
        return {organ.hex for organ in self.chief_of}

    def oversees(self, path: str) -> bool:
        """是否督查 Whether lists of that place are shown to him by power, not as chief of it."""
        return _in(path, self.listed)


def reach_of(by: Actor) -> Reach:
    """可见范围 Five queries."""
    held = tuple(posts_of(by.person))
    powers = [power for power in powers_from(held).all if power.verb in (LIST, TEXT) and power.deep]
    wide = _wide({power.path for power in powers})
    listed, read = (tuple(wide[power.path] for power in powers if power.verb == verb) for verb in (LIST, TEXT))
    return Reach(by.person, held, listed, read)


def periods_for(reach: Reach) -> list[Period]:
    """可见的汇报期 Periods of the organs above his posts and below his reach, the latest first. Four queries."""
    opened = list(Period.objects.order_by("-closes", "-since", "id"))
    organs = list(Organ.objects.filter(pk__in={row.organ for row in opened})) if opened else []
    paths = territories(organs)
    for row in opened:
        row.path = paths[row.organ]
    return [row for row in opened if _concerned(row.path, reach)]


def _concerned(path: str, reach: Reach) -> bool:
    return any(held.path.startswith(path) for held in reach.held) or _in(path, reach.listed)


def require_period(period: UUID, reach: Reach) -> Period:
    """须可见汇报期 Raises NotFound for one that does not concern this person."""
    found = next((row for row in periods_for(reach) if row.pk == period), None)
    if found is None:
        raise NotFound("platform.out-of-scope", "不在您的管辖范围内，或没有这个汇报期")
    return found


def require_report(report: UUID, by: Actor) -> Report:
    """须可见报告 Its author, the superior's chiefs and the discipline office. Raises NotFound for anybody else."""
    row = Report.objects.filter(pk=report).select_related("period").first()
    if row is None or not may_read(row.chief, row.superior, row.organ, by):
        raise NotFound("platform.out-of-scope", "不在您的管辖范围内，或没有这份报告")
    return row


def require_hearing(hearing: UUID, by: Actor) -> Hearing:
    """须可见听取 Both people, today's chiefs of the listening organ, who recorded it, and the discipline office."""
    row = Hearing.objects.filter(pk=hearing).select_related("period").first()
    ours = row is not None and by.person in (row.heard, row.listener, row.recorded_by)
    if row is None or not (ours or may_read(row.heard, row.organ, row.below, by)):
        raise NotFound("platform.out-of-scope", "不在您的管辖范围内，或没有这次听取")
    return row


def may_read(chief: UUID, superior: UUID, organ: UUID, by: Actor) -> bool:
    """可读内容 Whether this person may read what the chief of `organ` reported to `superior`."""
    reach = reach_of(by)
    if by.person == chief or superior in reach.chief_of:
        return True
    path = Organ.objects.filter(pk=organ).values_list("path", flat=True).first()
    return path is not None and _in(path, reach.read)


def _wide(paths: set[str]) -> dict[str, str]:
    """A power of a division's committee reaches as far as the committee leads."""
    organs = list(Organ.objects.filter(path__in=paths)) if paths else []
    wide = territories(organs)
    return {row.path: wide[row.pk] for row in organs}


def _in(path: str, paths: tuple[str, ...]) -> bool:
    return any(path.startswith(one) for one in paths)
