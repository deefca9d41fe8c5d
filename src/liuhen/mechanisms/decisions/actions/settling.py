"""随变更新 What follows of itself when the room changes: who left has ended, quorum is counted anew, stances open."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from liuhen.mechanisms.decisions import bodies, permits, records
from liuhen.mechanisms.decisions.actions.frame import Acting
from liuhen.mechanisms.decisions.models import Meeting
from liuhen.mechanisms.decisions.reads.room import open_items, room_of
from liuhen.mechanisms.decisions.states import ItemState
from liuhen.mechanisms.decisions.terms import Ending


def after_change(act: Acting, sitting: Meeting, at: datetime | None, *, gone: UUID | None = None) -> None:
    """会场有变 Every item under discussion, looked at anew; `gone`: who has just left."""
    for row in open_items(sitting.id):
        with act.book.writing("motion", row.motion_id):
            if gone:
                _end_who_left(act, row.id, gone, at)
            _end_who_came_late(act, row.id, at)
            recompute(act, row.id, at)


def _end_who_left(act: Acting, item: UUID, person: UUID, at: datetime | None) -> None:
    room = room_of(item)
    stating = room.item.state in (ItemState.STATING, ItemState.DISCUSSING)
    if stating and person not in room.ended and person in {seat.person for seat in room.members}:
        act.write(_ended(room.motion.id, item, room.round, person, Ending.LEFT, "中途离席"), at=at)


def _end_who_came_late(act: Acting, item: UUID, at: datetime | None) -> None:
    # The others' stances lie open already: whoever comes now, or presided until the chief came, states in discussion.
    room = room_of(item)
    if not room.item.stances_open or room.item.state in (ItemState.STATING, ItemState.RULED):
        return
    reason = "表态启封后方列入本轮，可在讨论中另行表态"
    for seat in room.waiting:
        act.write(_ended(room.motion.id, item, room.round, seat.person, Ending.SILENT, reason), at=at)


def _ended(
    motion: UUID, item: UUID, round_of: UUID, person: UUID, ending: Ending, reason: str
) -> records.AttendeeEnded:
    return records.AttendeeEnded(
        motion=motion, item=item, round=round_of, person=person, ending=ending, witness=None, reason=reason
    )


def recompute(act: Acting, item: UUID, at: datetime | None) -> None:
    """重算法定人数 Quorum for the item now: without one it is suspended, with one again it goes on."""
    room = room_of(item)
    if room.item.state in (ItemState.TABLED, ItemState.RULED):
        return
    quorum = bodies.quorum_of(room)
    suspended = room.item.state == ItemState.SUSPENDED
    # On paper they went on all the same: the missing quorum is named in the record, the item is not stopped.
    if suspended == quorum["met"] and not permits.held_on_paper(room.meeting):
        cls = records.ItemResumed if suspended else records.ItemSuspended
        act.write(cls(motion=room.motion.id, item=item, quorum=quorum), at=at)
    open_when_last(act, item)


def open_when_last(act: Acting, item: UUID) -> None:
    """末人即启封 When everybody but the last has ended, the stances open (M56)."""
    room = room_of(item)
    if room.item.state == ItemState.STATING and room.everyone_ended:
        act.write(records.StancesOpened(motion=room.motion.id, item=item, round=room.round))
