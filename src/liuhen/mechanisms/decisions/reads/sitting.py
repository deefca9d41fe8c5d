"""会中读数 One meeting as every screen of it shows it: who sits where, which item is on, how far it has come."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, prefetch_related_objects

from liuhen.ledger.book import Book
from liuhen.mechanisms.decisions.models import Ballot, GateRow, Item, Meeting, Note, Objection, Seat, Vote
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.mechanisms.decisions.reads.room import Room
from liuhen.mechanisms.decisions.states import OPEN_ITEM, ItemState, MeetingState
from liuhen.mechanisms.decisions.terms import Capacity, Ending, Mode, Presence
from liuhen.organs.reads.staff import names
from liuhen.organs.reads.tree import book_of


@dataclass
class Sitting:
    """会中 The meeting, its agenda, the item that is on, and what may be known of it before and after opening."""

    meeting: Meeting
    seats: list[Seat]
    items: list[Item]
    room: Room | None = None
    ballot: Ballot | None = None
    voted: set[UUID] = field(default_factory=set)
    objections: list[Objection] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    names: dict[UUID, str] = field(default_factory=dict)
    drawn: dict[Hashable, bytes] = field(default_factory=dict)
    drawing: Lock = field(default_factory=Lock)

    def drawn_once(self, same: Hashable, draw: Callable[[], bytes]) -> bytes:
        """只画一次 What was drawn of this reading for everybody who agrees in `same`; it goes when the reading goes."""
        with self.drawing:
            if same not in self.drawn:
                self.drawn[same] = draw()
        return self.drawn[same]

    @property
    def item(self) -> Item | None:
        """现议题 The item that is on."""
        return self.room.item if self.room else None

    @cached_property
    def last_ruled(self) -> Item | None:
        """上一结果 The item whose outcome was announced last, when another one is on."""
        ruled = [item for item in self.items if item.ruled_at and item != self.item]
        return max(ruled, key=lambda item: item.ruled_at or 0, default=None)

    def seat_of(self, person: UUID) -> Seat | None:
        """本人席位 This person's seat on the roll."""
        return next((seat for seat in self.seats if seat.person == person), None)

    def concerns(self, person: UUID) -> bool:
        """是否与会 Whether this person is on the roll, records or presides: the same as `concerning` asks."""
        return person in (self.meeting.recorder, self.meeting.presider) or self.seat_of(person) is not None

    def name(self, person: UUID | str | None) -> str:
        """姓名"""
        return self.names.get(UUID(str(person)), "未知") if person else "未知"

    def say(self, people: Iterable[UUID]) -> str:
        """姓名串 Names in a row."""
        return "、".join(self.name(person) for person in people)

    @property
    def waiting(self) -> list[UUID]:
        """尚待 Who is still to end in this round, in speaking order, the concluder left out."""
        return [seat.person for seat in self.room.waiting] if self.room else []

    @property
    def not_voted(self) -> list[UUID]:
        """未投票 Who on the frozen roll has not voted yet."""
        roll = [UUID(person) for person in self.ballot.roll] if self.ballot else []
        return [person for person in roll if person not in self.voted]

    @property
    def is_voting_in_seats(self) -> bool:
        """是否在席位投票 Whether the open vote is given from the seats, not on paper slips."""
        return bool(self.ballot and self.ballot.closed_at is None and self.ballot.mode != Mode.SECRET_PAPER)

    @property
    def opinions_key(self) -> str:
        """表态版本 Changes whenever there is something new to read about stances that have been opened."""
        if not self.item or not self.item.stances_open or not self.room:
            return ""
        given = sum(row.ending == Ending.GIVEN for row in self.room.attendees)
        return f"{self.item.id}:{given}:{sum(note.kind == 'changed' for note in self.notes)}"

    @property
    def present_members(self) -> list[Seat]:
        """实到成员"""
        return [seat for seat in self.seats if seat.capacity == Capacity.MEMBER and seat.presence == Presence.PRESENT]

    @property
    def next_item(self) -> Item | None:
        """下一议题 The next item that has not opened."""
        return next((item for item in self.items if item.state == ItemState.TABLED and item != self.item), None)


def sitting_of(meeting: Meeting, item: UUID | None = None) -> Sitting:
    """会中 The meeting as it stands now, on the item that is on or on the one asked for. Nine queries at most."""
    found = Sitting(meeting, list(meeting.seats.all()), meetings.items_of(meeting.id))
    chosen = _item_on(found.items, item)
    if chosen is not None:
        _fill(found, chosen)
    found.names = names(_people(found))
    return found


FRESH = 2.0
"""保鲜 Seconds for which a reading serves everybody: names may change without an entry on the meeting's files."""

_last: dict[UUID, tuple[int, float, Sitting]] = {}
_reading = Lock()


def sitting_at(meeting: UUID, version: int) -> Sitting:
    """会中（某版本） The same, read once by this process for everybody who asks at this version.

    It may be newer than its version, never older: it is read after the version was.
    """
    with _reading:  # who comes meanwhile waits for this reading instead of making his own
        at, read, found = _last.get(meeting, (-1, 0.0, None))
        if found is None or at < version or time.monotonic() - read > FRESH:
            found = sitting_of(meetings.get(meeting))
            if len(_last) > 50:  # meetings long over
                _last.clear()
            _last[meeting] = (version, time.monotonic(), found)
    return found


def sitting_now(meeting: UUID) -> Sitting:
    """会中（此刻） As the book has it now, read anew only when something has happened. Raises NotFound. Two queries."""
    return sitting_at(meeting, version_of(meeting))


def _item_on(items: list[Item], wanted: UUID | None) -> Item | None:
    if wanted is not None:
        return next((item for item in items if item.id == wanted), None)
    on = [item for item in items if item.state in OPEN_ITEM]
    waiting = [item for item in items if item.state == ItemState.TABLED]
    paused = [item for item in items if item.state == ItemState.SUSPENDED]
    return next(iter([*on, *paused, *waiting, *reversed(items)]), None)


def _fill(found: Sitting, item: Item) -> None:
    prefetch_related_objects([item], "attendees", "notes", "objections")  # whoever opens the stances asks for them too
    found.room = Room(found.meeting, item, item.motion, found.seats, list(item.attendees.all()))
    found.ballot = Ballot.objects.filter(item=item).order_by("-opened_at").first()
    if found.ballot:
        found.voted = set(Vote.objects.filter(ballot=found.ballot).values_list("person", flat=True))
    found.objections = list(item.objections.all())
    found.notes = list(item.notes.all())


def _people(found: Sitting) -> set[UUID]:
    meeting, items = found.meeting, found.items
    people = {seat.person for seat in found.seats} | {meeting.presider, meeting.recorder}
    return people | {item.reporter for item in items} | {item.motion.mover for item in items if item.motion.mover}


def concerning(meeting: UUID, person: UUID) -> Meeting | None:
    """与会者的会议 The meeting when this person records it, presides, or is on its roll; None otherwise."""
    own = Q(recorder=person) | Q(presider=person) | Exists(Seat.objects.filter(meeting=OuterRef("pk"), person=person))
    return Meeting.objects.filter(own, pk=meeting).first()


def observers_likely(meeting: UUID) -> set[UUID]:
    """可能列席的人 Who reports an item of the meeting, or answered for one of its preliminary procedures."""
    items = Item.objects.filter(meeting=meeting)
    gates = GateRow.objects.filter(motion__in=items.values("motion"))
    return set(items.values_list("reporter", flat=True)) | set(gates.values_list("responsible", flat=True))


def version_of(meeting: UUID, book: Book | None = None) -> int:
    """会议版本 Grows with every entry on the meeting's file or on the file of a motion on its agenda. Two queries."""
    motions = Item.objects.filter(meeting=meeting).values_list("motion", flat=True)
    return (book or book_of(None)).version([("meeting", meeting), *(("motion", motion) for motion in motions)])


def is_running(meeting: Meeting) -> bool:
    """是否进行中"""
    return meeting.state == MeetingState.OPEN
