"""反映页 The form behind the button on every page, the receipt, and the handling office's list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from liuhen.kit.refusals import NotPermitted, Refusal
from liuhen.organs.reads.rights import powers_of
from liuhen.organs.reads.staff import names
from liuhen.organs.reads.tree import organ_names
from liuhen.oversight.burden import actions
from liuhen.oversight.burden.reads import complaints
from liuhen.oversight.burden.terms import About, Outcome
from liuhen.rules.acting import acting, actor_of
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render

ROWS = 50


@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """我要反映 Without a name unless one is wanted; what was typed comes back when it is refused."""
    by = actor_of(request)
    refusal: Refusal | None = None
    if request.method == "POST":
        given = request.POST
        try:
            entry = actions.complain(
                by=by,
                about=given.get("about", ""),
                words=given.get("words", ""),
                page=given.get("page", ""),
                named=given.get("named") == "yes",
            )
            return redirect("complaint-show", entry.body["public"]["complaint"])
        except Refusal as error:
            refusal = error
    context = {
        "abouts": About.choices,
        "page": request.GET.get("page", "")[:200],
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "burden/complaint_new.html", context, refusal.status if refusal else 200)


@require_GET
@never_cache
def show(request: HttpRequest, complaint: UUID) -> HttpResponse:
    """一件反映 Under its number: for whoever made it the answer, for the handling office the words too."""
    return _page(request, complaint)


def _page(request: HttpRequest, complaint: UUID, refusal: Refusal | None = None) -> HttpResponse:
    by = actor_of(request)
    row = complaints.get(complaint)
    handles = complaints.may_handle(row, by)
    context: dict[str, Any] = {
        "complaint": row,
        "handles": handles,
        "words": complaints.words_of(row, by=by) if handles else None,
        "organ": organ_names([row.organ]).get(row.organ, ""),
        "names": names([row.person, row.answered_by]) if handles else {},
        "outcomes": Outcome.choices,
        "may_answer": handles and not row.answered and row.person != by.person,
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "burden/complaint.html", context, refusal.status if refusal else 200)


def answer(request: HttpRequest, complaint: UUID) -> HttpResponse:
    """答复 By the handling office."""
    by, given = actor_of(request), request.POST
    actions.answer_complaint(complaint=complaint, by=by, outcome=given.get("outcome", ""), words=given.get("words", ""))
    return redirect("complaint-show", complaint)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """反映一览 For the handling office alone."""
    by = actor_of(request)
    if not powers_of(by.person).anywhere("complaint.answer"):
        raise NotPermitted("platform.not-permitted", "反映由承办的纪检监察机关处理", next_step="本人的反映凭编号查看")
    page = Paginator(complaints.for_office(by), ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "organs": organ_names(row.organ for row in page)}
    return render(request, "burden/complaints.html", context)


routes = [
    path("complaint", new, name="complaint"),
    path("complaints/", index, name="complaints"),
    path("complaints/<uuid:complaint>/", show, name="complaint-show"),
    path("complaints/<uuid:complaint>/answer", acting(_page)(answer), name="complaint-answer"),
]
