"""存储 The reading side of the tree: leaves and full tiles in, hashes and roots of any size out.

Only full tiles are stored; what a partial tile would hold is read from the row of tiles or leaves below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Max

from liuhen.ledger.models import EntryRow, Leaf, Tile
from liuhen.ledger.verify.merkle import HASH_SIZE, Frontier, range_root, root
from liuhen.ledger.verify.tiles import HEIGHT, WIDTH, encode_bundle


@dataclass
class Store:
    """日志存储 One log of one book. Tiles once read are kept; make a new one to see what was stored since."""

    book: str
    log: str
    _tiles: dict[tuple[int, int], list[bytes]] = field(default_factory=dict)

    def size(self) -> int:
        """规模 Number of leaves stored."""
        last = Leaf.objects.filter(book=self.book, log=self.log).aggregate(last=Max("index"))["last"]
        return 0 if last is None else last + 1

    def hash_at(self, level: int, index: int) -> bytes:
        """子树哈希 Hash of the complete subtree of 2**level leaves, number `index`. Raises KeyError beyond the log."""
        tile_level, step = divmod(level, HEIGHT)
        row = self.row(tile_level, index << step, (index + 1) << step)
        return row[0] if not step else root(row)

    def row(self, tile_level: int, start: int, end: int) -> list[bytes]:
        """一段哈希 Hashes `start` to `end` of one row of tiles. Raises KeyError when the log does not reach so far."""
        found: list[bytes] = []
        while start < end:
            number, offset = divmod(start, WIDTH)
            tile = self._tile(tile_level, number)
            stop = min(WIDTH, offset + end - start)
            if len(tile) < stop:
                raise KeyError((self.book, self.log, tile_level, start))
            found += tile[offset:stop]
            start += stop - offset
        return found

    def root_at(self, size: int) -> bytes:
        """树根 Root of the tree of the first `size` leaves, by way of tiles."""
        return range_root(0, size, self.hash_at) if size else Frontier().root()

    def frontier(self, size: int) -> Frontier:
        """前沿 The compact range of the first `size` leaves."""
        return Frontier.at(size, self.hash_at)

    def entries(self, start: int, end: int) -> Iterator[bytes]:
        """原文 The exact bytes of the entries `start` to `end`, by index, read anew. KeyError when one is gone."""
        places = Leaf.objects.filter(book=self.book, log=self.log, index__gte=start, index__lt=end)
        expected = start
        for first in range(start, end, 1000):
            part = places.filter(index__gte=first, index__lt=first + 1000)
            serials = dict(part.values_list("index", "serial"))
            bytes_of = dict(EntryRow.objects.filter(serial__in=serials.values()).values_list("serial", "leaf"))
            for index in sorted(serials):
                if index != expected:
                    raise KeyError((self.book, self.log, expected))
                yield bytes(bytes_of[serials[index]])
                expected += 1
        if expected != end:
            raise KeyError((self.book, self.log, expected))

    def bundle(self, number: int, width: int) -> bytes:
        """条目包 The entries of bundle `number`, as C2SP tiles carry them."""
        start = number * WIDTH
        return encode_bundle(list(self.entries(start, start + width)))

    def _tile(self, level: int, number: int) -> list[bytes]:
        place = level, number
        if place not in self._tiles:
            stored = Tile.objects.filter(book=self.book, log=self.log, level=level, number=number)
            hashes = stored.values_list("hashes", flat=True).first()
            self._tiles[place] = _split(bytes(hashes)) if hashes is not None else self._below(level, number)
        return self._tiles[place]

    def _below(self, level: int, number: int) -> list[bytes]:
        """What stands in a tile that is not full yet."""
        start = number * WIDTH
        mine = {"book": self.book, "log": self.log}
        if level == 0:
            leaves = Leaf.objects.filter(**mine, index__gte=start, index__lt=start + WIDTH).order_by("index")
            return _contiguous(start, leaves.values_list("index", "leaf_hash"))
        tiles = Tile.objects.filter(**mine, level=level - 1, number__gte=start, number__lt=start + WIDTH)
        return _contiguous(start, tiles.order_by("number").values_list("number", "root"))


def _contiguous(start: int, rows: Iterable[tuple[int, bytes | memoryview[int]]]) -> list[bytes]:
    found: list[bytes] = []
    for place, value in rows:
        if place != start + len(found):
            break
        found.append(bytes(value))
    return found


def _split(hashes: bytes) -> list[bytes]:
    return [hashes[at : at + HASH_SIZE] for at in range(0, len(hashes), HASH_SIZE)]
