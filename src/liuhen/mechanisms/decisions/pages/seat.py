"""参会端 One screen per member: the item, its papers, one stance, words if wanted, sign; then the vote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from liuhen.kit.refusals import Refusal
from liuhen.ledger.records import Actor
from liuhen.mechanisms.decisions import bodies
from liuhen.mechanisms.decisions.models import Meeting
from liuhen.mechanisms.decisions.pages import seat_acts
from liuhen.mechanisms.decisions.pages.live import bare, fragment, live_url, quickly, unchanged, written
from liuhen.mechanisms.decisions.pages.signing import ask
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.mechanisms.decisions.reads.sitting import Sitting, concerning, sitting_at, sitting_now
from liuhen.mechanisms.decisions.reads.stances import opinions_of
from liuhen.mechanisms.decisions.reads.tasks import Task, task_of
from liuhen.mechanisms.decisions.terms import Choice, Outcome, Stance
from liuhen.rules.acting import actor_of, explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import is_partial, render

PURPOSE = "会上讨论"
LIVE = "decisions/_seat_live.html"
PARTS = ("item", "task", "stances")


@dataclass
class View:
    """一席所见 Everything one person's screen is made of."""

    sitting: Sitting
    person: UUID
    task: Task

    @property
    def versions(self) -> dict[str, str]:
        """各部分版本 When one of these changes, the browser fetches that part anew."""
        item = self.sitting.item
        shown = str(item.id) if item else ""
        return {"item": shown, "task": self.task.key, "stances": self.stances_key}

    @property
    def stances_key(self) -> str:
        """可看的表态 Empty while there is nothing this person may read."""
        return self.sitting.opinions_key if self.task.may_read else ""


def look(meeting: UUID, by: Actor) -> View:
    """看会 The meeting from this person's seat. Raises NotFound for whoever has nothing to do with it."""
    found = sitting_now(meeting)
    if not found.concerns(by.person):
        meetings.require_visible(meeting, by)
    return View(found, by.person, task_of(found, by.person))


def visible(meeting: UUID, by: Actor) -> Meeting:
    """可见的会议 On the roll, recording or presiding is enough; others are asked for their scope."""
    return concerning(meeting, by.person) or meetings.require_visible(meeting, by)


@never_cache
@require_safe
def seat(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """参会端 The whole page; `?part=` gives one part of it, an HTMX answer the person's task."""
    actor_of(request)
    part = request.GET.get("part", "task")
    if part in PARTS and (is_partial(request) or "part" in request.GET):
        return bare(request, f"decisions/_seat_{part}.html", context(request, meeting, part))
    return page(request, meeting)


def page(request: HttpRequest, meeting: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """整页 With a refusal and what had been typed, when an act was refused."""
    facts = context(request, meeting, "all")
    if refusal is not None:
        facts |= {"refusal": explained(refusal), "kept": Kept(request.POST, refusal.fields)}
    url, version = live_url(request, facts["sitting"].meeting, "seat-live")
    facts |= {"live_url": url, "version": version}
    return render(request, "decisions/seat.html", facts, refusal.status if refusal else 200)


@never_cache
@require_safe
def seat_live(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """参会端实时区 204, or where the item stands now."""
    found = unchanged(request, meeting)
    if isinstance(found, HttpResponse):
        return found
    return fragment(request, LIVE, _live(look(meeting, actor_of(request))), found)


@quickly("seat")
def show_quickly(meeting: UUID, person: UUID, version: int) -> bytes | None:
    """参会端速写 From one reading of the room for everybody it concerns; nobody else is shown anything here."""
    sitting = sitting_at(meeting, version)
    if not sitting.concerns(person):
        return None
    facts = _live(View(sitting, person, task_of(sitting, person)))
    same = (get_language(), facts["has_ended"], *facts["versions"].values())
    return sitting.drawn_once(same, lambda: written(LIVE, facts).encode())


def _live(view: View) -> dict[str, Any]:
    """实时区内容 The room, and of the person only which versions his parts should be at and whether he has ended.

    Nothing else may come in here: whoever agrees in these is handed the very same bytes.
    """
    sitting, room = view.sitting, view.sitting.room
    ended = bool(room and view.person in room.ended)
    return {"sitting": sitting, "item": sitting.item, "room": room, "versions": view.versions, "has_ended": ended}


def context(request: HttpRequest, meeting: UUID, part: str) -> dict[str, Any]:
    """页面内容 What a part of the page needs; stances are opened, and the look logged, only to be shown."""
    view = look(meeting, actor_of(request))
    item = view.sitting.item
    facts = (
        _facts(view)
        | _live(view)
        | {"kept": Kept(), "papers_open": bool(item and request.GET.get("papers") == str(item.id))}
    )
    if part in ("task", "all"):
        facts |= {"ask": ask(request), **_choices(view)}
    if part in ("stances", "all") and view.stances_key and item:
        facts["opinions"] = opinions_of(item, by=actor_of(request), purpose=PURPOSE)
    return facts


def _facts(view: View) -> dict[str, Any]:
    item = view.sitting.item
    return {
        "view": view,
        "sitting": view.sitting,
        "meeting": view.sitting.meeting,
        "item": item,
        "motion": item.motion if item else None,
        "room": view.sitting.room,
        "task": view.task,
        "me": view.person,
        "Stance": Stance,
        "Outcome": Outcome,
    }


def _choices(view: View) -> dict[str, Any]:
    return {
        "stances": Stance.choices,
        "choices": Choice.choices,
        "outcomes": outcomes_of(view.sitting) if view.task.kind in ("rule", "defer") else [],
        "resolution": suggestion(view.sitting) if view.task.kind == "rule" else "",
    }


def outcomes_of(sitting: Sitting) -> list[tuple[str, str]]:
    """可宣布的结果 What follows from the count; both ways only where the head decides."""
    poll, room = sitting.ballot, sitting.room
    if not room or not poll or poll.passed is None:
        return [(Outcome.DEFERRED.value, Outcome.DEFERRED.label)]
    passed = [Outcome.PASSED, Outcome.IN_PRINCIPLE]
    ways = passed if poll.passed else [Outcome.REJECTED]
    if bodies.head_decides(room):
        ways = [*passed, Outcome.REJECTED]
    return [(way.value, way.label) for way in [*ways, Outcome.DEFERRED]]


def suggestion(sitting: Sitting) -> str:
    """决议草稿 A resolution to start from, as the count has it; the presider changes it as he likes."""
    if not sitting.item or not sitting.ballot:
        return ""
    return f"会议审议了“{sitting.item.motion.title}”，{'予以通过' if sitting.ballot.passed else '未予通过'}。"


routes = [
    path("meetings/<uuid:meeting>/seat", seat, name="seat"),
    path("meetings/<uuid:meeting>/seat/live", seat_live, name="seat-live"),
    *seat_acts.routes(page),
]
