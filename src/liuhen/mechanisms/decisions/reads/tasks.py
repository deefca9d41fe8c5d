"""本席该办 What one person in the room can do on the item that is on: exactly one thing, or wait, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from liuhen.mechanisms.decisions.reads.room import Room
from liuhen.mechanisms.decisions.reads.sitting import Sitting
from liuhen.mechanisms.decisions.states import ItemState, MeetingState
from liuhen.mechanisms.decisions.terms import Capacity, Ending, Presence

OBJECTING = (ItemState.STATING, ItemState.DISCUSSING, ItemState.CONCLUDED)


@dataclass(frozen=True)
class Task:
    """该办 `kind` names the form or the notice; a change of `key` tells the browser to fetch it anew.

    Neither may depend on what anybody said: only on who has ended, and on the person's own acts.
    """

    kind: str
    key: str
    may_object: bool = False
    may_recuse: bool = False
    may_worry: bool = False
    may_defer: bool = False
    may_read: bool = False


def task_of(sitting: Sitting, person: UUID) -> Task:
    """该办 What this person can do now."""
    seat, room = sitting.seat_of(person), sitting.room
    kind = _kind(sitting, person)
    state = room.item.state if room else sitting.meeting.state
    here = bool(seat and seat.presence == Presence.PRESENT)
    member = bool(seat and seat.capacity == Capacity.MEMBER)
    open_now = sitting.meeting.state == MeetingState.OPEN and room is not None
    presides = person == sitting.meeting.presider
    return Task(
        kind,
        f"{room.item.id if room else ''}:{room.item.round if room else ''}:{state}:{kind}",
        may_object=here and open_now and state in OBJECTING,
        may_recuse=here and member and open_now and _may_recuse(room, person),
        may_worry=member and room is not None,
        may_defer=presides and open_now and state in (ItemState.DISCUSSING, ItemState.CONCLUDED),
        may_read=person == sitting.meeting.recorder or _may_read(sitting, person),
    )


def _may_read(sitting: Sitting, person: UUID) -> bool:
    """Present for the item; not recused from it, nor gone before it came on."""
    seat, room = sitting.seat_of(person), sitting.room
    if seat is None or room is None or person in room.recused:
        return False
    return seat.presence == Presence.PRESENT or (seat.presence == Presence.LEFT and person in room.ended)


def _may_recuse(room: Room | None, person: UUID) -> bool:
    if room is None or room.item.state not in (ItemState.TABLED, ItemState.STATING):
        return False
    return person not in room.recused and person not in room.ended


def _kind(sitting: Sitting, person: UUID) -> str:
    seat, room = sitting.seat_of(person), sitting.room
    if sitting.meeting.state in (MeetingState.CALLED, MeetingState.LOCKED):
        return "not-open"
    if seat is None:
        return "no-seat"
    if sitting.meeting.state != MeetingState.OPEN:
        return "closed"
    if seat.presence != Presence.PRESENT:
        return "away"
    if room is None:
        return "no-item"
    if person == sitting.meeting.presider and room.item.state == ItemState.COUNTED:
        return "rule"
    if seat.capacity == Capacity.OBSERVER:
        return "observer"
    if person in room.recused:
        return "recused"
    return _BY_STATE.get(room.item.state, _silent)(sitting, room, person)


def _silent(sitting: Sitting, room: Room, person: UUID) -> str:
    return str(room.item.state)


def _stating(sitting: Sitting, room: Room, person: UUID) -> str:
    if person == room.concluder:
        return "last"
    if person in room.ended:
        return "given" if room.ended[person].ending == Ending.GIVEN else "ended"
    if not room.is_in_round(person):
        return "out-of-round"
    others = [seat for seat in room.waiting if seat.person != person]
    return "after-others" if person == sitting.meeting.presider and others else "state"


def _discussing(sitting: Sitting, room: Room, person: UUID) -> str:
    if person == room.concluder and person not in room.ended:
        return "conclude"
    own = room.ended.get(person)
    return "change" if own and own.ending in (Ending.GIVEN, Ending.SILENT, Ending.LEFT) else "discuss"


def _voting(sitting: Sitting, room: Room, person: UUID) -> str:
    if not sitting.is_voting_in_seats:
        return "paper-vote"
    if str(person) not in (sitting.ballot.roll if sitting.ballot else ()):
        return "not-voting"
    return "voted" if person in sitting.voted else "vote"


_BY_STATE = {
    ItemState.STATING: _stating,
    ItemState.DISCUSSING: _discussing,
    ItemState.VOTING: _voting,
}
