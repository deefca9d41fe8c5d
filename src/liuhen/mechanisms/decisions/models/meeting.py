"""会议表 Meetings, who sits in them, and what became of their records."""

from __future__ import annotations

from django.db import models

from liuhen.ledger.entries import Entry
from liuhen.ledger.records import applies
from liuhen.ledger.tables import Reading
from liuhen.mechanisms.decisions import records
from liuhen.mechanisms.decisions.models.item import Item
from liuhen.mechanisms.decisions.models.motion import Motion
from liuhen.mechanisms.decisions.states import ItemState, MeetingState, MotionState
from liuhen.mechanisms.decisions.terms import Capacity, Presence, Role

__all__ = ["Chairing", "Meeting", "MeetingReport", "Movement", "RecordConfirmation", "Seat"]


class Meeting(Reading):
    """会议 One meeting of a leading group."""

    id = models.UUIDField(primary_key=True)
    organ = models.UUIDField(db_index=True)
    group = models.UUIDField(db_index=True)
    number = models.CharField(max_length=40)
    title = models.TextField(null=True)
    place = models.TextField(null=True)
    starts = models.DateTimeField(db_index=True)
    presider = models.UUIDField()
    recorder = models.UUIDField()
    on_paper = models.BooleanField()
    state = models.CharField(max_length=8, choices=MeetingState)
    recording = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    record_sha256 = models.CharField(max_length=64, blank=True)
    abridged = models.JSONField(default=dict)
    gaps = models.JSONField(default=list)
    sealed_at = models.DateTimeField(null=True)
    minutes_sha256 = models.CharField(max_length=64, blank=True)
    minutes_number = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "decisions_meeting"


class Seat(Reading):
    """席位 One person on the roll of one meeting."""

    id = models.CharField(max_length=80, primary_key=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="seats", db_constraint=False)
    person = models.UUIDField(db_index=True)
    role = models.CharField(max_length=8, choices=Role, blank=True)
    order = models.PositiveIntegerField()
    capacity = models.CharField(max_length=8, choices=Capacity)
    presence = models.CharField(max_length=8, choices=Presence)
    reason = models.TextField(blank=True, null=True)

    class Meta:
        db_table = "decisions_seat"
        ordering = ("order", "id")


class Movement(Reading):
    """到离场 A person arriving or leaving, with the time."""

    entry = models.UUIDField(primary_key=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="movements", db_constraint=False)
    person = models.UUIDField()
    presence = models.CharField(max_length=8, choices=Presence)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_movement"
        ordering = ("at", "entry")


class Chairing(Reading):
    """改派主持人 Who handed the chair to whom, when and why."""

    entry = models.UUIDField(primary_key=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="chairings", db_constraint=False)
    previous = models.UUIDField()
    presider = models.UUIDField()
    reason = models.TextField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_chairing"
        ordering = ("at", "entry")


class MeetingReport(Reading):
    """上报 One report of a meeting to the collection; a later one replaces it there and not here."""

    entry = models.UUIDField(primary_key=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="reports", db_constraint=False)
    sha256 = models.CharField(max_length=64)
    exceptions = models.JSONField()
    to = models.TextField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_meeting_report"
        ordering = ("at", "entry")


class RecordConfirmation(Reading):
    """会议记录核对 One participant's confirmation of, or correction to, the sealed record."""

    entry = models.UUIDField(primary_key=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="confirmations", db_constraint=False)
    person = models.UUIDField()
    correction = models.TextField(blank=True, null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_record_confirmation"
        ordering = ("at", "entry")


@applies(records.MeetingCalled)
def _called(record: records.MeetingCalled, entry: Entry) -> None:
    same = ("organ", "group", "number", "title", "place", "starts", "presider", "recorder", "on_paper")
    values = {name: getattr(record, name) for name in same}
    Meeting.objects.create(id=record.meeting, state=MeetingState.CALLED, **values)


@applies(records.AgendaLocked)
def _locked(record: records.AgendaLocked, entry: Entry) -> None:
    Meeting.objects.filter(pk=record.meeting).update(state=MeetingState.LOCKED)


@applies(records.MeetingOpened)
def _opened(record: records.MeetingOpened, entry: Entry) -> None:
    Meeting.objects.filter(pk=record.meeting).update(
        state=MeetingState.OPEN, opened_at=entry.occurred, recording=record.recording
    )
    reasons = record.reasons or {}
    Seat.objects.bulk_create(
        [
            Seat(
                id=f"{record.meeting}:{row['person']}",
                meeting_id=record.meeting,
                person=row["person"],
                role=row["role"],
                order=row["order"],
                capacity=row["capacity"],
                presence=row["presence"],
                reason=reasons.get(row["person"], ""),
            )
            for row in record.roll
        ]
    )


@applies(records.PresenceChanged)
def _presence(record: records.PresenceChanged, entry: Entry) -> None:
    Seat.objects.filter(meeting=record.meeting, person=record.person).update(presence=record.presence)
    Movement.objects.create(
        entry=entry.id, meeting_id=record.meeting, person=record.person, presence=record.presence, at=entry.occurred
    )


@applies(records.PresiderChanged)
def _presider(record: records.PresiderChanged, entry: Entry) -> None:
    # What has an outcome keeps the one who announced it.
    ruled = Item.objects.filter(meeting=record.meeting, ruled_at__isnull=False, presider__isnull=True)
    ruled.update(presider=record.previous)
    Meeting.objects.filter(pk=record.meeting).update(presider=record.presider)
    Chairing.objects.create(
        entry=entry.id,
        meeting_id=record.meeting,
        previous=record.previous,
        presider=record.presider,
        reason=record.reason,
        at=entry.occurred,
    )


@applies(records.ObserverAdmitted)
def _observer(record: records.ObserverAdmitted, entry: Entry) -> None:
    last = Seat.objects.filter(meeting=record.meeting).aggregate(last=models.Max("order"))["last"]
    Seat.objects.create(
        id=f"{record.meeting}:{record.person}",
        meeting_id=record.meeting,
        person=record.person,
        order=(last or 0) + 1,
        capacity=Capacity.OBSERVER,
        presence=Presence.PRESENT,
        reason=record.capacity,
    )
    Movement.objects.create(
        entry=entry.id,
        meeting_id=record.meeting,
        person=record.person,
        presence=Presence.PRESENT,
        at=entry.occurred,
    )


@applies(records.MeetingClosed)
def _closed(record: records.MeetingClosed, entry: Entry) -> None:
    Meeting.objects.filter(pk=record.meeting).update(state=MeetingState.CLOSED, closed_at=entry.occurred)
    # What the meeting did not reach, or suspended, waits for another one.
    left = Item.objects.filter(meeting=record.meeting).exclude(state=ItemState.RULED).values("motion")
    back = Motion.objects.filter(pk__in=left, state__in=(MotionState.TABLED, MotionState.IN_MEETING))
    back.filter(mover__isnull=True).update(state=MotionState.DRAFTED)
    back.filter(mover__isnull=False).update(state=MotionState.MOVED)


@applies(records.RecordSealed)
def _sealed(record: records.RecordSealed, entry: Entry) -> None:
    Meeting.objects.filter(pk=record.meeting).update(
        state=MeetingState.SEALED,
        record_sha256=record.sha256,
        abridged=record.abridged,
        gaps=record.sentences or [],
        sealed_at=entry.recorded,
    )


@applies(records.RecordConfirmed)
def _confirmed(record: records.RecordConfirmed, entry: Entry) -> None:
    RecordConfirmation.objects.create(
        entry=entry.id,
        meeting_id=record.meeting,
        person=record.person,
        correction=record.correction,
        at=entry.recorded,
    )


@applies(records.MeetingReported)
def _reported(record: records.MeetingReported, entry: Entry) -> None:
    MeetingReport.objects.create(
        entry=entry.id,
        meeting_id=record.meeting,
        sha256=record.sha256,
        exceptions=record.exceptions,
        to=record.to,
        at=entry.recorded,
    )


@applies(records.MinutesIssued)
def _issued(record: records.MinutesIssued, entry: Entry) -> None:
    Meeting.objects.filter(pk=record.meeting).update(
        state=MeetingState.ISSUED, minutes_sha256=record.sha256, minutes_number=record.number
    )
