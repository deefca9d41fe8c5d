"""清单草稿 What a new version is to say, before it is published: items with their texts, and the digest over them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from uuid import UUID

from liuhen.kit import canonical

__all__ = ["WORDS", "ItemDraft", "items_sha256"]


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

    def says(self) -> dict[str, object]:
        """内容 What the item says, without who it is and why it changed."""
        return {name: _plain(getattr(self, name)) for name in WORDS}


WORDS = tuple(field.name for field in fields(ItemDraft) if field.name not in ("item", "why"))
"""内容字段 A difference in any of these makes an item a changed one."""


def items_sha256(items: Iterable[ItemDraft]) -> str:
    """条目摘要 SHA-256 over what the items say, in their order: two versions of one digest say the same."""
    return hashlib.sha256(canonical.encode([item.says() for item in items])).hexdigest()


def _plain(value: object) -> object:
    return [str(one) for one in value] if isinstance(value, tuple) else value
