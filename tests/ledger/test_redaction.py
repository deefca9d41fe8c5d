"""依规删除 The value goes, the entry and its proof stay, the tables follow."""

from uuid import uuid4

import pytest

from liuhen.kit.refusals import BadInput, NotFound, NotPermitted, WrongState
from liuhen.ledger import audit, proofs, sequencer
from liuhen.ledger.book import Actor
from liuhen.ledger.models import VaultRow
from liuhen.ledger.redaction import erase_person, redact
from liuhen.ledger.verify.policy import Policy
from liuhen.ledger.verify.proof import TlogProof
from tests.ledger.sample.models import Note
from tests.ledger.sample.records import NoteWritten

BASIS = "《个人信息保护法》第四十七条"


@pytest.fixture
def approvers():
    return Actor(uuid4(), uuid4()), Actor(uuid4(), uuid4())


@pytest.fixture
def entry(book, actor):
    made = book.append(NoteWritten(note=uuid4(), title="题目", words="密", person=uuid4()), by=actor)
    sequencer.run_once(book.origin)
    return made


def test_a_redacted_value_is_gone_and_every_proof_still_holds(book, actor, entry, approvers):
    redact(book, entry.id, ["title", "words"], legal_basis=BASIS, approvers=approvers)
    sequencer.run_once(book.origin)
    assert Note.objects.get().title == ""
    assert not VaultRow.objects.filter(entry=entry.id, blob__isnull=False).exists()
    for field in ("title", "words"):
        with pytest.raises(NotFound):
            book.open(entry.id, field, by=actor, purpose="核对")
    keys = [key for key, _ in Policy.parse(proofs.policy(book.origin)).logs]
    TlogProof.parse(proofs.proof_of(entry)).verify(entry.leaf, keys)


def test_two_people_of_one_organ_cannot_redact(book, entry):
    organ = uuid4()
    with pytest.raises(NotPermitted):
        redact(book, entry.id, ["title"], legal_basis=BASIS, approvers=(Actor(uuid4(), organ), Actor(uuid4(), organ)))
    assert Note.objects.get().title == "题目"


def test_what_cannot_be_redacted_leaves_nothing_behind(book, entry, approvers):
    with pytest.raises(BadInput):
        redact(book, entry.id, ["title"], legal_basis=" ", approvers=approvers)
    with pytest.raises(NotFound):
        redact(book, entry.id, ["note"], legal_basis=BASIS, approvers=approvers)
    with pytest.raises(NotFound):
        redact(book, uuid4(), ["title"], legal_basis=BASIS, approvers=approvers)
    redact(book, entry.id, ["title"], legal_basis=BASIS, approvers=approvers)
    with pytest.raises(WrongState):
        redact(book, entry.id, ["title"], legal_basis=BASIS, approvers=approvers)


def test_a_persons_data_dies_with_their_key(book, actor, approvers):
    person = uuid4()
    entries = [
        book.append(NoteWritten(note=uuid4(), title="题", words="密", person=person), by=actor) for _ in range(2)
    ]
    erase_person(book, person, legal_basis=BASIS, approvers=approvers)
    for entry in entries:
        assert book.open(entry.id, "title", by=actor, purpose="核对") == "题"
        with pytest.raises(NotFound):
            book.open(entry.id, "words", by=actor, purpose="核对")


@pytest.mark.tampers
def test_a_silent_erasure_is_named(book, entry, attack):
    VaultRow.objects.filter(entry=entry.id, field="words").update(blob=None)
    assert any("没有依规删除的记录" in str(fault) for fault in audit.check_all())
