"""入簿 What an append writes, what it refuses, who wins a race, and what is opened to whom."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection, transaction

from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, NotFound, Raced, WrongState
from liuhen.ledger import access, sequencer
from liuhen.ledger.book import Book, Writing
from liuhen.ledger.models import EntryRow, Look, VaultRow
from tests.ledger.sample.models import Note, Notice
from tests.ledger.sample.records import NoteRetitled, NoteWritten, NoticePosted, RoundOpened, VoteCast


def note(**over):
    return NoteWritten(**{"note": uuid4(), "title": "题目", "words": "密", "person": uuid4(), **over})


def test_a_record_becomes_an_entry_and_a_row(book, actor):
    with clock.use(clock.Fixed(datetime(2026, 11, 22, 3, tzinfo=UTC))):
        entry = book.append(note(title="题"), by=actor, at=datetime(2026, 11, 20, tzinfo=UTC), rules=["a@1", "a@1"])
    body = entry.body
    assert (body["occurred"], body["recorded"]) == ("2026-11-20T00:00:00.000Z", "2026-11-22T03:00:00.000Z")
    assert body["rule"] == ["a@1"]
    assert set(body["public"]) == {"note", "person"} and set(body["sealed"]) == {"title", "words"}
    assert "题".encode() not in entry.leaf
    assert Note.objects.get().title == "题"
    assert book.entry(entry.id).body == body


def test_a_file_is_a_chain(book, actor):
    first = book.append(note(), by=actor)
    second = book.append(NoteRetitled(note=first.body["public"]["note"], title="新"), by=actor)
    assert second.body["prev"] == first.leaf_hash.hex()
    assert [entry.id for entry in book.file_of(*first.subject)] == [first.id, second.id]


def test_a_batch_is_one_transaction_with_chains_of_its_own(book, actor):
    same = uuid4()
    made = book.append_many(
        [Writing(note(note=same), actor)] + [Writing(NoteRetitled(note=same, title="新"), actor)] * 3
    )
    assert [entry.body["prev"] for entry in made[1:]] == [entry.leaf_hash.hex() for entry in made[:-1]]
    before = EntryRow.objects.count()
    with pytest.raises(BadInput):
        book.append_many([Writing(note(), actor), Writing(note(title="e\u0301"), actor)])
    assert EntryRow.objects.count() == before


@pytest.mark.parametrize("title", ["e\u0301", "\ud800", "长" * 70_000])
def test_what_the_book_cannot_hold_leaves_nothing(book, actor, title):
    before = EntryRow.objects.count(), VaultRow.objects.count(), Notice.objects.count()
    with pytest.raises(BadInput):
        book.append(NoticePosted(notice=uuid4(), text=title), by=actor)
    assert (EntryRow.objects.count(), VaultRow.objects.count(), Notice.objects.count()) == before


def test_a_field_too_long_for_the_vault_leaves_nothing(book, actor):
    before = EntryRow.objects.count(), VaultRow.objects.count()
    with pytest.raises(BadInput, match="附件"):
        book.append(note(title="长" * 90_000), by=actor)
    assert (EntryRow.objects.count(), VaultRow.objects.count()) == before


def test_a_held_value_opens_to_nobody_before_its_round(book, actor):
    round = uuid4()
    vote = book.append(VoteCast(vote=uuid4(), round=round, stance="反对"), by=actor)
    with pytest.raises(WrongState):
        book.open(vote.id, "stance", by=actor, purpose="提前看")
    book.append(RoundOpened(round=round), by=actor)
    assert book.open(vote.id, "stance", by=actor, purpose="宣布结果") == "反对"
    assert [look.granted for look in access.looks_at(vote.id)] == [False, True]


def test_only_sealed_values_are_logged_when_opened(book, actor):
    entry = book.append(note(), by=actor)
    book.open(entry.id, "title", by=actor, purpose="列表")
    assert not Look.objects.exists()
    with pytest.raises(NotFound):
        book.open(entry.id, "nothing", by=actor, purpose="无")


def test_nothing_readable_lies_in_the_vault(book, actor):
    entry = book.append(note(words="绝密内容"), by=actor)
    row = VaultRow.objects.get(entry=entry.id, field="words")
    assert "绝密".encode() not in bytes(row.blob)
    assert row.owner == f"person:{entry.body['public']['person']}"


def test_the_length_of_a_ciphertext_does_not_tell_a_stance(book, actor):
    said = {book.append(note(words=words), by=actor).id: words for words in ("agree", "disagree", "abstain", "同意")}
    assert {len(bytes(VaultRow.objects.get(entry=entry, field="words").blob)) for entry in said} == {12 + 16 + 64 + 16}
    assert {entry: book.open(entry, "words", by=actor, purpose="核对") for entry in said} == said


def test_an_append_asks_the_database_little(book, actor, django_assert_num_queries):
    book.append(note(person=(person := uuid4())), by=actor)
    # savepoint, head, entry, outbox, vault, the mechanism's own row, release of the savepoint; PostgreSQL takes a lock
    # more, and the three in one; and two data keys, which are remembered once a transaction has committed, as none
    # does inside a test
    own = 6 if connection.vendor == "postgresql" else 7
    with django_assert_num_queries(own + 2):
        book.append(note(person=person), by=actor)


def test_a_batch_asks_the_database_little(book, actor, django_assert_max_num_queries):
    writings = [Writing(NoticePosted(notice=uuid4(), text="公告"), actor) for _ in range(300)]
    with django_assert_max_num_queries(300 + 12):  # the mechanism's own rows, and a dozen for the book
        book.append_many(writings)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_wins_and_the_other_is_told(places, actor):
    from liuhen.ledger.founding import found

    found("race.example")
    book = Book("race.example")
    start = book.append(note(), by=actor)
    subject = start.body["public"]["note"]
    results: list[str] = []

    def close_once() -> None:
        try:
            with book.writing("note", subject):
                if len(book.file_of("note", subject)) > 1:
                    raise Raced("platform.stale", "他人刚刚先办了这件事")
                book.append(NoteRetitled(note=start.body["public"]["note"], title="新"), by=actor)
            results.append("won")
        except Raced:
            results.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=close_once) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["told"] * 5 + ["won"]
    sequencer.run_once("race.example")


@pytest.mark.django_db(transaction=True)
def test_writers_and_sequencer_at_once(places, actor):
    from liuhen.ledger import audit
    from liuhen.ledger.founding import found

    found("crowd.example")
    book, failures = Book("crowd.example"), []

    def write() -> None:
        try:
            for _ in range(8):
                book.append(note(), by=actor)
                book.append(NoticePosted(notice=uuid4(), text="公告"), by=actor)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    def sequence() -> None:
        try:
            for _ in range(6):
                sequencer.run_once("crowd.example")
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=target) for target in (write, write, write, sequence, sequence)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    sequencer.settle("crowd.example")
    assert audit.check_all() == []


def test_a_collision_of_chains_is_a_race(book, actor):
    """What a second writer without the lock would meet: the database's own constraint."""
    entry = book.append(note(), by=actor)
    with pytest.raises(Raced), book.writing("note", entry.subject[1]), transaction.atomic():
        EntryRow(
            id=uuid4(), book=book.origin, log="internal", kind="x", subject_kind="note",
            subject_id=entry.subject[1], number=0, leaf=b"x", leaf_hash=b"x" * 32,
        ).save(force_insert=True)  # fmt: skip
