"""Emptying the tables between tests, past the triggers that keep the book from being emptied.

Only tests do this. The triggers are away for the length of one flush and stand again before the next statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

PREFIX = "ledger_guard_"


def let_flush_pass() -> None:
    """Wraps the one method through which Django empties tables."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def execute_sql_flush(self: Any, sql_list: list[str]) -> None:
        with lifted(self.connection):
            flush(self, sql_list)

    operations.execute_sql_flush = execute_sql_flush


@contextmanager
def lifted(conn: Any) -> Iterator[None]:
    """The guards of one database, away for a moment."""
    with {"sqlite": _without_triggers, "postgresql": _as_replica}[conn.vendor](conn):
        yield


@contextmanager
def _without_triggers(conn: Any) -> Iterator[None]:
    with transaction.atomic(using=conn.alias), conn.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{PREFIX}%"])
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, sql in triggers:
            cursor.execute(sql)


@contextmanager
def _as_replica(conn: Any) -> Iterator[None]:
    with conn.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            yield
        finally:
            cursor.execute("SET session_replication_role = origin")
