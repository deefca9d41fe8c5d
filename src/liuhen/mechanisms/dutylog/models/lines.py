"""记实表 Lines, what their files are called, and corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import models

from liuhen.kit import clock
from liuhen.ledger.book import Book
from liuhen.ledger.duty_lines import Category, DutyLine, EvidenceKind
from liuhen.ledger.entries import Entry
from liuhen.ledger.following import Seen, follows
from liuhen.ledger.records import applies, record_classes
from liuhen.ledger.tables import Reading
from liuhen.mechanisms.dutylog import records

__all__ = ["FOLLOWER", "Correction", "FileName", "Line", "declared", "month_of"]

FOLLOWER = "dutylog.lines"


class Line(Reading):
    """记实行 One act of one person. Its id is the id of the entry it comes from; a manual line is its own entry.

    `words` may hold the place {title}: what the file is called is looked up when the line is shown.
    """

    id = models.UUIDField(primary_key=True)
    person = models.UUIDField()
    organ = models.UUIDField()
    book = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    manual = models.BooleanField()
    evidence = models.CharField(max_length=16, choices=EvidenceKind)
    category = models.CharField(max_length=16, choices=Category)
    words = models.TextField(blank=True)
    place = models.TextField(blank=True)
    company = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    file = models.CharField(max_length=200)
    subject = models.CharField(max_length=120)
    page = models.CharField(max_length=60, blank=True)
    duties = models.JSONField(default=list)
    entered_by = models.UUIDField()
    occurred = models.DateTimeField()
    recorded = models.DateTimeField()
    month = models.CharField(max_length=7)

    class Meta:
        db_table = "dutylog_line"
        indexes = (
            models.Index(fields=["person", "occurred"], name="dutylog_line_person"),
            models.Index(fields=["month", "organ"], name="dutylog_line_month"),
        )

    @property
    def late_days(self) -> int:
        """迟记天数 Days between the day it happened and the day it was entered, both in Beijing."""
        return (clock.local(self.recorded).date() - clock.local(self.occurred).date()).days


class FileName(Reading):
    """卷名 What a file of the book is called, by its last entry that says so."""

    file = models.CharField(max_length=200, primary_key=True)
    title = models.TextField(blank=True)
    serial = models.BigIntegerField()

    class Meta:
        db_table = "dutylog_file_name"


class Correction(Reading):
    """更正 What the person added to a line."""

    id = models.UUIDField(primary_key=True)
    line = models.UUIDField(db_index=True)
    person = models.UUIDField()
    words = models.TextField(blank=True)
    recorded = models.DateTimeField()

    class Meta:
        db_table = "dutylog_correction"
        ordering = ("recorded", "id")


def month_of(entry: Entry) -> str:
    """入簿月份 The Beijing month in which the book took an entry, such as 2026-11."""
    return f"{clock.local(entry.recorded):%Y-%m}"


def declared() -> list[str]:
    """所跟读的记录 Every kind that declares a line, or says what its file is called."""
    return [kind for kind, cls in record_classes().items() if cls.spec.duty_line or cls.spec.names]


@follows(FOLLOWER, kinds=declared)
def _(seen: Sequence[Seen]) -> None:
    _name_files(seen)
    rows = [row for record, entry in seen if (row := _line(record, entry))]
    changing = [field.name for field in Line._meta.fields if field.name != "id"]
    Line.objects.bulk_create(rows, 500, update_conflicts=True, unique_fields=["id"], update_fields=changing)


@applies(records.ManualLineWritten)
def _(record: records.ManualLineWritten, entry: Entry) -> None:
    Line(
        id=record.line,
        person=record.person,
        organ=record.organ,
        book=entry.book,
        kind=entry.kind,
        manual=True,
        evidence=record.evidence,
        category=record.category,
        words=record.words,
        place=record.place,
        company=record.company,
        outcome=record.outcome,
        file=_file(entry),
        subject=str(record.line),
        duties=[str(record.item)] if record.item else [],
        entered_by=entry.actor.person,
        occurred=entry.occurred,
        recorded=entry.recorded,
        month=month_of(entry),
    ).save(force_insert=True)


@applies(records.LineCorrected)
def _(record: records.LineCorrected, entry: Entry) -> None:
    Correction(id=entry.id, line=record.line, person=record.person, words=record.words, recorded=entry.recorded).save(
        force_insert=True
    )


def _line(record: Any, entry: Entry) -> Line | None:
    """The line an entry declares, or None when nobody is named in it."""
    said: DutyLine | None = record.spec.duty_line
    person = _person(record, entry, said) if said else None
    if said is None or person is None:
        return None
    return Line(
        id=entry.id,
        person=person,
        organ=entry.organ,
        book=entry.book,
        kind=entry.kind,
        manual=False,
        evidence=said.evidence,
        category=said.category,
        words=said.words,
        file=_file(entry),
        subject=entry.subject[1],
        page=said.page,
        duties=sorted(_ids(getattr(record, said.duties) if said.duties else None)),
        entered_by=entry.actor.person,
        occurred=entry.occurred,
        recorded=entry.recorded,
        month=month_of(entry),
    )


def _person(record: Any, entry: Entry, said: DutyLine) -> UUID | None:
    if said.person == "actor":
        return entry.actor.person
    found = getattr(record, said.person) if not said.person_in else _elsewhere(entry, said)
    return UUID(str(found)) if found else None


def _elsewhere(entry: Entry, said: DutyLine) -> Any:
    """The person as named in the last record of those kinds on the file before this entry."""
    file = Book(entry.book).file_of(*entry.subject)
    named = [one for one in file if one.kind in said.person_in and one.serial < entry.serial]
    return named[-1].body["public"].get(said.person) if named else None


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, str | UUID):
        yield str(value)
    elif isinstance(value, Iterable):
        yield from map(str, value)


def _name_files(seen: Sequence[Seen]) -> None:
    """Keeps the title of the latest entry that names each file."""
    rows = {
        _file(entry): FileName(file=_file(entry), title=getattr(record, record.spec.names) or "", serial=entry.serial)
        for record, entry in sorted(seen, key=lambda one: one[1].serial)
        if record.spec.names
    }
    known = dict(FileName.objects.filter(file__in=rows).values_list("file", "serial"))
    newer = [row for file, row in rows.items() if known.get(file, 0) <= row.serial]
    FileName.objects.bulk_create(
        newer, 500, update_conflicts=True, unique_fields=["file"], update_fields=["title", "serial"]
    )


def _file(entry: Entry) -> str:
    return " ".join(entry.subject)
