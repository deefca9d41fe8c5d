"""议题办理 Open, recuse, state, end, open the stances, discuss, object, conclude (D4a to D4d)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.ledger.book import Actor, Entry
from liuhen.ledger.files import FileRef
from liuhen.mechanisms.decisions import bodies, permits, records
from liuhen.mechanisms.decisions.actions import settling
from liuhen.mechanisms.decisions.actions.frame import on_item
from liuhen.mechanisms.decisions.signing import Signed, unnamed
from liuhen.mechanisms.decisions.terms import Stance, Via

__all__ = [
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
    with on_item(item, by, in_meeting=True) as (room, act):
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
        return act.write(record, cited, at=at)


def recuse(*, item: UUID, person: UUID, by: Actor, reason: str, at: datetime | None = None) -> Entry:
    """回避 Declared by the person, or decided by the chair; quorum is computed anew."""
    with on_item(item, by) as (room, act):
        cited = permits.require_may_recuse(room, by=by, person=person, reason=reason)
        record = records.RecusalRecorded(
            motion=room.motion.id, item=item, person=person, declared=person == by.person, reason=reason.strip()
        )
        entry = act.write(record, cited, at=at)
        settling.recompute(act, item, at)
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
    with on_item(item, by) as (room, act):
        cited = permits.require_may_state(room, by=by, person=person, stance=stance, signed=signed)
        grade = signed.require(
            act="表态", person=person, text_sha256=room.motion.text_sha256, says=Stance(stance).label, item=item
        )
        permits.require_grade(room.motion, grade)
        record = records.OpinionSigned(
            motion=room.motion.id,
            item=item,
            round=room.round,
            person=person,
            via=_via(by, person),
            stance=stance,
            words=words.strip(),
            document=signed.document,
        )
        entry = act.write(record, cited, at=at, signed=signed, of=person, files=files)
        settling.open_when_last(act, item)
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
    with on_item(item, by) as (room, act):
        cited = permits.require_may_end(room, by=by, person=person, ending=ending, reason=reason, witness=witness)
        record = records.AttendeeEnded(
            motion=room.motion.id,
            item=item,
            round=room.round,
            person=person,
            ending=ending,
            witness=witness,
            reason=reason.strip(),
        )
        entry = act.write(record, cited, at=at)
        settling.open_when_last(act, item)
        return entry


def attach_absent_opinion(
    *, item: UUID, person: UUID, by: Actor, stance: str, words: str, files: tuple[FileRef, ...] = ()
) -> Entry:
    """缺席书面意见 Shown in the dossier, never counted."""
    with on_item(item, by) as (room, act):
        cited = permits.require_may_attach_absent(room, by=by, person=person, stance=stance)
        record = records.AbsentOpinionAttached(
            motion=room.motion.id, item=item, person=person, stance=stance, words=words.strip()
        )
        return act.write(record, cited, files=files)


def change_opinion(*, item: UUID, by: Actor, stance: str, signed: Signed, words: str = "") -> Entry:
    """改变表态 During discussion; a new entry beside the first."""
    with on_item(item, by) as (room, act):
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
        return act.write(record, cited, signed=signed)


def lodge_objection(*, item: UUID, by: Actor, objection: str, clause: str = "", words: str = "") -> Entry:
    """提出异议 “定调” or on compliance, the latter citing a clause; who raised it is not shown in the room."""
    with on_item(item, by) as (room, act):
        cited = permits.require_may_object(room, by=by, objection=objection, clause=clause)
        record = records.ObjectionLodged(
            motion=room.motion.id,
            item=item,
            objection=objection,
            clause=clause.strip(),
            person=by.person,
            words=words.strip(),
        )
        return act.write(record, cited, by=unnamed(act.organ))


def open_second_round(*, item: UUID, by: Actor) -> Entry:
    """第二轮表态 After a compliance objection everybody states once more (M49)."""
    with on_item(item, by) as (room, act):
        cited = permits.require_may_open_second_round(room, by=by)
        record = records.SecondRoundOpened(motion=room.motion.id, item=item, round=uuid7())
        return act.write(record, cited)


def note_discussion(*, item: UUID, by: Actor, words: str, at: datetime | None = None) -> Entry:
    """讨论要点 Taken down by the recorder after the stances have opened."""
    with on_item(item, by) as (room, act):
        cited = permits.require_may_note(room, by=by, words=words)
        record = records.DiscussionNoted(motion=room.motion.id, item=item, words=words.strip())
        return act.write(record, cited, at=at)


def note_early_word(*, item: UUID, by: Actor, person: UUID, words: str, at: datetime | None = None) -> Entry:
    """先于他人 What the chief said before his turn is taken down, and marked so (M56)."""
    with on_item(item, by) as (room, act):
        cited = permits.require_may_note_early(room, by=by, person=person, words=words)
        record = records.EarlyWordNoted(motion=room.motion.id, item=item, person=person, words=words.strip())
        return act.write(record, cited, at=at)


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
    with on_item(item, by) as (room, act):
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
        return act.write(record, cited, at=at, signed=signed, of=person, files=files)


def _via(by: Actor, person: UUID) -> str:
    return Via.SEAT if by.person == person else Via.PAPER
