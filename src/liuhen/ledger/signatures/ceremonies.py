"""质询 Passkey challenges: made here, given out once, taken back once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from liuhen.kit import clock
from liuhen.kit.refusals import NotPermitted
from liuhen.ledger.signatures.models import Ceremony

LIFE = timedelta(minutes=5)
PREFIX = {
    "sign": b"liuhen/webauthn-sign/v1\0",
    "login": b"liuhen/webauthn-login/v1\0",
    "enrol": b"liuhen/webauthn-enrol/v1\0",
}
"""用途 A challenge says what it is for, so that a log-in can never pass for a signature."""


def challenge_of(purpose: str, nonce: bytes, digest: bytes) -> bytes:
    """质询值 SHA-256(prefix ‖ 0 ‖ 32-byte nonce ‖ SHA-256 of the document)."""
    return hashlib.sha256(PREFIX[purpose] + nonce + digest).digest()


def give(purpose: str, person: UUID, digest: bytes) -> bytes:
    """发出 A fresh challenge for this person over this digest, good for five minutes."""
    now, nonce = clock.now(), secrets.token_bytes(32)
    challenge = challenge_of(purpose, nonce, digest)
    Ceremony.objects.filter(expires_at__lte=now).delete()
    Ceremony.objects.create(
        challenge=challenge.hex(), purpose=purpose, nonce=nonce, person=person, expires_at=now + LIFE
    )
    return challenge


def take(purpose: str, person: UUID, challenge: bytes, digest: bytes) -> bytes:
    """收回 The nonce of a challenge given to this person over this digest; it is used up. Raises NotPermitted."""
    rows = Ceremony.objects.filter(challenge=challenge.hex(), purpose=purpose, person=person)
    row = rows.filter(expires_at__gt=clock.now()).first()
    # The delete decides: of two answers to one challenge only one finds it.
    if row is None or rows.delete()[0] != 1:
        raise NotPermitted("signatures.replayed", "这次确认已用过或已超过 5 分钟，请重新签名")
    nonce = bytes(row.nonce)
    if challenge_of(purpose, nonce, digest) != challenge:
        raise NotPermitted("signatures.passkey", "签名之后内容有变，请重新签名")
    return nonce
