"""签订工作页 Decide which letters are due, open a campaign, see whom it told, draw what is missing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from liuhen.kit.refusals import BadInput, Refusal
from liuhen.ledger.records import Actor
from liuhen.mechanisms.duties.actions import campaigns as actions
from liuhen.mechanisms.duties.actions import letters
from liuhen.mechanisms.duties.letter_terms import Pledges
from liuhen.mechanisms.duties.pages.days import day_typed
from liuhen.mechanisms.duties.reads import campaigns
from liuhen.mechanisms.duties.reads.covering import coverage
from liuhen.mechanisms.duties.reads.reach import reaches
from liuhen.organs.models import Organ
from liuhen.organs.reads.staff import name_of
from liuhen.organs.reads.tree import organ as organ_row
from liuhen.organs.reads.tree import organ_names
from liuhen.organs.spans import today
from liuhen.rules.acting import acting, actor_of
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render

PAGE = 50


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """签订工作一览 Campaigns within one's reach, and the forms to decide and to open one."""
    return _index(request)


def _index(request: HttpRequest, _: UUID | None = None, refusal: Refusal | None = None) -> HttpResponse:
    by, on = actor_of(request), today()
    page = Paginator(campaigns.visible_to(by), PAGE).get_page(request.GET.get("page"))
    places = _places(by)
    cascades = [(place, campaigns.cascade_at(place.path, on.year)) for place in places]
    context: dict[str, Any] = {
        "page": page,
        "organs": organ_names({row.organ for row in page}),
        "places": [(str(place.pk), place.name) for place in places],
        "cascades": [(place, row) for place, row in cascades if row is not None],
        "pledges": Pledges.choices,
        "today": on,
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "duties/campaigns.html", context, refusal.status if refusal else 200)


def _places(by: Actor) -> list[Organ]:
    """Where this person opens campaigns: the tops of his branches."""
    return list(Organ.objects.filter(path__in=reaches(by, "campaign.open")).order_by("path"))


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """部署逐级签订 For a year."""
    on = today()
    try:
        actions.decide_cascade(
            by=actor_of(request),
            organ=_organ_in(request),
            year=on.year,
            vertical="vertical" in request.POST,
            team="team" in request.POST,
            tasks="tasks" in request.POST,
            pledges=request.POST.get("pledges", ""),
            since=on,
            due=day_typed(request, "due"),
        )
    except Refusal as refusal:
        return _index(request, refusal=refusal)
    return redirect("campaigns")


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """开展签订 Between two days."""
    try:
        entry = actions.open_campaign(
            by=actor_of(request),
            organ=_organ_in(request),
            name=request.POST.get("name", ""),
            year=today().year,
            starts=day_typed(request, "starts"),
            due=day_typed(request, "due"),
        )
    except Refusal as refusal:
        return _index(request, refusal=refusal)
    return redirect("campaign", entry.body["public"]["campaign"])


def _organ_in(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("organ", ""))
    except ValueError as error:
        raise BadInput("platform.input", "请选择单位", fields={"organ": "请选择单位"}) from error


@require_GET
def show(request: HttpRequest, campaign: UUID) -> HttpResponse:
    """签订工作 How far it is, and every notice served."""
    return _page(request, campaign)


def _page(request: HttpRequest, campaign: UUID, refusal: Refusal | None = None) -> HttpResponse:
    by, on = actor_of(request), today()
    row = campaigns.require_visible(campaign, by)
    place = organ_row(row.organ)
    seen = coverage(place.path, on).coverage
    page = Paginator(campaigns.notices_of(campaign).order_by("-on", "organ", "part"), PAGE)
    shown = page.get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "campaign": row,
        "cascade": campaigns.cascade_of(row.cascade),
        "place": place,
        "all": seen.all,
        "undrawn": sum(line.standing in letters.OPEN for line in seen.lines),
        "stale": seen.all.stale,
        "notices": shown,
        "organs": organ_names({one.organ for one in shown}),
        "opened_by": name_of(row.opened_by),
        "issues": any(place.path.startswith(path) for path in reaches(by, "letter.issue")),
        "opens": any(place.path.startswith(path) for path in reaches(by, "campaign.open")),
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "duties/campaign.html", context, refusal.status if refusal else 200)


def draw(request: HttpRequest, campaign: UUID) -> HttpResponse:
    """批量生成 A letter for every hole nobody has drawn one for; with `stale`, for changed content as well."""
    row = campaigns.require_visible(campaign, actor_of(request))
    letters.draw_all(
        by=actor_of(request), under=row.organ, campaign=row.pk, stale=request.POST.get("stale", "") == "yes"
    )
    return redirect("campaign", campaign)


def close(request: HttpRequest, campaign: UUID) -> HttpResponse:
    """结束签订 No more notices."""
    campaigns.require_visible(campaign, actor_of(request))
    actions.close_campaign(campaign=campaign, by=actor_of(request))
    return redirect("campaign", campaign)


_ACTS = {"draw": draw, "close": close}
routes = [
    path("duties/campaigns/", index, name="campaigns"),
    path("duties/campaigns/decide", decide, name="campaign-decide"),
    path("duties/campaigns/open", begin, name="campaign-open"),
    path("duties/campaigns/<uuid:campaign>/", show, name="campaign"),
    *(
        path(f"duties/campaigns/<uuid:campaign>/{name}", acting(_page)(view), name=f"campaign-{name}")
        for name, view in _ACTS.items()
    ),
]
