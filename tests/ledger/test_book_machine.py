"""任意次序 Append, alter, truncate, reorder, restore in every order: what was signed stays true, or signing stops."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import override_settings
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from liuhen.ledger import audit, epochs, guards, rebuild, sequencer, vault
from liuhen.ledger.book import Actor, Book, Writing
from liuhen.ledger.checkpoints import RefusedToSign
from liuhen.ledger.founding import found
from liuhen.ledger.integrate import integrate
from liuhen.ledger.models import CheckpointRow, EntryRow
from liuhen.ledger.redaction import redact
from tests.depth import depth
from tests.ledger.sample.records import NoteRetitled, NoteWritten, NoticePosted, VoteCast

NAME = "machine.example"
LOG = st.sampled_from(["public", "internal"])
# What an attacker does to the tail or the middle of a log, leaving rows that look right to the eye.
ATTACKS = {
    "alter": "UPDATE ledger_entry SET leaf = leaf_hash WHERE serial = {serial}",
    "hash": "UPDATE ledger_leaf SET leaf_hash = (SELECT leaf FROM ledger_entry e WHERE e.serial = {serial}) "
    "WHERE serial = {serial}",
    "truncate": "DELETE FROM ledger_leaf WHERE serial >= {serial}",
    "forget": "DELETE FROM ledger_entry WHERE serial = {serial}",
    "reorder": 'UPDATE ledger_leaf SET "index" = "index" + 1000000 WHERE serial = {serial}',
    "unsign": "DELETE FROM ledger_checkpoint WHERE size = (SELECT max(size) FROM ledger_checkpoint)",
}


class BookMachine(RuleBasedStateMachine):
    """存证簿 One book, in a savepoint and in folders of its own."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        names = ("KEYS", "LOCKS", "FILES")
        self.settings = override_settings(**{f"LIUHEN_{name}": self.folder / name.lower() for name in names})
        self.settings.enable()
        vault.forget_cached_keys()
        self.start = transaction.savepoint()
        self.actor, self.notes, self.backup = Actor(uuid4(), uuid4()), [], None
        self.signed: dict[tuple[str, int], bytes] = {}
        found(NAME)
        self.book = Book(NAME)

    def teardown(self) -> None:
        if hasattr(self, "book"):
            assert audit.check_all() == []
            transaction.savepoint_rollback(self.start)
            self.settings.disable()
            shutil.rmtree(self.folder)

    @rule(count=st.integers(1, 5))
    def post_many(self, count: int) -> None:
        self.book.append_many([Writing(NoticePosted(notice=uuid4(), text="公告"), self.actor) for _ in range(count)])

    @rule()
    def write_note(self) -> None:
        record = NoteWritten(note=uuid4(), title="题", words="密", person=uuid4())
        self.notes.append((record.note, self.book.append(record, by=self.actor).id))

    @rule()
    def vote(self) -> None:
        self.book.append(VoteCast(vote=uuid4(), round=uuid4(), stance="同意"), by=self.actor)

    @precondition(lambda self: self.notes)
    @rule(data=st.data())
    def retitle(self, data: st.DataObject) -> None:
        note, _ = data.draw(st.sampled_from(self.notes))
        self.book.append(NoteRetitled(note=note, title="新题"), by=self.actor)

    @precondition(lambda self: self.notes)
    @rule()
    def redact(self) -> None:
        _, entry = self.notes.pop()
        approvers = (self.actor, Actor(uuid4(), uuid4()))
        redact(self.book, entry, ["title"], legal_basis="依据", approvers=approvers)

    @rule(log=LOG)
    def place(self, log: str) -> None:
        integrate(NAME, log)

    @rule(sealed=st.booleans())
    def tick(self, sealed: bool) -> None:
        sequencer.run_once(NAME, sealed=sealed)

    @rule()
    def rebuild(self) -> None:
        rebuild.rebuild()

    @precondition(lambda self: self.backup is None)
    @rule()
    def back_up(self) -> None:
        self.backup = transaction.savepoint()
        self.kept = list(self.notes)

    @precondition(lambda self: self.backup is not None)
    @rule()
    def restore(self) -> None:
        """A restored backup either equals what was signed, or signs nothing until an epoch is opened."""
        before = self._last()
        transaction.savepoint_rollback(self.backup)
        self.backup, self.notes = None, self.kept
        vault.forget_cached_keys()
        if self._last() == before:
            sequencer.check_start(NAME)
            return
        with pytest.raises(RefusedToSign):
            sequencer.run_once(NAME)
        epochs.open_epoch(NAME, by=[self.actor, Actor(uuid4(), uuid4())], reason="磁盘损坏，由昨夜备份恢复")

    @rule(attack=st.sampled_from(sorted(ATTACKS)), data=st.data())
    def attacked(self, attack: str, data: st.DataObject) -> None:
        """Whatever is done to signed rows is named by the audit; then the attack is undone."""
        sequencer.run_once(NAME, sealed=False)
        serials = list(EntryRow.objects.filter(log="public").values_list("serial", flat=True))
        place = transaction.savepoint()
        with guards.lifted(), connection.cursor() as cursor:
            cursor.execute(ATTACKS[attack].format(serial=data.draw(st.sampled_from(serials))))
            changed = cursor.rowcount
        faults = audit.check_all()
        transaction.savepoint_rollback(place)
        assert faults or not changed, attack

    @invariant()
    def no_two_truths(self) -> None:
        """No size of a log was ever signed with two roots."""
        if hasattr(self, "book"):
            for origin, size, root in CheckpointRow.objects.values_list("origin", "size", "root"):
                assert self.signed.setdefault((origin, size), bytes(root)) == bytes(root)

    def _last(self) -> list[tuple[str, int]]:
        return sorted(CheckpointRow.objects.values_list("origin", "size"))


def test_in_every_order(db, places):
    small = settings(max_examples=depth(12, 300), stateful_step_count=depth(15, 40))
    run_state_machine_as_test(BookMachine, settings=small)
