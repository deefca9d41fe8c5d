"""清单编辑 The next version: items typed one audience at a time or read from a sheet, looked at as changes, published.

A draft is no fact: it waits in the file store under its digest, which the pages carry along, until it is published.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse

from liuhen.kit.refusals import BadInput, Refusal
from liuhen.ledger import files
from liuhen.ledger.duty_lines import EvidenceKind
from liuhen.mechanisms.duties import actions, permits
from liuhen.mechanisms.duties.drafts import ItemDraft, kept, taken_up
from liuhen.mechanisms.duties.imports import items as sheet
from liuhen.mechanisms.duties.models import DutyItem, DutyList
from liuhen.mechanisms.duties.pages.days import day_typed
from liuhen.mechanisms.duties.pages.sheets import content_in
from liuhen.mechanisms.duties.pages.where import allowed
from liuhen.mechanisms.duties.reads import changes, lists
from liuhen.mechanisms.duties.terms import Audience, ListSide, Side, Status
from liuhen.organs.spans import today
from liuhen.rules.acting import actor_of, person_in
from liuhen.rules.permits import require_power
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render

TYPED = ("side", "text", "measure", "period", "threshold", "why")
BLANK = 3
"""空行 How many rows for new items the form offers."""


def edit(request: HttpRequest, list: UUID) -> HttpResponse:
    """编辑 One audience's items; saving leads on to the changes."""
    row, draft, before = _start(request, list)
    audience = request.GET.get("audience") or request.POST.get("audience") or _first(draft)
    refusal: Refusal | None = None
    if request.method == "POST":
        mine = _typed(request, audience, draft)
        try:
            _require_whole(row, mine)
            return redirect(_preview(list, [*_others(draft, audience, True), *mine, *_others(draft, audience, False)]))
        except Refusal as error:
            refusal = error
    else:
        mine = [item for item in draft if item.audience == audience]
    context = {
        "list": row,
        "audience": audience,
        "tabs": _tabs(list, request.GET.get("draft", ""), draft, audience),
        "rows": _rows(mine, audience, row),
        "sides": [one for one in Side.choices if row.side in (ListSide.BOTH, one[0])],
        "kinds": EvidenceKind.choices,
        "draft": request.GET.get("draft", ""),
        "kept": Kept({}, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
        "first": not before,
    }
    return render(request, "duties/list_edit.html", context, refusal.status if refusal else 200)


def _start(request: HttpRequest, list: UUID) -> tuple[DutyList, Sequence[ItemDraft], list[DutyItem]]:
    row = lists.get(list)
    require_power(actor_of(request), row.organ, "list.edit", "list.publish")
    last = lists.last_version(list)
    given = request.GET.get("draft", "") or request.POST.get("draft", "")
    draft = taken_up(files.get(given)) if given else lists.drafts_of(last.pk) if last else []
    return row, draft, lists.items_of(last.pk) if last else []


def _first(draft: Sequence[ItemDraft]) -> str:
    return draft[0].audience if draft else Audience.BODY.value


def _others(draft: Sequence[ItemDraft], audience: str, earlier: bool) -> list[ItemDraft]:
    """Items of the other audiences that stand before, or after, those of this one."""
    order = Audience.values
    place = order.index(audience) if audience in order else 0
    return [item for item in draft if item.audience != audience and (order.index(item.audience) < place) is earlier]


def _rows(mine: Sequence[ItemDraft], audience: str, row: DutyList) -> list[ItemDraft]:
    side = row.side if row.side in Side.values else (
        Side.OVERSIGHT.value if audience == Audience.DISCIPLINE else Side.MAIN.value
    )  # fmt: skip
    return [*mine, *(ItemDraft(audience=audience, side=side, text="") for _ in range(BLANK))]


def _tabs(list: UUID, draft: str, items: Sequence[ItemDraft], chosen: str) -> list[tuple[str, str, bool, int]]:
    found = []
    for code, word in Audience.choices:
        query = QueryDict(mutable=True)
        query.update({"audience": code} | ({"draft": draft} if draft else {}))
        url = f"{reverse('duty-list-edit', args=[list])}?{query.urlencode()}"
        found.append((str(word), url, code == chosen, sum(item.audience == code for item in items)))
    return found


def _typed(request: HttpRequest, audience: str, draft: Sequence[ItemDraft]) -> list[ItemDraft]:
    """The rows of the form that say anything; an emptied text drops the item."""
    samples: dict[Any, bool] = {item.item: item.sample for item in draft if item.item}
    rows = request.POST.get("rows", "")
    found = [_row(request, place, audience) for place in range(int(rows) if rows.isdigit() and len(rows) < 4 else 0)]
    return [replace(item, sample=samples.get(item.item, False)) for item in found if item.text]


def _row(request: HttpRequest, place: int, audience: str) -> ItemDraft:
    said: dict[str, Any] = {name: request.POST.get(f"{name}-{place}", "").strip() for name in TYPED}
    kinds = tuple(request.POST.getlist(f"evidence-{place}"))
    return ItemDraft(item=person_in(request, f"item-{place}", optional=True), audience=audience, evidence=kinds, **said)


def _require_whole(row: DutyList, mine: Sequence[ItemDraft]) -> None:
    wrong = {f"text-{place}": words for place, item in enumerate(mine) if (words := permits.fault(row.side, item))}
    if wrong:
        raise BadInput("platform.input", f"有{len(wrong)}条不完整", fields=wrong)


def _preview(list: UUID, draft: Sequence[ItemDraft]) -> str:
    kept_as = files.put(kept(draft), "application/json").sha256
    return f"{reverse('duty-list-preview', args=[list])}?draft={kept_as}"


def load(request: HttpRequest, list: UUID) -> HttpResponse:
    """从表格改 A whole version read from a sheet; bad rows are named, and nothing of it is used."""
    row, _, before = _start(request, list)
    context: dict[str, Any] = {"list": row, "columns": sheet.COLUMNS, "last": lists.last_version(list)}
    status = 200
    if request.method == "POST":
        try:
            made = sheet.read(content_in(request), side=row.side, before=before)
            if not made.errors:
                return redirect(_preview(list, made.drafts))
            context["errors"], status = made.errors, 422
        except Refusal as error:
            context["refusal"], status = explained(error), error.status
    return render(request, "duties/list_import.html", context, status)


def preview(request: HttpRequest, list: UUID) -> HttpResponse:
    """变动与发布 What the draft changes; published with basis, reason and day."""
    row, draft, before = _start(request, list)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _publish(request, list, draft, before)
        except Refusal as error:
            refusal = error
    context = {
        "list": row,
        "draft": request.GET.get("draft", "") or request.POST.get("draft", ""),
        "differences": changes.from_draft(before, draft),
        "before": {item.item: item for item in before},
        "whys": {number: item.why for number, item in enumerate(draft, start=1)},
        "counts": lists.counts_of(draft),
        "first": not before,
        "last": lists.last_version(list),
        "statuses": Status.choices,
        "may_publish": allowed(request, "list.publish", row.organ),
        "today": today(),
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "duties/list_preview.html", context, refusal.status if refusal else 200)


def _publish(request: HttpRequest, list: UUID, draft: Sequence[ItemDraft], before: Sequence[DutyItem]) -> HttpResponse:
    given = request.POST
    said = [_with_reason(item, given.get(f"why-{number}", "")) for number, item in enumerate(draft, start=1)]
    actions.publish_list(
        list=list,
        by=actor_of(request),
        status=given.get("status", ""),
        basis=given.get("basis", ""),
        reason=given.get("reason", ""),
        since=day_typed(request, "since"),
        items=said,
        dropped={item.item: given.get(f"drop-{item.item}", "") for item in before},
    )
    return redirect("duty-list", list)


def _with_reason(item: ItemDraft, why: str) -> ItemDraft:
    return replace(item, why=why.strip() or item.why)


routes = [
    path("duties/lists/<uuid:list>/edit", edit, name="duty-list-edit"),
    path("duties/lists/<uuid:list>/sheet", load, name="duty-list-import"),
    path("duties/lists/<uuid:list>/preview", preview, name="duty-list-preview"),
]
