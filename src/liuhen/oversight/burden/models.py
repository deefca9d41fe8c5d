"""读数表 What was filled in, entry by entry and without names; complaints and their answers."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models

from liuhen.kit import clock
from liuhen.ledger.entries import Entry
from liuhen.ledger.following import Seen, follows
from liuhen.ledger.records import applies, record_classes
from liuhen.ledger.tables import Reading
from liuhen.oversight.burden import asked, records
from liuhen.oversight.burden.terms import About, Outcome

__all__ = ["FOLLOWER", "Complaint", "Filled"]

FOLLOWER = "burden.meter"


class Filled(Reading):
    """填报一次 One form filled in: unit, month, how many fields, estimated seconds. Who did it stands nowhere here."""

    entry = models.UUIDField(primary_key=True)
    organ = models.UUIDField()
    month = models.CharField(max_length=7)
    kind = models.CharField(max_length=80)
    asked = models.PositiveIntegerField()
    filled = models.PositiveIntegerField()
    seconds = models.PositiveIntegerField()

    class Meta:
        db_table = "burden_filled"
        indexes = (models.Index(fields=["month", "organ"], name="burden_filled_month"),)


class Complaint(Reading):
    """负担反映 That somebody complained, of what and where; the words lie in the vault, and so does an unsaid name."""

    id = models.UUIDField(primary_key=True)
    organ = models.UUIDField(db_index=True)
    about = models.CharField(max_length=12, choices=About)
    page = models.TextField(null=True)
    person = models.UUIDField(null=True)
    at = models.DateTimeField(db_index=True)
    entry = models.UUIDField()
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    answer = models.TextField(null=True)
    answered = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        db_table = "burden_complaint"


def _kinds() -> list[str]:
    return [kind for kind in asked.forms() if kind in record_classes()]


@follows(FOLLOWER, kinds=_kinds)
def _(seen: Sequence[Seen]) -> None:
    rows = [_row(record, entry) for record, entry in seen]
    changing = [field.name for field in Filled._meta.fields if field.name != "entry"]
    Filled.objects.bulk_create(rows, 500, update_conflicts=True, unique_fields=["entry"], update_fields=changing)


def _row(record: object, entry: Entry) -> Filled:
    form = asked.forms()[entry.kind]
    values = {field.name: getattr(record, field.name) for field in form.fields}
    filled, seconds = form.seconds(values, len(entry.body["sig"]))
    month = f"{clock.local(entry.recorded):%Y-%m}"
    return Filled(
        entry=entry.id,
        organ=entry.actor.organ,
        month=month,
        kind=entry.kind,
        asked=len(form.fields),
        filled=filled,
        seconds=seconds,
    )


@applies(records.ComplaintMade)
def _made(record: records.ComplaintMade, entry: Entry) -> None:
    Complaint.objects.create(
        id=record.complaint,
        organ=record.organ,
        about=record.about,
        page=record.page,
        person=entry.actor.person if record.named else None,
        at=entry.recorded,
        entry=entry.id,
    )


@applies(records.ComplaintAnswered)
def _answered(record: records.ComplaintAnswered, entry: Entry) -> None:
    Complaint.objects.filter(pk=record.complaint).update(
        outcome=record.outcome, answer=record.words, answered=entry.recorded, answered_by=entry.actor.person
    )
