"""签名接口 What every signature provider gives: evidence over a digest, and a verdict on evidence."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from liuhen.kit import canonical


@dataclass(frozen=True)
class Signature:
    """签名 One personal signature as an entry carries it: provider, key and the evidence behind the digest."""

    provider: str
    key: str
    evidence: bytes

    def plain(self) -> dict[str, str]:
        """写法 In the book's spelling; the evidence itself is stored beside the book, by digest."""
        return {"provider": self.provider, "key": self.key, "evidence": self.evidence_sha256}

    @property
    def evidence_sha256(self) -> str:
        """凭据摘要 SHA-256 of the evidence, hexadecimal."""
        return hashlib.sha256(self.evidence).hexdigest()


@dataclass(frozen=True)
class Document:
    """所签文件 The exact bytes a person signs, and their digest: what the page shows is what is signed."""

    content: bytes

    @classmethod
    def of(cls, value: dict[str, Any]) -> Document:
        """成文 The document with these contents, spelled canonically."""
        return cls(canonical.encode(value))

    @property
    def digest(self) -> bytes:
        """摘要 SHA-256 of the exact bytes."""
        return hashlib.sha256(self.content).digest()
