"""收录证明文件 `.tlog-proof`: one entry's place in a log, checkable offline (c2sp.org/tlog-proof)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from .checkpoint import Checkpoint, open_checkpoint, parse_number
from .merkle import HASH_SIZE, ProofError, leaf_hash, verify_inclusion
from .note import Key, Verified, decode_base64

HEADER = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True)
class TlogProof:
    """收录证明 Index, audit path and the checkpoint note, verbatim; `extra` is nobody's word and never trusted."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def encode(self) -> bytes:
        """The file's bytes."""
        lines = [HEADER, f"index {self.index}", *(b64encode(value).decode() for value in self.path), "", ""]
        if self.extra is not None:
            lines.insert(1, f"extra {b64encode(self.extra).decode()}")
        return "\n".join(lines).encode() + self.checkpoint

    @classmethod
    def parse(cls, data: bytes) -> TlogProof:
        """Read the file's bytes; nothing is verified yet."""
        head, gap, checkpoint = data.partition(b"\n\n")
        try:
            lines = head.decode().split("\n")
        except UnicodeDecodeError:
            raise ProofError("proof is not UTF-8") from None
        if not gap or lines.pop(0) != HEADER:
            raise ProofError(f"proof does not begin with {HEADER}, or has no checkpoint")
        extra = decode_base64(lines.pop(0)[6:]) if lines and lines[0].startswith("extra ") else None
        if not lines or not lines[0].startswith("index "):
            raise ProofError("proof has no index line")
        path = tuple(map(decode_base64, lines[1:]))
        if any(len(value) != HASH_SIZE for value in path):
            raise ProofError("proof has a hash which is not 32 bytes")
        return cls(parse_number(lines[0][6:]), path, checkpoint, extra)

    def verify(self, entry: bytes, keys: Iterable[Key]) -> tuple[Checkpoint, list[Verified]]:
        """核验 Raise ProofError unless `entry` (exact bytes) stands at `index` under a checkpoint signed by its log."""
        checkpoint, held = open_checkpoint(self.checkpoint, keys)
        verify_inclusion(leaf_hash(entry), self.index, checkpoint.size, self.path, checkpoint.root)
        return checkpoint, held
