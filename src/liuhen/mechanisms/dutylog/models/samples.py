"""抽查表 A month's sample with its shares and lines, questions to authors, and what the checks gave."""

from __future__ import annotations

from django.db import models

from liuhen.ledger.entries import Entry
from liuhen.ledger.records import applies
from liuhen.ledger.tables import Reading
from liuhen.mechanisms.dutylog import records
from liuhen.mechanisms.dutylog.terms import Asking, DrawState, Result

__all__ = ["Check", "Drawn", "Question", "Sample", "Share"]


class Sample(Reading):
    """抽查 The sample of one organ and month; there is one, and it is drawn once."""

    id = models.UUIDField(primary_key=True)
    organ = models.UUIDField(db_index=True)
    month = models.CharField(max_length=7)
    state = models.CharField(max_length=12, choices=DrawState)
    population = models.PositiveIntegerField(null=True)
    population_sha256 = models.CharField(max_length=64, blank=True)
    portion = models.CharField(max_length=20, blank=True)
    seed = models.CharField(max_length=64, blank=True)
    count = models.PositiveIntegerField(null=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    drawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "dutylog_sample"
        constraints = (models.UniqueConstraint(fields=["organ", "month"], name="dutylog_sample_once"),)


class Share(Reading):
    """种子份额 One commitment; what it commits to is in no table."""

    id = models.UUIDField(primary_key=True)
    sample = models.UUIDField(db_index=True)
    entry = models.UUIDField()
    person = models.UUIDField()
    commitment = models.CharField(max_length=64)
    recorded = models.DateTimeField()

    class Meta:
        db_table = "dutylog_share"
        ordering = ("recorded", "id")
        constraints = (models.UniqueConstraint(fields=["sample", "person"], name="dutylog_share_one_each"),)


class Drawn(Reading):
    """样本行 One drawn line and its place in the draw."""

    id = models.CharField(max_length=80, primary_key=True)
    sample = models.UUIDField(db_index=True)
    line = models.UUIDField(db_index=True)
    place = models.PositiveIntegerField()

    class Meta:
        db_table = "dutylog_drawn"
        ordering = ("place",)


class Question(Reading):
    """询问 What the author of a line was asked and said."""

    id = models.UUIDField(primary_key=True)
    line = models.UUIDField(db_index=True)
    sample = models.UUIDField(null=True)
    person = models.UUIDField(db_index=True)
    asked_by = models.UUIDField()
    words = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=Asking)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "dutylog_question"
        ordering = ("asked_at", "id")


class Check(Reading):
    """核查 What comparing a line with its source gave; a later check stands beside an earlier one."""

    id = models.UUIDField(primary_key=True)
    line = models.UUIDField(db_index=True)
    sample = models.UUIDField(null=True, db_index=True)
    question = models.UUIDField(null=True)
    person = models.UUIDField()
    checker = models.UUIDField()
    result = models.CharField(max_length=12, choices=Result)
    words = models.TextField(blank=True)
    recorded = models.DateTimeField()

    class Meta:
        db_table = "dutylog_check"
        ordering = ("recorded", "id")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(person=models.F("checker")), name="dutylog_check_not_by_oneself"
            ),
            models.CheckConstraint(
                condition=~models.Q(result=Result.FALSE) | models.Q(question__isnull=False),
                name="dutylog_check_asked_before_false",
            ),
        )


@applies(records.SampleSeedCommitted)
def _(record: records.SampleSeedCommitted, entry: Entry) -> None:
    Sample.objects.get_or_create(
        id=record.sample, defaults={"organ": record.organ, "month": record.month, "state": DrawState.COMMITTED}
    )
    Share(
        id=record.share,
        sample=record.sample,
        entry=entry.id,
        person=entry.actor.person,
        commitment=record.commitment,
        recorded=entry.recorded,
    ).save(force_insert=True)


@applies(records.SamplePoolFrozen)
def _(record: records.SamplePoolFrozen, entry: Entry) -> None:
    Sample.objects.filter(id=record.sample).update(population=record.count, population_sha256=record.population_sha256)


@applies(records.SampleDrawn)
def _(record: records.SampleDrawn, entry: Entry) -> None:
    Sample.objects.filter(id=record.sample).update(
        state=DrawState.DRAWN,
        seed=record.seed,
        portion=record.portion,
        count=record.count,
        file_sha256=record.file_sha256,
        drawn_at=entry.recorded,
    )


@applies(records.SampleListed)
def _(record: records.SampleListed, entry: Entry) -> None:
    Drawn.objects.bulk_create(
        Drawn(id=f"{record.sample} {place}", sample=record.sample, line=line, place=place)
        for place, line in enumerate(record.lines, start=record.first)
    )


@applies(records.LineQuestioned)
def _(record: records.LineQuestioned, entry: Entry) -> None:
    Question(
        id=record.question,
        line=record.line,
        sample=record.sample,
        person=record.person,
        asked_by=entry.actor.person,
        words=record.words,
        state=Asking.ASKED,
        asked_at=entry.recorded,
    ).save(force_insert=True)


@applies(records.LineAnswered)
def _(record: records.LineAnswered, entry: Entry) -> None:
    Question.objects.filter(id=record.question).update(
        answer=record.words, state=Asking.ANSWERED, answered_at=entry.recorded
    )


@applies(records.LineChecked)
def _(record: records.LineChecked, entry: Entry) -> None:
    Check(
        id=record.check,
        line=record.line,
        sample=record.sample,
        question=record.question,
        person=record.person,
        checker=entry.actor.person,
        result=record.result,
        words=record.words,
        recorded=entry.recorded,
    ).save(force_insert=True)
    Question.objects.filter(id=record.question).update(state=Asking.CHECKED)
