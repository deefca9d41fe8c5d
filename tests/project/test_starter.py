"""The test database is emptied between tests, although the book's tables refuse to be."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.guards import lifted

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = "CREATE TABLE guarded (word VARCHAR(20))"
SQLITE = "CREATE TRIGGER ledger_guard_test BEFORE DELETE ON guarded BEGIN SELECT RAISE(ABORT, 'the book keeps'); END"
POSTGRES = [
    """CREATE FUNCTION guarded_keeps() RETURNS trigger LANGUAGE plpgsql
       AS 'BEGIN RAISE EXCEPTION ''the book keeps''; END'""",
    "CREATE TRIGGER ledger_guard_test BEFORE TRUNCATE ON guarded EXECUTE FUNCTION guarded_keeps()",
]


@pytest.fixture
def guarded():
    """A table with a guard, as the book's tables have."""
    with connection.cursor() as cursor:
        for sql in [TABLE, *([SQLITE] if connection.vendor == "sqlite" else POSTGRES)]:
            cursor.execute(sql)
        cursor.execute("INSERT INTO guarded VALUES ('kept')")
        yield cursor
        cursor.execute("DROP TABLE guarded")
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION guarded_keeps")


def empty(cursor) -> None:
    cursor.execute("DELETE FROM guarded" if connection.vendor == "sqlite" else "TRUNCATE guarded")


def test_guard_stands_but_for_the_flush(guarded):
    with pytest.raises(Exception, match="the book keeps"):
        empty(guarded)
    with lifted(connection):
        empty(guarded)
    guarded.execute("INSERT INTO guarded VALUES ('again')")
    with pytest.raises(Exception, match="the book keeps"):
        empty(guarded)
