"""听取页 From the desk in two taps: who is to be heard is known, what was said may be left out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from liuhen.kit import clock
from liuhen.kit.refusals import NotFound, Refusal
from liuhen.ledger.records import Actor
from liuhen.mechanisms.hearings import actions
from liuhen.mechanisms.hearings.models import Hearing, Period
from liuhen.mechanisms.hearings.reads.board import MISSING, Row, board_of
from liuhen.mechanisms.hearings.reads.line import Tree
from liuhen.mechanisms.hearings.reads.reach import periods_for, reach_of, require_hearing
from liuhen.organs.reads.staff import names
from liuhen.organs.reads.tree import organ_names
from liuhen.rules.acting import acting, actor_of, moment_in
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render

LINES = 3
"""交办行数 So many things can be asked for in one hearing."""
LATEST = 4
"""近几期 So many of the latest periods are looked through for one in which the person is still to be heard."""
FIELDS = ("words", "due", "failing", "item", "version")


@never_cache
def new(request: HttpRequest, post: UUID) -> HttpResponse:
    """登记听取 Of the holder of this post; on an error everything typed comes back."""
    by = actor_of(request)
    period, row = _to_hear(post, request.POST.get("period") or request.GET.get("period") or "", by)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _hold(request, period, post)
        except Refusal as error:
            refusal = error
    context = {
        "row": row,
        "period": period,
        "may_read": row.edge.superior in reach_of(by).chief_of,
        "lines": range(LINES),
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "hearings/hearing_new.html", context, refusal.status if refusal else 200)


def _hold(request: HttpRequest, period: Period, post: UUID) -> HttpResponse:
    entry = actions.hold_hearing(
        period=period.pk,
        by=actor_of(request),
        post=post,
        at=moment_in(request),
        words=request.POST.get("words", ""),
        follow_ups=_follow_ups(request),
    )
    return redirect("hearing", entry.body["public"]["hearing"])


def _to_hear(post: UUID, asked: str, by: Actor) -> tuple[Period, Row]:
    """The period asked for, or the one that ends first among those in which this post is still to be heard."""
    reach, today = reach_of(by), clock.local(clock.now()).date()
    begun = [row for row in periods_for(reach) if row.since <= today]
    periods = [row for row in begun if str(row.pk) == asked] or begun[:LATEST]
    trees: dict[str, Tree] = {}
    found = []
    for period in reversed(periods):
        tree = trees.get(period.path) or trees.setdefault(period.path, Tree(period.path))
        found += [(period, row) for row in board_of(period, reach, tree).rows if row.edge.post == post]
    if not found:
        raise NotFound("platform.out-of-scope", "不在您的管辖范围内，或现在没有要听取的汇报")
    return next((one for one in found if one[1].heard == MISSING), found[-1])


def _follow_ups(request: HttpRequest) -> list[dict[str, str]]:
    """The lines in which anything was typed."""
    given = request.POST
    lines = [{field: given.get(f"{field}_{number}", "").strip() for field in FIELDS} for number in range(LINES)]
    return [line for line in lines if any(line.values())]


@require_GET
def show(request: HttpRequest, hearing: UUID) -> HttpResponse:
    """听取 Who heard whom, what was asked for and what came of it."""
    return _page(request, hearing)


def _page(request: HttpRequest, hearing: UUID, refusal: Refusal | None = None) -> HttpResponse:
    by = actor_of(request)
    row = require_hearing(hearing, by)
    context: dict[str, Any] = {
        "hearing": row,
        "follow_ups": list(row.follow_ups.all()),
        "names": names([row.heard, row.listener, row.recorded_by]),
        "organs": organ_names([row.organ, row.below]),
        "today": clock.local(clock.now()).date(),
        "mine": row.heard == by.person,
        "report": row.report if by.person == row.heard or row.organ in reach_of(by).chief_of else None,
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "hearings/hearing.html", context, refusal.status if refusal else 200)


def finish(request: HttpRequest, hearing: UUID, follow_up: UUID) -> HttpResponse:
    """办结交办 In the words of the person heard."""
    by = actor_of(request)
    row: Hearing = require_hearing(hearing, by)
    if not row.follow_ups.filter(pk=follow_up).exists():
        raise NotFound("platform.not-found", "没有这项交办")
    words = request.POST.get(f"done_{follow_up}", "")
    actions.finish_follow_up(follow_up=follow_up, by=by, words=words)
    return redirect("hearing", hearing)


routes = [
    path("hearings/hear/<uuid:post>", new, name="hearing-new"),
    path("hearings/held/<uuid:hearing>/", show, name="hearing"),
    path("hearings/held/<uuid:hearing>/follow-ups/<uuid:follow_up>", acting(_page)(finish), name="hearing-follow-up"),
]
