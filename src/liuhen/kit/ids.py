"""标识 Identifiers that sort by the time they were made (UUIDv7, RFC 9562 section 5.7)."""

from __future__ import annotations

from datetime import datetime
from os import urandom
from uuid import UUID

from liuhen.kit import clock


def uuid7(at: datetime | None = None) -> UUID:
    """时序标识 A new UUIDv7: 48 bits of milliseconds, then 74 random bits."""
    stamp = clock.millis(at or clock.now()) & ((1 << 48) - 1)
    random = int.from_bytes(urandom(10), "big")
    high = (stamp << 16) | 0x7000 | (random >> 68)
    low = (0b10 << 62) | (random & ((1 << 62) - 1))
    return UUID(int=(high << 64) | low)
