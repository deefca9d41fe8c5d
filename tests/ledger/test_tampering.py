"""篡改必现 Any single change within the protected set is found, and the finding names the store it lies in."""

import random
import sqlite3
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import DatabaseError, DataError, IntegrityError, connection, transaction

from liuhen.ledger import audit, enrolment, files, guards, lockstore, sequencer
from liuhen.ledger.book import Writing
from liuhen.ledger.signatures import pins
from liuhen.ledger.signatures.base import Document
from tests.depth import depth
from tests.ledger.sample.records import NoteRetitled, NoteSigned, NoteWritten, NoticePosted, RoundOpened, VoteCast
from tests.ledger.tampering import PROTECTED, tamper

pytestmark = pytest.mark.tampers


@pytest.fixture
def full(book, actor):
    """A small book in which every protected table has rows; the public log is longer than a tile."""
    round, note, person = uuid4(), uuid4(), uuid4()
    book.append_many([Writing(NoticePosted(notice=uuid4(), text=f"第{n}号"), actor) for n in range(12)])
    attached = [files.put(b"minutes", "text/plain")]
    book.append(NoteWritten(note=note, title="题", words="密", person=person), by=actor, files=attached)
    sequencer.run_once(book.origin)
    book.append(NoteRetitled(note=note, title="新题"), by=actor)
    book.append(VoteCast(vote=uuid4(), round=round, stance="同意"), by=actor)
    book.append(RoundOpened(round=round), by=actor)
    enrolment.enrol_pin(book, person=person, pin_entered="135791", by=actor)
    signature = pins.sign(person, "135791", Document("同意".encode()))
    book.append(NoteSigned(note=note, document="同意"), by=actor, signatures=[signature])
    sequencer.run_once(book.origin)
    return book


def test_every_random_change_is_found_and_named(full):
    assert audit.check_all() == []
    dice, done = random.Random(20261122), 0
    with guards.lifted():
        while done < depth(1_000, 10_000):
            done += _try_once(dice, done)
    assert audit.check_all() == []


def _try_once(dice: random.Random, number: int) -> bool:
    """False when the database itself refused the change."""
    try:
        with transaction.atomic():
            change = tamper(dice)
            found = audit.check_all()
            parts = {fault.part for fault in found}
            assert parts & PROTECTED[change.table], f"number {number}: {str(change)[:300]} is named in {parts}"
            raise _Undo
    except _Undo:
        return True
    except (IntegrityError, DataError):
        return False


class _Undo(Exception):
    pass


def test_a_changed_or_missing_file_is_named(full):
    place = next(path for path in Path(files.settings.LIUHEN_FILES).rglob("*") if path.is_file())
    for content in (b"minuteS", b"minute", b"minutes "):
        place.write_bytes(content)
        assert {fault.part for fault in audit.check_all()} == {"附件"}
    place.unlink()
    assert {fault.part for fault in audit.check_all()} == {"附件"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE lock SET size = size - 1 WHERE origin LIKE '%public'",
        "UPDATE lock SET root = zeroblob(32) WHERE origin LIKE '%sealed'",
        "UPDATE lock SET note = x'00' WHERE origin LIKE '%internal'",
        "DELETE FROM lock WHERE origin LIKE '%public'",
        "DELETE FROM lock",
        "DELETE FROM signed WHERE size = (SELECT min(size) FROM signed)",
        "UPDATE signed SET sha256 = '00'",
    ],
)
def test_a_changed_lock_store_is_named(full, statement):
    with sqlite3.connect(lockstore.path()) as store:
        store.execute(statement)
    assert {fault.part for fault in audit.check_all()} & {"锁库", "检查点"}


def test_a_missing_guard_is_named(full):
    with connection.cursor() as cursor:
        cursor.execute(guards.drop_sql(connection.vendor)[0])
    assert [fault.part for fault in audit.check_all(guards=True)] == ["护栏"]


@pytest.mark.parametrize("table", guards.INSERT_ONLY)
def test_the_database_itself_refuses_changes(full, table):
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {_column(table)} = {_column(table)}"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
            if cursor.fetchone()[0] == 0:
                continue
        with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def _column(table: str) -> str:
    return {"ledger_release": "entry", "ledger_evidence": "content", "ledger_checkpoint": "note"}.get(table, "log")
