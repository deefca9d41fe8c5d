"""签名文书 C2SP signed notes: text, and lines of signatures by named keys (c2sp.org/signed-note)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import ClassVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from . import ed25519
from .merkle import ProofError

MAX_NOTE = 1_000_000
"""Bytes; the spec asks for some limit. A post-quantum signature line is below 5,000."""


def decode_base64(text: str) -> bytes:
    """Standard base64 in its one canonical spelling."""
    try:
        raw = b64decode(text.encode("ascii"), validate=True)
    except (Base64Error, UnicodeEncodeError):
        raise ProofError(f"not base64: {text[:40]!r}") from None
    if b64encode(raw).decode() != text:
        raise ProofError(f"not canonical base64: {text[:40]!r}")
    return raw


def check_name(name: str) -> str:
    """A key name is not empty and has neither spaces (of any kind), plus nor control characters."""
    if not name or "+" in name or any(char.isspace() or char < " " for char in name):
        raise ProofError(f"not a key name: {name!r}")
    return name


def key_id(name: str, kind: int, public: bytes) -> bytes:
    """Four bytes which, with the name, tell keys apart; an identifier, not a proof."""
    return sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


@dataclass(frozen=True)
class Key(ABC):
    """公钥 A verifier key: name, signature type and public key bytes; `str(key)` is its vkey."""

    name: str
    public: bytes
    kind: ClassVar[int]

    def __post_init__(self) -> None:
        check_name(self.name)

    @property
    def id(self) -> bytes:
        """The four bytes that stand before each of its signatures."""
        return key_id(self.name, self.kind, self.public)

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.kind]) + self.public).decode()}"

    @abstractmethod
    def verify(self, text: bytes, blob: bytes) -> int | None:
        """Raise ProofError unless `blob` (after the key id) signs `text`; returns the POSIX time it states, if any."""


class Ed25519Key(Key):
    """Plain Ed25519 over the note text (type 0x01)."""

    kind = 0x01

    def __post_init__(self) -> None:
        super().__post_init__()
        ed25519.check_public_key(self.public)

    def verify(self, text: bytes, blob: bytes) -> None:
        ed25519.verify(self.public, text, blob)


class Signer(ABC):
    """签名者 Something that signs notes; `key` verifies what it signs."""

    key: Key

    @abstractmethod
    def blob(self, text: bytes) -> bytes:
        """The signature bytes which follow the key id."""

    def sign(self, text: bytes) -> Signature:
        """One signature line for `text`."""
        return Signature(self.key.name, self.key.id, self.blob(text))


class Ed25519Signer(Signer):
    """A log's own mandatory line, from the 32-byte private seed."""

    def __init__(self, name: str, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.key = Ed25519Key(name, self._private.public_key().public_bytes_raw())

    def blob(self, text: bytes) -> bytes:
        return self._private.sign(text)


@dataclass(frozen=True)
class Signature:
    """签名行 One line `— name base64(key id ‖ signature)`."""

    name: str
    key_id: bytes
    blob: bytes

    def __str__(self) -> str:
        return f"— {self.name} {b64encode(self.key_id + self.blob).decode()}\n"

    @classmethod
    def parse(cls, line: str) -> Signature:
        """Read a line without its newline."""
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "—":
            raise ProofError(f"not a signature line: {line[:60]!r}")
        raw = decode_base64(parts[2])
        if len(raw) < 5:
            raise ProofError(f"signature line of {parts[1]!r} is too short")
        return cls(check_name(parts[1]), raw[:4], raw[4:])


@dataclass(frozen=True)
class Note:
    """文书 Text (with its final newline) and signatures."""

    text: bytes
    signatures: tuple[Signature, ...] = ()

    def encode(self) -> bytes:
        """The bytes which are stored and sent."""
        return self.text + b"\n" + "".join(map(str, self.signatures)).encode()

    def adding(self, *signatures: Signature) -> Note:
        """The same note with more signature lines."""
        return Note(self.text, self.signatures + signatures)

    @classmethod
    def parse(cls, data: bytes) -> Note:
        """Read a note; nothing is verified yet, so the text must not be believed."""
        if len(data) > MAX_NOTE:
            raise ProofError("note is too long")
        try:
            whole = data.decode()
        except UnicodeDecodeError:
            raise ProofError("note is not UTF-8") from None
        if any(char < " " and char != "\n" for char in whole):
            raise ProofError("note has control characters")
        text, gap, lines = whole.rpartition("\n\n")
        if not gap or not lines.endswith("\n"):
            raise ProofError("note lacks a blank line and signatures, or its last newline")
        return cls(f"{text}\n".encode(), tuple(map(Signature.parse, lines[:-1].split("\n"))))


@dataclass(frozen=True)
class Verified:
    """已验签名 A signature that held: whose, and the POSIX time it states, if any."""

    key: Key
    signature: Signature
    time: int | None = field(default=None)


def verify_note(note: Note, keys: Iterable[Key]) -> list[Verified]:
    """验签 Verify each signature by a known key (name and id); unknown keys are ignored, as the spec demands.

    A known key's bad signature raises ProofError and none by a known key too.
    """
    known = {(key.name, key.id): key for key in keys}
    held = []
    for signature in note.signatures:
        key = known.get((signature.name, signature.key_id))
        if key is None:
            continue
        try:
            held.append(Verified(key, signature, key.verify(note.text, signature.blob)))
        except ProofError as broken:
            raise ProofError(f"signature of {key.name!r}: {broken}") from None
    if not held:
        raise ProofError("no signature by a known key")
    return held


def sign_note(text: bytes, signers: Iterable[Signer]) -> Note:
    """Sign `text` (ending in a newline) with each signer in turn."""
    if not text.endswith(b"\n"):
        raise ProofError("note text must end with a newline")
    return Note(text, tuple(signer.sign(text) for signer in signers))
