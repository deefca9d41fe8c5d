"""出示 What one entry says, as far as it may be said without opening anything sealed. Nothing here is logged as a look.

Whether the reader may see the entry at all, and its internal values, the caller has decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count

from liuhen.kit.refusals import NotFound
from liuhen.ledger.entries import Entry
from liuhen.ledger.models import EntryRow, Evidence, VaultRow
from liuhen.ledger.records import FieldSpec, Mark, record_class
from liuhen.ledger.signatures import registry
from liuhen.ledger.values import SEALED
from liuhen.ledger.vault import Ring, VaultError, unseal


@dataclass(frozen=True)
class Content:
    """一项内容 One field: its mark, its value (SEALED for a sealed one), its commitment, and whether it is gone."""

    field: str
    mark: Mark
    value: Any
    commitment: str = ""
    gone: bool = False


@dataclass(frozen=True)
class Signed:
    """一个签名 By which means and key, of which grade, over what, and whether the evidence holds today."""

    provider: str
    key: str
    evidence: str
    person: str
    digest: str
    grade: str
    ok: bool
    note: str


def find(id: UUID) -> Entry:
    """查记录 The entry with this id, in whichever book of this installation. Raises NotFound."""
    row = EntryRow.objects.filter(id=id).first()
    if row is None:
        raise NotFound("platform.out-of-scope", "没有这条存证记录，或不在您的管辖范围内")
    return Entry.of(row)


def contents_of(entry: Entry) -> list[Content]:
    """内容 Every field in the order of its class: public and internal values, and what is sealed or gone."""
    try:
        specs = record_class(entry.kind).spec.fields
    except KeyError:  # of a part that is not installed here: the bytes speak for themselves
        public, sealed = entry.body["public"], entry.body["sealed"]
        closed = [Content(name, Mark.SEALED, SEALED, digest) for name, digest in sealed.items()]
        return [*(Content(name, Mark.PUBLIC, value) for name, value in public.items()), *closed]
    rows = {row.field: row for row in VaultRow.objects.filter(entry=entry.id)} if entry.body["sealed"] else {}
    ring: Ring = {}
    return [_content(entry, spec, rows.get(spec.name), ring) for spec in specs]


def vaulted_of(entry: Entry) -> list[Content]:
    """可删内容 The fields whose values lie in the vault, without their values: what a redaction can name."""
    gone = dict(VaultRow.objects.filter(entry=entry.id).values_list("field", "blob"))
    specs = record_class(entry.kind).spec.vaulted
    return [
        Content(spec.name, spec.mark, None, entry.body["sealed"][spec.name], gone.get(spec.name) is None)
        for spec in specs
    ]


def sealed_about(person: UUID) -> dict[str, int]:
    """此人数据 How many values lie under this person's own key and are still there, by kind of record."""
    entries = VaultRow.objects.filter(owner=f"person:{person}", blob__isnull=False).values("entry")
    counted = EntryRow.objects.filter(id__in=entries).order_by("kind").values_list("kind").annotate(n=Count("pk"))
    return dict(counted)


def signatures_of(entry: Entry) -> list[Signed]:
    """签名 Every signature under the entry, judged by its own evidence for the time of the entry."""
    given = entry.signatures
    found = Evidence.objects.filter(sha256__in={one["evidence"] for one in given})
    stored = {row.sha256: bytes(row.content) for row in found} if given else {}
    return [_signed(entry, one, stored.get(one["evidence"], b"")) for one in given]


def neighbours_of(entry: Entry) -> tuple[UUID | None, UUID | None]:
    """前后记录 The entries before and after it in the same file; those of the sealed log are passed over."""
    kind, subject = entry.subject
    rows = EntryRow.objects.filter(book=entry.book, subject_kind=kind, subject_id=subject).exclude(log="sealed")
    before = rows.filter(serial__lt=entry.serial).order_by("-serial").values_list("id", flat=True).first()
    after = rows.filter(serial__gt=entry.serial).order_by("serial").values_list("id", flat=True).first()
    return before, after


def _content(entry: Entry, spec: FieldSpec, row: VaultRow | None, ring: Ring) -> Content:
    if spec.mark is Mark.PUBLIC:
        return Content(spec.name, spec.mark, spec.read(entry.body["public"][spec.name]))
    commitment = entry.body["sealed"][spec.name]
    if row is None or row.blob is None:
        return Content(spec.name, spec.mark, spec.blank, commitment, gone=True)
    if spec.mark is Mark.SEALED:
        return Content(spec.name, spec.mark, SEALED, commitment)
    try:
        return Content(spec.name, spec.mark, spec.read(unseal(row, ring).value), commitment)
    except VaultError:
        return Content(spec.name, spec.mark, spec.blank, commitment, gone=True)


def _signed(entry: Entry, given: dict[str, str], evidence: bytes) -> Signed:
    verdict = registry.verify(given["provider"], evidence, None, entry.recorded)
    try:
        parsed = registry.parse(evidence, given["provider"])
    except registry.EvidenceError:
        parsed = {}
    return Signed(
        provider=given["provider"],
        key=given["key"],
        evidence=given["evidence"],
        person=str(parsed.get("person", "")),
        digest=str(parsed.get("digest", "")),
        grade=verdict.grade,
        ok=verdict.ok,
        note=verdict.note,
    )
