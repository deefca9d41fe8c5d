"""接口所出 What goes out of lists, versions, items and tasks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ninja import Schema

from liuhen.mechanisms.duties.models import Adoption, DutyList, Task
from liuhen.mechanisms.duties.reads import lists, tasks
from liuhen.organs.spans import today
from liuhen.ui.api import Day, Instant


class ListShape(Schema):
    """责任清单"""

    id: UUID
    organ: UUID
    name: str
    side: str


class ItemShape(Schema):
    """条目 `soft`: without a measure it cannot be counted."""

    item: UUID
    number: int
    audience: str
    side: str
    text: str
    measure: str
    soft: bool
    period: str
    evidence: list[str]
    threshold: str
    sample: bool
    changed: str
    why: str


class VersionShape(Schema):
    """清单版本"""

    id: UUID
    entry: UUID
    number: int
    status: str
    basis: str
    reason: str
    since: Day
    until: Day | None
    items_sha256: str
    count: int
    published_by: UUID
    published_at: Instant


class VersionFull(VersionShape):
    """清单版本全文 With how many can be measured."""

    measurable: int
    soft: int
    main: int
    oversight: int
    items: list[ItemShape]
    dropped: list[ItemShape]


class AdoptionShape(Schema):
    """适用"""

    id: UUID
    organ: UUID
    deep: bool
    since: Day
    until: Day | None


class ListFull(ListShape):
    """责任清单全貌"""

    versions: list[VersionShape]
    adoptions: list[AdoptionShape]


class ReasonShape(Schema):
    """变动理由"""

    version: int
    why: str
    basis: str
    person: UUID
    at: Instant


class ChangeShape(Schema):
    """变动 One item that is new, changed or dropped; `fields`: what, before, after."""

    change: str
    item: UUID | None
    number: int
    text: str
    fields: list[list[str]]
    reasons: list[ReasonShape]


class TaskShape(Schema):
    """任务"""

    id: UUID
    plan: UUID
    number: int
    title: str
    measure: str
    since: Day
    due: Day
    lead: UUID
    main: UUID
    assisting: list[UUID]
    duty: UUID | None
    state: str
    share: str
    sample: bool


class PlanShape(Schema):
    """年度任务分解"""

    id: UUID
    organ: UUID
    year: int
    name: str


def version_full(version: UUID) -> dict[str, Any]:
    """版本全文 Items in their order, and what was dropped with the reason."""
    row, held = lists.version(version), lists.items_of(version)
    counts = lists.counts_of(held)
    return {
        **{name: getattr(row, name) for name in VersionShape.model_fields},
        "measurable": counts.measurable,
        "soft": counts.soft,
        "main": counts.by_side["main"],
        "oversight": counts.by_side["oversight"],
        "items": held,
        "dropped": lists.dropped_of(version),
    }


def list_full(row: DutyList) -> dict[str, Any]:
    """清单全貌 With its versions, newest first, and where it applies."""
    adoptions: list[Adoption] = lists.adoptions_of(row.pk)
    return {
        **{name: getattr(row, name) for name in ListShape.model_fields},
        "versions": [*lists.versions_of(row.pk)],
        "adoptions": adoptions,
    }


def task_shape(row: Task) -> dict[str, Any]:
    """任务 With its assisting units of today."""
    same = [name for name in TaskShape.model_fields if name not in ("plan", "assisting")]
    helping = [part.organ for part in tasks.parts_of(row.pk, today()) if part.part == "assist"]
    return {**{name: getattr(row, name) for name in same}, "plan": row.plan_id, "assisting": helping}
