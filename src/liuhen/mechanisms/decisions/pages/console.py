"""记录台 One recorder at one machine runs the whole meeting: who is here, which item is on, what is due next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from liuhen.kit.refusals import Refusal
from liuhen.mechanisms.decisions import bodies
from liuhen.mechanisms.decisions.pages import console_acts
from liuhen.mechanisms.decisions.pages.live import bare, fragment, live_url, unchanged
from liuhen.mechanisms.decisions.pages.seat import look, visible
from liuhen.mechanisms.decisions.permits.item import papers_short
from liuhen.mechanisms.decisions.permits.meeting import require_may_run
from liuhen.mechanisms.decisions.permits.seating import eligible
from liuhen.mechanisms.decisions.reads.room import Room
from liuhen.mechanisms.decisions.reads.sitting import Sitting, observers_likely, sitting_of
from liuhen.mechanisms.decisions.states import MeetingState
from liuhen.mechanisms.decisions.terms import Ending, Mode, Presence, Role
from liuhen.organs.reads.groups import members_of
from liuhen.organs.reads.staff import names
from liuhen.rules.acting import actor_of, explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import is_partial, render


@never_cache
@require_safe
def console(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """记录台 The whole page, or the desk alone."""
    if is_partial(request) or request.GET.get("part") == "desk":
        return bare(request, "decisions/_console_desk.html", context(request, meeting))
    return page(request, meeting)


def page(request: HttpRequest, meeting: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """整页 With a refusal and what had been typed, when an act was refused."""
    facts = context(request, meeting)
    if refusal is not None:
        facts |= {"refusal": explained(refusal), "kept": Kept(request.POST, refusal.fields)}
    url, version = live_url(request, facts["meeting"], "console-live")
    facts |= {"live_url": f"{url}{_asked(request)}", "version": version}
    return render(request, "decisions/console.html", facts, refusal.status if refusal else 200)


@never_cache
@require_safe
def console_live(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """记录台实时区 204, or the agenda and everybody's line."""
    found = unchanged(request, meeting)
    if isinstance(found, HttpResponse):
        return found
    return fragment(request, "decisions/_console_live.html", _facts(_look(request, meeting)), found)


def context(request: HttpRequest, meeting: UUID) -> dict[str, Any]:
    """页面内容 The meeting and what may be done with it now. Refuses whoever neither records nor presides."""
    sitting = _look(request, meeting)
    facts = _facts(sitting) | {"kept": Kept(), "modes": [], "short": False}
    if sitting.meeting.state == MeetingState.LOCKED:
        return facts | _roll(sitting)
    if sitting.room and sitting.meeting.state == MeetingState.OPEN:
        facts |= _of_item(sitting, sitting.room)
    return facts


def _look(request: HttpRequest, meeting: UUID) -> Sitting:
    by, item = actor_of(request), _item(request)
    if item is not None:
        row = visible(meeting, by)
        require_may_run(row, by)
        return sitting_of(row, item)
    sitting = look(meeting, by).sitting
    require_may_run(sitting.meeting, by)
    return sitting


def _item(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("item", ""))
    except ValueError:
        return None


def _asked(request: HttpRequest) -> str:
    item = _item(request)
    return f"&item={item}" if item else ""


def _facts(sitting: Sitting) -> dict[str, Any]:
    item, room = sitting.item, sitting.room
    key = f"{item.id}:{item.state}:{item.round}" if item else ""
    poll = sitting.ballot
    unanswered = sum(one.kind == "compliance" and not one.answered for one in sitting.objections)
    return {
        "sitting": sitting,
        "meeting": sitting.meeting,
        "item": item,
        "room": room,
        "motion": item.motion if item else None,
        "unanswered": unanswered,
        "versions": {
            "desk": f"{sitting.meeting.state}:{key}:{poll.id if poll else ''}:{unanswered}:{_people_key(sitting)}"
        },
        "Ending": Ending,
        **_chair(sitting),
    }


def _chair(sitting: Sitting) -> dict[str, Any]:
    """Who could take the chair, and whether it must be taken."""
    ids = [person for person in eligible(sitting.meeting) if person != sitting.meeting.presider]
    known = names(ids)
    seat = sitting.seat_of(sitting.meeting.presider)
    return {
        "chairs": [(person, known.get(person, "未知")) for person in ids],
        "presider_gone": bool(sitting.seats) and (seat is None or seat.presence != Presence.PRESENT),
    }


def _people_key(sitting: Sitting) -> str:
    """Who can still be chosen in the forms: endings and presence change it."""
    here = "".join(seat.presence[:3] for seat in sitting.seats)
    return f"{here}{len(sitting.waiting)}{len(sitting.not_voted)}{sitting.meeting.presider.hex[-6:]}"


def _of_item(sitting: Sitting, room: Room) -> dict[str, Any]:
    rule = bodies.rule_of_room(room)
    allowed = [mode for mode in Mode if mode.label in rule.vote_modes]
    return {
        "modes": [(mode.value, mode.label) for mode in allowed],
        "short": room.item.state == "tabled" and papers_short(room)[0],
        "chief": next((seat.person for seat in room.members if seat.role == Role.CHIEF), None),
        "waiting": [(person, sitting.name(person)) for person in sitting.waiting],
        "recusable": [
            (seat.person, sitting.name(seat.person)) for seat in room.present if seat.person not in room.ended
        ],
        "not_voted": [(person, sitting.name(person)) for person in sitting.not_voted],
        "here": [(s.person, sitting.name(s.person)) for s in sitting.seats if s.presence == Presence.PRESENT],
        "gone": [(s.person, sitting.name(s.person)) for s in sitting.seats if s.presence != Presence.PRESENT],
    }


def _roll(sitting: Sitting) -> dict[str, Any]:
    members = members_of(sitting.meeting.group)
    likely = observers_likely(sitting.meeting.id) - {member.person for member in members}
    return {"members": members, "likely": sorted(names(likely).items(), key=lambda pair: pair[1])}


routes = [
    path("meetings/<uuid:meeting>/console", console, name="console"),
    path("meetings/<uuid:meeting>/console/live", console_live, name="console-live"),
    *console_acts.routes(page),
]
