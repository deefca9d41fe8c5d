"""编排 Entries accepted get their places: contiguous indexes in the order of acceptance, and full tiles."""

from __future__ import annotations

from django.db import connection, transaction

from liuhen.ledger.locks import alone_with
from liuhen.ledger.models import Pending, Tile
from liuhen.ledger.store import Store
from liuhen.ledger.verify.merkle import leaf_hash, root
from liuhen.ledger.verify.tiles import HEIGHT, WIDTH, encode_tile

BATCH = 20_000
_TAKE = """
    SELECT p.serial, e.leaf FROM ledger_pending p JOIN ledger_entry e ON e.serial = p.serial
    WHERE p.book = %s AND p.log = %s ORDER BY p.serial LIMIT %s
"""
_LEAVE = 'INSERT INTO ledger_leaf (serial, book, log, "index", leaf_hash) VALUES (%s, %s, %s, %s, %s)'


def pending(book: str, log: str) -> int:
    """待排序数 How many entries of a log wait for an index."""
    return Pending.objects.filter(book=book, log=log).count()


def integrate(book: str, log: str, limit: int = BATCH) -> int:
    """编排 Gives up to `limit` waiting entries their indexes, in one committed transaction; returns how many.

    Raises RuntimeError inside somebody else's transaction: what is not on the disk must not be signed.
    """
    if not Pending.objects.filter(book=book, log=log).exists():
        return 0
    with transaction.atomic(durable=True):
        alone_with("sequencer", book, log)
        taken = _take(book, log, limit)
        start = Store(book, log).size()
        _write(book, log, start, taken)
        for level in range(8):
            if not _store_tiles(book, log, level, start, start + len(taken)):
                break
    return len(taken)


def _take(book: str, log: str, limit: int) -> list[tuple[int, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [book, log, limit])
        return [(serial, leaf_hash(bytes(leaf))) for serial, leaf in cursor.fetchall()]


def _write(book: str, log: str, start: int, taken: list[tuple[int, bytes]]) -> None:
    leaves = [(serial, book, log, start + number, hash) for number, (serial, hash) in enumerate(taken)]
    with connection.cursor() as cursor:
        cursor.executemany(_LEAVE, leaves)
        # Exactly those taken: another writer may have committed a smaller number meanwhile.
        cursor.executemany("DELETE FROM ledger_pending WHERE serial = %s", [(serial,) for serial, _ in taken])


def _store_tiles(book: str, log: str, level: int, old: int, new: int) -> bool:
    """Stores the tiles of one row that became full between two sizes; False when there are none."""
    shift = HEIGHT * (level + 1)
    numbers = range(old >> shift, new >> shift)
    store = Store(book, log)
    tiles = []
    for number in numbers:
        hashes = store.row(level, number * WIDTH, (number + 1) * WIDTH)
        tiles.append(
            Tile(book=book, log=log, level=level, number=number, hashes=encode_tile(hashes), root=root(hashes))
        )
    Tile.objects.bulk_create(tiles, batch_size=50)
    return bool(numbers)
