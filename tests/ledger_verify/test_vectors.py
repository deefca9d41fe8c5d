"""已知答案 Other people's vectors: RFC 6962 proofs, the notes printed in the C2SP specifications, a real tiled log."""

import json
from base64 import b64decode
from pathlib import Path

import pytest

from liuhen.ledger.verify import merkle
from liuhen.ledger.verify.checkpoint import Checkpoint, open_checkpoint
from liuhen.ledger.verify.keys import parse_vkey
from liuhen.ledger.verify.merkle import ProofError
from liuhen.ledger.verify.note import Note, verify_note
from liuhen.ledger.verify.tiles import Tile, decode_bundle, decode_tile

VECTORS = Path(__file__).parent.parent / "vectors"
RFC6962 = VECTORS / "transparency-dev-merkle/testdata"
SPECS = VECTORS / "c2sp-spec-examples"
LOG = VECTORS / "transparency-dev-tessera/testdata/log"


def cases(kind):
    found = sorted((RFC6962 / kind).rglob("*.json"))
    assert len(found) == 98
    return [pytest.param(json.loads(path.read_bytes()), id=str(path.relative_to(RFC6962))) for path in found]


def hashes(values):
    return [b64decode(value) for value in values or []]


def answers(wanted_error, check, *arguments):
    if wanted_error:
        with pytest.raises(ProofError):
            check(*arguments)
    else:
        check(*arguments)


@pytest.mark.parametrize("case", cases("inclusion"))
def test_rfc_6962_inclusion(case):
    leaf, root = hashes([case["leafHash"], case["root"]])
    path = hashes(case["proof"])
    answers(case["wantErr"], merkle.verify_inclusion, leaf, case["leafIdx"], case["treeSize"], path, root)


@pytest.mark.parametrize("case", cases("consistency"))
def test_rfc_6962_consistency(case):
    old, new = hashes([case["root1"], case["root2"]])
    path = hashes(case["proof"])
    answers(case["wantErr"], merkle.verify_consistency, case["size1"], case["size2"], path, old, new)


def read_key(name):
    return parse_vkey((SPECS / name).read_text().strip())


def test_the_note_printed_in_the_specification_verifies():
    note = Note.parse((SPECS / "signed-note.example.note").read_bytes())
    assert note.encode() == (SPECS / "signed-note.example.note").read_bytes()
    assert [one.key.name for one in verify_note(note, [read_key("signed-note.example.vkey")])] == ["example.com/foo"]


def test_a_vkey_is_written_as_it_was_read():
    text = (SPECS / "signed-note.example.vkey").read_text().strip()
    assert str(parse_vkey(text)) == text


def test_the_cosigned_checkpoint_printed_in_the_specification_reads_and_writes():
    data = (SPECS / "tlog-cosignature.example.checkpoint").read_bytes()
    note = Note.parse(data)
    checkpoint = Checkpoint.parse(note.text)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.body() == note.text
    assert note.encode() == data
    assert [one.name for one in note.signatures] == ["example.com/behind-the-sofa", "witness.example.com/w1"]


def test_the_tiled_log_of_another_implementation_checks_from_entries_to_signatures():
    key = read_key("tessera-testdata-log.vkey")
    entries = decode_bundle((LOG / Tile(None, 0, 15).path).read_bytes(), 15)
    leaves = [merkle.leaf_hash(entry) for entry in entries]
    checkpoints = sorted(LOG.glob("checkpoint*"))
    assert len(checkpoints) == 17
    sizes = set()
    for path in checkpoints:
        checkpoint, _ = open_checkpoint(path.read_bytes(), [key])
        assert merkle.root(leaves[: checkpoint.size]) == checkpoint.root
        sizes.add(checkpoint.size)
    assert sizes == set(range(16))


@pytest.mark.parametrize("width", range(1, 16))
def test_partial_tiles_of_another_implementation(width):
    entries = decode_bundle((LOG / Tile(None, 0, width).path).read_bytes(), width)
    tile = decode_tile((LOG / Tile(0, 0, width).path).read_bytes(), width)
    assert tile == [merkle.leaf_hash(entry) for entry in entries]
