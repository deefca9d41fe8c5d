"""重建 Empties every table that is a reading of the book and replays the book into it.

`check` does the same inside a transaction it rolls back, and names every row that came out differently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection, models, transaction

from liuhen.ledger import following, vault
from liuhen.ledger.entries import Entry
from liuhen.ledger.models import EntryRow, VaultRow
from liuhen.ledger.records import applier, record_classes
from liuhen.ledger.replay import record_of, vaulted
from liuhen.ledger.tables import readings

Progress = Callable[[int], None]
"""Told after each portion how many entries were replayed."""
PORTION = 500
Rows = dict[Any, tuple[Any, ...]]


@dataclass(frozen=True)
class Difference:
    """差异 One row of one table that does not follow from the book."""

    table: str
    row: str
    what: str

    def __str__(self) -> str:
        return f"{self.table} {self.row}：{self.what}"


class ReplayFailed(Exception):
    """重放失败 An entry of the book cannot be applied any more."""


class _Undo(Exception):
    pass


def rebuild(progress: Progress | None = None) -> int:
    """重建 Makes all readings anew from the book, in one transaction; returns the number of entries replayed.

    Raises ReplayFailed, naming the entry; nothing has changed then.
    """
    with transaction.atomic():
        _hold_still()
        reached = following.positions()
        _empty()
        replayed = _replay(progress)
        following.retrace(reached)
        return replayed


def check(progress: Progress | None = None) -> list[Difference]:
    """核对 Every difference between the tables and what the book says; the tables stay as they are."""
    found: list[Difference] = []
    try:
        with transaction.atomic():
            _hold_still()
            before = {table: _rows(table) for table in _tables()}
            reached = following.positions()
            _empty()
            try:
                _replay(progress)
                following.retrace(reached)
            except ReplayFailed as error:
                found.append(Difference("重放", "", str(error)))
                raise _Undo from error
            for table, rows in before.items():
                found += _differences(table, rows, _rows(table))
            raise _Undo
    except _Undo:
        return found


def _hold_still() -> None:
    """Nobody appends while tables and book are compared. (On SQLite the transaction is alone already.)"""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE ledger_entry IN SHARE MODE")


def _tables() -> list[type[models.Model]]:
    """The readings, with the tables that join them."""
    found = list(readings())
    for model in readings():
        for field in model._meta.local_many_to_many:
            through: Any = field.remote_field.through
            if through._meta.auto_created:
                found.append(through)
    return found


def _empty() -> None:
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table._meta.db_table)}")


def _replay(progress: Progress | None) -> int:
    kinds = [kind for kind, cls in record_classes().items() if applier(cls)]
    rows = EntryRow.objects.filter(kind__in=kinds).order_by("serial").iterator(PORTION)
    ring: vault.Ring = {}
    done = 0
    while portion := [Entry.of(row) for row in islice(rows, PORTION)]:
        inside = vaulted(portion)
        for entry in portion:
            _apply(entry, inside.get(entry.id, {}), ring)
        done += len(portion)
        if progress:
            progress(done)
    return done


def _apply(entry: Entry, inside: dict[str, VaultRow], ring: vault.Ring) -> None:
    try:
        record = record_of(entry, inside, ring)
        apply = applier(type(record))
        if apply:
            apply(record, entry)
    except Exception as error:
        # Whatever a mechanism stumbles over is named by the entry it happened at.
        raise ReplayFailed(f"第 {entry.serial} 条 {entry.kind} 无法重放：{error}") from error


def _rows(table: type[models.Model]) -> Rows:
    """Every row by its key; a table that only joins others has no key of its own that could be replayed."""
    fields = _fields(table)
    keys = [number for number, field in enumerate(fields) if field.primary_key] or list(range(len(fields)))
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    # As the database holds them: stricter than the mapper's values, and quicker by half.
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {quote(table._meta.db_table)}")
        return {tuple(row[number] for number in keys): tuple(row) for row in cursor.fetchall()}


def _fields(table: type[models.Model]) -> list[Any]:
    joins = bool(table._meta.auto_created)
    return [field for field in table._meta.concrete_fields if field.column and not (joins and field.primary_key)]


def _differences(table: type[models.Model], stored: Rows, replayed: Rows) -> Iterator[Difference]:
    name = table._meta.db_table
    names = [field.attname for field in _fields(table)]
    for key, row in stored.items():
        if key not in replayed:
            yield Difference(name, _key(key), "存证簿中没有依据")
        elif row != replayed[key]:
            columns = [name for name, a, b in zip(names, row, replayed[key], strict=True) if a != b]
            yield Difference(name, _key(key), f"与存证簿不符：{'、'.join(columns)}")
    for key in replayed.keys() - stored.keys():
        yield Difference(name, _key(key), "存证簿中有而表中没有")


def _key(key: tuple[Any, ...]) -> str:
    return "/".join(map(str, key))
