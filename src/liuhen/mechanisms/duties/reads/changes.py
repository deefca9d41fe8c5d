"""清单变动 The difference between any two versions of a list, or a version and a draft: what, who and why (M77)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from liuhen.ledger.duty_lines import EvidenceKind
from liuhen.mechanisms.duties.drafts import ItemDraft
from liuhen.mechanisms.duties.models import DutyItem, ListVersion
from liuhen.mechanisms.duties.reads.lists import items_of
from liuhen.mechanisms.duties.terms import Audience, Change, Side

__all__ = ["Difference", "Reason", "between", "from_draft"]

FIELD_WORDS = {
    "audience": "责任主体",
    "side": "责任类别",
    "text": "责任内容",
    "measure": "衡量标准",
    "period": "周期",
    "evidence": "佐证种类",
    "threshold": "门槛",
    "sample": "样本",
}


class Said(Protocol):
    """条目内容 What an item says, written or in a draft."""

    @property
    def item(self) -> UUID | None: ...

    @property
    def text(self) -> str: ...


@dataclass(frozen=True)
class Reason:
    """变动理由 Why, in which version, published by whom and when."""

    version: int
    why: str
    basis: str
    person: UUID
    at: datetime


@dataclass(frozen=True)
class Difference:
    """变动一项 One item that is new, changed or dropped. `fields`: (what, before, after) of what differs."""

    change: Change
    item: UUID | None
    number: int
    text: str
    fields: tuple[tuple[str, str, str], ...]
    reasons: tuple[Reason, ...] = ()

    @property
    def word(self) -> str:
        """变动 In Chinese."""
        return str(self.change.label)


def between(before: ListVersion, after: ListVersion) -> list[Difference]:
    """两个版本之间 Every difference in the later order, what was dropped last; with every reason."""
    found = _compare(items_of(before.pk), items_of(after.pk))
    if not found:
        return []
    reasons = _reasons(before, after)
    return [_with(one, tuple(reasons.get(one.item, ())) if one.item else ()) for one in found]


def from_draft(before: Sequence[DutyItem], draft: Sequence[ItemDraft]) -> list[Difference]:
    """草稿的变动 What a draft would change."""
    return _compare(before, draft)


def _with(one: Difference, reasons: tuple[Reason, ...]) -> Difference:
    return Difference(one.change, one.item, one.number, one.text, one.fields, reasons)


def _compare(before: Iterable[DutyItem], after: Sequence[Said]) -> list[Difference]:
    old: Mapping[UUID, DutyItem] = {item.item: item for item in before}
    found = []
    for number, item in enumerate(after, start=1):
        was = old.get(item.item) if item.item else None
        if was is None:
            found.append(Difference(Change.NEW, item.item, number, item.text, ()))
        elif fields := _fields(was, item):
            found.append(Difference(Change.CHANGED, item.item, number, item.text, fields))
    kept = {item.item for item in after}
    gone = [item for id, item in old.items() if id not in kept]
    return [*found, *(Difference(Change.DROPPED, item.item, item.number, item.text, ()) for item in gone)]


def _fields(was: Said, now: Said) -> tuple[tuple[str, str, str], ...]:
    pairs = ((word, said(was, name), said(now, name)) for name, word in FIELD_WORDS.items())
    return tuple(pair for pair in pairs if pair[1] != pair[2])


def said(item: Said, name: str) -> str:
    """字段的写法 A field of an item as a reader sees it."""
    value = getattr(item, name)
    if name == "audience":
        return str(Audience(value).label)
    if name == "side":
        return str(Side(value).label)
    if name == "evidence":
        return "、".join(str(EvidenceKind(kind).label) for kind in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def _reasons(before: ListVersion, after: ListVersion) -> dict[UUID, list[Reason]]:
    low, high = sorted((before.number, after.number))
    rows = DutyItem.objects.filter(
        version__list=after.list_id, version__number__gt=low, version__number__lte=high
    ).exclude(changed=Change.KEPT)
    found: dict[UUID, list[Reason]] = {}
    for row in rows.select_related("version").order_by("version__number"):
        made = row.version
        why = row.why or made.reason
        found.setdefault(row.item, []).append(
            Reason(made.number, why, made.basis, made.published_by, made.published_at)
        )
    return found
