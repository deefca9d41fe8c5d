"""清单接口 The same verbs as the pages; what a list said on a day, what a version changed, what one carries."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from liuhen.kit.refusals import BadInput
from liuhen.mechanisms.duties import actions
from liuhen.mechanisms.duties.api.shapes import ChangeShape, ListFull, ListShape, VersionFull, list_full, version_full
from liuhen.mechanisms.duties.drafts import ItemDraft
from liuhen.mechanisms.duties.reads import changes, lists, mine
from liuhen.mechanisms.duties.terms import Audience, ListSide, Side
from liuhen.mechanisms.duties.terms import Status as Standing
from liuhen.organs.reads.tree import organ, organs_under
from liuhen.organs.spans import today
from liuhen.rules.doorway import Written, actor_of, require_new, written
from liuhen.ui.api import Day, Given, Line, Page, Paging, Prose, Yes, answers, page_of

router = Router(tags=["责任清单"])
own = Router(tags=["我的责任"])
Kinds = Literal[
    "meeting", "speech", "letter", "decision", "talk", "inspection", "rectification", "hearing", "report",
    "progress", "study", "other",
]  # fmt: skip


class OnDay(Schema):
    """当日 Left out: today."""

    on: Day | None = None


class Founding(Given):
    """建立清单 For one's own organ when no organ is named."""

    id: UUID | None = None
    organ: UUID | None = None
    name: Line
    side: ListSide


class ItemGiven(Given):
    """条目 `item`: the one of the version before it continues; left out for a new one."""

    item: UUID | None = None
    audience: Audience
    side: Side
    text: Prose
    measure: Line = ""
    period: Line = ""
    evidence: Annotated[list[Kinds], Field(max_length=12)] = []
    threshold: Line = ""
    sample: Yes = False
    why: Line = ""


class Dropping(Given):
    """删除 An item of the version before, and why."""

    item: UUID
    why: Line


class Publishing(Given):
    """发布版本 The whole list anew."""

    id: UUID | None = None
    status: Standing
    basis: Line
    reason: Line = ""
    since: Day | None = None
    items: Annotated[list[ItemGiven], Field(max_length=500)]
    dropped: Annotated[list[Dropping], Field(max_length=500)] = []


class Adopting(Given):
    """适用 `deep`: and everything below."""

    organ: UUID
    deep: Yes = True
    since: Day | None = None


class Giving(Given):
    """指定承担"""

    item: UUID
    post: UUID
    since: Day | None = None


class Ending(Given):
    """停止 From a day on; left out: today."""

    until: Day | None = None


class CompareAsked(Schema):
    """比较 From one version number to another."""

    before: int = Field(ge=1, le=100_000)
    after: int = Field(ge=1, le=100_000)


class ViaShape(Schema):
    """承担依据"""

    organ: UUID
    post: UUID | None
    assigned: bool


Words = list[str]
Vias = list[ViaShape]


class CarriedItem(Schema):
    """所承担的一条"""

    item: UUID
    version: UUID
    list: UUID
    audience: str
    side: str
    text: str
    measure: str
    soft: bool
    evidence: Words
    sample: bool
    via: Vias


class CarriedTask(Schema):
    """所承担的任务"""

    task: UUID
    number: int
    title: str
    due: Day
    state: str
    parts: list[str]


class Carrying(Schema):
    """我的责任 Each line once; `basis` digests them."""

    basis: str
    items: list[CarriedItem]
    tasks: list[CarriedTask]
    gaps: list[str]


@own.get("", response=answers(Carrying))
def my_duties(request: HttpRequest, asked: Query[OnDay]) -> Any:
    """我的责任 Everything the token's person answers for on the day."""
    found = mine.mine(actor_of(request).person, asked.on or today())
    return {
        "basis": found.carried.basis,
        "items": found.carried.items,
        "tasks": found.carried.tasks,
        "gaps": [gap.words for gap in found.portfolios.gaps],
    }


@router.get("", response=answers(Page[ListShape]))
def duty_lists(request: HttpRequest, asked: Query[Paging]) -> Any:
    """清单一览 Of the tree one works in."""
    root = organ(actor_of(request).organ).path[:32]
    return page_of(lists.lists_of_book(organs_under(root).order_by().values("pk")), asked)


@router.post("", response=answers(Written, 201))
def duty_list_found(request: HttpRequest, given: Founding) -> Status:
    """建立清单 An empty one; its first version is published apart."""
    by = actor_of(request)
    require_new(given.id is not None and lists.is_known(given.id))
    entry = actions.found_list(
        by=by, organ=given.organ or by.organ, name=given.name, side=given.side.value, list=given.id
    )
    return written(entry, "list")


@router.get("/{uuid:list}", response=answers(ListFull))
def duty_list(request: HttpRequest, list: UUID) -> Any:
    """一份清单 Its versions and where it applies."""
    actor_of(request)
    return list_full(lists.get(list))


@router.get("/{uuid:list}/on", response=answers(VersionFull))
def duty_list_on(request: HttpRequest, list: UUID, asked: Query[OnDay]) -> Any:
    """当日清单 What the list said on the day."""
    actor_of(request)
    lists.get(list)
    found = lists.version_on(list, asked.on or today())
    if found is None:
        raise BadInput("platform.input", "这一天没有施行的版本", fields={"on": "请另选日期"})
    return version_full(found.pk)


@router.get("/{uuid:list}/changes", response=answers(list[ChangeShape]))
def duty_list_changes(request: HttpRequest, list: UUID, asked: Query[CompareAsked]) -> Any:
    """版本比较 What differs, who changed it and why (M77)."""
    actor_of(request)
    lists.get(list)
    known = {one.number: one for one in lists.versions_of(list)}
    if asked.before not in known or asked.after not in known:
        raise BadInput("platform.input", "没有这个版本", fields={"before": "请核对版本号"})
    return changes.between(known[asked.before], known[asked.after])


@router.post("/{uuid:list}/versions", response=answers(Written, 201))
def duty_list_publish(request: HttpRequest, list: UUID, given: Publishing) -> Status:
    """发布版本 All items or none."""
    require_new(given.id is not None and lists.is_version(given.id))
    entry = actions.publish_list(
        list=list,
        by=actor_of(request),
        status=given.status.value,
        basis=given.basis,
        reason=given.reason,
        since=given.since,
        items=[_draft(one) for one in given.items],
        dropped={one.item: one.why for one in given.dropped},
        version=given.id,
    )
    return written(entry, "version")


def _draft(one: ItemGiven) -> ItemDraft:
    said = one.model_dump(exclude={"audience", "side", "evidence"})
    return ItemDraft(audience=one.audience.value, side=one.side.value, evidence=tuple(one.evidence), **said)


@router.post("/{uuid:list}/adoptions", response=answers(Written, 201))
def duty_list_adopt(request: HttpRequest, list: UUID, given: Adopting) -> Status:
    """适用"""
    entry = actions.adopt_list(list=list, by=actor_of(request), organ=given.organ, deep=given.deep, since=given.since)
    return written(entry, "adoption")


@router.post("/adoptions/{uuid:adoption}/end", response=answers(Written, 201))
def duty_list_lay_down(request: HttpRequest, adoption: UUID, given: Ending) -> Status:
    """停止适用"""
    return written(actions.lay_down_list(adoption=adoption, by=actor_of(request), until=given.until))


@router.post("/{uuid:list}/assignments", response=answers(Written, 201))
def duty_item_assign(request: HttpRequest, list: UUID, given: Giving) -> Status:
    """指定承担"""
    entry = actions.assign_item(list=list, item=given.item, post=given.post, by=actor_of(request), since=given.since)
    return written(entry, "assignment")


@router.post("/assignments/{uuid:assignment}/end", response=answers(Written, 201))
def duty_item_take_back(request: HttpRequest, assignment: UUID, given: Ending) -> Status:
    """收回指定"""
    return written(actions.take_back_item(assignment=assignment, by=actor_of(request), until=given.until))
