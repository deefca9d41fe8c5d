"""会议记录类 The meeting itself: called, opened, who came and went, its record and its 纪要."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from liuhen.ledger.duty_lines import Category, DutyLine, EvidenceKind
from liuhen.ledger.records import Record, internal, public, record

MEETING = ("meeting", "meeting")
CHAIRED = DutyLine(
    EvidenceKind.MEETING,
    Category.AREA,
    "主持召开“{title}”",
    person="presider",
    person_in=("decisions.meeting-called/1", "decisions.presider-changed/1"),
    page="meeting",
)
CONFIRMED = DutyLine(EvidenceKind.OTHER, Category.OTHER, "核对“{title}”的会议记录", person="person", page="record")


@record("decisions.meeting-called/1", log="internal", subject=MEETING, names="title")
class MeetingCalled(Record):
    """召集会议 A meeting of a leading group: when, who presides, who records."""

    meeting: UUID = public()
    organ: UUID = public()
    group: UUID = public()
    number: str = public()
    starts: datetime = public()
    presider: UUID = public()
    recorder: UUID = public()
    on_paper: bool = public()
    title: str = internal()
    place: str = internal()


@record("decisions.agenda-locked/1", log="internal", subject=MEETING)
class AgendaLocked(Record):
    """议程锁定 The agenda is fixed; from here on movers default (M43) and papers count as due."""

    meeting: UUID = public()
    items: list[UUID] = public()


@record("decisions.meeting-opened/1", log="internal", subject=MEETING)
class MeetingOpened(Record):
    """开会点名 The roll: 应到, 实到, leave and absence with reasons, 列席.

    Each row of `roll`: person, role, order, capacity, presence. `reasons` maps a person to why he is not here.
    """

    meeting: UUID = public()
    roll: list[dict[str, Any]] = public()
    recording: bool = public()
    reasons: dict[str, str] = internal()


@record("decisions.presence-changed/1", log="internal", subject=MEETING)
class PresenceChanged(Record):
    """到离场 Somebody arrives or leaves while the meeting goes on."""

    meeting: UUID = public()
    person: UUID = public()
    presence: str = public()


@record("decisions.presider-changed/1", log="internal", subject=MEETING)
class PresiderChanged(Record):
    """改派主持人 Somebody else takes the chair, before the meeting or in it; the reason stays."""

    meeting: UUID = public()
    previous: UUID = public()
    presider: UUID = public()
    reason: str = internal()


@record("decisions.observer-admitted/1", log="internal", subject=MEETING)
class ObserverAdmitted(Record):
    """增加列席 Somebody comes in to attend after the roll call; he speaks, and has neither stance nor vote."""

    meeting: UUID = public()
    person: UUID = public()
    capacity: str = internal()


@record("decisions.meeting-closed/1", log="internal", subject=MEETING, duty_line=CHAIRED)
class MeetingClosed(Record):
    """散会 The meeting ends."""

    meeting: UUID = public()


@record("decisions.record-sealed/1", log="internal", subject=MEETING)
class RecordSealed(Record):
    """会议记录封存 The record of the meeting is sealed, every omission named in it; it never waits for a signature.

    `gaps`: the rules not kept ("id@version"), by item; their sentences may hold names and are internal. `abridged`: for
    each person recused from an item, the file in which what was said on it is left out.
    """

    meeting: UUID = public()
    sha256: str = public()
    abridged: dict[str, str] = public()
    gaps: list[dict[str, str]] = public()
    sentences: list[str] = internal()


@record("decisions.record-confirmed/1", log="internal", subject=MEETING, duty_line=CONFIRMED)
class RecordConfirmed(Record):
    """会议记录核对 A participant confirms own words, or annexes a correction; the sealed text is never edited."""

    meeting: UUID = public()
    person: UUID = public()
    correction: str = internal()
    document: str = internal()


@record("decisions.meeting-reported/1", log="internal", subject=MEETING)
class MeetingReported(Record):
    """上报采集数据 A meeting goes to the state-assets commission's collection; what everybody decided goes with it.

    `exceptions`: which of the collection's five exceptions the tables would raise.
    """

    meeting: UUID = public()
    sha256: str = public()
    exceptions: list[int] = public()
    to: str = internal()


@record("decisions.minutes-issued/1", log="internal", subject=MEETING)
class MinutesIssued(Record):
    """纪要签发 The 纪要 is issued over a name; dissent does not travel with it."""

    meeting: UUID = public()
    number: str = public()
    issuer: UUID = public()
    sha256: str = public()
    document: str = internal()
