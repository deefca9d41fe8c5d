"""所签文书 What a person signs under a letter of duties: a statement about the letter over the digest of its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from liuhen.ledger.signatures import statement
from liuhen.ledger.signatures.statement import Signed, dated_in

__all__ = ["ACT", "CONFIRM", "Signed", "Statement", "dated_in"]

ACT, CONFIRM = "签订责任书", "确认纸面责任书"


@dataclass(frozen=True, kw_only=True)
class Statement(statement.Statement):
    """文书 One signature under one letter."""

    about: ClassVar[Mapping[str, str]] = {"letter": "责任书"}

    letter: UUID
