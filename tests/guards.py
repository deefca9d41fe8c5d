"""Emptying the tables between tests, past the triggers that keep the book from being emptied.

Only tests do this. The guards are away for the length of one flush and stand again before the next test.
"""

from __future__ import annotations

from typing import Any

from django.db import connection


def let_flush_pass() -> None:
    """Wraps the one method through which Django empties tables."""
    from liuhen.ledger import guards

    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def execute_sql_flush(self: Any, sql_list: list[str]) -> None:
        with guards.lifted():
            flush(self, sql_list)

    operations.execute_sql_flush = execute_sql_flush
