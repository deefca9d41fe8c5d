"""语句 Running the book's few statements on the shortest road.

On SQLite the object mapper's cursor costs more Python than the statement itself; so it is passed by, unless somebody
counts or wraps queries. Errors and broken transactions are reported as everywhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

Values = Sequence[Any]


def ask(statement: str, values: Values) -> list[tuple[Any, ...]]:
    """查询 Runs a statement that answers with rows."""
    own = connections[DEFAULT_DB_ALIAS]
    if _may_pass_by(own):
        with own.wrap_database_errors:
            return list(own.connection.execute(_sqlite(statement), values).fetchall())
    with own.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def tell(statement: str, rows: Sequence[Values]) -> None:
    """执行 Runs a statement once for each row of values."""
    if not rows:
        return
    own = connections[DEFAULT_DB_ALIAS]
    if _may_pass_by(own):
        with own.wrap_database_errors:
            own.connection.executemany(_sqlite(statement), rows)
        return
    with own.cursor() as cursor:
        if len(rows) == 1:
            cursor.execute(statement, rows[0])
        else:
            cursor.executemany(statement, rows)


def native_uuid() -> bool:
    """有无原生标识 Whether this database has a type for UUIDs; SQLite keeps them as 32 hexadecimal digits."""
    return bool(connections[DEFAULT_DB_ALIAS].features.has_native_uuid_field)


def _may_pass_by(own: Any) -> bool:
    """Each look through Django's proxy of the current connection costs as much as a statement: hence `own`."""
    if own.vendor != "sqlite" or own.force_debug_cursor or own.execute_wrappers or settings.DEBUG:
        return False
    if own.connection is None:
        own.ensure_connection()
    own.validate_no_broken_transaction()
    return True


@lru_cache(maxsize=256)
def _sqlite(statement: str) -> str:
    return statement.replace("%s", "?")
