"""会场屏 The projector: the item, who has ended and never how, opened stances, the vote's progress, the result."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from liuhen.mechanisms.decisions.pages.live import bare, fragment, live_url, unchanged
from liuhen.mechanisms.decisions.pages.seat import PURPOSE, look
from liuhen.mechanisms.decisions.permits import may_read_opinions
from liuhen.mechanisms.decisions.reads.stances import opinions_of
from liuhen.rules.acting import actor_of
from liuhen.ui.pages import render


@never_cache
@require_safe
def room(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """会场屏 The whole screen, or the opened stances alone."""
    facts = _facts(request, meeting)
    if request.GET.get("part") == "stances":
        return bare(request, "decisions/_room_stances.html", facts | _opened(facts))
    url, version = live_url(request, facts["meeting"], "room-live")
    return render(request, "decisions/room.html", facts | _opened(facts) | {"live_url": url, "version": version})


@never_cache
@require_safe
def room_live(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """会场屏实时区 204, or the screen as it stands now."""
    found = unchanged(request, meeting)
    if isinstance(found, HttpResponse):
        return found
    return fragment(request, "decisions/_room_live.html", _facts(request, meeting), found)


def _facts(request: HttpRequest, meeting: UUID) -> dict[str, Any]:
    by = actor_of(request)
    view = look(meeting, by)
    sitting = view.sitting
    item = sitting.item
    shown = sitting.opinions_key if item and item.state not in ("ruled", "tabled") else ""
    key = shown if shown and item and may_read_opinions(item.motion, by) else ""
    return {
        "view": view,
        "sitting": sitting,
        "meeting": sitting.meeting,
        "item": item,
        "room": sitting.room,
        "me": None,
        "by": by,
        "versions": {"stances": key},
    }


def _opened(facts: dict[str, Any]) -> dict[str, Any]:
    if not facts["versions"]["stances"]:
        return {}
    return {"opinions": opinions_of(facts["item"], by=facts["by"], purpose=f"{PURPOSE}（会场屏）")}


routes = [
    path("meetings/<uuid:meeting>/room", room, name="room"),
    path("meetings/<uuid:meeting>/room/live", room_live, name="room-live"),
]
