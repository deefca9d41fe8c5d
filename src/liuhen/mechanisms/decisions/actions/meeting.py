"""会议办理 Call, table, lock, open, come and go, close, seal the record, confirm it, issue the 纪要 (D3, D5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from liuhen.kit import clock
from liuhen.kit.ids import uuid7
from liuhen.ledger.book import Actor, Entry, Writing
from liuhen.ledger.files import FileRef
from liuhen.mechanisms.decisions import permits, records
from liuhen.mechanisms.decisions.actions import defaults
from liuhen.mechanisms.decisions.actions.frame import numbering, on_item, on_meeting
from liuhen.mechanisms.decisions.gaps import gaps_of
from liuhen.mechanisms.decisions.models import Meeting
from liuhen.mechanisms.decisions.reads import meetings, motions
from liuhen.mechanisms.decisions.reads.meetings import organ_of_group
from liuhen.mechanisms.decisions.signing import Signed
from liuhen.mechanisms.decisions.terms import Capacity, Presence
from liuhen.organs.reads.groups import members_of

__all__ = [
    "call_meeting",
    "close_meeting",
    "confirm_record",
    "issue_minutes",
    "lock_agenda",
    "open_meeting",
    "read_papers",
    "report_meeting",
    "seal_record",
    "send_papers",
    "table_motion",
]


def call_meeting(
    *,
    by: Actor,
    group: UUID,
    title: str,
    starts: datetime,
    place: str,
    presider: UUID,
    recorder: UUID,
    on_paper: bool = False,
    meeting: UUID | None = None,
) -> Entry:
    """召集会议 A meeting of the group; the 党组's by its secretary or whoever convenes for him."""
    organ = organ_of_group(group)
    cited = permits.require_may_call(
        by=by, organ=organ, group=group, title=title, presider=presider, recorder=recorder, starts=starts
    )
    with numbering(organ, by) as act:
        record = records.MeetingCalled(
            meeting=meeting or uuid7(),
            organ=organ,
            group=group,
            number=meetings.next_number(group, clock.local(starts).year),
            starts=starts,
            presider=presider,
            recorder=recorder,
            on_paper=on_paper,
            title=title.strip(),
            place=place.strip(),
        )
        return act.write(record, cited)


def table_motion(*, meeting: UUID, motion: UUID, by: Actor, reporter: UUID, item: UUID | None = None) -> Entry:
    """列入议题 Puts a motion on the agenda. Refused without a lawful legal review, or with the chief as reporter."""
    # The meeting first, as everywhere: its agenda must not be locked between the look and the entry.
    with on_meeting(meeting, by) as (sitting, act), act.book.writing("motion", motion):
        cited = permits.require_may_table(motions.get(motion), sitting, by=by, reporter=reporter)
        record = records.ItemTabled(
            motion=motion,
            meeting=meeting,
            item=item or uuid7(),
            order=meetings.next_order(meeting),
            reporter=reporter,
        )
        return act.write(record, cited)


def send_papers(*, item: UUID, by: Actor, to: Sequence[UUID]) -> Entry:
    """送达材料 The papers of an item go out; the time is the proof of delivery (M57)."""
    with on_item(item, by) as (room, act):
        cited = permits.require_may_send_papers(room.meeting, by=by, to=to)
        record = records.PapersSent(motion=room.motion.id, item=item, to=list(to))
        return act.write(record, cited)


def read_papers(*, item: UUID, by: Actor) -> Entry | None:
    """圈阅 The recipient opened the papers; None when that is known already. It is never a stance (M39)."""
    with on_item(item, by) as (room, act):
        if not meetings.has_unread_papers(item, by.person):
            return None
        return act.write(records.PapersRead(motion=room.motion.id, item=item, person=by.person))


def lock_agenda(*, meeting: UUID, by: Actor) -> list[Entry]:
    """锁定议程 Fixes the agenda; a motion without a mover falls to the presiding chief by default (M43)."""
    with on_meeting(meeting, by) as (sitting, act):
        cited = permits.require_may_lock(sitting, by=by)
        items = meetings.items_of(meeting)
        writings = defaults.at_lock(act, sitting, items)
        locked = records.AgendaLocked(meeting=meeting, items=[item.id for item in items])
        return act.book.append_many([*writings, Writing(locked, by, sitting.organ, rules=cited)])


def open_meeting(
    *,
    meeting: UUID,
    by: Actor,
    absent: Mapping[UUID, tuple[str, str]] | None = None,
    observers: Sequence[UUID] = (),
    recording: bool = False,
    at: datetime | None = None,
) -> Entry:
    """开会点名 Writes the roll. `absent` maps a member to (leave|absent, reason); everybody else is present."""
    with on_meeting(meeting, by) as (sitting, act):
        roll, reasons = _roll(sitting, absent or {}, observers)
        cited = permits.require_may_open_meeting(sitting, by=by, roll=roll, reasons=reasons)
        record = records.MeetingOpened(meeting=meeting, roll=roll, recording=recording, reasons=reasons)
        return act.write(record, cited, at=at)


def _roll(
    sitting: Meeting, absent: Mapping[UUID, tuple[str, str]], observers: Sequence[UUID]
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    members = members_of(sitting.group, clock.local(sitting.starts).date())
    roll = [
        {
            "person": str(member.person),
            "role": str(member.role),
            "order": number,
            "capacity": Capacity.MEMBER.value,
            "presence": absent[member.person][0] if member.person in absent else Presence.PRESENT.value,
        }
        for number, member in enumerate(members, 1)
    ]
    seated = {row["person"] for row in roll}
    roll += [
        {
            "person": str(person),
            "role": "",
            "order": len(members) + number,
            "capacity": Capacity.OBSERVER.value,
            "presence": Presence.PRESENT.value,
        }
        for number, person in enumerate(dict.fromkeys(observers), 1)
        if str(person) not in seated
    ]
    return roll, {str(person): reason.strip() for person, (_, reason) in absent.items()}


def close_meeting(*, meeting: UUID, by: Actor, at: datetime | None = None) -> Entry:
    """散会 Every item that opened has an outcome or is suspended."""
    with on_meeting(meeting, by) as (sitting, act):
        cited = permits.require_may_close(sitting, by=by)
        record = records.MeetingClosed(meeting=meeting)
        return act.write(record, cited, at=at)


def seal_record(
    *, meeting: UUID, by: Actor, files: Sequence[FileRef], abridged: Mapping[UUID, str] | None = None
) -> Entry:
    """封存会议记录 At any time after the meeting, every omission named; it waits for nobody's signature.

    `files`: the record itself first, then its annexes. `abridged`: which of them a recused person reads instead.
    """
    with on_meeting(meeting, by) as (sitting, act):
        cited = permits.require_may_seal_record(sitting, by=by, files=files)
        gaps = gaps_of(sitting)
        record = records.RecordSealed(
            meeting=meeting,
            sha256=files[0].sha256,
            abridged={str(person): digest for person, digest in (abridged or {}).items()},
            gaps=[{"rule": gap.citation, "item": str(gap.item)} for gap in gaps],
            sentences=[gap.sentence for gap in gaps],
        )
        return act.write(record, cited, files=files)


def confirm_record(*, meeting: UUID, by: Actor, signed: Signed, correction: str = "") -> Entry:
    """核对会议记录 A participant confirms own words or annexes a correction; one missing never blocks."""
    with on_meeting(meeting, by) as (sitting, act):
        cited = permits.require_may_confirm_record(sitting, by=by)
        signed.require(act="核对会议记录", person=by.person, text_sha256=meetings.record_for(sitting, by.person))
        record = records.RecordConfirmed(
            meeting=meeting, person=by.person, correction=correction.strip(), document=signed.document
        )
        return act.write(record, cited, signed=signed)


def report_meeting(*, meeting: UUID, by: Actor, file: FileRef, exceptions: Sequence[int], to: str) -> Entry:
    """上报采集数据 The file as it was made, to whom, and which exceptions its tables would raise (D6)."""
    with on_meeting(meeting, by) as (sitting, act):
        cited = permits.require_may_report(sitting, by=by, to=to)
        record = records.MeetingReported(
            meeting=meeting, sha256=file.sha256, exceptions=sorted(set(exceptions)), to=to.strip()
        )
        return act.write(record, cited, files=[file])


def issue_minutes(*, meeting: UUID, by: Actor, number: str, file: FileRef, signed: Signed) -> Entry:
    """签发纪要 A step apart from the record; dissent does not travel with it."""
    with on_meeting(meeting, by) as (sitting, act):
        cited = permits.require_may_issue(sitting, by=by, number=number)
        signed.require(act="签发纪要", person=by.person, text_sha256=file.sha256)
        record = records.MinutesIssued(
            meeting=meeting,
            number=number.strip(),
            issuer=by.person,
            sha256=file.sha256,
            document=signed.document,
        )
        return act.write(record, cited, files=[file], signed=signed)
