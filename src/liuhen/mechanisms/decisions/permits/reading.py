"""可否看各人表态 Item by item: whoever was in the room for it, or holds a grant today; nobody recused from it (M40)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from liuhen.kit import clock
from liuhen.ledger.book import Actor
from liuhen.mechanisms.decisions.models import Item, Meeting, Motion, Movement, OpinionGrant, Seat
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.mechanisms.decisions.states import MEETING_ACTS
from liuhen.mechanisms.decisions.terms import Ending, Presence
from liuhen.rules.permits import judge, require_filled, require_power, require_state

__all__ = ["attended", "items_open_to", "may_read_opinions", "require_may_read_opinions", "require_may_report"]

Span = tuple[datetime | None, datetime | None]


def may_read_opinions(motion: Motion, by: Actor) -> bool:
    """可否看各人表态 Of this motion, in one meeting at least."""
    return bool(items_open_to(motion, by))


def require_may_read_opinions(motion: Motion, by: Actor, purpose: str) -> str:
    """须可看各人表态 Refuses without a grant or a purpose; the look itself is logged by the book."""
    row = {"grant": "有" if may_read_opinions(motion, by) else None, "purpose": purpose.strip() or None}
    return judge("decisions.opinion-grant", row)


def items_open_to(motion: Motion, by: Actor) -> set[UUID]:
    """可看的议题 On which of the motion's items this person may open what each said."""
    items = _opened(motion)
    today = clock.local(clock.now()).date().isoformat()
    granted = OpinionGrant.objects.filter(motion=motion, person=by.person, until__gte=today).exists()
    recused = set(_ended(items, by.person, Ending.RECUSED))
    if granted:
        return {item.id for item in items if item.id not in recused}
    return set(_sat_in(items, by.person)) - recused


def require_may_report(sitting: Meeting, *, by: Actor, to: str) -> list[str]:
    """可否上报 The office, for one who may read what each said on every item: all of it goes along."""
    require_state(sitting.state, MEETING_ACTS["report"][0], sitting.get_state_display())
    require_power(by, sitting.organ, "agenda.build", "meeting.record", "minutes.issue")
    require_filled(to=to)
    items = Item.objects.filter(meeting=sitting.id, stances_open=True).select_related("motion")
    closed = [item for item in items if item.id not in items_open_to(item.motion, by)]
    return [judge("decisions.opinion-grant", {"grant": None if closed else "有", "purpose": f"上报：{to.strip()}"})]


def attended(motion: Motion, person: UUID) -> bool:
    """是否到过会 Whether the person was in the room when this motion was dealt with, and not recused from it."""
    items = _opened(motion)
    return bool(set(_sat_in(items, person)) - set(_ended(items, person, Ending.RECUSED)))


def _opened(motion: Motion) -> list[Item]:
    return [item for item in motion.items.all() if item.opened_at]


def _ended(items: Sequence[Item], person: UUID, ending: Ending) -> Iterator[UUID]:
    for item in items:
        if any(row.person == person and row.ending == ending for row in item.attendees.all()):
            yield item.id


def _sat_in(items: Sequence[Item], person: UUID) -> Iterator[UUID]:
    held = [sitting for motion in {item.motion_id for item in items} for sitting in meetings.of_motion(motion)]
    # The recorder is in the room without a seat on the roll: he takes down what everybody said.
    recorded = {sitting.id for sitting in held if sitting.recorder == person}
    seats = {sitting.id: seat for sitting in held for seat in sitting.seats.all() if seat.person == person}
    moves: dict[UUID, list[Movement]] = {}
    for move in Movement.objects.filter(meeting__in=seats, person=person):
        moves.setdefault(move.meeting_id, []).append(move)
    for item in items:
        seat = seats.get(item.meeting)
        if item.meeting in recorded or (seat and _was_there(item, _spans(seat, moves.get(item.meeting, [])))):
            yield item.id


def _spans(seat: Seat, moves: Sequence[Movement]) -> Iterator[Span]:
    """In the room from when to when; None is the roll call, or the end."""
    here = seat.presence == Presence.PRESENT if not moves else moves[0].presence != Presence.PRESENT
    since: datetime | None = None
    for move in moves:
        if here and move.presence != Presence.PRESENT:
            yield since, move.at
        here, since = move.presence == Presence.PRESENT, move.at
    if here:
        yield since, None


def _was_there(item: Item, spans: Iterator[Span]) -> bool:
    """Whether one of the spans meets the time in which the item was dealt with."""
    opened, ruled = item.opened_at, item.ruled_at
    assert opened is not None  # only items that opened are asked about
    return any(
        (until is None or until > opened) and (since is None or ruled is None or since < ruled)
        for since, until in spans
    )
