"""同行 Prepared statements in one flight: begun and locked in order, refused by name, deaf to no thread."""

from __future__ import annotations

import threading
import time
from uuid import uuid4

import pytest
from django.db import DatabaseError, DataError, IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from liuhen.ledger.book import Book
from liuhen.ledger.founding import found
from liuhen.ledger.statements import Road, road
from tests.ledger.sample.records import NoteClosed

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
BOOK = "flights.example"


@pytest.fixture
def founded(places) -> Book:
    found(BOOK)
    return Book(BOOK)


def test_a_flight_begins_the_transaction_it_needs():
    with transaction.atomic():
        way = road()
        assert type(way) is not Road
        way.ahead("SELECT pg_advisory_xact_lock(%s::int, %s::int)", (1, 2))
        assert way.ask("SELECT %s::bigint, %s::bytea, %s::text, %s::int", (2**40, b"\0x", "燚", None)) == [
            (2**40, b"\0x", "燚", None)
        ]
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 1 AND objid = 2")
            assert cursor.fetchone() == (1,)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 1 AND objid = 2")
        assert cursor.fetchone() == (0,)


def test_what_is_refused_is_an_error_of_djangos_and_the_connection_goes_on():
    for _ in range(2):
        with pytest.raises(IntegrityError), transaction.atomic():
            road().put(
                "INSERT INTO ledger_release (hold, entry) VALUES (%s, %s), (%s, %s)", ("a", uuid4(), "a", uuid4())
            )
    with pytest.raises(DatabaseError), transaction.atomic():
        way = road()
        way.ahead("SELECT 1 / %s::int", (0,))
        way.ask("SELECT %s::int", (1,))
    with pytest.raises(DatabaseError), transaction.atomic():
        road().ask("SELECT nothing FROM nowhere", ())
    with pytest.raises(DataError, match="NUL"), transaction.atomic():
        road().ask("SELECT %s::text", ("a\0b",))
    with transaction.atomic():
        assert road().ask("SELECT %s::int", (7,)) == [(7,)]


def test_a_connection_whose_statements_were_forgotten_learns_them_again(founded, actor):
    founded.append(NoteClosed(note=uuid4(), count=1), by=actor)
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    with pytest.raises(DatabaseError):
        founded.append(NoteClosed(note=uuid4(), count=2), by=actor)
    assert founded.append(NoteClosed(note=uuid4(), count=3), by=actor).serial


def test_a_connection_that_dies_in_flight_is_a_new_one_next_time(founded, actor):
    founded.append(NoteClosed(note=uuid4(), count=1), by=actor)
    with pytest.raises(DatabaseError), transaction.atomic():
        way = road()
        way.ahead("SELECT pg_terminate_backend(pg_backend_pid())", ())
        way.ask("SELECT %s::int", (1,))
    connection.close()
    assert founded.append(NoteClosed(note=uuid4(), count=2), by=actor).serial


def test_a_broken_transaction_stays_broken():
    with pytest.raises(TransactionManagementError), transaction.atomic():
        transaction.set_rollback(True)
        road()


def test_whoever_waits_for_a_lock_sees_what_was_written_before_and_lets_other_threads_run(founded, actor):
    note, order = uuid4(), list[str]()

    def second() -> None:
        try:
            entry = founded.append(NoteClosed(note=note, count=2), by=actor)
            order.append(f"second after {entry.body['prev']}")
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    with founded.writing("note", note):
        thread.start()
        time.sleep(0.3)  # long enough to stand at the lock
        first = founded.append(NoteClosed(note=note, count=1), by=actor)
        order.append("first")
    thread.join(20)
    assert order == ["first", f"second after {first.leaf_hash.hex()}"]
