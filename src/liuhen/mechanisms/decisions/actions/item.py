"""议题办理 Open, recuse, state, end, open the stances, discuss, object, conclude (D4a to D4d)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.ledger.book import Actor, Book, Entry
from liuhen.ledger.files import FileRef
from liuhen.mechanisms.decisions import bodies, permits, records
from liuhen.mechanisms.decisions.models import Meeting
from liuhen.mechanisms.decisions.reads.room import Room, open_items, room_of
from liuhen.mechanisms.decisions.signing import Signed, unnamed
from liuhen.mechanisms.decisions.states import ItemState
from liuhen.mechanisms.decisions.terms import Ending, Presence, Stance, Via
from liuhen.organs.reads.tree import book_of

__all__ = [
    "after_presence",
    "attach_absent_opinion",
    "change_opinion",
    "conclude",
    "end_attendee",
    "lodge_objection",
    "note_discussion",
    "note_early_word",
    "open_item",
    "open_second_round",
    "recuse",
    "state_opinion",
]


def open_item(*, item: UUID, by: Actor, late_reason: str = "", at: datetime | None = None) -> Entry:
    """议题开议 Quorum is computed for this item; papers sent too late need a reason, which stays visible (M57)."""
    room = room_of(item)
    book = book_of(room.motion.organ)
    with book.writing("meeting", room.meeting.id), book.writing("motion", room.motion.id):
        room = room_of(item)
        quorum = bodies.quorum_of(room)
        short, cited = permits.require_may_open_item(room, by=by, quorum=quorum, late_reason=late_reason, at=at)
        record = records.ItemOpened(
            motion=room.motion.id,
            item=item,
            round=uuid7(),
            quorum=quorum,
            papers_short=short,
            late_reason=late_reason.strip(),
        )
        return book.append(record, by=by, organ=room.motion.organ, at=at, rules=cited)


def recuse(*, item: UUID, person: UUID, by: Actor, reason: str, at: datetime | None = None) -> Entry:
    """回避 Declared by the person, or decided by the chair; quorum is computed anew."""
    room = room_of(item)
    book = book_of(room.motion.organ)
    with book.writing("motion", room.motion.id):
        room = room_of(item)
        cited = permits.require_may_recuse(room, by=by, person=person, reason=reason)
        record = records.RecusalRecorded(
            motion=room.motion.id, item=item, person=person, declared=person == by.person, reason=reason.strip()
        )
        entry = book.append(record, by=by, organ=room.motion.organ, at=at, rules=cited)
        _recompute(book, item, by, at)
        return entry


def state_opinion(
    *,
    item: UUID,
    person: UUID,
    by: Actor,
    stance: str,
    signed: Signed,
    words: str = "",
    files: tuple[FileRef, ...] = (),
    at: datetime | None = None,
) -> Entry:
    """表态 One explicit opinion, signed; sealed from everyone until the last of the round is in (M39, M56).

    From paper: `by` is the recorder, `files` hold the scan, `signed` is the handwritten signature.
    """
    room = room_of(item)
    book = book_of(room.motion.organ)
    with book.writing("motion", room.motion.id):
        room = room_of(item)
        cited = permits.require_may_state(room, by=by, person=person, stance=stance, signed=signed)
        grade = signed.require(
            act="表态", person=person, text_sha256=room.motion.text_sha256, says=Stance(stance).label, item=item
        )
        permits.require_grade(room.motion, grade)
        record = records.OpinionSigned(
            motion=room.motion.id,
            item=item,
            round=room.item.round,
            person=person,
            via=_via(by, person),
            stance=stance,
            words=words.strip(),
            document=signed.document,
        )
        entry = _append(book, room, record, by, person, signed, files, at, cited)
        _open_when_last(book, item, by)
        return entry


def end_attendee(
    *,
    item: UUID,
    person: UUID,
    by: Actor,
    ending: str,
    reason: str,
    witness: UUID | None = None,
    at: datetime | None = None,
) -> Entry:
    """记为未表态 Refused to sign (before a witness) or silent (with the reason); nobody blocks a meeting."""
    room = room_of(item)
    book = book_of(room.motion.organ)
    with book.writing("motion", room.motion.id):
        room = room_of(item)
        cited = permits.require_may_end(room, by=by, person=person, ending=ending, reason=reason, witness=witness)
        record = records.AttendeeEnded(
            motion=room.motion.id,
            item=item,
            round=room.item.round,
            person=person,
            ending=ending,
            witness=witness,
            reason=reason.strip(),
        )
        entry = book.append(record, by=by, organ=room.motion.organ, at=at, rules=cited)
        _open_when_last(book, item, by)
        return entry


def attach_absent_opinion(
    *, item: UUID, person: UUID, by: Actor, stance: str, words: str, files: tuple[FileRef, ...] = ()
) -> Entry:
    """缺席书面意见 Shown in the dossier, never counted."""
    room = room_of(item)
    cited = permits.require_may_attach_absent(room, by=by, person=person, stance=stance)
    record = records.AbsentOpinionAttached(
        motion=room.motion.id, item=item, person=person, stance=stance, words=words.strip()
    )
    return book_of(room.motion.organ).append(record, by=by, organ=room.motion.organ, files=files, rules=cited)


def change_opinion(*, item: UUID, by: Actor, stance: str, signed: Signed, words: str = "") -> Entry:
    """改变表态 During discussion; a new entry beside the first."""
    room = room_of(item)
    book = book_of(room.motion.organ)
    with book.writing("motion", room.motion.id):
        room = room_of(item)
        cited = permits.require_may_change_opinion(room, by=by, stance=stance)
        permits.require_fresh(room.motion, signed)
        grade = signed.require(
            act="改变表态", person=by.person, text_sha256=room.motion.text_sha256, says=Stance(stance).label, item=item
        )
        permits.require_grade(room.motion, grade)
        record = records.OpinionChanged(
            motion=room.motion.id,
            item=item,
            person=by.person,
            stance=stance,
            words=words.strip(),
            document=signed.document,
        )
        return book.append(record, by=by, organ=room.motion.organ, signatures=[signed.signature], rules=cited)


def lodge_objection(*, item: UUID, by: Actor, objection: str, clause: str = "", words: str = "") -> Entry:
    """提出异议 “定调” or on compliance, the latter citing a clause; who raised it is not shown in the room."""
    room = room_of(item)
    book = book_of(room.motion.organ)
    with book.writing("motion", room.motion.id):
        room = room_of(item)
        cited = permits.require_may_object(room, by=by, objection=objection, clause=clause)
        record = records.ObjectionLodged(
            motion=room.motion.id,
            item=item,
            objection=objection,
            clause=clause.strip(),
            person=by.person,
            words=words.strip(),
        )
        return book.append(record, by=unnamed(room.motion.organ), organ=room.motion.organ, rules=cited)


def open_second_round(*, item: UUID, by: Actor) -> Entry:
    """第二轮表态 After a compliance objection everybody states once more (M49)."""
    room = room_of(item)
    book = book_of(room.motion.organ)
    with book.writing("motion", room.motion.id):
        room = room_of(item)
        cited = permits.require_may_open_second_round(room, by=by)
        record = records.SecondRoundOpened(motion=room.motion.id, item=item, round=uuid7())
        return book.append(record, by=by, organ=room.motion.organ, rules=cited)


def note_discussion(*, item: UUID, by: Actor, words: str, at: datetime | None = None) -> Entry:
    """讨论要点 Taken down by the recorder after the stances have opened."""
    room = room_of(item)
    cited = permits.require_may_note(room, by=by, words=words)
    record = records.DiscussionNoted(motion=room.motion.id, item=item, words=words.strip())
    return book_of(room.motion.organ).append(record, by=by, organ=room.motion.organ, at=at, rules=cited)


def note_early_word(*, item: UUID, by: Actor, person: UUID, words: str, at: datetime | None = None) -> Entry:
    """先于他人 What the chief said before his turn is taken down, and marked so (M56)."""
    room = room_of(item)
    cited = permits.require_may_note_early(room, by=by, person=person, words=words)
    record = records.EarlyWordNoted(motion=room.motion.id, item=item, person=person, words=words.strip())
    return book_of(room.motion.organ).append(record, by=by, organ=room.motion.organ, at=at, rules=cited)


def conclude(
    *,
    item: UUID,
    person: UUID,
    by: Actor,
    stance: str,
    signed: Signed,
    words: str = "",
    files: tuple[FileRef, ...] = (),
    at: datetime | None = None,
) -> Entry:
    """末位表态 The chief, after every other attendee has ended in one of the five ways (M56)."""
    room = room_of(item)
    book = book_of(room.motion.organ)
    with book.writing("motion", room.motion.id):
        room = room_of(item)
        cited = permits.require_may_conclude(room, by=by, person=person, stance=stance, signed=signed)
        grade = signed.require(
            act="末位表态", person=person, text_sha256=room.motion.text_sha256, says=Stance(stance).label, item=item
        )
        permits.require_grade(room.motion, grade)
        record = records.ChiefConcluded(
            motion=room.motion.id,
            item=item,
            person=person,
            via=_via(by, person),
            stance=stance,
            words=words.strip(),
            document=signed.document,
        )
        return _append(book, room, record, by, person, signed, files, at, cited)


def after_presence(
    book: Book, sitting: Meeting, *, by: Actor, person: UUID, presence: str, at: datetime | None
) -> None:
    """到离场之后 Ends whoever left an open round as 中途离席, and suspends or resumes items by their quorum."""
    for row in open_items(sitting.id):
        with book.writing("motion", row.motion_id):
            room = room_of(row.id)
            stating = room.item.state in (ItemState.STATING, ItemState.DISCUSSING)
            seat = next((s for s in room.members if s.person == person), None)
            if presence == Presence.LEFT and stating and seat and person not in room.ended:
                record = records.AttendeeEnded(
                    motion=row.motion_id,
                    item=row.id,
                    round=room.item.round,
                    person=person,
                    ending=Ending.LEFT,
                    witness=None,
                    reason="中途离席",
                )
                book.append(record, by=by, organ=sitting.organ, at=at)
            _end_who_came_late(book, row.id, by, at)
            _recompute(book, row.id, by, at)


def _end_who_came_late(book: Book, item: UUID, by: Actor, at: datetime | None) -> None:
    # The others' stances lie open already: whoever comes now, or presided until the chief came, states in discussion.
    room = room_of(item)
    if not room.item.stances_open or room.item.state in (ItemState.STATING, ItemState.RULED):
        return
    for seat in room.waiting:
        record = records.AttendeeEnded(
            motion=room.motion.id,
            item=item,
            round=room.item.round,
            person=seat.person,
            ending=Ending.SILENT,
            witness=None,
            reason="表态启封后方列入本轮，可在讨论中另行表态",
        )
        book.append(record, by=by, organ=room.motion.organ, at=at)


def _recompute(book: Book, item: UUID, by: Actor, at: datetime | None) -> None:
    room = room_of(item)
    if room.item.state in (ItemState.TABLED, ItemState.RULED):
        return
    quorum = bodies.quorum_of(room)
    suspended = room.item.state == ItemState.SUSPENDED
    # On paper they went on all the same: the missing quorum is named in the record, the item is not stopped.
    if suspended == quorum["met"] and not permits.held_on_paper(room.meeting):
        cls = records.ItemResumed if suspended else records.ItemSuspended
        record = cls(motion=room.motion.id, item=item, quorum=quorum)
        book.append(record, by=by, organ=room.motion.organ, at=at)
    _open_when_last(book, item, by)


def _open_when_last(book: Book, item: UUID, by: Actor) -> None:
    room = room_of(item)
    if room.item.state == ItemState.STATING and room.everyone_ended:
        record = records.StancesOpened(motion=room.motion.id, item=item, round=room.item.round)
        book.append(record, by=by, organ=room.motion.organ)


def _append(
    book: Book,
    room: Room,
    record: records.OpinionSigned | records.ChiefConcluded,
    by: Actor,
    person: UUID,
    signed: Signed,
    files: tuple[FileRef, ...],
    at: datetime | None,
    cited: list[str],
) -> Entry:
    return book.append(
        record,
        by=by,
        organ=room.motion.organ,
        at=at,
        signatures=[signed.signature],
        files=files,
        rules=cited,
        on_behalf=person if by.person != person else None,
    )


def _via(by: Actor, person: UUID) -> str:
    return Via.SEAT if by.person == person else Via.PAPER
