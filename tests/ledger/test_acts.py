"""办理 One act is one transaction: what is done within it has no savepoint, no second lock, and no fate of its own."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from liuhen.kit.refusals import BadInput, Raced
from liuhen.ledger.acts import Act
from liuhen.ledger.book import Book, Writing
from liuhen.ledger.models import EntryRow, Pending
from tests.ledger.sample.models import Notice
from tests.ledger.sample.records import NoteClosed, NoticePosted


def notice(text="公告"):
    return NoticePosted(notice=uuid4(), text=text)


def test_an_act_within_an_act_costs_no_statement_of_its_own(book, actor, django_assert_num_queries):
    record = notice()
    book.append(notice(), by=actor)
    postgres = connection.vendor == "postgresql"
    # savepoint of the test and its release, lock; head, entry (with the outbox, or apart), the mechanism's own row
    with django_assert_num_queries(2 + 1 + 3 if postgres else 2 + 4), book.writing(*record.subject()):
        book.append(record, by=actor)


def test_what_fails_within_an_act_ends_the_whole(book, actor):
    before = EntryRow.objects.count(), Notice.objects.count()
    with pytest.raises(TransactionManagementError), book.writing("notice", uuid4()):
        book.append(notice(), by=actor)
        with pytest.raises(BadInput):
            book.append(notice("e\u0301"), by=actor)
        Notice.objects.count()  # nothing more may be looked at, let alone written
    assert (EntryRow.objects.count(), Notice.objects.count()) == before
    with book.writing("notice", uuid4()):
        book.append_many([Writing(notice(), actor), Writing(notice(), actor)])
    assert Notice.objects.count() == before[1] + 2


def test_an_error_that_is_swallowed_commits_nothing_and_is_told(book, actor):
    before = EntryRow.objects.count()
    with pytest.raises(TransactionManagementError, match="nothing of it was written"), book.writing("notice", uuid4()):
        book.append(notice(), by=actor)
        with pytest.raises(BadInput):
            book.append(notice("e\u0301"), by=actor)
    assert EntryRow.objects.count() == before


def test_a_transaction_of_others_may_go_on_after_a_refusal(book, actor):
    with transaction.atomic():
        with pytest.raises(BadInput):
            book.append(notice("e\u0301"), by=actor)
        kept = book.append(notice(), by=actor)
    assert book.entry(kept.id).leaf == kept.leaf


def test_the_place_in_its_file_decides_a_race(book, actor):
    record = notice()
    first = book.append(record, by=actor)
    assert EntryRow.objects.get(id=first.id).number == 0
    second = book.append_many([Writing(NoticePosted(notice=uuid4(), text="另"), actor)])[0]
    assert EntryRow.objects.get(id=second.id).number == 0
    note = uuid4()
    closed = [Writing(NoteClosed(note=note, count=n), actor) for n in range(250)]
    made = book.append_many(closed)
    rows = EntryRow.objects.filter(subject_kind="note", subject_id=str(note)).order_by("serial")
    assert list(rows.values_list("number", flat=True)) == list(range(250))
    assert [entry.serial for entry in made] == list(rows.values_list("serial", flat=True))
    assert Pending.objects.filter(serial__in=[entry.serial for entry in made]).count() == 250
    assert book.version([("note", note)]) == 250
    assert book.last_of("note", note).serial == made[-1].serial


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_on_one_file_leave_one_chain(places, actor):
    from liuhen.ledger.founding import found

    found("eight.example")
    book, note, failures = Book("eight.example"), uuid4(), list[Exception]()

    def write() -> None:
        try:
            for n in range(6):
                try:
                    book.append(NoteClosed(note=note, count=n), by=actor)
                except Raced:
                    failures.append(AssertionError("an append takes the lock, and so waits its turn"))
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failures
    chain = book.file_of("note", note)
    assert len(chain) == 48
    assert [entry.body["prev"] for entry in chain[1:]] == [entry.leaf_hash.hex() for entry in chain[:-1]]


def test_an_act_without_a_file_leaves_the_lock_out(book, django_assert_num_queries):
    with django_assert_num_queries(2), Act():
        pass


def test_an_entry_keeps_no_more_trees_than_it_needs(db):
    """Its number, its id, its place in its file; on SQLite numbers are the rows' own places, and cost no tree."""
    with connection.cursor() as cursor:
        kept = connection.introspection.get_constraints(cursor, "ledger_entry").values()
        trees = {tuple(one["columns"]) for one in kept if one["unique"] or one["primary_key"] or one["index"]}
        assert trees == {("serial",), ("id",), ("subject_kind", "subject_id", "book", "number")}
        for table in ("ledger_entry", "ledger_pending", "ledger_leaf") if connection.vendor == "sqlite" else ():
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [table])
            (made,) = cursor.fetchone()
            assert '"serial" integer NOT NULL PRIMARY KEY' in made and "AUTOINCREMENT" not in made
