"""检查点 A log's signed statement of its size and root (c2sp.org/tlog-checkpoint)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from .merkle import HASH_SIZE, ProofError
from .note import Key, Note, Signer, Verified, decode_base64, sign_note, verify_note

MAX_SIZE = 2**63 - 1


def parse_number(text: str) -> int:
    """ASCII decimal without leading zeroes, at most 2**63 - 1."""
    if not (text.isascii() and text.isdigit()) or (text[0] == "0" and text != "0") or len(text) > 19:
        raise ProofError(f"not a plain decimal number: {text[:30]!r}")
    if int(text) > MAX_SIZE:
        raise ProofError(f"number too large: {text}")
    return int(text)


@dataclass(frozen=True)
class Checkpoint:
    """检查点 Origin (which log), size (entries) and root; extension lines only of others, we write none."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.origin or "\n" in self.origin or not all(self.extensions):
            raise ProofError("checkpoint has an empty line")
        if not 0 <= self.size <= MAX_SIZE or len(self.root) != HASH_SIZE:
            raise ProofError("checkpoint's size or root is out of range")

    def body(self) -> bytes:
        """The note text."""
        lines = (self.origin, str(self.size), b64encode(self.root).decode(), *self.extensions)
        return "".join(f"{line}\n" for line in lines).encode()

    @classmethod
    def parse(cls, body: bytes) -> Checkpoint:
        """Read a note text; verify the note before believing it."""
        try:
            lines = body.decode().split("\n")
        except UnicodeDecodeError:
            raise ProofError("checkpoint is not UTF-8") from None
        if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
            raise ProofError("checkpoint needs three lines, none of them empty")
        return cls(lines[0], parse_number(lines[1]), decode_base64(lines[2]), tuple(lines[3:-1]))


def sign_checkpoint(checkpoint: Checkpoint, signers: Iterable[Signer]) -> bytes:
    """签发检查点 The signed note: the Ed25519 line first (mandatory), then ML-DSA-44."""
    return sign_note(checkpoint.body(), signers).encode()


def open_checkpoint(data: bytes, keys: Iterable[Key]) -> tuple[Checkpoint, list[Verified]]:
    """核验检查点 Verify the note with `keys` (logs' and witnesses'); at least one must be the log's own.

    A log's key is named like the origin; a witness's signature alone does not make a checkpoint.
    """
    note = Note.parse(data)
    held = verify_note(note, keys)
    checkpoint = Checkpoint.parse(note.text)
    if not any(one.key.name == checkpoint.origin for one in held):
        raise ProofError(f"no signature by a key of the log {checkpoint.origin!r} itself")
    return checkpoint, held
