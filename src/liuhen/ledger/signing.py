"""签发 A log's own two signature lines, and the keys that verify them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from liuhen.kit import clock
from liuhen.ledger import keys
from liuhen.ledger.origins import EPOCH_KIND, FOUNDING_KIND, own_entries
from liuhen.ledger.verify.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from liuhen.ledger.verify.cosignature import Mldsa44Key, Mldsa44Signer
from liuhen.ledger.verify.keys import parse_vkey
from liuhen.ledger.verify.merkle import ProofError
from liuhen.ledger.verify.note import Ed25519Signer, Key, Signer


def sign(checkpoint: Checkpoint) -> tuple[bytes, datetime]:
    """签发检查点 The signed note and the second it states; verified by its own keys before anybody sees it."""
    own = _signers(checkpoint.origin, keys.home())
    note = sign_checkpoint(checkpoint, own)
    return note, opened(note, tuple(str(signer.key) for signer in own))[1]


@lru_cache(maxsize=512)
def opened(note: bytes, names: tuple[str, ...]) -> tuple[Checkpoint, datetime]:
    """验检查点 The checkpoint in our note and the second it was signed. ProofError unless both lines hold."""
    checkpoint, held = open_checkpoint(note, map(known_key, names))
    own = [one for one in held if one.key.name == checkpoint.origin]
    stated = next((one.time for one in own if isinstance(one.key, Mldsa44Key)), None)
    if stated is None or len({one.key.kind for one in own}) < 2:
        raise ProofError("检查点缺少 Ed25519 或 ML-DSA-44 签名行")
    return checkpoint, datetime.fromtimestamp(stated, UTC)


@lru_cache(maxsize=64)
def known_key(name: str) -> Key:
    """公钥 The key of a vkey line."""
    return parse_vkey(name)


def vkeys(origin: str) -> tuple[str, ...]:
    """公钥 The verifier keys of a log whose signing keys are here."""
    return tuple(str(signer.key) for signer in _signers(origin, keys.home()))


def announced(book: str) -> dict[str, list[Key]]:
    """已公布公钥 The keys of every log and epoch, as the public log itself names them."""
    found: dict[str, list[Key]] = {}
    for row in own_entries(book).filter(kind__in=(FOUNDING_KIND, EPOCH_KIND)).order_by("serial"):
        for origin, names in row.body()["public"]["vkeys"].items():
            found.setdefault(origin, [known_key(name) for name in names])
    return found


@lru_cache(maxsize=32)
def _signers(origin: str, home: Path) -> tuple[Signer, ...]:
    seeds = keys.log_keys(origin)
    return Ed25519Signer(origin, seeds.ed25519), Mldsa44Signer(origin, seeds.mldsa44, _second)


def _second() -> int:
    return clock.millis(clock.now()) // 1000
