"""口令签名 A server-held Ed25519 key that the person's PIN unlocks: the lowest grade, since whoever knows it can sign.

The private key is encrypted under argon2id(PIN) mixed with the key-encryption key, which lies outside the database:
a stolen database alone does not let anyone try all PINs.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from liuhen.kit import canonical
from liuhen.kit.refusals import BadInput
from liuhen.ledger import keys
from liuhen.ledger.signatures.models import SignerKey
from liuhen.ledger.signatures.registry import EvidenceError, Grade
from liuhen.ledger.verify import ed25519
from liuhen.ledger.verify.merkle import ProofError

CONTEXT = b"liuhen/pin-sign/v1\0"
COST = (3, 64 * 1024)
"""代价 Argon2id rounds and KiB of memory; LIUHEN_PIN_COST overrides it (tests)."""

FIELDS = {"v", "provider", "key", "person", "public_key", "digest", "at", "unlocked", "device", "shared"}


@dataclass(frozen=True)
class Locked:
    """已加密私钥 An encrypted private key with what it takes, beside the PIN, to open it."""

    salt: bytes
    rounds: int
    memory: int
    blob: bytes


def check_form(pin: str) -> None:
    """口令要求 Raises BadInput unless the PIN is 6 to 12 digits that are not all alike and not in a row."""
    wrong = ""
    if not (pin.isascii() and pin.isdigit() and 6 <= len(pin) <= 12):
        wrong = "签名口令须为 6 至 12 位数字"
    elif _even(pin):
        wrong = "签名口令过于简单，请勿使用相同或连续的数字"
    if wrong:
        raise BadInput("signatures.pin-form", wrong, fields={"pin": wrong})


def make(pin: str, key: str) -> tuple[bytes, Locked]:
    """制钥 A new key pair: the public key (32 bytes) and the private one, locked. `key`: the id it is bound to."""
    check_form(pin)
    seed = secrets.token_bytes(32)
    rounds, memory = getattr(settings, "LIUHEN_PIN_COST", COST)
    salt = secrets.token_bytes(16)
    blob = seal(_key(pin, key, salt, rounds, memory), seed, key)
    return public_of(seed), Locked(salt, rounds, memory, blob)


def open_with(pin: str, key: str, locked: Locked) -> bytes | None:
    """解锁 The private seed, or None when the PIN is wrong."""
    return unseal(_key(pin, key, locked.salt, locked.rounds, locked.memory), locked.blob, key)


def sign(seed: bytes, statement: dict[str, Any]) -> bytes:
    """签名 Signs a statement (the fields FIELDS) and returns it as evidence, with the check made at once."""
    public = public_of(seed)
    statement = {"v": 1, "provider": "pin", "public_key": public.hex(), **statement}
    message = CONTEXT + canonical.encode(statement)
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(message)
    ed25519.verify(public, message, signature)
    verdict = {"ok": True, "checked": statement["at"], "grade": Grade.PIN.value}
    return canonical.encode({**statement, "signature": signature.hex(), "verdict": verdict})


def public_of(seed: bytes) -> bytes:
    """公钥 The public key (32 bytes) that belongs to a private seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def seal(key: bytes, seed: bytes, name: str) -> bytes:
    """加密 A seed under a 32-byte key, bound to the name of its signing key."""
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(key).encrypt(nonce, seed, b"liuhen/pin-seed/v1\0" + name.encode())


def unseal(key: bytes, blob: bytes, name: str) -> bytes | None:
    """解密 The seed, or None when the key is not the right one."""
    try:
        return AESGCM(key).decrypt(blob[:12], blob[12:], b"liuhen/pin-seed/v1\0" + name.encode())
    except InvalidTag:
        return None


class Pin:
    """口令 The provider as the registry knows it."""

    name = "pin"
    grade = Grade.PIN
    keyed = True

    def check(self, evidence: dict[str, Any], key: SignerKey | None) -> str:
        """查验 Raises EvidenceError; the remark names a device that was shared."""
        if set(evidence) != FIELDS | {"signature", "verdict"}:
            raise EvidenceError("口令签名凭据的内容不全或多余")
        if key is None or evidence["public_key"] != key.public_key:
            raise EvidenceError("凭据中的公钥不是登记的公钥")
        statement = {name: evidence[name] for name in FIELDS}
        try:
            signature = bytes.fromhex(evidence["signature"])
            ed25519.verify(bytes.fromhex(key.public_key), CONTEXT + canonical.encode(statement), signature)
        except (ProofError, ValueError, TypeError) as error:
            raise EvidenceError("口令签名不成立") from error
        return "同一设备上另有他人签名" if evidence["shared"] else ""


def _key(pin: str, name: str, salt: bytes, rounds: int, memory: int) -> bytes:
    slow = hash_secret_raw(pin.encode(), salt, rounds, memory, 1, 32, Type.ID)
    mix = HKDF(hashes.SHA256(), 32, salt=None, info=b"liuhen/pin/v1\0" + name.encode())
    return mix.derive(slow + keys.key_encryption_key())


def _even(pin: str) -> bool:
    """Whether every step from digit to digit is the same: 111111, 123456, 654321."""
    return len({int(b) - int(a) for a, b in pairwise(pin)}) == 1
