"""口令的使用 Entering the PIN once per meeting, and signing with the key it unlocked.

Call these outside any larger transaction: a wrong try must stay counted even when what followed is rolled back.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from liuhen.kit import clock
from liuhen.kit.ids import uuid7
from liuhen.kit.refusals import NotPermitted, WrongState
from liuhen.ledger.signatures import pin
from liuhen.ledger.signatures.base import Document, Signature
from liuhen.ledger.signatures.models import SAME_SITTING, PinSecret, PinUnlock, SignerKey

SITTING = timedelta(hours=4)
"""一次会议 How long a PIN once entered lasts."""

FREE_TRIES = 4
WAITS = (1, 5, 15, 60)
"""等候分钟 After the fifth, sixth, seventh and every later wrong PIN in a row."""


@dataclass(frozen=True)
class Opened:
    """已验口令 The unlock's id and the random key for the person's cookie; the server keeps no copy of the latter."""

    id: UUID
    secret: bytes


def key_of(person: UUID) -> SignerKey | None:
    """口令凭证 The person's PIN key in use, or None."""
    return SignerKey.objects.filter(person=person, provider="pin", revoked_at=None).order_by("enrolled_at").last()


def store(key: UUID, locked: pin.Locked) -> None:
    """存私钥 Keeps the locked private key of an enrolled PIN key."""
    PinSecret.objects.create(key=key, salt=locked.salt, rounds=locked.rounds, memory=locked.memory, blob=locked.blob)


def forget(key: UUID) -> None:
    """毁私钥 Destroys the private key and closes every unlock of it."""
    PinSecret.objects.filter(key=key).delete()
    PinUnlock.objects.filter(key=key).update(wrapped=None)


def seed_of(person: UUID, entered: str) -> tuple[SignerKey, bytes]:
    """验口令 The person's key and its seed. Raises WrongState while locked or keyless, NotPermitted when wrong."""
    key = key_of(person)
    if key is None:
        raise WrongState("signatures.key", "您还没有设置签名口令", next_step="请先在“我的账户与签名凭证”中设置")
    secret = _count_try(key.id)
    seed = pin.open_with(entered, str(key.id), _locked(secret))
    if seed is None:
        wrong = "签名口令不正确"
        raise NotPermitted("signatures.pin", wrong + _warning(secret), fields={"pin": wrong})
    PinSecret.objects.filter(key=key.id).update(failures=0, locked_until=None)
    return key, seed


def unlock(person: UUID, entered: str, device: str) -> Opened:
    """开启签名 Checks the PIN and re-wraps the key for this sitting. Raises as `seed_of` does."""
    key, seed = seed_of(person, entered)
    opened = Opened(uuid7(), secrets.token_bytes(32))
    now = clock.now()
    PinUnlock.objects.filter(expires_at__lte=now).update(wrapped=None)
    PinUnlock.objects.create(
        id=opened.id,
        key=key.id,
        person=person,
        device=device,
        wrapped=pin.seal(opened.secret, seed, str(key.id)),
        opened_at=now,
        expires_at=now + SITTING,
    )
    return opened


def lock(id: UUID) -> None:
    """关闭签名 Ends an unlock before its time."""
    PinUnlock.objects.filter(id=id).update(wrapped=None)


def is_open(opened: Opened, person: UUID) -> bool:
    """是否已验 Whether this unlock still serves this person."""
    return _find(opened.id, person) is not None


def sign_unlocked(person: UUID, opened: Opened, document: Document) -> Signature:
    """签名 Signs with the key unlocked earlier. Raises NotPermitted when the PIN has to be entered (again)."""
    found = _find(opened.id, person)
    seed = pin.unseal(opened.secret, bytes(found.wrapped), str(found.key)) if found and found.wrapped else None
    if found is None or seed is None:
        raise NotPermitted("signatures.pin", "请输入签名口令", fields={"pin": "本次会议尚未输入签名口令"})
    key = SignerKey.objects.get(id=found.key)
    if key.revoked_at is not None:
        raise WrongState("signatures.key", "您的签名凭证已注销，请重新登记")
    return _signed(key, seed, document, found.device, found.opened_at)


def sign(person: UUID, entered: str, document: Document, device: str = "") -> Signature:
    """当场签名 Checks the PIN and signs at once, leaving nothing unlocked. Raises as `seed_of` does."""
    key, seed = seed_of(person, entered)
    return _signed(key, seed, document, device, clock.now())


def _signed(key: SignerKey, seed: bytes, document: Document, device: str, unlocked: datetime) -> Signature:
    now = clock.now()
    statement = {
        "key": str(key.id),
        "person": str(key.person),
        "digest": document.digest.hex(),
        "at": clock.rfc3339(now),
        "unlocked": clock.rfc3339(unlocked),
        "device": device,
        "shared": bool(device) and PinUnlock.others_on(device, key.person, now - SAME_SITTING),
    }
    return Signature("pin", str(key.id), pin.sign(seed, statement))


def _find(id: UUID, person: UUID) -> PinUnlock | None:
    rows = PinUnlock.objects.filter(id=id, person=person, expires_at__gt=clock.now())
    return rows.exclude(wrapped=None).first()


def _count_try(key: UUID) -> PinSecret:
    """Counted before it is checked: many guesses at once are many failures, not one."""
    with transaction.atomic():
        secret = PinSecret.objects.select_for_update().get(key=key)
        now = clock.now()
        if secret.locked_until and secret.locked_until > now:
            minutes = -(-int((secret.locked_until - now).total_seconds()) // 60)
            raise WrongState("signatures.locked", f"签名口令连续输错，已锁定，请 {minutes} 分钟后再试")
        secret.failures += 1
        if secret.failures > FREE_TRIES:
            wait = WAITS[min(secret.failures - FREE_TRIES, len(WAITS)) - 1]
            secret.locked_until = now + timedelta(minutes=wait)
        secret.save(update_fields=["failures", "locked_until"])
    return secret


def _locked(secret: PinSecret) -> pin.Locked:
    return pin.Locked(bytes(secret.salt), secret.rounds, secret.memory, bytes(secret.blob))


def _warning(secret: PinSecret) -> str:
    left = FREE_TRIES + 1 - secret.failures
    return f"，再输错 {left} 次将锁定" if left > 0 else "，已锁定，请稍后再试"
