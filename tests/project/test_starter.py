"""The test database is emptied between tests, although the book's tables refuse to be."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from liuhen.ledger import guards
from liuhen.ledger.founding import found

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("time", ["first", "second"])
def test_every_test_begins_without_a_book_and_with_every_guard(settings, time):
    assert guards.missing() == []
    found(settings.LIUHEN_BOOK)  # refuses where anything of this book is left
    with pytest.raises(DatabaseError, match="存证簿只增不改"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_entry")
