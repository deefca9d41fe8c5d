"""联署 Signatures that bind a checkpoint and a time (c2sp.org/tlog-cosignature): Ed25519 (0x04) and ML-DSA-44 (0x06).

A witness signs with 0x04 or 0x06. A log's own post-quantum line is a 0x06 cosignature too: tlog-checkpoint says
"Logs SHOULD use ML-DSA-44 cosignatures to sign the checkpoint", and signed-note assigns no plain ML-DSA type. In it
the cosigner's name is the log's origin, the range is 0..size, and the time is 0 unless given: 0 means "no statement
that this is the largest tree seen", which leaves time to the book's own records and to witnesses.
FIPS 204 context is empty, as the spec names none.
"""

from __future__ import annotations

from collections.abc import Callable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey

from . import ed25519
from .checkpoint import MAX_SIZE, Checkpoint
from .merkle import ProofError
from .note import Key, Signer

ED25519_COSIGNATURE = 0x04
MLDSA44_COSIGNATURE = 0x06
MLDSA44_PUBLIC_SIZE = 1312
MLDSA44_SIGNATURE_SIZE = 2420

Clock = Callable[[], int]
"""Seconds since the epoch; time is an input here as everywhere."""


def ed25519_message(text: bytes, time: int) -> bytes:
    """What an Ed25519 cosigner signs."""
    return f"cosignature/v1\ntime {time}\n".encode() + text


def mldsa44_message(name: str, text: bytes, time: int) -> bytes:
    """What an ML-DSA-44 cosigner signs: the `cosigned_message` structure for the range 0..size."""
    checkpoint = Checkpoint.parse(text)
    return b"".join(
        (
            b"subtree/v1\n\x00",
            _opaque(name.encode()),
            time.to_bytes(8, "big"),
            _opaque(checkpoint.origin.encode()),
            bytes(8),
            checkpoint.size.to_bytes(8, "big"),
            checkpoint.root,
        )
    )


def _opaque(value: bytes) -> bytes:
    if not 1 <= len(value) <= 255:
        raise ProofError(f"name has {len(value)} bytes, not 1 to 255")
    return bytes([len(value)]) + value


def _split_time(blob: bytes, signature_size: int) -> tuple[int, bytes]:
    if len(blob) != 8 + signature_size:
        raise ProofError(f"cosignature has {len(blob)} bytes, not {8 + signature_size}")
    time = int.from_bytes(blob[:8], "big")
    if time > MAX_SIZE:
        raise ProofError("cosignature's time is out of range")
    return time, blob[8:]


class CosignerKey(Key):
    """见证公钥 A witness's Ed25519 key (type 0x04)."""

    kind = ED25519_COSIGNATURE

    def __post_init__(self) -> None:
        super().__post_init__()
        ed25519.check_public_key(self.public)

    def verify(self, text: bytes, blob: bytes) -> int:
        time, signature = _split_time(blob, 64)
        ed25519.verify(self.public, ed25519_message(text, time), signature)
        return time


class Mldsa44Key(Key):
    """抗量子公钥 An ML-DSA-44 key (type 0x06), of a log or of a witness."""

    kind = MLDSA44_COSIGNATURE

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.public) != MLDSA44_PUBLIC_SIZE:
            raise ProofError(f"ML-DSA-44 public key has {len(self.public)} bytes, not {MLDSA44_PUBLIC_SIZE}")

    def verify(self, text: bytes, blob: bytes) -> int:
        time, signature = _split_time(blob, MLDSA44_SIGNATURE_SIZE)
        message = mldsa44_message(self.name, text, time)
        try:
            MLDSA44PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            raise ProofError("ML-DSA-44 signature does not hold") from None
        return time


class CosignerSigner(Signer):
    """A witness's Ed25519 signer, from the 32-byte seed."""

    def __init__(self, name: str, seed: bytes, clock: Clock) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self._clock = clock
        self.key = CosignerKey(name, self._private.public_key().public_bytes_raw())

    def blob(self, text: bytes) -> bytes:
        time = self._clock()
        return time.to_bytes(8, "big") + self._private.sign(ed25519_message(text, time))


class Mldsa44Signer(Signer):
    """A log's or witness's ML-DSA-44 signer, from the 32-byte seed; without a clock the stated time is 0."""

    def __init__(self, name: str, seed: bytes, clock: Clock = lambda: 0) -> None:
        self._private = MLDSA44PrivateKey.from_seed_bytes(seed)
        self._clock = clock
        self.key = Mldsa44Key(name, self._private.public_key().public_bytes_raw())

    def blob(self, text: bytes) -> bytes:
        time = self._clock()
        return time.to_bytes(8, "big") + self._private.sign(mldsa44_message(self.key.name, text, time))
