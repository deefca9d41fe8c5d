"""后果页 Payments, contracts, results and losses: what is tied to a decision, and what is not (M40, M41)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from liuhen.kit.refusals import Refusal
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.models import Consequence as ConsequenceRow
from liuhen.mechanisms.decisions.pages.motions import amount_in
from liuhen.mechanisms.decisions.reads import motions
from liuhen.mechanisms.decisions.terms import Category, Consequence
from liuhen.mechanisms.decisions.untraced import judged
from liuhen.organs.reads.rights import scope
from liuhen.rules.acting import actor_of, person_in
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render


@require_GET
def consequences(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    """后果关联 Payments, contracts, results and losses; the untraced first (M41)."""
    return consequences_page(request)


def consequences_page(request: HttpRequest, subject: object = None, refusal: Refusal | None = None) -> HttpResponse:
    """后果关联页 With a refusal and what was typed, when linking was refused."""
    by = actor_of(request)
    rows = list(ConsequenceRow.objects.filter(scope(by, "dossier.read", "organ")).order_by("-occurred", "-id")[:200])
    untraced = judged(row for row in rows if row.motion is None)
    context = {
        "findings": [one for one in untraced if one.above],
        "below": [one for one in untraced if not one.above],
        "traced": [row for row in rows if row.motion is not None],
        "motions": [
            (str(row.id), f"{row.number} {row.title}") for row in motions.visible_to(by).order_by("-number")[:200]
        ],
        "titles": {row.id: row.title for row in motions.visible_to(by)},
        "kinds": Consequence.choices,
        "categories": Category.choices,
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "decisions/consequences.html", context, refusal.status if refusal else 200)


@require_POST
def link(request: HttpRequest) -> HttpResponse:
    """登记后果 Tied to its decision, or to none, in which case it stands on the untraced list."""
    given, by = request.POST, actor_of(request)
    try:
        actions.link_consequence(
            by=by,
            organ=by.organ,
            kind=given.get("kind", ""),
            category=given.get("category", ""),
            motion=_decision(request),
            reference=given.get("reference", ""),
            amount_fen=amount_in(request),
            words=given.get("words", ""),
        )
    except Refusal as refusal:
        return consequences_page(request, refusal=refusal)
    return redirect("consequences")


def _decision(request: HttpRequest) -> UUID | None:
    """The decision chosen, among those the person may see. Raises BadInput, NotFound."""
    chosen = person_in(request, "motion", optional=True)
    return motions.require_visible(chosen, actor_of(request)).id if chosen else None


routes = [
    path("consequences/", consequences, name="consequences"),
    path("consequences/link", link, name="consequence-link"),
]
