"""密钥 Keys that lie outside the database: the key-encryption key and each log's signing keys.

The folder is trusted: whoever reads it can open the vault and sign checkpoints. It belongs on another disk than
the database, readable by the service alone.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings


class MissingKey(Exception):
    """密钥缺失 A key that should be there is not; it is never made anew in silence."""


@dataclass(frozen=True)
class LogKeys:
    """日志签名密钥 The two 32-byte seeds that sign one log's checkpoints."""

    ed25519: bytes
    mldsa44: bytes


def home() -> Path:
    """密钥目录 Where this instance keeps its keys."""
    return Path(settings.LIUHEN_KEYS)


def key_encryption_key() -> bytes:
    """密钥加密密钥 The 32-byte key that wraps every data key. Raises MissingKey."""
    return _read(home() / "kek.bin")


def log_keys(origin: str) -> LogKeys:
    """日志密钥 The signing keys of the log with this origin. Raises MissingKey."""
    folder = home() / _folder(origin)
    return LogKeys(_read(folder / "ed25519.seed"), _read(folder / "mldsa44.seed"))


def make_key_encryption_key() -> None:
    """制钥 Makes the key-encryption key when there is none yet."""
    if not have_key_encryption_key():
        _write(home() / "kek.bin", secrets.token_bytes(32))


def make_log_keys(origin: str) -> None:
    """制钥 Makes a log's signing keys, once. Raises FileExistsError when there are any."""
    folder = home() / _folder(origin)
    _write(folder / "ed25519.seed", secrets.token_bytes(32))
    _write(folder / "mldsa44.seed", secrets.token_bytes(32))


def have_key_encryption_key() -> bool:
    """是否有钥 Whether the key-encryption key is here."""
    return (home() / "kek.bin").exists()


def have_log_keys(origin: str) -> bool:
    """是否有钥 Whether this log's keys are here."""
    return (home() / _folder(origin) / "ed25519.seed").exists()


def _folder(origin: str) -> str:
    return origin.replace("/", "+")


@lru_cache(maxsize=64)
def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise MissingKey(f"密钥不在：{path}") from error


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
