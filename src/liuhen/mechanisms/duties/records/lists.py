"""责任清单的记录 A list is founded, published by versions, adopted by organs, carried by posts (M05-M07, M14)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.ledger.duty_lines import EvidenceKind
from liuhen.ledger.records import Record, public, record

__all__ = [
    "ItemAssigned",
    "ItemDropped",
    "ItemTakenBack",
    "ItemWritten",
    "ListAdopted",
    "ListFounded",
    "ListLaidDown",
    "ListPublished",
]

LIST = ("duty-list", "list")
Kinds = list[EvidenceKind]


@record("duties.list-founded/1", log="internal", subject=LIST)
class ListFounded(Record):
    """建立责任清单 A list of duties of an organ; it says nothing yet before its first version."""

    list: UUID = public()
    organ: UUID = public()
    name: str = public()
    side: str = public()


@record("duties.list-published/1", log="internal", subject=LIST)
class ListPublished(Record):
    """发布清单版本 A version with its legal basis and reason, on trial or final; its items follow one by one (M77)."""

    list: UUID = public()
    version: UUID = public()
    number: int = public()
    status: str = public()
    basis: str = public()
    reason: str = public()
    since: date = public()
    items_sha256: str = public()
    count: int = public()


@record("duties.item-written/1", log="internal", subject=LIST)
class ItemWritten(Record):
    """清单条目 One item as one version has it; `item` stays the same from version to version (M15).

    Without a measure it is soft. `why` says why it is new or was changed.
    """

    list: UUID = public()
    version: UUID = public()
    item: UUID = public()
    number: int = public()
    audience: str = public()
    side: str = public()
    text: str = public()
    measure: str = public()
    period: str = public()
    evidence: Kinds = public()
    threshold: str = public()
    sample: bool = public()
    changed: str = public()
    why: str = public()


@record("duties.item-dropped/1", log="internal", subject=LIST)
class ItemDropped(Record):
    """删除条目 An item of the version before is not in this one, and why (M77)."""

    list: UUID = public()
    version: UUID = public()
    item: UUID = public()
    why: str = public()


@record("duties.list-adopted/1", log="internal", subject=LIST)
class ListAdopted(Record):
    """适用清单 From a day on the list applies at an organ; `deep`: and at everything below it."""

    list: UUID = public()
    adoption: UUID = public()
    organ: UUID = public()
    deep: bool = public()
    since: date = public()


@record("duties.list-laid-down/1", log="internal", subject=LIST)
class ListLaidDown(Record):
    """停止适用 From a day on the list no longer applies where it was adopted."""

    list: UUID = public()
    adoption: UUID = public()
    until: date = public()


@record("duties.item-assigned/1", log="internal", subject=LIST)
class ItemAssigned(Record):
    """指定承担 A post carries an item beyond what its place gives it; whoever holds the post answers for it."""

    list: UUID = public()
    assignment: UUID = public()
    item: UUID = public()
    post: UUID = public()
    since: date = public()


@record("duties.item-taken-back/1", log="internal", subject=LIST)
class ItemTakenBack(Record):
    """收回指定 The post no longer carries the item."""

    list: UUID = public()
    assignment: UUID = public()
    until: date = public()
