"""所签文书 What a chief signs when he submits a report: the digest of both chapters, under his own name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID, uuid5

from liuhen.ledger.signatures import statement
from liuhen.ledger.signatures.statement import Signed

__all__ = ["ACT", "ReportStatement", "Signed", "report_id", "text_digest"]

ACT = "报送报告"


def text_digest(integrity: str, other: str) -> str:
    """文本摘要 SHA-256 over both chapters of a version: what is signed is this."""
    return hashlib.sha256(f"{integrity.strip()}\n\n{other.strip()}".encode("utf-8", "surrogatepass")).hexdigest()


def report_id(period: UUID, post: UUID, person: UUID) -> UUID:
    """报告编号 The id that belongs to one person's report in one post and period: there is one, with versions."""
    return uuid5(period, f"report/{post}/{person}")


@dataclass(frozen=True, kw_only=True)
class ReportStatement(statement.Statement):
    """文书 A report to be signed."""

    about: ClassVar[Mapping[str, str]] = {"report": "报告"}

    report: UUID
