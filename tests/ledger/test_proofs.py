"""证明 What strangers get: tiles, bundles and proofs that their own arithmetic accepts."""

import itertools
from uuid import uuid4

import pytest

from liuhen.ledger import proofs, sequencer
from liuhen.ledger.book import Writing
from liuhen.ledger.checkpoints import latest
from liuhen.ledger.models import CheckpointRow
from liuhen.ledger.store import Store
from liuhen.ledger.verify.checkpoint import open_checkpoint
from liuhen.ledger.verify.keys import parse_vkey
from liuhen.ledger.verify.merkle import leaf_hash, root, verify_consistency
from liuhen.ledger.verify.policy import Policy
from liuhen.ledger.verify.proof import TlogProof
from liuhen.ledger.verify.tiles import bundles_of, decode_bundle, decode_tile, tiles_of
from tests.ledger.sample.records import NoticePosted

pytestmark = pytest.mark.urls("liuhen.ledger.urls")


@pytest.fixture
def long_log(book, actor):
    """A public log of more than two tiles, with several checkpoints."""
    entries = []
    for count in (3, 250, 7, 300):
        notices = [Writing(NoticePosted(notice=uuid4(), text="公告"), actor) for _ in range(count)]
        entries += book.append_many(notices)
        sequencer.run_once(book.origin)
    return book, entries


def test_every_proof_holds_with_the_announced_keys(long_log):
    book, entries = long_log
    keys = [key for key, _ in Policy.parse(proofs.policy(book.origin)).logs]
    for entry in entries[::37] + entries[-1:]:
        checkpoint, held = TlogProof.parse(proofs.proof_of(entry)).verify(entry.leaf, keys)
        assert (checkpoint.origin, len(held)) == ("test.example/county/public", 2)


def test_a_proof_stands_under_the_checkpoint_asked_for(long_log):
    _book, entries = long_log
    first = CheckpointRow.objects.filter(log="public", size__gt=proofs.index_of(entries[0])).order_by("size").first()
    proof = TlogProof.parse(proofs.proof_of(entries[0], first))
    assert proof.checkpoint.decode() == first.note


def test_each_checkpoint_continues_the_one_before(long_log):
    book, _ = long_log
    rows = list(CheckpointRow.objects.filter(book=book.origin, log="public").order_by("size"))
    for old, new in itertools.pairwise(rows):
        verify_consistency(old.size, new.size, proofs.consistency(old, new), bytes(old.root), bytes(new.root))


def test_the_world_reads_the_public_log_by_tiles(long_log, client):
    book, entries = long_log
    prefix = f"/tlog/{book.origin}/public"
    answer = client.get(f"{prefix}/checkpoint")
    names = proofs.vkeys(book.origin)[f"{book.origin}/public"]
    checkpoint, _ = open_checkpoint(answer.content, [parse_vkey(name) for name in names])
    served = [bundle for bundle in bundles_of(checkpoint.size)]
    leaves = []
    for bundle in served:
        leaves += decode_bundle(client.get(f"{prefix}/{bundle.path}").content, bundle.width)
    assert root(leaf_hash(leaf) for leaf in leaves) == checkpoint.root
    tiles = {tile: client.get(f"{prefix}/{tile.path}") for tile in tiles_of(checkpoint.size)}
    assert all("immutable" in answer["Cache-Control"] for answer in tiles.values())
    level0 = [decode_tile(answer.content, tile.width) for tile, answer in tiles.items() if tile.level == 0]
    assert root(hash for tile in level0 for hash in tile) == checkpoint.root
    assert {entry.leaf for entry in entries} < set(leaves)


@pytest.mark.parametrize(
    "address",
    [
        "test.example/county/internal/checkpoint",
        "test.example/county/sealed/checkpoint",
        "test.example/county/internal/tile/entries/000.p/1",
        "test.example/county/public/tile/0/999",
        "test.example/county/public/tile/0/000.p/256",
        "test.example/county/public/tile/0/0",
        "test.example/county/public/tile/64/000",
        "test.example/other/public/checkpoint",
        "nonsense/checkpoint",
    ],
)
def test_nothing_else_has_an_address(book, client, address):
    assert client.get(f"/tlog/{address}").status_code == 404


def test_tiles_stop_at_the_published_checkpoint(book, actor, client):
    size = latest(book.origin, "public").size
    book.append(NoticePosted(notice=uuid4(), text="未签"), by=actor)
    from liuhen.ledger.integrate import integrate

    integrate(book.origin, "public")
    assert Store(book.origin, "public").size() == size + 1
    assert client.get(f"/tlog/{book.origin}/public/tile/entries/000.p/{size}").status_code == 200
    assert client.get(f"/tlog/{book.origin}/public/tile/entries/000.p/{size + 1}").status_code == 404


def test_an_entry_without_a_checkpoint_has_no_proof_yet(book, actor):
    from liuhen.kit.refusals import NotFound

    entry = book.append(NoticePosted(notice=uuid4(), text="刚入簿"), by=actor)
    with pytest.raises(NotFound):
        proofs.proof_of(entry)
    sequencer.force_checkpoint(book.origin, "public")
    assert proofs.proof_of(entry)
    assert proofs.witness_age(book.origin) == "尚无见证"
