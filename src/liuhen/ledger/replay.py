"""重放 Turning entries back into records: public values from the leaf, internal ones from the vault, sealed never."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from liuhen.ledger.entries import Entry
from liuhen.ledger.models import VaultRow
from liuhen.ledger.records import FieldSpec, Mark, Record, record_class
from liuhen.ledger.values import SEALED, plain
from liuhen.ledger.vault import Ring, unseal


def as_seen(record: Record) -> Record:
    """入表所见 The record as its tables may see it: sealed fields are SEALED, compound values in the book's own order.

    So an append gives its tables exactly what a replay will.
    """
    otherwise: dict[str, Any] = {}
    for spec in record.spec.fields:
        if spec.mark is Mark.SEALED:
            otherwise[spec.name] = SEALED
        elif isinstance(value := getattr(record, spec.name), dict | list | tuple):
            otherwise[spec.name] = spec.read(plain(value))
    return replace(record, **otherwise) if otherwise else record  # type: ignore[type-var]


def record_of(entry: Entry, vaulted: dict[str, VaultRow] | None = None, ring: Ring | None = None) -> Record:
    """还原记录 The record an entry carries, as its tables may see it; redacted values are blank.

    `vaulted`: its vault rows when the caller has them already; `ring`: data keys unwrapped so far.
    """
    cls = record_class(entry.kind)
    if vaulted is None and entry.body["sealed"]:
        vaulted = {row.field: row for row in VaultRow.objects.filter(entry=entry.id)}
    values: dict[str, Any] = {}
    for spec in cls.spec.fields:
        if spec.mark is Mark.PUBLIC:
            values[spec.name] = spec.read(entry.body["public"][spec.name])
        elif spec.mark is Mark.SEALED:
            values[spec.name] = SEALED
        else:
            values[spec.name] = _internal(spec, (vaulted or {}).get(spec.name), ring)
    return cls(**values)


def vaulted(entries: Sequence[Entry]) -> dict[UUID, dict[str, VaultRow]]:
    """在柜 The vault rows of the internal values of these entries, by entry and field. One query."""
    found: dict[UUID, dict[str, VaultRow]] = {}
    for row in VaultRow.objects.filter(entry__in=[entry.id for entry in entries], mark="internal"):
        found.setdefault(row.entry, {})[row.field] = row
    return found


def _internal(spec: FieldSpec, row: VaultRow | None, ring: Ring | None) -> Any:
    if row is None or row.blob is None:
        return spec.blank  # the tables show a blank, the book keeps the commitment
    return spec.read(unseal(row, ring).value)
