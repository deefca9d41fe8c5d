"""纸面录入 What was signed on paper, entered by the recorder from its scan, confirmed later by each person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from liuhen.kit.refusals import Refusal
from liuhen.ledger.records import Actor
from liuhen.mechanisms.decisions.pages import paper_acts
from liuhen.mechanisms.decisions.pages.seat import outcomes_of, suggestion, visible
from liuhen.mechanisms.decisions.pages.signing import ask
from liuhen.mechanisms.decisions.permits.paper import may_enter
from liuhen.mechanisms.decisions.reads.sitting import Sitting, sitting_of
from liuhen.mechanisms.decisions.reads.trace import entries_entered_for
from liuhen.mechanisms.decisions.states import MeetingState
from liuhen.mechanisms.decisions.terms import Choice, Presence, Stance
from liuhen.rules.acting import acting, actor_of, explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render

WHAT = {
    "decisions.opinion-signed/1": "表态",
    "decisions.chief-concluded/1": "末位表态",
    "decisions.vote-cast/1": "表决",
    "decisions.outcome-ruled/1": "宣布结果",
}


@never_cache
@require_safe
def paper(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """纸面录入 What can be entered now, and what has been entered for whom."""
    return page(request, meeting)


def page(request: HttpRequest, meeting: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """整页 With a refusal and what had been typed, when an entry was refused."""
    facts = _facts(request, meeting)
    if refusal is not None:
        facts |= {"refusal": explained(refusal), "kept": Kept(request.POST, refusal.fields)}
    return render(request, "decisions/paper.html", facts, refusal.status if refusal else 200)


def _facts(request: HttpRequest, meeting: UUID) -> dict[str, Any]:
    by = actor_of(request)
    row = visible(meeting, by)
    sitting = sitting_of(row, _asked(request))
    enters = may_enter(row, by)
    return {
        "sitting": sitting,
        "meeting": row,
        "item": sitting.item,
        "motion": sitting.item.motion if sitting.item else None,
        "room": sitting.room,
        "me": by.person,
        "enters": enters and row.state == MeetingState.OPEN,
        "entered": _entered(sitting, by, everybody=enters),
        "ask": ask(request),
        "kept": Kept(),
        "stances": Stance.choices,
        "choices": Choice.choices,
        "outcomes": outcomes_of(sitting),
        "resolution": suggestion(sitting),
        "people": [(seat.person, sitting.name(seat.person)) for seat in sitting.seats if _is_here(seat.presence)],
        "away": [(s.person, sitting.name(s.person)) for s in sitting.seats if s.presence in ("leave", "absent")],
    }


def _is_here(presence: str) -> bool:
    return presence in (Presence.PRESENT, Presence.LEFT)


def _asked(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("item", "") or request.POST.get("item", ""))
    except ValueError:
        return None


def _entered(sitting: Sitting, by: Actor, *, everybody: bool) -> list[dict[str, Any]]:
    """代录清单 Everybody's for the recorder; each person's own otherwise."""
    return [
        {"act": act, "motion": item.motion, "what": WHAT.get(act.kind, act.kind), "own": act.person == by.person}
        for item in sitting.items
        for act in entries_entered_for(item.motion)
        if everybody or act.person == by.person
    ]


def _back(request: HttpRequest, meeting: UUID, item: UUID) -> HttpResponse:
    return redirect(f"{reverse('paper', args=[meeting])}?item={item}")


def _on_item(act: paper_acts.Act) -> Any:
    @acting(page)
    def view(request: HttpRequest, meeting: UUID, item: UUID) -> HttpResponse:
        act(request, meeting, item)
        return _back(request, meeting, item)

    return view


@acting(page)
def confirm(request: HttpRequest, meeting: UUID, entry: UUID) -> HttpResponse:
    """事后确认 The person signs what was entered for him."""
    return paper_acts.confirm(request, sitting_of(visible(meeting, actor_of(request))), entry) or redirect(
        "paper", meeting
    )


_BASE = "meetings/<uuid:meeting>/paper"
routes = [
    path(_BASE, paper, name="paper"),
    path(f"{_BASE}/confirm/<uuid:entry>", confirm, name="paper-confirm"),
    *(
        path(f"{_BASE}/<uuid:item>/{name}", _on_item(act), name=f"paper-{name}")
        for name, act in paper_acts.ACTS.items()
    ),
]
