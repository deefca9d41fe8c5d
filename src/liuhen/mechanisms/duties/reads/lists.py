"""清单查询 Lists and their versions, what each says, and what a version changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from liuhen.kit.refusals import NotFound
from liuhen.mechanisms.duties.drafts import WORDS, ItemDraft
from liuhen.mechanisms.duties.models import Adoption, Assignment, DutyItem, DutyList, ListVersion
from liuhen.mechanisms.duties.terms import Audience, Change, Side
from liuhen.organs.spans import on_day

__all__ = [
    "Counts",
    "adoption",
    "adoptions_of",
    "assignment",
    "assignments_of",
    "counts_of",
    "drafts_of",
    "dropped_of",
    "get",
    "is_known",
    "is_version",
    "items_cited",
    "items_named",
    "items_of",
    "last_version",
    "lists_of_book",
    "newest_of",
    "version",
    "version_on",
    "versions_of",
]


@dataclass(frozen=True)
class Counts:
    """条数 How many items a version has, by audience and side, how many can be measured and how many are samples."""

    by_audience: dict[str, int]
    by_side: dict[str, int]
    measurable: int
    soft: int
    sample: int

    @property
    def total(self) -> int:
        """合计 All items."""
        return self.measurable + self.soft


def get(id: UUID) -> DutyList:
    """责任清单 One list. Raises NotFound."""
    found = DutyList.objects.filter(pk=id).first()
    if found is None:
        raise NotFound("duties.unknown-list", "没有这份责任清单")
    return found


def is_known(id: UUID) -> bool:
    """是否已有清单 Whether a list has this id."""
    return DutyList.objects.filter(pk=id).exists()


def is_version(id: UUID) -> bool:
    """是否已有版本 Whether a version has this id."""
    return ListVersion.objects.filter(pk=id).exists()


def version(id: UUID) -> ListVersion:
    """清单版本 One version. Raises NotFound."""
    found = ListVersion.objects.filter(pk=id).select_related("list").first()
    if found is None:
        raise NotFound("duties.unknown-list", "没有这个清单版本")
    return found


def adoption(id: UUID) -> Adoption:
    """适用 One adoption. Raises NotFound."""
    found = Adoption.objects.filter(pk=id).select_related("list").first()
    if found is None:
        raise NotFound("duties.unknown-list", "没有这项适用登记")
    return found


def assignment(id: UUID) -> Assignment:
    """指定承担 One assignment. Raises NotFound."""
    found = Assignment.objects.filter(pk=id).select_related("list").first()
    if found is None:
        raise NotFound("duties.unknown-list", "没有这项指定")
    return found


def lists_of_book(organs: QuerySet[Any] | Iterable[UUID]) -> QuerySet[DutyList]:
    """清单一览 The lists founded by these organs, newest first."""
    return DutyList.objects.filter(organ__in=organs).order_by("-founded_at", "id")


def versions_of(list: UUID) -> QuerySet[ListVersion]:
    """各版本 The versions of a list, newest first."""
    return ListVersion.objects.filter(list=list).select_related("list").order_by("-number")


def last_version(list: UUID) -> ListVersion | None:
    """最新版本 The newest version, in force already or not yet."""
    return versions_of(list).first()


def newest_of(lists: Iterable[UUID]) -> dict[UUID, ListVersion]:
    """各清单的最新版本 By list; a list without any is left out."""
    rows = ListVersion.objects.filter(list__in=[*lists]).order_by("number")
    return {row.list_id: row for row in rows}


def version_on(list: UUID, on: date) -> ListVersion | None:
    """当日版本 The version in force on the day; None before the first."""
    return versions_of(list).filter(on_day(on)).first()


def items_of(version: UUID) -> list[DutyItem]:
    """版本条目 What a version says, in its order; what it dropped is not among it."""
    rows = DutyItem.objects.filter(version=version).exclude(changed=Change.DROPPED)
    return list(rows.select_related("version", "version__list").order_by("number", "entry"))


def items_named(items: Iterable[UUID]) -> list[DutyItem]:
    """按条目查 These items as their newest version has them."""
    rows = DutyItem.objects.filter(item__in=set(items)).exclude(changed=Change.DROPPED)
    found = {row.item: row for row in rows.select_related("version", "version__list").order_by("version__number")}
    return list(found.values())


def items_cited(rows: Iterable[Any]) -> list[DutyItem]:
    """所引条款 The lines these rows cite by `version_id` and `item`, as those versions have them."""
    wanted = {(row.version_id, row.item) for row in rows}
    found = DutyItem.objects.filter(version__in={version for version, _ in wanted}, item__in={one for _, one in wanted})
    return [row for row in found.select_related("version") if (row.version_id, row.item) in wanted]


def drafts_of(version: UUID) -> list[ItemDraft]:
    """改稿的底本 What a version says, as the draft of the next one."""
    return [
        ItemDraft(
            item=row.item,
            evidence=tuple(row.evidence),
            **{name: getattr(row, name) for name in WORDS if name != "evidence"},
        )
        for row in items_of(version)
    ]


def dropped_of(version: UUID) -> list[DutyItem]:
    """所删条目 What a version dropped, with the reason."""
    return list(DutyItem.objects.filter(version=version, changed=Change.DROPPED).order_by("entry"))


def counts_of(items: Iterable[DutyItem | ItemDraft]) -> Counts:
    """条数 By audience, by side, measurable and soft (M15)."""
    held = list(items)
    soft = sum(item.soft for item in held)
    return Counts(
        {code: sum(item.audience == code for item in held) for code in Audience.values},
        {code: sum(item.side == code for item in held) for code in Side.values},
        len(held) - soft,
        soft,
        sum(item.sample for item in held),
    )


def adoptions_of(list: UUID, on: date | None = None) -> list[Adoption]:
    """适用范围 Where a list is or was adopted; with `on`, where it applies on that day."""
    rows = Adoption.objects.filter(list=list)
    return [*(rows.filter(on_day(on)) if on else rows).order_by("since", "id")]


def assignments_of(list: UUID, on: date) -> list[Assignment]:
    """指定承担 Which posts carry an item of this list by name on the day."""
    return [*Assignment.objects.filter(on_day(on), list=list).order_by("since", "id")]
