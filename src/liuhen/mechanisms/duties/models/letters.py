"""责任书表 Letters and pledges as the coverage reads them: one narrow row each, the texts apart.

Thousands of rows are read for one map, so a row holds ids, days and a digest and nothing that could be long.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from liuhen.kit import clock
from liuhen.ledger.entries import Entry
from liuhen.ledger.records import applies
from liuhen.ledger.tables import Reading
from liuhen.mechanisms.duties import records
from liuhen.mechanisms.duties.letter_terms import Kind, LetterSide, LetterState, Via

__all__ = ["Letter", "LetterSignature", "LetterText"]


class Letter(Reading):
    """责任书 One letter or pledge. The days are the days on which it happened, not those on which it was entered."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=8, choices=Kind)
    year = models.PositiveIntegerField()
    organ = models.UUIDField()
    upper = models.UUIDField(null=True)
    upper_post = models.UUIDField(null=True)
    lower = models.UUIDField()
    lower_post = models.UUIDField(null=True)
    audience = models.CharField(max_length=12, blank=True)
    basis = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, choices=LetterState)
    via = models.CharField(max_length=8, choices=Via)
    drawn_on = models.DateField()
    upper_on = models.DateField(null=True)
    lower_on = models.DateField(null=True)
    signed_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    replaces = models.UUIDField(null=True)
    campaign = models.UUIDField(null=True)

    class Meta:
        db_table = "duties_letter"
        indexes = (
            models.Index(fields=["organ", "year"], name="duties_letter_organ"),
            models.Index(fields=["lower", "year"], name="duties_letter_lower"),
            models.Index(fields=["upper", "year"], name="duties_letter_upper"),
        )
        constraints = (
            # Nobody signs a letter with himself; a pledge has no other side.
            models.CheckConstraint(
                condition=models.Q(upper__isnull=True) | ~models.Q(upper=models.F("lower")),
                name="duties_letter_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=Kind.PLEDGE, upper__isnull=True)
                | models.Q(kind=Kind.LETTER, upper__isnull=False),
                name="duties_letter_sides",
            ),
        )


class LetterText(Reading):
    """责任书正文 The text that was drawn, what it was made from, or where the paper lies."""

    letter = models.OneToOneField(Letter, models.CASCADE, primary_key=True, related_name="words", db_constraint=False)
    entry = models.UUIDField()
    text = models.TextField(null=True)
    text_sha256 = models.CharField(max_length=64, blank=True, null=True)
    lists = models.JSONField(default=list)
    items = models.JSONField(default=list)
    tasks = models.JSONField(default=list)
    archive = models.CharField(max_length=200, blank=True, null=True)
    files = models.JSONField(default=list)
    reason = models.TextField(blank=True, null=True)

    class Meta:
        db_table = "duties_letter_text"


class LetterSignature(Reading):
    """签名 Who signed for which side, when, and by which entry; `confirms`: a later word to a letter from paper."""

    entry = models.UUIDField(primary_key=True)
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="signatures", db_constraint=False)
    side = models.CharField(max_length=8, choices=LetterSide)
    person = models.UUIDField()
    via = models.CharField(max_length=8, choices=Via)
    confirms = models.BooleanField(default=False)
    at = models.DateTimeField()
    recorded = models.DateTimeField()

    class Meta:
        db_table = "duties_letter_signature"
        ordering = ("recorded", "entry")


SAME = (
    "kind",
    "year",
    "organ",
    "upper",
    "upper_post",
    "lower",
    "lower_post",
    "audience",
    "basis",
    "replaces",
    "campaign",
)


@applies(records.LetterDrawn)
def _drawn(record: records.LetterDrawn, entry: Entry) -> None:
    Letter.objects.create(
        id=record.letter, state=LetterState.DRAWN, via=Via.SEAT, drawn_on=_day(entry), **_same(record)
    )
    LetterText.objects.create(
        letter_id=record.letter,
        entry=entry.id,
        text=record.text,
        text_sha256=record.text_sha256,
        lists=[str(one) for one in record.lists],
        items=[str(one) for one in record.items],
        tasks=[str(one) for one in record.tasks],
    )


@applies(records.LetterTakenIn)
def _taken_in(record: records.LetterTakenIn, entry: Entry) -> None:
    on = record.signed_on
    Letter.objects.create(
        id=record.letter,
        state=LetterState.SIGNED,
        via=Via.PAPER,
        drawn_on=on,
        upper_on=on if record.upper else None,
        lower_on=on,
        signed_on=on,
        **_same(record),
    )
    LetterText.objects.create(letter_id=record.letter, entry=entry.id, archive=record.archive, files=entry.files)


@applies(records.LetterSigned)
def _signed(record: records.LetterSigned, entry: Entry) -> None:
    on = _day(entry)
    column = "upper_on" if record.side == LetterSide.UPPER else "lower_on"
    changes: dict[str, Any] = {column: on, "state": LetterState.SIGNED if record.last else LetterState.HALF}
    if record.last:
        changes["signed_on"] = on
    if record.via == Via.PAPER:
        changes["via"] = Via.PAPER
    Letter.objects.filter(pk=record.letter).update(**changes)
    _signature(record, entry, record.via)


@applies(records.LetterConfirmed)
def _confirmed(record: records.LetterConfirmed, entry: Entry) -> None:
    _signature(record, entry, Via.SEAT, confirms=True)


@applies(records.LetterWithdrawn)
def _withdrawn(record: records.LetterWithdrawn, entry: Entry) -> None:
    Letter.objects.filter(pk=record.letter).update(state=LetterState.CLOSED, closed_on=_day(entry))
    LetterText.objects.filter(pk=record.letter).update(reason=record.reason)


def _signature(
    record: records.LetterSigned | records.LetterConfirmed, entry: Entry, via: str, confirms: bool = False
) -> None:
    LetterSignature.objects.create(
        entry=entry.id,
        letter_id=record.letter,
        side=record.side,
        person=record.person,
        via=via,
        confirms=confirms,
        at=entry.occurred,
        recorded=entry.recorded,
    )


def _same(record: records.LetterDrawn | records.LetterTakenIn) -> dict[str, Any]:
    return {name: getattr(record, name) for name in SAME}


def _day(entry: Entry) -> Any:
    return clock.local(entry.occurred).date()
