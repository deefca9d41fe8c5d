"""独占 Being alone with one thing until the transaction ends."""

from __future__ import annotations

import zlib

from liuhen.ledger.statements import Road, road

_SPACE = 0x6C68  # "lh": keeps our advisory locks apart from other users of the same database


def alone_with(*names: str, way: Road | None = None, ahead: bool = False) -> None:
    """独占 Waits until no other transaction holds these names, and holds them until this one ends.

    On SQLite every writing transaction is IMMEDIATE, hence alone already. `ahead`: at the latest with the next
    statement on this way.
    """
    way = way or road()
    if way.native:
        number = zlib.crc32("\0".join(names).encode()) - 2**31
        (way.ahead if ahead else way.ask)("SELECT pg_advisory_xact_lock(%s::int, %s::int)", (_SPACE, number))
