"""草稿 What a version or a plan is to say, before it is written: items and tasks, and the digest over items."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from liuhen.kit import canonical
from liuhen.kit.refusals import BadInput

__all__ = ["WORDS", "ItemDraft", "TaskDraft", "items_sha256", "kept", "taken_up"]


@dataclass(frozen=True, kw_only=True)
class ItemDraft:
    """条目草稿 One item of the version to come; `item`: the one of the version before it continues, None for a new one.

    `why` is asked of what is new or changed once there has been a version before.
    """

    audience: str
    side: str
    text: str
    measure: str = ""
    period: str = ""
    evidence: tuple[str, ...] = ()
    threshold: str = ""
    sample: bool = False
    item: UUID | None = None
    why: str = ""

    @property
    def soft(self) -> bool:
        """是否软任务 Nothing by which it could be measured (M15)."""
        return not self.measure.strip()

    def says(self) -> dict[str, object]:
        """内容 What the item says, without who it is and why it changed."""
        return {name: _plain(getattr(self, name)) for name in WORDS}


WORDS = tuple(field.name for field in fields(ItemDraft) if field.name not in ("item", "why"))
"""内容字段 A difference in any of these makes an item a changed one."""


@dataclass(frozen=True, kw_only=True)
class TaskDraft:
    """任务草稿 One task of a plan: `lead` is a post, the units are organs, `duty` is a list item."""

    number: int
    title: str
    due: date
    lead: UUID | None
    main: UUID | None
    assisting: tuple[UUID, ...] = ()
    measure: str = ""
    duty: UUID | None = None
    sample: bool = False
    task: UUID | None = None


def items_sha256(items: Iterable[ItemDraft]) -> str:
    """条目摘要 SHA-256 over what the items say, in their order: two versions of one digest say the same."""
    return hashlib.sha256(canonical.encode([item.says() for item in items])).hexdigest()


def _plain(value: object) -> object:
    return [str(one) for one in value] if isinstance(value, tuple) else value


def kept(items: Iterable[ItemDraft]) -> bytes:
    """存稿 The draft as bytes, to wait in the file store until it is published or forgotten."""
    rows = [{**item.says(), "item": str(item.item) if item.item else None, "why": item.why} for item in items]
    return canonical.encode(rows)


def taken_up(content: bytes) -> list[ItemDraft]:
    """取稿 The draft again. Raises BadInput when the bytes are no draft."""
    try:
        return [_draft(row) for row in canonical.decode(content)]
    except (canonical.CanonicalError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput("platform.input", "这份草稿读不出来", next_step="请重新打开编辑页") from error


def _draft(row: dict[str, Any]) -> ItemDraft:
    said = {name: row[name] for name in WORDS if name != "evidence"}
    item = UUID(row["item"]) if row["item"] else None
    return ItemDraft(**said, evidence=tuple(row["evidence"]), item=item, why=row["why"])
