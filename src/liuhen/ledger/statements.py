"""语句 Running the book's few statements on the shortest road.

The object mapper's cursor costs more Python than an entry's statement itself, and on PostgreSQL it has every statement
parsed and planned anew, which costs more than running it. So it is passed by, unless somebody counts or wraps queries;
there the statements are prepared once for each connection. Errors and broken transactions are reported as everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

Values = Sequence[Any]
Rows = list[tuple[Any, ...]]


class Road:
    """路 The way to the database that is always open: Django's cursor."""

    __slots__ = ("native", "own")

    def __init__(self, own: Any) -> None:
        self.own = own
        self.native = own.vendor == "postgresql"
        """Whether there is a type for UUIDs, and whether statements may be nested; SQLite has neither."""

    def ask(self, statement: str, values: Values) -> Rows:
        """查询 Runs a statement that answers with rows."""
        with self.own.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())

    def ahead(self, statement: str, values: Values) -> None:
        """先行 Runs a statement whose answer nobody waits for, at the latest before the next one."""
        self.ask(statement, values)

    def put(self, statement: str, values: Values) -> int:
        """写入 Runs a statement that stores rows; on SQLite it answers with the place of the last of them."""
        with self.own.cursor() as cursor:
            cursor.execute(statement, values)
            return int(cursor.cursor.lastrowid or 0) if not self.native else 0


class _Sqlite(Road):
    __slots__ = ()

    def ask(self, statement: str, values: Values) -> Rows:
        with self.own.wrap_database_errors:
            return list(self.own.connection.execute(_marked(statement), values))

    def put(self, statement: str, values: Values) -> int:
        with self.own.wrap_database_errors:
            return int(self.own.connection.execute(_marked(statement), values).lastrowid)


class _Postgres(Road):
    __slots__ = ("_ahead",)

    def __init__(self, own: Any) -> None:
        super().__init__(own)
        self._ahead: list[tuple[str, Values]] = []

    def ahead(self, statement: str, values: Values) -> None:
        self._ahead.append((_numbered(statement), values))

    def ask(self, statement: str, values: Values) -> Rows:
        from liuhen.ledger.flights import fly  # only here: whoever stays with SQLite need not wait for psycopg

        steps, self._ahead = [*self._ahead, (_numbered(statement), values)], []
        with self.own.wrap_database_errors:
            return fly(self.own.connection, steps)

    def put(self, statement: str, values: Values) -> int:
        self.ask(statement, values)
        return 0


def road() -> Road:
    """取路 The shortest road there is for the current connection. Costs as much as half a statement: keep it."""
    own = connections[DEFAULT_DB_ALIAS]
    if own.force_debug_cursor or own.execute_wrappers or settings.DEBUG:
        return Road(own)
    if own.connection is None:
        own.ensure_connection()
    own.validate_no_broken_transaction()
    if own.vendor == "sqlite":
        return _Sqlite(own)
    return _Postgres(own) if own.connection.isolation_level is None else Road(own)


@lru_cache(maxsize=256)
def _marked(statement: str) -> str:
    return statement.replace("%s", "?")


@lru_cache(maxsize=256)
def _numbered(statement: str) -> str:
    parts = statement.split("%s")
    return "".join(f"{part}${number}" for number, part in enumerate(parts[:-1], 1)) + parts[-1]
