"""瓦片 Paths and contents of a tiled log (c2sp.org/tlog-tiles): 256 hashes wide, entries as bundles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import merkle
from .merkle import HASH_SIZE, HashAt, ProofError

WIDTH = 256
HEIGHT = 8
MAX_ENTRY = 65_535
_PATH = re.compile(r"tile/(entries|0|[1-9]\d?)/((?:x\d{3}/)*\d{3})(?:\.p/([1-9]\d{0,2}))?", re.ASCII)


@dataclass(frozen=True)
class Tile:
    """瓦片 `level` None is an entry bundle; `width` below 256 makes it partial."""

    level: int | None
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Path below the log's prefix, as `tile/0/x001/234.p/12`."""
        level = "entries" if self.level is None else self.level
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{level}/{encode_index(self.index)}{partial}"

    @classmethod
    def parse(cls, path: str) -> Tile:
        """Read a path; anything but the one canonical spelling is refused."""
        match = _PATH.fullmatch(path)
        if match is None:
            raise ProofError(f"not a tile path: {path[:80]!r}")
        level, index, width = match.groups()
        tile = cls(None if level == "entries" else int(level), int(re.sub(r"\D", "", index)), int(width or WIDTH))
        if tile.path != path or (tile.level or 0) > 63 or (width and tile.width >= WIDTH):
            raise ProofError(f"not a tile path: {path[:80]!r}")
        return tile


def encode_index(index: int) -> str:
    """1234067 -> `x001/x234/067`."""
    groups = [f"{index % 1000:03d}"]
    while index := index // 1000:
        groups.append(f"x{index % 1000:03d}")
    return "/".join(reversed(groups))


def tiles_of(size: int) -> Iterator[Tile]:
    """Every hash tile of a tree of `size`, full and partial, level by level."""
    level, count = 0, size
    while count:
        full, rest = divmod(count, WIDTH)
        yield from (Tile(level, index) for index in range(full))
        if rest:
            yield Tile(level, full, rest)
        level, count = level + 1, full


def bundles_of(size: int) -> Iterator[Tile]:
    """Every entry bundle of a tree of `size`."""
    full, rest = divmod(size, WIDTH)
    yield from (Tile(None, index) for index in range(full))
    if rest:
        yield Tile(None, full, rest)


def encode_bundle(entries: Sequence[bytes]) -> bytes:
    """Entries with two-byte big-endian lengths before them."""
    if not 1 <= len(entries) <= WIDTH or any(len(entry) > MAX_ENTRY for entry in entries):
        raise ProofError("a bundle holds 1 to 256 entries of at most 65,535 bytes")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def decode_bundle(data: bytes, width: int) -> list[bytes]:
    """The entries of a bundle that must hold exactly `width`."""
    entries, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if at + 2 > len(data) or end > len(data):
            raise ProofError("bundle is cut off")
        entries.append(data[at + 2 : end])
        at = end
    if len(entries) != width:
        raise ProofError(f"bundle holds {len(entries)} entries, not {width}")
    return entries


def encode_tile(hashes: Sequence[bytes]) -> bytes:
    """The hashes one after the other."""
    if not 1 <= len(hashes) <= WIDTH or any(len(value) != HASH_SIZE for value in hashes):
        raise ProofError("a tile holds 1 to 256 hashes of 32 bytes")
    return b"".join(hashes)


def decode_tile(data: bytes, width: int) -> list[bytes]:
    """The hashes of a tile that must hold exactly `width`."""
    if len(data) != width * HASH_SIZE:
        raise ProofError(f"tile has {len(data)} bytes, not {width * HASH_SIZE}")
    return [data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE)]


def tile_root(hashes: Sequence[bytes]) -> bytes:
    """Hash of a full tile, as it stands in the tile above."""
    if len(hashes) != WIDTH:
        raise ProofError("only a full tile has a hash above")
    return merkle.root(hashes)


def hash_at_from_tiles(read: HashAt) -> HashAt:
    """Make a `hash_at` for proofs out of `read(level, index)`, which knows only the levels of tiles: 0, 8, 16 …"""

    def hash_at(level: int, index: int) -> bytes:
        tile_level, step = divmod(level, HEIGHT)
        start = index << step
        return merkle.root(read(tile_level * HEIGHT, start + offset) for offset in range(1 << step))

    return hash_at
