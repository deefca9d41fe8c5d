"""审计 A clean book has no faults; every kind of change has its name."""

from uuid import uuid4

import pytest
from django.db import connection

from liuhen.ledger import audit, enrolment, files, rebuild, sequencer
from liuhen.ledger.signatures import pins
from liuhen.ledger.signatures.base import Document
from tests.ledger.sample.records import NoteClosed, NoteSigned, NoteWritten, NoticePosted, RoundOpened, VoteCast


def fill(book, actor, count=3):
    """A few entries of every kind, all under checkpoints."""
    made = []
    for number in range(count):
        note, round = uuid4(), uuid4()
        attached = [files.put(f"附件{number}".encode(), "text/plain")]
        made += [
            book.append(
                NoteWritten(note=note, title=f"题{number}", words="密", person=uuid4()), by=actor, files=attached
            ),
            book.append(NoteClosed(note=note, count=number), by=actor),
            book.append(VoteCast(vote=uuid4(), round=round, stance="同意"), by=actor),
            book.append(RoundOpened(round=round), by=actor),
            book.append(NoticePosted(notice=uuid4(), text="公告"), by=actor),
        ]
    sequencer.settle(book.origin)
    return made


def test_a_full_book_is_clean(book, actor):
    fill(book, actor)
    book.append(NoticePosted(notice=uuid4(), text="尚待排序"), by=actor)
    assert audit.check_all(guards=True) == []


def signed(book, actor, text, *, over=None):
    """An entry that says `text` was signed; the signature is over another text if one is given."""
    enrolment.enrol_pin(book, person=actor.person, pin_entered="135791", by=actor)
    signature = pins.sign(actor.person, "135791", Document((over or text).encode()))
    return book.append(NoteSigned(note=uuid4(), document=text), by=actor, signatures=[signature])


def test_a_signature_over_the_document_kept_is_clean(book, actor):
    signed(book, actor, "甲 同意")
    assert audit.check_all() == []


@pytest.mark.tampers
def test_a_signature_over_another_document_is_named_by_its_entry(book, actor):
    """Whoever keeps the book could have written this: every hash and commitment of it is sound."""
    entry = signed(book, actor, "甲 同意", over="甲 不同意")
    [fault] = audit.check_all()
    assert fault.part == "签名凭据"
    assert entry.id.hex in fault.what and "凭据所签的不是这份文件" in fault.what


@pytest.mark.tampers
def test_exchanged_documents_and_evidence_are_named(book, actor, attack):
    one, other = signed(book, actor, "甲 同意"), signed(book, actor, "甲 不同意")
    key = {entry.id: entry.id if connection.vendor == "postgresql" else entry.id.hex for entry in (one, other)}
    swap = "UPDATE ledger_vault SET blob = (SELECT blob FROM ledger_vault v WHERE v.entry = %s) WHERE entry = %s"
    attack(swap, key[other.id], key[one.id])
    assert {str(one.id) in fault.where for fault in audit.check_all() if fault.part == "保险柜"} == {True}
    first, second = (entry.signatures[0]["evidence"] for entry in (one, other))
    attack("UPDATE ledger_evidence SET content = %s WHERE sha256 = %s", other.leaf, first)
    assert (first, False) in {(fault.where, second in fault.where) for fault in audit.check_all()}


def test_nothing_founded_is_clean(db, places):
    assert audit.check_all() == []
    assert rebuild.check() == []
