"""写入 The statements by which entries reach the database: few, plain, and no more of them than must be.

PostgreSQL takes an entry, its place in the outbox and its vault rows in one statement; each statement more is a round
trip more. SQLite has no such statement, and no round trips either: there each page touched is what counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from liuhen.ledger.statements import Road
from liuhen.ledger.vault import Sealing

_ENTRY = "INSERT INTO ledger_entry (id, book, log, kind, subject_kind, subject_id, number, leaf, leaf_hash) VALUES "
_ROW = "(%s, %s, %s, %s, %s, %s, %s, %s, %s)"
_PENDING = "INSERT INTO ledger_pending (serial, book, log) "
_VAULT = "INSERT INTO ledger_vault (entry, field, mark, hold, owner, blob) VALUES "
_VALUE = "(%s, %s, %s, %s, %s, %s)"
_HEAD = """
    SELECT number, leaf_hash FROM ledger_entry WHERE subject_kind = %s AND subject_id = %s AND book = %s
    ORDER BY number DESC LIMIT 1
"""
_HEADS = """
    SELECT e.subject_id, e.number, e.leaf_hash FROM ledger_entry e JOIN (
        SELECT subject_id, MAX(number) AS number FROM ledger_entry
        WHERE subject_kind = %s AND subject_id IN ({places}) AND book = %s GROUP BY subject_id
    ) last ON last.subject_id = e.subject_id AND last.number = e.number WHERE e.subject_kind = %s AND e.book = %s
"""
_AT_ONCE = 100  # rows of nine values; SQLite takes 999 values in its oldest builds

T = TypeVar("T")
File = tuple[str, str]
"""卷宗 Kind and id of a file."""


class Head(NamedTuple):
    """卷末 Where a file goes on: the number of its next entry, and the hash of the last one, hexadecimal."""

    number: int = 0
    prev: str = ""


class Row(NamedTuple):
    """待写一条 The columns of one entry."""

    id: str
    book: str
    log: str
    kind: str
    subject_kind: str
    subject_id: str
    number: int
    leaf: bytes
    leaf_hash: bytes


def head(road: Road, book: str, file: File) -> Head:
    """卷末 Where a file goes on; at its beginning when it is new."""
    rows = road.ask(_HEAD, (*file, book))
    return Head(rows[0][0] + 1, bytes(rows[0][1]).hex()) if rows else Head()


def heads(road: Road, book: str, files: Iterable[File]) -> dict[File, Head]:
    """各卷末 The same for many files at once; new files are left out."""
    by_kind: dict[str, list[str]] = {}
    for kind, subject in files:
        by_kind.setdefault(kind, []).append(subject)
    found = {}
    for kind, ids in by_kind.items():
        for part in _parts(ids, 500):
            places = ", ".join(["%s"] * len(part))
            rows = road.ask(_HEADS.format(places=places), [kind, *part, book, kind, book])
            found.update({(kind, id): Head(number + 1, bytes(hash).hex()) for id, number, hash in rows})
    return found


def entry(road: Road, row: Row, sealings: Sequence[Sealing]) -> int:
    """写入一条 Stores an entry with its place in the outbox and its vault rows; returns its serial."""
    if road.native:
        values: list[Any] = [*row, *(value for one in sealings for value in one)]
        return int(road.ask(_whole(1, len(sealings)), values)[0][0])
    serial = road.put(f"{_ENTRY}{_ROW}", (row.id.replace("-", ""), *row[1:]))
    road.put(f"{_PENDING}VALUES (%s, %s, %s)", (serial, row.book, row.log))
    if sealings:
        _vault(road, sealings)
    return serial


def entries(road: Road, rows: Sequence[Row], sealings: Sequence[Sealing]) -> list[int]:
    """写入多条 Stores entries in order, with all that goes with them; returns their serials."""
    serials: list[int] = []
    for part in _parts(rows, _AT_ONCE):
        serials += _some(road, part)
    for sealed in _parts(sealings, _AT_ONCE):
        _vault(road, sealed)
    return serials


def _some(road: Road, rows: Sequence[Row]) -> list[int]:
    """Rows of one statement get rising serials in their order; only the order of the answer is not promised."""
    if road.native:
        answer = road.ask(_whole(len(rows), 0), [value for row in rows for value in row])
        return sorted(int(serial) for (serial,) in answer)
    places = ", ".join([_ROW] * len(rows))
    last = road.put(f"{_ENTRY}{places}", [value for row in rows for value in (row.id.replace("-", ""), *row[1:])])
    first = last - len(rows) + 1  # a writing transaction is alone on SQLite, and every place is one above the last
    road.put(f"{_PENDING}SELECT serial, book, log FROM ledger_entry WHERE serial BETWEEN %s AND %s", (first, last))
    return list(range(first, last + 1))


def _vault(road: Road, sealings: Sequence[Sealing]) -> None:
    rows = [(one.entry if road.native else one.entry.replace("-", ""), *one[1:]) for one in sealings]
    road.put(f"{_VAULT}{', '.join([_VALUE] * len(rows))}", [value for row in rows for value in row])


@lru_cache(maxsize=256)
def _whole(entries: int, values: int) -> str:
    """One statement for entries, their places in the outbox and, with one entry, its vault rows."""
    entry = f"{_ENTRY}{', '.join([_ROW] * entries)} RETURNING serial, book, log"
    steps = [f"stored AS ({entry})", f"waiting AS ({_PENDING}SELECT serial, book, log FROM stored)"]
    if values:
        steps.append(f"kept AS ({_VAULT}{', '.join([_VALUE] * values)})")
    return f"WITH {', '.join(steps)} SELECT serial FROM stored"


def _parts(items: Sequence[T], size: int) -> Iterable[list[T]]:
    remaining = iter(items)
    while part := list(islice(remaining, size)):
        yield part
