"""写入 The statements by which entries reach the database: few, plain, and the same on SQLite and PostgreSQL.

The object mapper would cost more than all of the book's cryptography together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from liuhen.ledger.entries import Entry
from liuhen.ledger.statements import ask, native_uuid, tell
from liuhen.ledger.vault import Sealing

_ENTRY = "INSERT INTO ledger_entry (id, book, log, kind, subject_kind, subject_id, prev, leaf, leaf_hash) VALUES "
_ROW = "(%s, %s, %s, %s, %s, %s, %s, %s, %s)"
_ONE = f"{_ENTRY}{_ROW} RETURNING serial"
_HEAD = """
    SELECT leaf_hash FROM ledger_entry WHERE book = %s AND subject_kind = %s AND subject_id = %s
    ORDER BY serial DESC LIMIT 1
"""
_HEADS = """
    SELECT subject_id, leaf_hash FROM ledger_entry WHERE serial IN (
        SELECT max(serial) FROM ledger_entry WHERE book = %s AND subject_kind = %s AND subject_id IN ({places})
        GROUP BY subject_id)
"""
_AT_ONCE = 100  # rows of nine values; SQLite takes 999 values in its oldest builds


def head(book: str, subject: tuple[str, str]) -> str:
    """卷末 Hash of the last entry on a file, hexadecimal; "" when the file is new."""
    rows = ask(_HEAD, [book, *subject])
    return bytes(rows[0][0]).hex() if rows else ""


def heads(book: str, subjects: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """各卷末 The same for many files at once; new files are left out."""
    by_kind: dict[str, list[str]] = {}
    for kind, subject in subjects:
        by_kind.setdefault(kind, []).append(subject)
    found = {}
    for kind, ids in by_kind.items():
        for part in _parts(ids, 500):
            rows = ask(_HEADS.format(places=", ".join(["%s"] * len(part))), [book, kind, *part])
            found.update({(kind, subject): bytes(hash).hex() for subject, hash in rows})
    return found


def entry(staged: Entry) -> int:
    """写入一条 Stores an entry; returns its serial."""
    return int(ask(_ONE, _columns(staged, native_uuid()))[0][0])


def entries(staged: Sequence[Entry]) -> list[int]:
    """写入多条 Stores entries in order; returns their serials."""
    serials: list[int] = []
    native = native_uuid()
    for part in _parts(staged, _AT_ONCE):
        values = [value for one in part for value in _columns(one, native)]
        rows = ask(f"{_ENTRY}{', '.join([_ROW] * len(part))} RETURNING serial", values)
        # Rows of one statement get rising serials in their order; only the order of the answer is not promised.
        serials += sorted(int(row[0]) for row in rows)
    return serials


def pending(rows: Sequence[tuple[int, str, str]]) -> None:
    """待排序 Puts entries into the outbox: serial, book, log."""
    tell("INSERT INTO ledger_pending (serial, book, log) VALUES (%s, %s, %s)", rows)


def vault(sealings: Sequence[Sealing]) -> None:
    """入柜 Stores sealed values."""
    native = native_uuid()
    rows = [
        (one.entry if native else one.entry.hex, one.field, one.mark, one.hold, one.owner, one.blob) for one in sealings
    ]
    tell("INSERT INTO ledger_vault (entry, field, mark, hold, owner, blob) VALUES (%s, %s, %s, %s, %s, %s)", rows)


def _columns(one: Entry, native: bool) -> list[Any]:
    body = one.body
    subject = body["subject"]
    return [
        body["id"] if native else body["id"].replace("-", ""), one.book, one.log, body["type"], subject["kind"],
        subject["id"], body["prev"], one.leaf, one.leaf_hash,
    ]  # fmt: skip


def _parts(items: Sequence[Any], size: int) -> Iterable[list[Any]]:
    remaining = iter(items)
    while part := list(islice(remaining, size)):
        yield part
