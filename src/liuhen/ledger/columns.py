"""序号列 Primary keys that are whole numbers: on SQLite they are the row's own place, so that a table is one tree.

SQLite keeps a second tree for any other type, and rewrites a page of bookkeeping for Django's AUTOINCREMENT. Each page
less is written, summed up and flushed once less in every commit. Numbers are not used again: log tables only grow.
"""

from __future__ import annotations

from typing import Any

from django.db import models


class Serial(models.BigAutoField):  # type: ignore[type-arg]
    """自增序号 The number the database gives a row."""

    def db_type_suffix(self, connection: Any) -> str | None:
        """No AUTOINCREMENT on SQLite; an identity column on PostgreSQL."""
        return None if connection.vendor == "sqlite" else super().db_type_suffix(connection)


class GivenSerial(models.BigIntegerField):  # type: ignore[type-arg]
    """所给序号 The same number, given by whoever writes the row."""

    def db_type(self, connection: Any) -> str | None:
        """Exactly `integer` on SQLite, where only that is the row's own place."""
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)
