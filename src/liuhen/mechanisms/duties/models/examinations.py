"""失职核查表 What was examined, against which line of which version, and whether the person has spoken."""

from __future__ import annotations

from django.db import models

from liuhen.ledger.entries import Entry
from liuhen.ledger.records import applies
from liuhen.ledger.tables import Reading
from liuhen.mechanisms.duties import records
from liuhen.mechanisms.duties.models.lists import ListVersion

__all__ = ["Answer", "Examination"]


class Examination(Reading):
    """失职核查 One examined failure; what happened lies in the vault. A row without a line of the list cannot be."""

    id = models.UUIDField(primary_key=True)
    entry = models.UUIDField()
    organ = models.UUIDField(db_index=True)
    item = models.UUIDField(db_index=True)
    version = models.ForeignKey(ListVersion, models.CASCADE, related_name="+", db_constraint=False)
    on = models.DateField()
    post = models.UUIDField(null=True)
    person = models.UUIDField(null=True, db_index=True)
    examined_by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        db_table = "duties_examination"
        ordering = ("-at", "id")
        constraints = (
            # Nobody examines his own failure.
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) | ~models.Q(person=models.F("examined_by")),
                name="duties_examination_other",
            ),
        )


class Answer(Reading):
    """陈述申辩 That the person has spoken, and when."""

    entry = models.UUIDField(primary_key=True)
    examination = models.ForeignKey(Examination, models.CASCADE, related_name="answers", db_constraint=False)
    person = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        db_table = "duties_examination_answer"
        ordering = ("at", "entry")


@applies(records.FailureExamined)
def _examined(record: records.FailureExamined, entry: Entry) -> None:
    same = ("organ", "item", "on", "post", "person")
    Examination.objects.create(
        id=record.examination,
        entry=entry.id,
        version_id=record.version,
        examined_by=entry.actor.person,
        at=entry.recorded,
        **{name: getattr(record, name) for name in same},
    )


@applies(records.FailureAnswered)
def _answered(record: records.FailureAnswered, entry: Entry) -> None:
    Answer.objects.create(entry=entry.id, examination_id=record.examination, person=record.person, at=entry.recorded)
