"""排序器 Places, tiles, checkpoints; what is refused and what recovers."""

from uuid import uuid4

from liuhen.ledger import lockstore, sequencer
from liuhen.ledger.checkpoints import latest
from liuhen.ledger.models import Leaf, Pending
from tests.ledger.sample.records import NoteWritten


def note(**over):
    return NoteWritten(**{"note": uuid4(), "title": "题目", "words": "密", "person": uuid4(), **over})


def test_an_entry_gets_its_place_under_a_signed_checkpoint(book, actor):
    entry = book.append(note(), by=actor)
    assert Pending.objects.filter(serial=entry.serial).exists()
    sequencer.run_once(book.origin)
    leaf = Leaf.objects.get(serial=entry.serial)
    assert bytes(leaf.leaf_hash) == entry.leaf_hash
    checkpoint = latest(book.origin, "internal")
    assert checkpoint.size > leaf.index
    assert lockstore.read(checkpoint.origin).note.decode() == checkpoint.note
