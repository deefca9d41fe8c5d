"""读数表 Periods, reports with their versions and remarks, hearings and follow-ups. No chapter stands in a table."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import models

from liuhen.ledger.entries import Entry
from liuhen.ledger.records import applies
from liuhen.ledger.tables import Reading
from liuhen.mechanisms.hearings import records
from liuhen.mechanisms.hearings.states import ANSWERED
from liuhen.mechanisms.hearings.terms import Answer, ReportState, Whom

__all__ = ["FollowUp", "Hearing", "Period", "Remark", "Report", "ReportVersion"]


class Period(Reading):
    """汇报期 From the first to the last day, both included; opened by the organ whose chief hears last."""

    id = models.UUIDField(primary_key=True)
    organ = models.UUIDField(db_index=True)
    whom = models.CharField(max_length=12, choices=Whom)
    since = models.DateField()
    closes = models.DateField(db_index=True)
    name = models.TextField(null=True)
    opened_by = models.UUIDField()
    at = models.DateTimeField()
    entry = models.UUIDField()

    path = ""
    """所及范围 The path of everything the period reaches, once it has been read; no column."""

    class Meta:
        db_table = "hearings_period"
        constraints = (models.CheckConstraint(condition=models.Q(since__lte=models.F("closes")), name="hearings_days"),)


class Report(Reading):
    """书面报告 One chief's report in one period; `submitted` is when the latest version came, `first` the first."""

    id = models.UUIDField(primary_key=True)
    period = models.ForeignKey(Period, models.CASCADE, related_name="reports", db_constraint=False)
    organ = models.UUIDField()
    post = models.UUIDField()
    chief = models.UUIDField(db_index=True)
    superior = models.UUIDField(db_index=True)
    state = models.CharField(max_length=12, choices=ReportState)
    version = models.PositiveIntegerField()
    text_sha256 = models.CharField(max_length=64, null=True)
    first = models.DateTimeField()
    submitted = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        db_table = "hearings_report"


class ReportVersion(Reading):
    """报告版本 One version as it was submitted; the chapters lie in the vault under this entry."""

    entry = models.UUIDField(primary_key=True)
    report = models.ForeignKey(Report, models.CASCADE, related_name="versions", db_constraint=False)
    version = models.PositiveIntegerField()
    text_sha256 = models.CharField(max_length=64, null=True)
    files = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        db_table = "hearings_report_version"
        ordering = ("version",)


class Remark(Reading):
    """上级批示 One answer of a superior."""

    entry = models.UUIDField(primary_key=True)
    report = models.ForeignKey(Report, models.CASCADE, related_name="remarks", db_constraint=False)
    by = models.UUIDField()
    version = models.PositiveIntegerField()
    answer = models.CharField(max_length=12, choices=Answer)
    words = models.TextField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "hearings_remark"
        ordering = ("at", "entry")


class Hearing(Reading):
    """听取汇报 Who heard whom, in which post, when it happened and when it was recorded."""

    id = models.UUIDField(primary_key=True)
    period = models.ForeignKey(Period, models.CASCADE, related_name="hearings", db_constraint=False)
    organ = models.UUIDField(db_index=True)
    listener = models.UUIDField()
    below = models.UUIDField()
    post = models.UUIDField()
    heard = models.UUIDField(db_index=True)
    report = models.UUIDField(null=True)
    words = models.TextField(null=True)
    recorded_by = models.UUIDField()
    at = models.DateTimeField()
    recorded = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        db_table = "hearings_hearing"
        constraints = (
            # Nobody hears himself.
            models.CheckConstraint(condition=~models.Q(listener=models.F("heard")), name="hearings_two_people"),
        )


class FollowUp(Reading):
    """交办事项 One thing the listener asks for, until a day; a failing cites the duty item and version."""

    id = models.UUIDField(primary_key=True)
    hearing = models.ForeignKey(Hearing, models.CASCADE, related_name="follow_ups", db_constraint=False)
    order = models.PositiveIntegerField()
    words = models.TextField(null=True)
    due = models.DateField(db_index=True)
    failing = models.BooleanField()
    item = models.CharField(max_length=80)
    version = models.CharField(max_length=80)
    answer = models.TextField(null=True)
    done = models.DateTimeField(null=True)
    done_entry = models.UUIDField(null=True)

    class Meta:
        db_table = "hearings_follow_up"
        ordering = ("order",)


@applies(records.ReportPeriodOpened)
def _opened(record: records.ReportPeriodOpened, entry: Entry) -> None:
    same = ("organ", "whom", "since", "closes", "name")
    Period.objects.create(
        id=record.period,
        opened_by=entry.actor.person,
        at=entry.recorded,
        entry=entry.id,
        **{name: getattr(record, name) for name in same},
    )


@applies(records.ReportSubmitted)
def _submitted(record: records.ReportSubmitted, entry: Entry) -> None:
    now = {
        "state": ReportState.SUBMITTED,
        "version": record.version,
        "text_sha256": record.text_sha256,
        "submitted": entry.recorded,
        "entry": entry.id,
        "superior": record.superior,
    }
    same = ("organ", "post", "chief")
    if record.version == 1:
        Report.objects.create(
            id=record.report,
            period_id=record.period,
            first=entry.recorded,
            **now,
            **{name: getattr(record, name) for name in same},
        )
    else:
        Report.objects.filter(pk=record.report).update(**now)
    ReportVersion.objects.create(
        entry=entry.id,
        report_id=record.report,
        version=record.version,
        text_sha256=record.text_sha256,
        files=entry.body["files"],
        at=entry.recorded,
    )


@applies(records.RemarksGiven)
def _remarked(record: records.RemarksGiven, entry: Entry) -> None:
    answer = Answer(record.answer)
    version = Report.objects.values_list("version", flat=True).get(pk=record.report)
    Report.objects.filter(pk=record.report).update(state=ANSWERED[answer])
    Remark.objects.create(
        entry=entry.id,
        report_id=record.report,
        by=entry.actor.person,
        version=version,
        answer=answer,
        words=record.words,
        at=entry.recorded,
    )


@applies(records.HearingHeld)
def _held(record: records.HearingHeld, entry: Entry) -> None:
    same = ("organ", "listener", "below", "post", "heard", "report", "words")
    Hearing.objects.create(
        id=record.hearing,
        period_id=record.period,
        recorded_by=entry.actor.person,
        at=entry.occurred,
        recorded=entry.recorded,
        entry=entry.id,
        **{name: getattr(record, name) for name in same},
    )
    FollowUp.objects.bulk_create([_follow_up(record.hearing, *one) for one in enumerate(record.follow_ups)])


def _follow_up(hearing: UUID, order: int, given: dict[str, str]) -> FollowUp:
    return FollowUp(
        id=UUID(given["id"]),
        hearing_id=hearing,
        order=order,
        words=given["words"],
        due=date.fromisoformat(given["due"]),
        failing=given["failing"] == "yes",
        item=given["item"],
        version=given["version"],
    )


@applies(records.FollowUpDone)
def _done(record: records.FollowUpDone, entry: Entry) -> None:
    FollowUp.objects.filter(pk=record.follow_up).update(answer=record.words, done=entry.recorded, done_entry=entry.id)
