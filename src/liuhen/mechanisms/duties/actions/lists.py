"""清单办理 Found a list, publish its versions, adopt and lay down, give an item to a post and take it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.ledger.book import Actor, Entry, Writing
from liuhen.ledger.duty_lines import EvidenceKind
from liuhen.ledger.files import FileRef
from liuhen.mechanisms.duties import permits, records
from liuhen.mechanisms.duties.drafts import ItemDraft, items_sha256
from liuhen.mechanisms.duties.models import DutyItem
from liuhen.mechanisms.duties.reads import lists
from liuhen.mechanisms.duties.terms import Change
from liuhen.organs.reads.tree import book_of
from liuhen.organs.spans import today

__all__ = [
    "adopt_list",
    "assign_item",
    "found_list",
    "lay_down_list",
    "publish_list",
    "take_back_item",
]


def found_list(*, by: Actor, organ: UUID, name: str, side: str, list: UUID | None = None) -> Entry:
    """建立责任清单 An empty list of the organ; its first version is published apart."""
    book = book_of(organ)
    with book.writing("duty-lists", organ):
        cited = permits.require_may_found_list(by=by, organ=organ, name=name, side=side)
        record = records.ListFounded(list=list or uuid7(), organ=organ, name=name.strip(), side=side)
        return book.append(record, by=by, organ=organ, rules=cited)


def publish_list(
    *,
    list: UUID,
    by: Actor,
    status: str,
    basis: str,
    items: Sequence[ItemDraft],
    since: date | None = None,
    reason: str = "",
    dropped: Mapping[UUID, str] | None = None,
    files: Sequence[FileRef] = (),
    version: UUID | None = None,
) -> Entry:
    """发布清单版本 The whole list anew, item by item, all or nothing; what changed is found out.

    `dropped`: the reasons for items of the version before that are not in this one. Returns the entry of the version.
    """
    row, day, dropped = lists.get(list), since or today(), dict(dropped or {})
    book = book_of(row.organ)
    with book.writing("duty-list", list):
        last = lists.last_version(list)
        before = {item.item: item for item in lists.items_of(last.pk)} if last else {}
        cited = permits.require_may_publish_list(
            row, by=by, status=status, basis=basis, reason=reason, since=day,
            items=items, dropped=dropped, before=before, last=last,
        )  # fmt: skip
        published = records.ListPublished(
            list=list,
            version=version or uuid7(),
            number=last.number + 1 if last else 1,
            status=status,
            basis=basis.strip(),
            reason=reason.strip(),
            since=day,
            items_sha256=items_sha256(items),
            count=len(items),
        )
        follows = [*_items(published, items, before), *_drops(published, items, dropped, before)]
        writings = [Writing(published, by, row.organ, rules=cited, files=files)]
        return book.append_many([*writings, *(Writing(record, by, row.organ) for record in follows)])[0]


def _items(
    published: records.ListPublished, items: Sequence[ItemDraft], before: Mapping[UUID, DutyItem]
) -> list[records.ItemWritten]:
    return [
        records.ItemWritten(
            list=published.list,
            version=published.version,
            item=item.item or uuid7(),
            number=number,
            audience=item.audience,
            side=item.side,
            text=item.text,
            measure=item.measure,
            period=item.period,
            evidence=[EvidenceKind(kind) for kind in item.evidence],
            threshold=item.threshold,
            sample=item.sample,
            changed=_change(item, before),
            why=item.why.strip(),
        )
        for number, item in enumerate(items, start=1)
    ]


def _change(item: ItemDraft, before: Mapping[UUID, DutyItem]) -> str:
    if item.item is None or item.item not in before:
        return Change.NEW.value
    return (Change.CHANGED if permits.differs(item, before[item.item]) else Change.KEPT).value


def _drops(
    published: records.ListPublished,
    items: Sequence[ItemDraft],
    dropped: Mapping[UUID, str],
    before: Mapping[UUID, DutyItem],
) -> list[records.ItemDropped]:
    kept = {item.item for item in items}
    return [
        records.ItemDropped(list=published.list, version=published.version, item=id, why=dropped[id].strip())
        for id in before
        if id not in kept
    ]


def adopt_list(
    *, list: UUID, by: Actor, organ: UUID, deep: bool, since: date | None = None, adoption: UUID | None = None
) -> Entry:
    """适用清单 From a day on the list applies at the organ; `deep`: and at everything below it."""
    row, day = lists.get(list), since or today()
    book = book_of(row.organ)
    with book.writing("duty-list", list):
        cited = permits.require_may_adopt(row, by=by, organ=organ, since=day)
        record = records.ListAdopted(list=list, adoption=adoption or uuid7(), organ=organ, deep=deep, since=day)
        return book.append(record, by=by, organ=organ, rules=cited)


def lay_down_list(*, adoption: UUID, by: Actor, until: date | None = None) -> Entry:
    """停止适用 From a day on the list no longer applies there."""
    row, day = lists.adoption(adoption), until or today()
    book = book_of(row.list.organ)
    with book.writing("duty-list", row.list_id):
        row = lists.adoption(adoption)
        cited = permits.require_may_lay_down(row, by=by, until=day)
        record = records.ListLaidDown(list=row.list_id, adoption=adoption, until=day)
        return book.append(record, by=by, organ=row.organ, rules=cited)


def assign_item(
    *, list: UUID, item: UUID, post: UUID, by: Actor, since: date | None = None, assignment: UUID | None = None
) -> Entry:
    """指定承担 The post carries the item beyond what its place gives it."""
    row, day = lists.get(list), since or today()
    book = book_of(row.organ)
    with book.writing("duty-list", list):
        cited = permits.require_may_assign_item(row, by=by, item=item, post=post, since=day)
        record = records.ItemAssigned(list=list, assignment=assignment or uuid7(), item=item, post=post, since=day)
        return book.append(record, by=by, organ=row.organ, rules=cited)


def take_back_item(*, assignment: UUID, by: Actor, until: date | None = None) -> Entry:
    """收回指定 The post no longer carries the item by name."""
    row, day = lists.assignment(assignment), until or today()
    book = book_of(row.list.organ)
    with book.writing("duty-list", row.list_id):
        row = lists.assignment(assignment)
        cited = permits.require_may_take_back_item(row, by=by, until=day)
        record = records.ItemTakenBack(list=row.list_id, assignment=assignment, until=day)
        return book.append(record, by=by, organ=row.list.organ, rules=cited)
