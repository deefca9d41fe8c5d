"""一办 The frame every act shares: lock the file, look once more, judge, write on it under the rules asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from liuhen.ledger.book import Actor, Book, Entry
from liuhen.ledger.files import FileRef
from liuhen.ledger.records import Record
from liuhen.mechanisms.decisions import permits
from liuhen.mechanisms.decisions.models import Ballot, Meeting, Motion
from liuhen.mechanisms.decisions.reads import meetings, motions
from liuhen.mechanisms.decisions.reads.room import Room, ballot_of, room_of
from liuhen.mechanisms.decisions.signing import Signed
from liuhen.organs.reads.tree import book_of


@dataclass(frozen=True)
class Acting:
    """一办 Who acts, in which book, for which organ."""

    by: Actor
    book: Book
    organ: UUID

    def write(
        self,
        record: Record,
        cited: Sequence[str] = (),
        *,
        at: datetime | None = None,
        signed: Signed | None = None,
        of: UUID | None = None,
        files: Sequence[FileRef] = (),
        by: Actor | None = None,
    ) -> Entry:
        """入簿 Under the rules `cited`; `of`: whose act it is, when somebody else enters it; `by`: a name for once.

        Raises BadInput for a mark of secrecy in any word of it: nothing classified enters, from paper neither.
        """
        permits.require_nothing_classified(**_words(record))
        return self.book.append(
            record,
            by=by or self.by,
            organ=self.organ,
            at=at,
            signatures=[signed.signature] if signed else (),
            files=files,
            rules=cited,
            on_behalf=of if of and of != self.by.person else None,
        )


def _words(record: Record) -> dict[str, str]:
    """What a person wrote; a signed document holds the same words once more."""
    names = [spec.name for spec in record.spec.vaulted if spec.name != "document"]
    said = {name: getattr(record, name) for name in names}
    return {name: value for name, value in said.items() if isinstance(value, str)}


@contextmanager
def on_motion(motion: UUID, by: Actor) -> Iterator[tuple[Motion, Acting]]:
    """就一件动议办理 The motion as it stands now that nobody else can write to its file. Raises NotFound."""
    act = _acting(by, motions.get(motion).organ)
    with act.book.writing("motion", motion):
        yield motions.get(motion), act


@contextmanager
def on_item(item: UUID, by: Actor, *, in_meeting: bool = False) -> Iterator[tuple[Room, Acting]]:
    """就一个议题办理 On its motion's file; `in_meeting`: nobody comes or goes meanwhile. Raises NotFound."""
    found = room_of(item)
    act = _acting(by, found.motion.organ)
    whole = act.book.writing("meeting", found.meeting.id) if in_meeting else nullcontext()
    with whole, act.book.writing("motion", found.motion.id):
        yield room_of(item), act


@contextmanager
def on_ballot(ballot: UUID, by: Actor) -> Iterator[tuple[Ballot, Room, Acting]]:
    """就一次表决办理 On its motion's file. Raises NotFound."""
    with on_item(ballot_of(ballot).item_id, by) as (room, act):
        yield ballot_of(ballot), room, act


@contextmanager
def on_meeting(meeting: UUID, by: Actor) -> Iterator[tuple[Meeting, Acting]]:
    """就一次会议办理 Raises NotFound. The meeting is locked before any motion of it, never after."""
    act = _acting(by, meetings.get(meeting).organ)
    with act.book.writing("meeting", meeting):
        yield meetings.get(meeting), act


@contextmanager
def numbering(organ: UUID, by: Actor) -> Iterator[Acting]:
    """编号 What is made here takes the next number of its organ, and nobody else takes the same."""
    act = _acting(by, organ)
    with act.book.writing("numbering", organ):
        yield act


def _acting(by: Actor, organ: UUID) -> Acting:
    return Acting(by, book_of(organ), organ)
