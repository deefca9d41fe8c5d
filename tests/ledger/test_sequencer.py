"""排序器 Places, tiles, checkpoints; what is padded, what is refused, and what recovers."""

import itertools
from uuid import uuid4

import pytest
from django.db import connection, transaction

from liuhen.kit.refusals import BadInput, NotPermitted, WrongState
from liuhen.ledger import audit, cadence, epochs, guards, keys, lockstore, proofs, sequencer
from liuhen.ledger.book import Actor, Writing
from liuhen.ledger.checkpoints import RefusedToSign, latest
from liuhen.ledger.founding import MissingDatabase, found, require_database
from liuhen.ledger.integrate import integrate, pending
from liuhen.ledger.models import CheckpointRow, EntryRow, Leaf, Pending, Tile
from liuhen.ledger.store import Store
from liuhen.ledger.verify.merkle import leaf_hash, root
from tests.ledger.sample.records import NoteWritten, NoticePosted, VoteCast


def note():
    return NoteWritten(note=uuid4(), title="题目", words="密", person=uuid4())


def notices(actor, count):
    return [Writing(NoticePosted(notice=uuid4(), text="公告"), actor) for _ in range(count)]


def test_an_entry_gets_its_place_under_a_signed_checkpoint(book, actor):
    entry = book.append(note(), by=actor)
    assert Pending.objects.filter(serial=entry.serial).exists()
    sequencer.run_once(book.origin)
    leaf = Leaf.objects.get(serial=entry.serial)
    assert bytes(leaf.leaf_hash) == entry.leaf_hash
    checkpoint = latest(book.origin, "internal")
    assert checkpoint.size > leaf.index
    assert lockstore.read(checkpoint.origin).note.decode() == checkpoint.note


def test_places_are_contiguous_and_in_the_order_of_acceptance(book, actor):
    made = [book.append(NoticePosted(notice=uuid4(), text=str(n)), by=actor) for n in range(5)]
    sequencer.run_once(book.origin)
    indexes = [proofs.index_of(entry) for entry in made]
    assert indexes == list(range(indexes[0], indexes[0] + 5))


def test_full_tiles_are_stored_and_no_others(book, actor):
    book.append_many(notices(actor, 600))
    sequencer.run_once(book.origin)
    tiles = Tile.objects.filter(log="public")
    assert sorted((tile.level, tile.number) for tile in tiles) == [(0, 0), (0, 1)]
    store = Store(book.origin, "public")
    size = store.size()
    assert store.root_at(size) == root(leaf_hash(entry) for entry in store.entries(0, size))


def test_the_sealed_log_grows_by_one_portion_whatever_happened(book, actor):
    portion, sizes = cadence.batch("sealed"), []
    for votes in (0, 1, portion, portion + 3, 0):
        for _ in range(votes):
            book.append(VoteCast(vote=uuid4(), round=uuid4(), stance="同意"), by=actor)
        sequencer.run_once(book.origin)
        sizes.append(Store(book.origin, "sealed").size())
    assert [b - a for a, b in itertools.pairwise(sizes)] == [portion] * 4
    sequencer.settle(book.origin)
    assert not pending(book.origin, "sealed")


def test_the_internal_log_is_signed_in_whole_portions(book, actor):
    for _ in range(cadence.batch("internal") + 1):
        book.append(note(), by=actor)
    sequencer.run_once(book.origin)
    assert latest(book.origin, "internal").size == 2 * cadence.batch("internal")
    signed = CheckpointRow.objects.filter(log="internal").count()
    sequencer.run_once(book.origin)
    assert CheckpointRow.objects.filter(log="internal").count() == signed


def test_unseen_checkpoints_are_anchored_in_the_public_log(book, actor):
    book.append(note(), by=actor)
    sequencer.run_once(book.origin)
    for log in ("internal", "sealed"):
        checkpoint = latest(book.origin, log)
        anchor = book.last_of("log", checkpoint.origin).body["public"]
        assert anchor == {"log": checkpoint.origin, "size": checkpoint.size, "root": bytes(checkpoint.root).hex()}


@pytest.mark.parametrize("log", ["public", "internal", "sealed"])
def test_a_forced_checkpoint_covers_what_was_accepted(book, actor, log):
    record = {
        "public": NoticePosted(notice=uuid4(), text="公告"),
        "internal": note(),
        "sealed": VoteCast(vote=uuid4(), round=uuid4(), stance="同意"),
    }[log]
    entry = book.append(record, by=actor)
    row = sequencer.force_checkpoint(book.origin, log)
    assert proofs.proof_of(entry, row)


def test_nothing_is_signed_inside_somebodys_transaction(book, actor):
    book.append(note(), by=actor)
    with pytest.raises(RuntimeError), transaction.atomic():
        sequencer.run_once(book.origin)


def test_a_crash_between_swap_and_publication_publishes_that_very_note(book, actor):
    book.append(NoticePosted(notice=uuid4(), text="公告"), by=actor)
    sequencer.run_once(book.origin)
    last = latest(book.origin, "public")
    with guards.lifted():
        CheckpointRow.objects.filter(origin=last.origin, size=last.size).delete()
    assert audit.check_all()
    sequencer.run_once(book.origin)
    assert CheckpointRow.objects.get(origin=last.origin, size=last.size).note == last.note


@pytest.mark.tampers
def test_bytes_changed_before_signing_are_not_signed(book, actor, attack):
    book.append(NoticePosted(notice=uuid4(), text="公告"), by=actor)
    integrate(book.origin, "public")
    size = latest(book.origin, "public").size
    last = EntryRow.objects.order_by("-serial").values_list("serial", flat=True).first()
    attack("UPDATE ledger_entry SET leaf = leaf_hash WHERE serial = %s", last)
    with pytest.raises(RefusedToSign, match="重算"):
        sequencer.run_once(book.origin, sealed=False)
    assert latest(book.origin, "public").size == size


@pytest.mark.tampers
def test_a_changed_past_stops_the_signing(book, actor, attack):
    attack("UPDATE ledger_leaf SET leaf_hash = (SELECT root FROM ledger_checkpoint LIMIT 1) WHERE log = 'public'")
    with pytest.raises(RefusedToSign, match="不符"):
        sequencer.check_start(book.origin)
    with pytest.raises(RefusedToSign):
        sequencer.force_checkpoint(book.origin, "public")


@pytest.fixture
def restored(book, actor):
    """The same book, after a backup older than its last checkpoint was played back."""
    backup = transaction.savepoint()
    lost = book.append(NoticePosted(notice=uuid4(), text="备份之后"), by=actor)
    sequencer.run_once(book.origin)
    transaction.savepoint_rollback(backup)
    return book, lost


@pytest.mark.tampers
def test_a_restored_backup_signs_nothing(restored):
    book, _ = restored
    with pytest.raises(RefusedToSign, match="旧备份"):
        sequencer.run_once(book.origin)
    with pytest.raises(RefusedToSign):
        sequencer.run(stop=lambda: True)
    assert any("落后于锁库" in str(fault) for fault in audit.check_all())


def test_two_administrators_open_a_new_epoch(restored, actor):
    book, lost = restored
    second = Actor(uuid4(), uuid4())
    epochs.open_epoch(book.origin, by=[actor, second], reason="磁盘损坏，由昨夜备份恢复")
    assert audit.check_all() == []
    entry = book.append(NoticePosted(notice=uuid4(), text="新纪元"), by=actor)
    row = sequencer.force_checkpoint(book.origin, "public")
    assert row.origin == f"{book.origin}/public/2"
    assert latest(book.origin, "public") == row
    assert proofs.proof_of(entry, row)
    assert not EntryRow.objects.filter(id=lost.id).exists()
    opened = book.last_of("book", book.origin).body["public"]
    assert int(opened["last"][f"{book.origin}/public"][0]) > 1


def test_an_epoch_is_refused_to_one_person_without_reason_or_need(book, actor):
    second = Actor(uuid4(), uuid4())
    with pytest.raises(NotPermitted):
        epochs.open_epoch(book.origin, by=[actor, actor], reason="磁盘损坏，由昨夜备份恢复")
    with pytest.raises(BadInput):
        epochs.open_epoch(book.origin, by=[actor, second], reason="坏了")
    with pytest.raises(WrongState):
        epochs.open_epoch(book.origin, by=[actor, second], reason="磁盘损坏，由昨夜备份恢复")


def test_a_book_is_founded_once(book):
    with pytest.raises(WrongState):
        found(book.origin)


@pytest.mark.parametrize("name", ["", "Has Space", "大簿", "a+b", "x/public", "a" * 81, "/a", "a/"])
def test_a_book_needs_a_name_that_verifiers_can_read(db, places, name):
    with pytest.raises(BadInput):
        found(name)


def test_keys_without_locks_are_never_taken_for_a_new_book(db, places):
    keys.make_log_keys("lost.example/public")
    with pytest.raises(WrongState):
        found("lost.example")
    assert not lockstore.exists()


def test_a_missing_lock_store_is_an_error(book, actor):
    path = lockstore.path()
    moved = path.rename(path.with_suffix(".away"))
    with pytest.raises(lockstore.LockStoreError):
        sequencer.run_once(book.origin)
    assert not path.exists()
    moved.rename(path)


@pytest.mark.tampers
def test_a_missing_database_is_an_error(db, places):
    place = transaction.savepoint()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry RENAME TO elsewhere")
    with pytest.raises(MissingDatabase):
        require_database()
    transaction.savepoint_rollback(place)


def test_the_loop_serves_until_told_to_stop(book, actor, settings):
    settings.LIUHEN_POLL = 0
    entry = book.append(NoticePosted(notice=uuid4(), text="公告"), by=actor)
    turns = iter([False, False, True])
    sequencer.run(stop=lambda: next(turns), wait=lambda _: None)
    assert proofs.proof_of(entry)
