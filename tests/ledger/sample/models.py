"""样例读数表 One table, one applier per record."""

from typing import Any

from django.db import models
from django.db.models import F

from liuhen.ledger.following import follows
from liuhen.ledger.records import applies
from liuhen.ledger.tables import Reading

from .records import NoteClosed, NoteRetitled, NoteWritten, NoticePosted, VoteCast


class Note(Reading):
    """便条 A note as lists show it."""

    id = models.UUIDField(primary_key=True)
    title = models.CharField(max_length=200)
    entry = models.UUIDField()
    writings = models.IntegerField(default=1)
    closed = models.BooleanField(default=False)
    recorded = models.DateTimeField()

    class Meta:
        app_label = "sample"


class Notice(Reading):
    """告示 A posted notice."""

    id = models.UUIDField(primary_key=True)
    text = models.TextField()

    class Meta:
        app_label = "sample"


class Heading(Reading):
    """题头 What a note was called by its last entry, kept by following the book."""

    id = models.UUIDField(primary_key=True)
    title = models.CharField(max_length=200)
    serial = models.BigIntegerField()

    class Meta:
        app_label = "sample"


class Vote(Reading):
    """票 That somebody voted, never what."""

    id = models.UUIDField(primary_key=True)
    round = models.UUIDField()

    class Meta:
        app_label = "sample"


@follows("sample.headings", kinds=lambda: ("sample.note-written/1", "sample.note-retitled/1", "sample.notice-posted/1"))
def _(seen: Any) -> None:
    for record, entry in seen:
        id, title = (record.notice, record.text) if isinstance(record, NoticePosted) else (record.note, record.title)
        if not Heading.objects.filter(id=id, serial__gt=entry.serial).exists():
            Heading.objects.update_or_create(id=id, defaults={"title": title, "serial": entry.serial})


@applies(NoteWritten)
def _(record: NoteWritten, entry: Any) -> None:
    Note(id=record.note, title=record.title, entry=entry.id, recorded=entry.recorded).save(force_insert=True)


@applies(NoteRetitled)
def _(record: NoteRetitled, entry: Any) -> None:
    Note.objects.filter(id=record.note).update(title=record.title, writings=F("writings") + 1)


@applies(NoteClosed)
def _(record: NoteClosed, entry: Any) -> None:
    Note.objects.filter(id=record.note).update(closed=True)


@applies(NoticePosted)
def _(record: NoticePosted, entry: Any) -> None:
    Notice(id=record.notice, text=record.text).save(force_insert=True)


@applies(VoteCast)
def _(record: VoteCast, entry: Any) -> None:
    Vote(id=record.vote, round=record.round).save(force_insert=True)
