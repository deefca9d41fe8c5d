"""默认动议人 M43 at the lock of an agenda, and again when another takes the chair: it rests on who presides."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from liuhen.kit import clock
from liuhen.ledger.book import Writing
from liuhen.mechanisms.decisions import permits, records
from liuhen.mechanisms.decisions.actions.frame import Acting
from liuhen.mechanisms.decisions.models import Item, Meeting, Motion
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.mechanisms.decisions.states import MeetingState
from liuhen.organs.reads.groups import chief_of


def at_lock(act: Acting, sitting: Meeting, items: Iterable[Item]) -> list[Writing]:
    """锁定时 Every motion on the agenda that nobody signed for, also where an earlier meeting left a default."""
    chief = _chief(sitting)
    unnamed = [item.motion for item in items if item.motion.mover is None or item.motion.mover_default]
    return [_writing(act, motion, sitting, chief) for motion in unnamed if not _stands(motion, sitting, chief)]


def after_handover(act: Acting, sitting: Meeting) -> None:
    """改派后 Items that have not opened: a default falls where its ground is gone.

    A new one arises only before the meeting opens: the chief is told before the meeting or not at all.
    """
    if sitting.state == MeetingState.CALLED:
        return
    waiting = [item for item in meetings.items_of(sitting.id) if item.opened_at is None]
    for writing in at_lock(act, sitting, waiting):
        if sitting.state == MeetingState.LOCKED or isinstance(writing.record, records.MoverMissing):
            with act.book.writing(*writing.record.subject()):
                act.write(writing.record, writing.rules)


def _stands(motion: Motion, sitting: Meeting, chief: UUID | None) -> bool:
    return motion.mover_default and permits.default_mover(motion, sitting, chief) == motion.mover


def _chief(sitting: Meeting) -> UUID | None:
    member = chief_of(sitting.group, clock.local(sitting.starts).date())
    return member.person if member else None


def _writing(act: Acting, motion: Motion, sitting: Meeting, chief: UUID | None) -> Writing:
    due = permits.default_mover(motion, sitting, chief)
    cited = permits.require_default_mover(motion, sitting, chief, due)
    record: records.MoverDefaulted | records.MoverMissing
    if due:
        record = records.MoverDefaulted(motion=motion.id, meeting=sitting.id, chief=due)
    else:
        record = records.MoverMissing(motion=motion.id, meeting=sitting.id)
    return Writing(record, act.by, act.organ, rules=cited)
