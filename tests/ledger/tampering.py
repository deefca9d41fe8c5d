"""篡改 One random change to a book's database, by somebody who owns it: the catalogue of what an audit must find."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection, models

from liuhen.ledger import models as ledger
from tests.ledger.sample import models as sample

# Each protected table, and the parts of an audit that may name a change in it.
PROTECTED: dict[type[models.Model], set[str]] = {
    ledger.EntryRow: {"存证记录", "叶", "待排序", "瓦片", "检查点"},
    ledger.Leaf: {"存证记录", "叶"},
    ledger.Tile: {"瓦片"},
    ledger.CheckpointRow: {"检查点", "锁库", "锚定"},
    ledger.VaultRow: {"保险柜"},
    ledger.VaultKey: {"数据密钥", "保险柜"},
    ledger.Release: {"解封"},
    ledger.Evidence: {"签名凭据"},
    sample.Note: {"读数表"},
    sample.Notice: {"读数表"},
    sample.Vote: {"读数表"},
}


@dataclass(frozen=True)
class Change:
    """改动 What was done, for the message of a failing test."""

    table: type[models.Model]
    what: str


def tamper(dice: random.Random) -> Change:
    """改一处 Does one random change: a value, a row removed, a row copied in, or two rows exchanged."""
    table = dice.choice([table for table in PROTECTED if table._base_manager.exists()])
    columns = [field for field in table._meta.concrete_fields if field.column]
    rows = _rows(table, columns)
    action = dice.choice([_change, _change, _change, _remove, _copy, _exchange])
    return Change(table, action(dice, table, columns, rows) or _change(dice, table, columns, rows))


def _rows(table: type[models.Model], columns: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_names(columns)} FROM {table._meta.db_table}")
        return [tuple(row) for row in cursor.fetchall()]


def _change(dice: random.Random, table: Any, columns: list[Any], rows: list[tuple[Any, ...]]) -> str:
    row, number = dice.choice(rows), dice.randrange(len(columns))
    other = _other(dice, columns[number], row[number])
    changed = (*row[:number], other, *row[number + 1 :])
    _replace(table, columns, row, changed)
    return f"{columns[number].column}: {row[number]!r} → {other!r}"


def _remove(dice: random.Random, table: Any, columns: list[Any], rows: list[tuple[Any, ...]]) -> str:
    row = dice.choice(rows)
    _delete(table, columns, row)
    return f"removed {row!r}"


def _copy(dice: random.Random, table: Any, columns: list[Any], rows: list[tuple[Any, ...]]) -> str:
    """A row that was never written: a copy under a key of its own."""
    row = list(dice.choice(rows))
    keys = [number for number, field in enumerate(columns) if field.column in _unique(table)]
    for number in keys:
        row[number] = _other(dice, columns[number], row[number])
    if any(all(other[number] == row[number] for number in keys) for other in rows):
        return ""
    _insert(table, columns, tuple(row))
    return f"added {row!r}"


def _exchange(dice: random.Random, table: Any, columns: list[Any], rows: list[tuple[Any, ...]]) -> str:
    """Two rows exchange what they say, keeping their keys: a change of order."""
    unique = _unique(table)
    free = [number for number, field in enumerate(columns) if field.column not in unique]
    if len(rows) < 2 or not free:
        return ""
    first, second = dice.sample(rows, 2)
    if all(first[number] == second[number] for number in free):
        return ""
    for row, source in ((first, second), (second, first)):
        changed = tuple(source[number] if number in free else row[number] for number in range(len(columns)))
        _replace(table, columns, row, changed)
    return f"exchanged {first!r} and {second!r}"


def _unique(table: Any) -> set[str]:
    """Columns that no two rows may share, which a forger therefore has to change."""
    found = {field.column for field in table._meta.pk_fields} | {
        field.column for field in table._meta.concrete_fields if field.unique and field.column
    }
    return found | {name for constraint in table._meta.constraints for name in getattr(constraint, "fields", ())}


def _other(dice: random.Random, field: Any, value: Any) -> Any:
    """Another value of the same kind: one bit, one character, one step, a moment later."""
    if isinstance(value, memoryview):
        value = bytes(value)
    if value is None:
        return b"\\x00" * 32
    if isinstance(value, bytes):
        at = dice.randrange(len(value))
        return value[:at] + bytes([value[at] ^ 1 << dice.randrange(8)]) + value[at + 1 :]
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(value, int):
        return abs(value + dice.choice([-1, 1, 2, 1000])) if value else 1
    if isinstance(field, models.DateTimeField) and not isinstance(value, str):
        return value + timedelta(seconds=dice.choice([-1, 1, 86400]))
    text = str(value)
    return _other_text(dice, text.replace("-", "") if isinstance(field, models.UUIDField) else text)


def _other_text(dice: random.Random, text: str) -> str:
    digits = [at for at, char in enumerate(text) if char in "0123456789"]
    if not text or not digits:
        return f"{text}x"
    at = dice.choice(digits)
    return text[:at] + str((int(text[at]) + dice.randrange(1, 9)) % 10) + text[at + 1 :]


def _replace(table: Any, columns: list[Any], row: tuple[Any, ...], changed: tuple[Any, ...]) -> None:
    sets = ", ".join(f'"{field.column}" = %s' for field in columns)
    _run(f"UPDATE {table._meta.db_table} SET {sets} WHERE {_where(table)}", [*changed, *_key(table, columns, row)])


def _delete(table: Any, columns: list[Any], row: tuple[Any, ...]) -> None:
    _run(f"DELETE FROM {table._meta.db_table} WHERE {_where(table)}", _key(table, columns, row))


def _insert(table: Any, columns: list[Any], row: tuple[Any, ...]) -> None:
    places = ", ".join(["%s"] * len(row))
    _run(f"INSERT INTO {table._meta.db_table} ({_names(columns)}) VALUES ({places})", list(row))


def _where(table: Any) -> str:
    return " AND ".join(f'"{field.column}" = %s' for field in table._meta.pk_fields)


def _key(table: Any, columns: list[Any], row: tuple[Any, ...]) -> list[Any]:
    names = [field.column for field in columns]
    return [row[names.index(field.column)] for field in table._meta.pk_fields]


def _names(columns: list[Any]) -> str:
    return ", ".join(f'"{field.column}"' for field in columns)


def _run(statement: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1
