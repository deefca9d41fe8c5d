"""环境 What an installation may set from outside, read once and checked: an unreadable value stops the start."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE_START = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"


def flag(name: str, default: bool = False) -> bool:
    """开关 A setting that is on (1, yes, on, true) or off (0, no, off, false)."""
    value = os.environ.get(name, "").strip().lower()
    if value in {"1", "yes", "on", "true"}:
        return True
    if value in {"0", "no", "off", "false"}:
        return False
    if value:
        raise ImproperlyConfigured(f"{name} 只能是 1 或 0，现在是 {value!r}")
    return default


def required(name: str, *, instead: str = "") -> str:
    """必填项 A setting that must be given, unless the demo knows what to take instead."""
    value = os.environ.get(name) or instead
    if not value:
        raise ImproperlyConfigured(f"请设置 {name}")
    return value


def words(name: str, default: str) -> list[str]:
    """词表 A setting of several words, separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """目录 A folder, given as a path."""
    return Path(os.environ.get(name) or default).expanduser().resolve()


def database(address: str, data: Path) -> dict[str, Any]:
    """数据库 Django's description of `sqlite` (a file in the data folder) or of a postgres address.

    The address is `postgres://name:word@host:port/database`; `?host=/run/postgresql` names a socket's folder.
    """
    if address == "sqlite":
        # Opening one costs a millisecond, a fifth of a small page; a kept one locks nothing between two requests.
        return {**sqlite(data / "liuhen.sqlite3"), "CONN_MAX_AGE": 600}
    if address.startswith(("postgres://", "postgresql://")):
        return postgres(address)
    raise ImproperlyConfigured(f"LIUHEN_DATABASE 只能是 sqlite 或 postgres 地址，现在是 {address!r}")


def sqlite(file: Path | str) -> dict[str, Any]:
    """SQLite A commit is on the disk when it returns; writers wait for one another instead of failing."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START},
    }


def postgres(address: str) -> dict[str, Any]:
    """PostgreSQL Connections are kept open and asked whether they still live."""
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": options.pop("port", None) or parts.port or "",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def secret(keys: Path, *, make: bool) -> str:
    """会话密钥 What signs sessions and forms: LIUHEN_SECRET, or a file in the key folder made at the first start.

    Only the demo makes one by itself; elsewhere a missing secret stops the start, since two machines
    of one installation must share it.
    """
    if given := os.environ.get("LIUHEN_SECRET"):
        return given
    file = keys / "sessions.txt"
    if not file.exists():
        if not make:
            raise ImproperlyConfigured("请设置 LIUHEN_SECRET（50 个以上随机字符）")
        _write_secret(file)
    return file.read_text(encoding="ascii").strip()


def _write_secret(file: Path) -> None:
    """Two processes may start at once: the first to link its file wins, the other reads it."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(50), encoding="ascii")
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
