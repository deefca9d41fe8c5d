"""文书与检查点 Notes, keys, checkpoints and cosignatures: what they are, and what is refused."""

from base64 import b64encode
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuhen.ledger.verify import ed25519
from liuhen.ledger.verify.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from liuhen.ledger.verify.cosignature import CosignerSigner, Mldsa44Key, Mldsa44Signer, mldsa44_message
from liuhen.ledger.verify.keys import parse_vkey
from liuhen.ledger.verify.merkle import EMPTY_ROOT, ProofError
from liuhen.ledger.verify.note import Ed25519Key, Ed25519Signer, Note, Signature, key_id, sign_note, verify_note
from tests import depth  # noqa: F401 (loads the profile)
from tests.ledger_verify.build import seed
from tests.ledger_verify.test_dossier import ODD, SMALL

ORIGIN = "demo.liuhen.example/qingshan/internal"
LOG, PQ = Ed25519Signer(ORIGIN, seed("log")), Mldsa44Signer(ORIGIN, seed("pq"))
WITNESS = CosignerSigner("witness.example/jiwei", seed("witness"), lambda: 1_795_315_500)
CHECKPOINT = Checkpoint(ORIGIN, 7, bytes(range(32)))
NOTE = Note.parse(sign_checkpoint(CHECKPOINT, [LOG, PQ])).adding(WITNESS.sign(CHECKPOINT.body()))
KEYS = [LOG.key, PQ.key, WITNESS.key]


def test_three_kinds_of_signature_stand_under_one_checkpoint():
    checkpoint, held = open_checkpoint(NOTE.encode(), KEYS)
    assert checkpoint == CHECKPOINT
    assert [(one.key.kind, one.time) for one in held] == [(1, None), (6, 0), (4, 1_795_315_500)]


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"type {key.kind}")
def test_vkeys_are_read_as_written(key):
    assert parse_vkey(str(key)) == key


def test_unknown_keys_are_ignored_even_with_the_same_name_or_id():
    namesake = Ed25519Signer(ORIGIN, seed("other"))
    note = NOTE.adding(namesake.sign(NOTE.text), Signature("other.example", LOG.key.id, b"nonsense"))
    assert len(verify_note(note, KEYS)) == 3


@pytest.mark.parametrize("number", range(3))
def test_a_known_keys_bad_signature_spoils_the_whole_note(number):
    lines = list(NOTE.signatures)
    blob = bytearray(lines[number].blob)
    blob[-1] ^= 1
    lines[number] = Signature(lines[number].name, lines[number].key_id, bytes(blob))
    with pytest.raises(ProofError, match="signature of"):
        verify_note(Note(NOTE.text, tuple(lines)), KEYS)


@pytest.mark.parametrize("number", [1, 2])
def test_the_stated_time_is_signed_too(number):
    lines = list(NOTE.signatures)
    lines[number] = Signature(lines[number].name, lines[number].key_id, b"\0" * 7 + b"\1" + lines[number].blob[8:])
    with pytest.raises(ProofError):
        verify_note(Note(NOTE.text, tuple(lines)), KEYS)


def test_a_note_by_nobody_known_and_a_checkpoint_by_witnesses_alone_are_refused():
    with pytest.raises(ProofError, match="no signature by a known key"):
        verify_note(NOTE, [Ed25519Key("else.example", LOG.key.public)])
    with pytest.raises(ProofError, match="itself"):
        open_checkpoint(NOTE.encode(), [WITNESS.key])


def test_sixteen_signatures_are_read():
    signers = [Ed25519Signer(f"key{number}.example", seed(str(number))) for number in range(16)]
    note = Note.parse(sign_note(b"text\n\nwith an empty line\n", signers).encode())
    assert len(verify_note(note, [one.key for one in signers])) == 16
    assert note.text == b"text\n\nwith an empty line\n"


BAD_NOTES = [
    b"",
    b"text\n",
    b"text\n\n",
    NOTE.encode()[:-1],
    NOTE.encode() + b"\n",
    NOTE.encode().replace(b"\n\n", b"\n", 1),
    NOTE.encode().replace("—".encode(), b"-", 1),
    NOTE.encode() + b"garbage\n",
    NOTE.encode().replace(b"qingshan", b"qing\tshan"),
    NOTE.encode().replace(b"qingshan", b"qing\xffshan"),
    b"text\n\n" + "— name AAAA\n".encode(),
    b"text\n\n" + "— name  AAAAAAA=\n".encode(),
    b"text\n\n" + "— na+me AAAAAAA=\n".encode(),
    b"text\n\n" + "— na\u3000me AAAAAAA=\n".encode(),
    b"text\n\n" + "— name AAAAAAB=\n".encode(),
    b"text\n\n" + "— name AAAA AAA=\n".encode(),
    b"x" * 1_000_001,
]


@pytest.mark.parametrize("data", BAD_NOTES, ids=range(len(BAD_NOTES)))
def test_a_malformed_note_is_refused(data):
    with pytest.raises(ProofError):
        Note.parse(data)


BAD_BODIES = [
    b"",
    b"o\n1\n",
    b"o\n01\nAA==\n",
    b"o\n-1\n",
    b"\n1\nAA==\n",
    b"o\n1\nAAAA\n",
    b"o\nx\nAAAA\n",
    b"\xff\n1\n\n",
]
BAD_BODIES += [
    CHECKPOINT.body()[:-1],
    CHECKPOINT.body() + b"\n",
    CHECKPOINT.body().replace(b"\n7\n", b"\n9223372036854775808\n"),
]
BAD_BODIES += [CHECKPOINT.body().replace(b"\n7\n", one) for one in (b"\n\xd9\xa7\n", b"\n+7\n", b"\n 7\n", b"\n7_0\n")]


@pytest.mark.parametrize("body", BAD_BODIES, ids=range(len(BAD_BODIES)))
def test_a_malformed_checkpoint_is_refused(body):
    with pytest.raises(ProofError):
        Checkpoint.parse(body)


def test_the_first_checkpoint_has_size_zero_and_others_extension_lines_are_kept():
    first = Checkpoint(ORIGIN, 0, EMPTY_ROOT)
    assert Checkpoint.parse(first.body()) == first
    extended = CHECKPOINT.body() + b"extension\n"
    assert Checkpoint.parse(extended).extensions == ("extension",)
    assert Checkpoint.parse(extended).body() == extended


@pytest.mark.parametrize("public", SMALL + ODD, ids=lambda key: key.hex()[:8] + key.hex()[-2:])
def test_weak_and_odd_keys_are_refused_at_the_door(public):
    vkey = f"weak.example+{key_id('weak.example', 1, public).hex()}+{b64encode(bytes([1]) + public).decode()}"
    with pytest.raises(ProofError):
        parse_vkey(vkey)


def test_a_signature_whose_r_is_weak_is_refused_though_openssl_takes_it():
    signature = SMALL[1] + bytes(32)
    with pytest.raises(ProofError, match="small order"):
        ed25519.verify(LOG.key.public, b"message", signature)


BAD_VKEYS = ["", "name", "name+00000000", "name+00000000+AQ==", str(LOG.key)[:-4], str(LOG.key).replace("+", "+0", 1)]
BAD_VKEYS += [str(LOG.key).replace("demo", "fake"), f"na me+{str(LOG.key).split('+', 1)[1]}", str(PQ.key)[:200]]
UNKNOWN_TYPE = b64encode(b"\x09x").decode()
BAD_VKEYS += [f"n+{key_id('n', 9, b'x').hex()}+{UNKNOWN_TYPE}"]


@pytest.mark.parametrize("vkey", BAD_VKEYS, ids=range(len(BAD_VKEYS)))
def test_a_malformed_vkey_is_refused(vkey):
    with pytest.raises(ProofError):
        parse_vkey(vkey)


def test_the_message_under_an_ml_dsa_line_is_the_specifications_structure():
    message = mldsa44_message("w", CHECKPOINT.body(), 258)
    origin = ORIGIN.encode()
    expected = b"subtree/v1\n\0" + b"\1w" + bytes(6) + b"\1\2" + bytes([len(origin)]) + origin + bytes(8)
    assert message == expected + bytes(7) + b"\7" + CHECKPOINT.root
    with pytest.raises(ProofError):
        Mldsa44Key("short.example", b"short")
    with pytest.raises(ProofError):
        mldsa44_message("w" * 256, CHECKPOINT.body(), 0)


def test_a_cosignature_of_the_wrong_length_or_time_is_refused():
    for blob in (b"", bytes(71), bytes(73), b"\xff" * 72):
        with pytest.raises(ProofError):
            WITNESS.key.verify(CHECKPOINT.body(), blob)
        with pytest.raises(ProofError):
            PQ.key.verify(CHECKPOINT.body(), blob)


@given(st.binary(max_size=300))
def test_whatever_is_read_raises_nothing_but_proof_errors(data):
    for read in (Note.parse, Checkpoint.parse):
        with suppress(ProofError):
            read(data)
