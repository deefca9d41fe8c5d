"""独占 Being alone with one thing until the transaction ends."""

from __future__ import annotations

import zlib

from django.db import DEFAULT_DB_ALIAS, connections

_SPACE = 0x6C68  # "lh": keeps our advisory locks apart from other users of the same database


def alone_with(*names: str) -> None:
    """独占 Waits until no other transaction holds these names, and holds them until this one ends.

    On SQLite every writing transaction is IMMEDIATE, hence alone already.
    """
    own = connections[DEFAULT_DB_ALIAS]
    if own.vendor == "postgresql":
        number = zlib.crc32("\0".join(names).encode()) - 2**31
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_SPACE, number])
