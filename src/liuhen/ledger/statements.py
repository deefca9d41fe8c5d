"""语句 Running the book's few statements on the shortest road.

On SQLite the object mapper's cursor costs more Python than the statement itself; so it is passed by, unless somebody
counts or wraps queries. Errors and broken transactions are reported as everywhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection

Values = Sequence[Any]


def ask(statement: str, values: Values) -> list[tuple[Any, ...]]:
    """查询 Runs a statement that answers with rows."""
    if _direct():
        with connection.wrap_database_errors:
            return list(connection.connection.execute(_sqlite(statement), values).fetchall())
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def tell(statement: str, rows: Sequence[Values]) -> None:
    """执行 Runs a statement once for each row of values."""
    if not rows:
        return
    if _direct():
        with connection.wrap_database_errors:
            connection.connection.executemany(_sqlite(statement), rows)
        return
    with connection.cursor() as cursor:
        if len(rows) == 1:
            cursor.execute(statement, rows[0])
        else:
            cursor.executemany(statement, rows)


def _direct() -> bool:
    if connection.vendor != "sqlite" or connection.queries_logged or connection.execute_wrappers:
        return False
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    return True


@lru_cache(maxsize=256)
def _sqlite(statement: str) -> str:
    return statement.replace("%s", "?")
