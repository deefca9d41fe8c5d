"""决策档案接口 Entries of the file, opinions for those who may, the export that verifies by itself; and what waits."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import StringConstraints

from liuhen.kit.refusals import WrongState
from liuhen.mechanisms.decisions import exporting, permits
from liuhen.mechanisms.decisions.reads import motions, trace
from liuhen.mechanisms.decisions.reads.desk import todo_for
from liuhen.mechanisms.decisions.reads.stances import opinions_of
from liuhen.rules.doorway import actor_of
from liuhen.ui.api import REFUSALS, Error, Given, Instant, Page, Paging, answers, page_of

router = Router(tags=["决策档案"])
desk = Router(tags=["待办"])
ZIP = "application/zip"
AS_ZIP = {
    "responses": {200: {"description": "OK", "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}}}
}
MOST_TODO = 100


class EntryLine(Schema):
    """存证记录 One entry of the file; its exact bytes are read at /book/entries."""

    id: UUID
    kind: str
    leaf_hash: str
    occurred: Instant
    recorded: Instant
    rules: list[str]


class Purpose(Given):
    """查阅目的 Every look is logged."""

    purpose: Annotated[str, StringConstraints(min_length=2, max_length=200)]


class OpinionShape(Schema):
    """表态 One opened opinion, with both its times."""

    item: UUID
    person: UUID
    stance: str
    words: str
    occurred: Instant
    recorded: Instant
    entry: UUID
    via: str
    is_chief: bool
    kind: str


class TodoShape(Schema):
    """待办 One thing that waits for this person."""

    title: str
    route: str
    id: UUID
    state: str
    note: str
    urgent: bool


@router.get("/{uuid:motion}/entries", response=answers(Page[EntryLine]))
def entry_list(request: HttpRequest, motion: UUID, asked: Query[Paging]) -> Any:
    """卷内记录 In the order in which they were accepted; what is in the sealed log is not among them."""
    row = motions.require_visible(motion, actor_of(request))
    found = [entry for entry in trace.file_of(row) if entry.log == "internal"]
    return page_of(found, asked, _line)


def _line(entry: Any) -> dict[str, Any]:
    plain = {name: getattr(entry, name) for name in ("id", "kind", "occurred", "recorded", "rules")}
    return plain | {"leaf_hash": entry.leaf_hash.hex()}


@router.post("/{uuid:motion}/opinions", response=answers(list[OpinionShape]))
def opinions(request: HttpRequest, motion: UUID, given: Purpose) -> Any:
    """打开表态 For a stated purpose, to those who were in the room or hold a grant (M40)."""
    by = actor_of(request)
    row = motions.require_visible(motion, by)
    permits.require_may_read_opinions(row, by, given.purpose)
    readable = permits.items_open_to(row, by)
    items = list(row.items.filter(stances_open=True, pk__in=readable).order_by("opened_at"))
    if not items:
        raise WrongState("platform.sealed-held", "须待最后一人表态完毕方可启封，任何人不得提前查看")
    return [
        {**vars(opinion), "item": item.id}
        for item in items
        for opinion in opinions_of(item, by=by, purpose=given.purpose)
    ]


@router.post("/{uuid:motion}/export", response={200: Any, REFUSALS: Error}, openapi_extra=AS_ZIP)
def export(request: HttpRequest, motion: UUID) -> HttpResponse:
    """导出 One zip that opens and verifies with the server gone; the export itself is in the book."""
    motions.require_visible(motion, actor_of(request))
    return HttpResponse(exporting.export_zip(motion, by=actor_of(request)), content_type=ZIP)


@desk.get("", response=answers(list[TodoShape]))
def todo_list(request: HttpRequest) -> Any:
    """我的待办 Running meetings first; a hundred at most."""
    return todo_for(actor_of(request))[:MOST_TODO]
