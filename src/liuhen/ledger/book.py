"""存证簿 The one door to the book: append, read, open.

A fact becomes true by being written here. In one database transaction the entry's bytes are stored, its secrets
go to the vault, and the mechanism's tables are brought up to date; the sequencer gives it an index afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError

from liuhen.kit.refusals import Raced
from liuhen.ledger import access, inserts, vault
from liuhen.ledger.acts import Act
from liuhen.ledger.entries import Entry
from liuhen.ledger.files import FileRef
from liuhen.ledger.inserts import File
from liuhen.ledger.models import EntryRow, Evidence, Release
from liuhen.ledger.records import Actor, Record, applier
from liuhen.ledger.replay import as_seen
from liuhen.ledger.signatures.base import Signature
from liuhen.ledger.staging import Staged, Writing, stage
from liuhen.ledger.statements import Road

LATELY = 1_000

__all__ = ["Actor", "Book", "Entry", "Writing"]


@dataclass(frozen=True)
class Book:
    """存证簿 One book, by origin: one per county-level unit; several may share a database."""

    origin: str

    @classmethod
    def of(cls, organ: UUID | None = None) -> Book:
        """某单位之簿 The book an organ writes in: this installation serves one county-level unit."""
        return cls(settings.LIUHEN_BOOK)

    def writing(self, kind: str, subject: UUID | str) -> Act:
        """办理 A transaction in which nobody else writes to this file: look, judge and append inside it.

        Raises Raced when somebody else's entry on the same file was accepted first.
        """
        return Act(self.origin, kind, str(subject))

    def append(
        self,
        record: Record,
        *,
        by: Actor,
        organ: UUID | None = None,
        at: datetime | None = None,
        signatures: Sequence[Signature] = (),
        files: Sequence[FileRef] = (),
        rules: Sequence[str] = (),
        on_behalf: UUID | None = None,
        id: UUID | None = None,
    ) -> Entry:
        """入簿 Writes one record and brings its tables up to date; returns the entry (its index comes later).

        `at` is when it happened (UTC; default: now); the time of recording is always the book's own.
        Raises BadInput for a value outside the strict profile, Raced when the file moved on meanwhile.
        """
        writing = Writing(record, by, organ, at, signatures, files, rules, on_behalf, id)
        file = record.subject()
        with Act(self.origin, *file, lazy=True) as way:
            return self._append(way, writing, file)

    def append_many(self, writings: Iterable[Writing]) -> list[Entry]:
        """批量入簿 Writes many records in one transaction, in order; all of them or none."""
        try:
            with Act() as way:
                return self._append_batch(way, list(writings))
        except IntegrityError as error:
            raise Raced("platform.stale", "他人刚刚先办了其中的事项，请刷新后再看") from error

    def entry(self, id: UUID) -> Entry:
        """查记录 The entry with this id. Raises EntryRow.DoesNotExist."""
        return Entry.of(EntryRow.objects.get(book=self.origin, id=id))

    def file_of(self, kind: str, subject: UUID | str) -> list[Entry]:
        """全卷 Every entry on one file, in the order in which they were accepted."""
        rows = EntryRow.objects.filter(book=self.origin, subject_kind=kind, subject_id=str(subject))
        return [Entry.of(row) for row in rows.order_by("number")]

    def entries(self, *kinds: str) -> Iterator[Entry]:
        """全簿 Every entry of the book (of these kinds), in the order of acceptance."""
        rows = EntryRow.objects.filter(book=self.origin)
        rows = rows.filter(kind__in=kinds) if kinds else rows
        return (Entry.of(row) for row in rows.order_by("serial").iterator(2000))

    def open(self, entry: UUID, field: str, *, by: Actor, purpose: str) -> Any:
        """启封 The value of an internal or sealed field. Every look at a sealed one is logged, granted or not.

        The caller has asked whether `by` may; this refuses only what nobody may yet: a held value (WrongState)
        and one that was redacted (NotFound).
        """
        return access.open_value(entry, field, by=by, purpose=purpose).value

    def open_many(self, entries: Iterable[UUID], *fields: str, by: Actor, purpose: str) -> dict[tuple[UUID, str], Any]:
        """批量启封 The same for many entries at once, by entry and field: all of them or none. Logged like `open`."""
        found = access.open_values(entries, fields, by=by, purpose=purpose)
        return {place: opened.value for place, opened in found.items()}

    def version(self, subjects: Iterable[tuple[str, UUID | str]]) -> int:
        """版本 A number that grows with every entry on any of these files; 0 for none. One query.

        It tells that something happened, never what: what is said in a sealed field cannot move it.
        """
        wanted = {(kind, str(id)) for kind, id in subjects}
        rows = EntryRow.objects.filter(
            subject_kind__in={kind for kind, _ in wanted}, subject_id__in={id for _, id in wanted}
        )
        return rows.order_by().count()  # the index alone answers; a file never loses an entry

    @staticmethod
    def head() -> tuple[int, bytes, int]:
        """簿尾 What changes with every entry accepted in any book here: while it stands, no table has changed.

        Serial and hash of the last one; and how many came lately, since a lower serial may be committed after a higher.
        """
        row = EntryRow.objects.order_by("-serial").values_list("serial", "leaf_hash").first()
        if row is None:
            return 0, b"", 0
        return row[0], bytes(row[1]), EntryRow.objects.filter(serial__gt=row[0] - LATELY).count()

    def still_held(self, entries: Iterable[UUID]) -> set[tuple[UUID, str]]:
        """尚未解封 The (entry, field) pairs of these entries that nobody may open yet."""
        return access.still_held(entries)

    def disclose(self, entry: UUID, field: str, *, by: Actor, purpose: str) -> vault.Opened:
        """披露 The value together with the salt that proves it, for a dossier. Logged like `open`."""
        return access.open_value(entry, field, by=by, purpose=purpose)

    def last_of(self, kind: str, subject: UUID | str) -> Entry | None:
        """卷末记录 The last entry on one file."""
        rows = EntryRow.objects.filter(book=self.origin, subject_kind=kind, subject_id=str(subject))
        row = rows.order_by("-number").first()
        return Entry.of(row) if row else None

    def _append(self, way: Road, writing: Writing, file: File) -> Entry:
        staged = stage(self.origin, writing, file, {file: inserts.head(way, self.origin, file)}, {})
        serial = inserts.entry(way, staged.row, staged.sealings)
        if writing.signatures:
            _store_evidence([writing])
        return _apply(staged, serial)

    def _append_batch(self, way: Road, writings: list[Writing]) -> list[Entry]:
        files = [writing.record.subject() for writing in writings]
        heads, ring = inserts.heads(way, self.origin, set(files)), dict[str, bytes]()
        made = [stage(self.origin, one, file, heads, ring) for one, file in zip(writings, files, strict=True)]
        sealings = [sealing for staged in made for sealing in staged.sealings]
        serials = inserts.entries(way, [staged.row for staged in made], sealings)
        _store_evidence(writings)
        return [_apply(staged, serial) for staged, serial in zip(made, serials, strict=True)]


def _apply(staged: Staged, serial: int) -> Entry:
    entry, record = staged.entry.accepted(serial), staged.record
    if record.spec.releases:
        hold = str(getattr(record, record.spec.releases))
        Release.objects.get_or_create(hold=hold, defaults={"entry": entry.id})
    apply = applier(type(record))
    if apply:
        apply(as_seen(record), entry)
    return entry


def _store_evidence(writings: Iterable[Writing]) -> None:
    rows = [
        Evidence(sha256=signature.evidence_sha256, content=signature.evidence)
        for writing in writings
        for signature in writing.signatures
    ]
    if rows:
        Evidence.objects.bulk_create(rows, ignore_conflicts=True)
