"""签名的小饼 The two cookies of signing: the key that opens an unlocked PIN, and the mark of the device.

Neither is readable by scripts. What they hold goes out with the response: `finish` puts it there.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from liuhen.ledger.signatures.pins import SITTING, Opened

PIN, DEVICE = "liuhen_sign", "liuhen_device"
YEAR = 365 * 24 * 3600
_DEVICE = re.compile(r"[0-9a-f]{32}")


def opened(request: HttpRequest) -> Opened | None:
    """已验口令 What the person's cookie opens, or None."""
    if hasattr(request, "_liuhen_opened"):
        kept: Opened | None = request._liuhen_opened
        return kept
    id, _, secret = request.COOKIES.get(PIN, "").partition(".")
    try:
        found = Opened(UUID(id), urlsafe_b64decode(secret.encode("ascii")))
    except (ValueError, UnicodeEncodeError):
        return None
    return found if len(found.secret) == 32 else None


def keep(request: HttpRequest, opened: Opened) -> None:
    """留下 Gives the person the key to what was just unlocked."""
    request._liuhen_opened = opened  # type: ignore[attr-defined]


def drop(request: HttpRequest) -> None:
    """收回 Takes the key away."""
    request._liuhen_opened = None  # type: ignore[attr-defined]


def device(request: HttpRequest) -> str:
    """设备标记 A pseudonym of this browser, the same for everyone who uses it; made at the first need."""
    mark = request.COOKIES.get(DEVICE, "")
    if not _DEVICE.fullmatch(mark):
        mark = getattr(request, "_liuhen_device", "") or secrets.token_hex(16)
        request._liuhen_device = mark  # type: ignore[attr-defined]
    # The evidence holds a digest: who reads it cannot pass for the device.
    return hashlib.sha256(b"liuhen/device/v1\0" + mark.encode()).hexdigest()[:32]


def finish(request: HttpRequest, response: HttpResponseBase) -> None:
    """带出 Sets or deletes the cookies that this request changed."""
    if hasattr(request, "_liuhen_opened"):
        held: Opened | None = request._liuhen_opened
        if held is None:
            response.delete_cookie(PIN, samesite="Strict")
        else:
            value = f"{held.id}.{urlsafe_b64encode(held.secret).decode()}"
            _set(response, PIN, value, int(SITTING.total_seconds()))
    if hasattr(request, "_liuhen_device"):
        _set(response, DEVICE, request._liuhen_device, YEAR)


def host(request: HttpRequest) -> str:
    """主机名 The host passkeys are bound to: LIUHEN_RP, else the one this request came for (ALLOWED_HOSTS holds it)."""
    return getattr(settings, "LIUHEN_RP", "") or request.get_host().rsplit(":", 1)[0]


def origin(request: HttpRequest) -> str:
    """来源 The address of our own pages, as a browser names it."""
    return f"{request.scheme}://{request.get_host()}"


def _set(response: HttpResponseBase, name: str, value: str, seconds: int) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="Strict", secure=secure)
