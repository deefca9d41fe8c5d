"""动态口令 One-time codes (RFC 6238: SHA-1, 30 seconds, 6 digits), as every authenticator program makes them.

The secret is sealed under a key derived from the key-encryption key; a code is good once.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b32encode
from urllib.parse import quote

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from liuhen.doors.accounts.models import User
from liuhen.kit import clock
from liuhen.ledger import keys

STEP = 30
DRIFT = 1
"""容许时差 Steps before and after the present one: clocks in offices are not exact."""


def new_secret() -> bytes:
    """新密钥 160 random bits."""
    return secrets.token_bytes(20)


def code_at(secret: bytes, step: int) -> str:
    """某步口令 The six digits of one time step."""
    mac = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    at = mac[-1] & 15
    return f"{(int.from_bytes(mac[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def step_now() -> int:
    """当前步 The number of the present time step."""
    return clock.millis(clock.now()) // 1000 // STEP


def matching_step(secret: bytes, code: str) -> int | None:
    """所在步 The step a code belongs to, or None when it is wrong."""
    now, digits = step_now(), code.replace(" ", "")
    if not (digits.isascii() and digits.isdigit()):
        return None
    steps = range(now - DRIFT, now + DRIFT + 1)
    return next((step for step in steps if hmac.compare_digest(code_at(secret, step), digits)), None)


def accept(user: User, code: str) -> bool:
    """验动态口令 Whether the code is right and was not used before; it is used up by this."""
    secret = opened(user)
    step = matching_step(secret, code) if secret else None
    return step is not None and user.use_step(step)


def sealed(user: User, secret: bytes) -> bytes:
    """加密 The secret as it is stored."""
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(_key()).encrypt(nonce, secret, user.pk.bytes)


def opened(user: User) -> bytes | None:
    """解密 The account's secret, or None when it has none."""
    blob = bytes(user.totp) if user.totp else b""
    return AESGCM(_key()).decrypt(blob[:12], blob[12:], user.pk.bytes) if blob else None


def address(secret: bytes, login: str) -> str:
    """二维码内容 What an authenticator program reads from the QR code."""
    text = b32encode(secret).decode()
    return f"otpauth://totp/{quote('留痕')}:{quote(login)}?secret={text}&issuer={quote('留痕')}"


def _key() -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=b"liuhen/totp/v1").derive(keys.key_encryption_key())
