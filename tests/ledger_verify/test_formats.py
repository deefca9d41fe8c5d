"""瓦片、证明、策略、承诺 Tiles, proof files, policies and commitments: written as read, and strict."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuhen.kit import canonical
from liuhen.ledger.verify import merkle, tiles
from liuhen.ledger.verify.commitment import commit, verify_commitment
from liuhen.ledger.verify.dossier import Listed, content_digest, head, manifest
from liuhen.ledger.verify.merkle import ProofError
from liuhen.ledger.verify.note import Note
from liuhen.ledger.verify.policy import Policy
from liuhen.ledger.verify.proof import TlogProof
from liuhen.ledger.verify.tiles import Tile
from tests import depth  # noqa: F401 (loads the profile)
from tests.ledger_verify.build import Log, Maker

PATHS = {
    "tile/0/x001/x234/067": Tile(0, 1_234_067),
    "tile/3/000.p/1": Tile(3, 0, 1),
    "tile/entries/x273/112.p/255": Tile(None, 273_112, 255),
    "tile/63/999": Tile(63, 999),
}
BAD_PATHS = ["", "tile/0/1", "tile/00/000", "tile/64/000", "tile/0/x001", "tile/0/001/234", "tile/0/x000/001"]
BAD_PATHS += ["tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/-1/000", "tile/0/000/", "tile/0/٠٠٠"]


@pytest.mark.parametrize("path", PATHS)
def test_tile_paths_are_read_as_written(path):
    assert (Tile.parse(path), PATHS[path].path) == (PATHS[path], path)


@pytest.mark.parametrize("path", BAD_PATHS)
def test_other_spellings_of_tile_paths_are_refused(path):
    with pytest.raises(ProofError):
        Tile.parse(path)


def test_the_specifications_example_of_seventy_thousand_entries():
    found = list(tiles.tiles_of(70_000))
    assert [(level, sum(one.level == level for one in found)) for level in range(3)] == [(0, 274), (1, 2), (2, 1)]
    assert [one.width for one in found if one.width < 256] == [112, 17, 1]
    assert len(list(tiles.bundles_of(70_000))) == 274
    assert [one.path for one in tiles.tiles_of(256)] == ["tile/0/000", "tile/1/000.p/1"]


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=256))
def test_bundles_are_read_as_written(entries):
    data = tiles.encode_bundle(entries)
    assert tiles.decode_bundle(data, len(entries)) == entries
    for wrong in (data[:-1], data + b"\0", data + b"\0\0"):
        with pytest.raises(ProofError):
            tiles.decode_bundle(wrong, len(entries))


def test_tiles_hold_whole_hashes_and_entries_their_limit():
    for hashes in ([], [bytes(31)], [bytes(32)] * 257):
        with pytest.raises(ProofError):
            tiles.encode_tile(hashes)
    with pytest.raises(ProofError):
        tiles.decode_tile(bytes(63), 2)
    with pytest.raises(ProofError):
        tiles.encode_bundle([bytes(65_536)])
    with pytest.raises(ProofError):
        tiles.tile_root([bytes(32)] * 255)


def test_proofs_are_built_from_tiles_alone():
    log = Log("demo.liuhen.example/tiles")
    log.fill(600)
    levels = {level: [log.hash_at(level, n) for n in range(600 >> level)] for level in (0, 8)}
    hash_at = tiles.hash_at_from_tiles(lambda level, index: levels[level][index])
    for index in (0, 255, 256, 511, 599):
        assert merkle.inclusion_proof(index, 600, hash_at) == merkle.inclusion_proof(index, 600, log.hash_at)
    assert merkle.consistency_proof(257, 600, hash_at) == merkle.consistency_proof(257, 600, log.hash_at)
    assert tiles.tile_root(log.leaves[:256]) == log.hash_at(8, 0)


@pytest.fixture(scope="module")
def proof():
    log = Log("demo.liuhen.example/proof")
    log.fill(5)
    index = log.append(b"entry")
    log.fill(4)
    note = log.checkpoint()
    return log.proof(index, note), [one.key for one in log.signers]


def test_a_proof_file_is_read_as_written_and_verifies(proof):
    data, keys = proof
    read = TlogProof.parse(data)
    assert read.encode() == data
    checkpoint, held = read.verify(b"entry", keys)
    assert (checkpoint.size, len(held)) == (10, 2)
    extra = TlogProof(read.index, read.path, read.checkpoint, b"outside")
    assert TlogProof.parse(extra.encode()) == extra
    with pytest.raises(ProofError):
        read.verify(b"another entry", keys)


@pytest.mark.parametrize(
    "old, new",
    [
        (b"@v1\n", b"@v2\n"),
        (b"index 5\n", b""),
        (b"index 5\n", b"index 05\n"),
        (b"index 5\n", b"index -5\n"),
        (b"index 5\n", b"index 5\nAAAA\n"),
        (b"index 5\n", b"extra x\nindex 5\n"),
        (b"\n\n", b"\n"),
        (b"=\n", b"\n"),
        (b"c2sp", b"\xffc2sp"),
    ],
)
def test_a_malformed_proof_file_is_refused(proof, old, new):
    data, keys = proof
    with pytest.raises(ProofError):
        TlogProof.parse(data.replace(old, new)).verify(b"entry", keys)


def vkeys():
    logs = [Log(f"demo.liuhen.example/{number}") for number in range(3)]
    return [str(one.signers[0].key) for one in logs]


def witness(number):
    from liuhen.ledger.verify.cosignature import CosignerSigner

    return CosignerSigner(f"w{number}.example", sha256(b"w%d" % number).digest(), lambda: 1_795_315_500)


def test_two_of_three_witnesses_and_one_other_are_counted():
    log, witnesses = Log("demo.liuhen.example/0"), [witness(number) for number in range(4)]
    lines = [f"log {log.signers[0].key} https://log.example"]
    lines += [f"witness\tW{number}  {one.key}" for number, one in enumerate(witnesses)]
    lines += ["# a comment", "", "group X 2 W0 W1 W2", "group both all X W3", "quorum both"]
    policy = Policy.parse("\n".join(lines))
    log.fill(3)
    note = Note.parse(log.checkpoint())
    assert policy.logs[0][1] == "https://log.example"
    for names, enough in (((0, 1, 3), True), ((0, 3), False), ((0, 1, 2), False), ((), False), ((0, 1, 2, 3), True)):
        signed = note.adding(*(witnesses[number].sign(note.text) for number in names)).encode()
        if enough:
            assert policy.open(signed)[0].size == 3
        else:
            with pytest.raises(ProofError, match="quorum"):
                policy.open(signed)


def test_a_policy_wants_the_logs_ed25519_line():
    log = Log("demo.liuhen.example/0")
    log.fill(1)
    policy = Policy.parse("".join(f"log {one.key}\n" for one in log.signers) + "quorum none\n")
    note = Note.parse(log.checkpoint())
    policy.open(note.encode())
    with pytest.raises(ProofError, match="Ed25519"):
        policy.open(Note(note.text, note.signatures[1:]).encode())


A, B, _ = vkeys()
W = str(witness(0).key)
BAD_POLICIES = [
    "",
    f"log {A}",
    "quorum none\nquorum none",
    "quorum nobody",
    f"log {A}\nlog {A}\nquorum none",
    f"log {W}\nquorum none",
    f"witness w {A}\nquorum w",
    f"witness none {W}\nquorum none",
    f"witness w {W}\nwitness w {W}\nquorum w",
    f"witness w {W}\ngroup g 2 w\nquorum g",
    f"witness w {W}\ngroup g 0 w\nquorum g",
    f"witness w {W}\ngroup g any w w\nquorum g",
    f"witness w {W}\ngroup g any w\ngroup h any w\nquorum g",
    f"group g any w\nwitness w {W}\nquorum g",
    "group g any none\nquorum g",
    f"witness w {W}\ngroup g any\nquorum w",
    "logs\nquorum none",
    "quorum\u0001none",
    f"log {A[:-2]}\nquorum none",
]


@pytest.mark.parametrize("text", BAD_POLICIES, ids=range(len(BAD_POLICIES)))
def test_a_policy_with_a_mistake_is_refused(text):
    with pytest.raises(ProofError):
        Policy.parse(text)


SALT = bytes(range(16))


def test_a_commitment_binds_path_salt_and_value():
    value = canonical.encode("同意")
    wanted = commit("stance", SALT, value)
    assert wanted == sha256(b"liuhen/commit/v1\0stance\0" + SALT + value).digest()
    verify_commitment("stance", SALT, value, wanted)
    for path, salt, other in (("words", SALT, value), ("stance", SALT[::-1], value), ("stance", SALT, b'""')):
        with pytest.raises(ProofError):
            verify_commitment(path, salt, other, wanted)


@pytest.mark.parametrize("path, salt", [("", SALT), ("a\0b", SALT), ("a", SALT[1:]), ("a", SALT + b"x")])
def test_a_commitment_that_could_mean_two_things_is_refused(path, salt):
    with pytest.raises(ProofError):
        commit(path, salt, b"1")


def test_the_content_digest_binds_title_range_and_content_and_nothing_made_later():
    named = {"subject": ("motion", "1"), "book": "b", "log": "b/internal", "exported": "2026-11-22T03:00:00.000Z"}
    first, files = head(title="甲", **named), {"disclosed.json": b"{}", "checkpoint.txt": b"1", "proofs/x": b"1"}
    listed = [Listed.of(*one) for one in files.items()]
    digest = content_digest(first, listed)
    assert content_digest(head(title="乙", **named), listed) != digest
    assert content_digest(first, [Listed.of("disclosed.json", b"{ }"), *listed[1:]]) != digest
    assert content_digest(first, [listed[0], Listed.of("checkpoint.txt", b"2"), Listed.of("verify.py", b"")]) == digest
    rows = canonical.decode(manifest(first, [*listed, Listed.of("verify.py", b"")]))["files"]
    assert [row["path"] for row in rows] == ["checkpoint.txt", "disclosed.json", "proofs/x"]


def test_the_sample_policy_reads_strictly_too():
    assert Policy.parse(Maker().policy().decode()).quorum == "witness"
