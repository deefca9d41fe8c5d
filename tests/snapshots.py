"""A test starts from a world that another test has already built: rows and folders copied, nothing recomputed.

Founding a district takes seconds, copying its rows a few milliseconds. What is copied was made by the real actions in
this same process, and the look at the whole book after every test holds for a copy as for an original.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models

from liuhen.config import testing
from liuhen.kit import clock
from liuhen.ledger import vault

FOLDERS = ("LIUHEN_KEYS", "LIUHEN_LOCKS", "LIUHEN_FILES")


@dataclass(frozen=True)
class World:
    """A copy of every filled table and folder, with the time on the clock and what the builder returned."""

    tables: dict[str, Any]
    folder: Path
    at: datetime
    made: Any


_worlds: dict[str, World] = {}


def start_from(name: str, time: clock.Stepping, build: Callable[[], Any]) -> Any:
    """What `build` returns, in the world it makes; from the second call of that name on, a copy of that world.

    The database must be empty: call it before anything else is written.
    """
    found = _worlds.get(name)
    if found is None:
        made = build()
        _worlds[name] = World(_read(), _keep_folders(), time.at, made)
        return made
    _bring_folders(found.folder)
    _write(found.tables)
    time.at = found.at
    return found.made


@cache
def _tables() -> tuple[type[models.Model], ...]:
    from django.apps import apps

    return tuple(model for model in apps.get_models() if model.__module__.startswith("liuhen."))


def _read() -> dict[str, Any]:
    read = _read_postgres if connection.vendor == "postgresql" else _read_sqlite
    with connection.cursor() as cursor:
        found = {model._meta.db_table: read(cursor, model._meta.db_table) for model in _tables()}
    return {table: rows for table, rows in found.items() if rows}


def _read_sqlite(cursor: Any, table: str) -> tuple[list[str], list[Any]] | None:
    cursor.execute(f'SELECT * FROM "{table}"')
    rows = cursor.fetchall()
    return ([column[0] for column in cursor.description], rows) if rows else None


def _read_postgres(cursor: Any, table: str) -> bytes | None:
    cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')
    if not cursor.fetchone()[0]:
        return None
    with cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT BINARY)') as copy:
        return b"".join(bytes(block) for block in copy)


def _write(tables: dict[str, Any]) -> None:
    write = _write_postgres if connection.vendor == "postgresql" else _write_sqlite
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for table, rows in tables.items():
            write(cursor, table, rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(_tables())):
            cursor.execute(statement)


def _write_sqlite(cursor: Any, table: str, filled: tuple[list[str], list[Any]]) -> None:
    columns, rows = filled
    names, places = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
    cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)


def _write_postgres(cursor: Any, table: str, block: bytes) -> None:
    with cursor.copy(f'COPY "{table}" FROM STDIN (FORMAT BINARY)') as copy:
        copy.write(block)


def _keep_folders() -> Path:
    kept = Path(mkdtemp(prefix="world-", dir=testing.HOME))
    for name in FOLDERS:
        if (there := Path(getattr(settings, name))).exists():
            shutil.copytree(there, kept / name)
    return kept


def _bring_folders(kept: Path) -> None:
    for name in FOLDERS:
        if (kept / name).exists():
            shutil.copytree(kept / name, getattr(settings, name), dirs_exist_ok=True)
    vault.forget_cached_keys()
