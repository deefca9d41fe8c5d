"""备齐 What pages and papers ask of a decision or a meeting, read for all its items together, each table once.

Within a reading (kit.once) the other reads then answer from it; anywhere else this only fills the rows it is given.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from liuhen.kit.once import tell
from liuhen.mechanisms.decisions.models import Ballot, Item, Meeting, Motion, PaperDelivery
from liuhen.mechanisms.decisions.reads import meetings, motions, room

OF_ITEM = ("attendees", "notes", "objections", "ballots__votes")
OF_MOTION = ("texts", "confirmations", "gates")
AFTERWARDS = ("final_texts", "publications", "findings")


def motion_at_hand(motion: Motion) -> None:
    """动议备齐 One motion, the items it had, and the meetings they stood in."""
    prefetch_related_objects([motion], *OF_MOTION, *AFTERWARDS, "items", *(f"items__{name}" for name in OF_ITEM))
    held = list(Meeting.objects.filter(pk__in={item.meeting for item in motion.items.all()}).prefetch_related("seats"))
    tell(meetings.of_motion, held, motion.id)
    _tell(motion.items.all(), held)


def text_at_hand(motion: Motion) -> None:
    """动议文本备齐 What a motion's own page asks: texts, answers, confirmations, gates and items, not their rooms."""
    prefetch_related_objects([motion], *OF_MOTION, "self_checks", "items")
    checks = sorted(motion.self_checks.all(), key=lambda one: (one.at, one.entry))
    tell(motions.latest_self_check, checks[-1] if checks else None, motion.id)
    _tell_motion(motion)


def meeting_at_hand(sitting: Meeting) -> None:
    """会议备齐 One meeting and every item on its agenda, with its motion."""
    prefetch_related_objects([sitting], "seats", "chairings", "confirmations")
    items = meetings.items_of(sitting.id)
    of_motion = (f"motion__{name}" for name in (*OF_MOTION, "items"))
    prefetch_related_objects(items, *OF_ITEM, *of_motion)
    tell(meetings.items_of, items, sitting.id)
    _tell(items, [sitting])


def _tell(items: Iterable[Item], held: list[Meeting]) -> None:
    by_id = {sitting.id: sitting for sitting in held}
    for sitting in held:
        tell(meetings.get, sitting, sitting.id)
    for item in items:
        sitting = by_id[item.meeting]
        found = room.Room(sitting, item, item.motion, list(sitting.seats.all()), list(item.attendees.all()))
        tell(room.room_of, found, item.id)
        _tell_votes(item)
        _tell_motion(item.motion)
        _tell_gates(item)
    _tell_deliveries(list(items))


def _tell_votes(item: Item) -> None:
    closed = [ballot for ballot in item.ballots.all() if ballot.closed_at]
    last: Ballot | None = max(closed, key=lambda ballot: ballot.closed_at, default=None)
    tell(room.last_ballot, last, item.id)
    tell(room.refused_votes, {note.person for note in item.notes.all() if note.kind == "vote-refused"}, item.id)
    for ballot in item.ballots.all():
        tell(room.voted, {vote.person for vote in ballot.votes.all()}, ballot)


def _tell_motion(motion: Motion) -> None:
    tell(motions.current_gates, {row.gate: row for row in motion.gates.all()}, motion.id)


def _tell_gates(item: Item) -> None:
    moment = item.opened_at
    before = [row for row in item.motion.gates.all() if moment is None or row.at <= moment]
    tell(motions.gates_by, {row.gate: row for row in before}, item.motion.id, moment)


def _tell_deliveries(items: list[Item]) -> None:
    texts = {item.id: max((text.at for text in item.motion.texts.all()), default=None) for item in items}
    sent: dict[object, dict[object, object]] = {item.id: {} for item in items}
    for row in PaperDelivery.objects.filter(item__in=texts):
        text = texts[row.item]
        if text is None or row.sent_at >= text:
            sent[row.item][row.person] = row.sent_at
    for item in items:
        tell(meetings.deliveries_of, sent[item.id], item.id)
