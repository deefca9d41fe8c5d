"""所签文书 What a person signs in a decision: a statement about a motion and, in a meeting, its item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from liuhen.ledger.signatures import statement
from liuhen.ledger.signatures.statement import Signed, dated_in, fresh_nonce, unnamed

__all__ = ["Signed", "Statement", "dated_in", "fresh_nonce", "unnamed"]


@dataclass(frozen=True, kw_only=True)
class Statement(statement.Statement):
    """文书 One act on a motion to be signed."""

    about: ClassVar[Mapping[str, str]] = {"motion": "动议", "item": "议题"}

    motion: UUID
    item: UUID | None = None
