"""外部核验 Other people's verifiers accept our checkpoints, proofs and tiles, and refuse the broken ones."""

import importlib.util

import pytest

from liuhen.ledger.verify import merkle, tiles
from tests.ledger_verify.build import Log
from tests.ledger_verify.outside.asking import Outsider, present
from tests.ledger_verify.outside.cases import SOUND, consistency_broken, inclusion_broken

OUTSIDERS = present()


@pytest.mark.parametrize("outsider", OUTSIDERS, ids=str)
def test_our_checkpoints_and_proofs_hold_for_others(outsider: Outsider):
    assert outsider.ask(SOUND) == [True] * len(SOUND)


@pytest.mark.parametrize("outsider", OUTSIDERS, ids=str)
def test_what_we_call_broken_others_refuse_too(outsider: Outsider):
    broken = [one for case in SOUND for one in inclusion_broken(case)]
    if outsider.grows:
        broken += [one for case in SOUND for one in consistency_broken(case)]
    assert outsider.ask(broken) == [False] * len(broken)


def lay_out(log: Log, entries: list[bytes], folder):
    """A log's tiles, bundles and checkpoint as files."""
    for tile in (*tiles.tiles_of(len(entries)), *tiles.bundles_of(len(entries))):
        path = folder / tile.path
        path.parent.mkdir(parents=True, exist_ok=True)
        start, end = tile.index * 256, tile.index * 256 + tile.width
        if tile.level is None:
            path.write_bytes(tiles.encode_bundle(entries[start:end]))
        else:
            hashes = [log.hash_at(tile.level * 8, index) for index in range(start, end)]
            path.write_bytes(tiles.encode_tile(hashes))
    (folder / "checkpoint").write_bytes(log.checkpoint())


if importlib.util.find_spec("tlog_scales"):

    @pytest.mark.parametrize("size", [1, 255, 256, 257, 600])
    def test_another_reader_finds_its_way_in_our_tiles(tmp_path, size):
        from tlog_scales.backend import LocalBackend
        from tlog_scales.reader import TilesReader

        log, entries = Log("demo.liuhen.example/public"), [b"entry %d" % number for number in range(size)]
        for entry in entries:
            log.append(entry)
        lay_out(log, entries, tmp_path)
        reader = TilesReader(LocalBackend(tmp_path))
        assert reader.get_checkpoint().root_hash == reader.calculate_root_hash() == merkle.root(log.leaves)
        assert reader.get_entry(size - 1) == entries[-1]
        index, old = size // 2, size // 3 + 1
        assert reader.get_inclusion_proof(index, size).node_hashes == merkle.inclusion_proof(index, size, log.hash_at)
        assert reader.get_consistency_proof(old, size).node_hashes == merkle.consistency_proof(old, size, log.hash_at)
