"""会议页 The list, calling one, its agenda, and what follows it: record, confirmation, 纪要 (D3, D5)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET

from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, Refusal
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.pages.people import in_region
from liuhen.mechanisms.decisions.reads import meetings, motions
from liuhen.mechanisms.decisions.states import MeetingState
from liuhen.organs.reads.groups import group, groups_of, groups_of_person, members_of
from liuhen.organs.reads.rights import may
from liuhen.organs.reads.staff import names
from liuhen.rules.acting import acting, actor_of, person_in
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render

PAGE = 30


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """会议一览 Those this person may see, the next one first."""
    rows = meetings.visible_to(actor_of(request)).order_by("-starts", "-id")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "decisions/meetings.html", {"page": page, "names": names({row.presider for row in page})})


def new(request: HttpRequest) -> HttpResponse:
    """召集会议 Body, time, place, who presides and who records."""
    by = actor_of(request)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _call(request)
        except Refusal as error:
            refusal = error
    groups = {found.pk: found for found in [*groups_of_person(by.person), *groups_of(by.organ)]}
    chosen = request.POST.get("group") or request.GET.get("group") or str(next(iter(groups), ""))
    members = members_of(UUID(chosen)) if chosen in {str(pk) for pk in groups} else []
    context = {
        "groups": [(str(found.pk), found.name) for found in groups.values()],
        "members": [(str(member.person), f"{member.name}（{member.title}）") for member in members],
        "chief": next((str(member.person) for member in members if member.is_chief), ""),
        "chosen": chosen,
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "decisions/meeting_new.html", context, refusal.status if refusal else 200)


def _call(request: HttpRequest) -> HttpResponse:
    given = request.POST
    group_id, presider = person_in(request, "group"), person_in(request, "presider")
    assert group_id is not None and presider is not None
    entry = actions.call_meeting(
        by=actor_of(request),
        group=group_id,
        title=given.get("title", ""),
        starts=_starts(given.get("starts", "")),
        place=given.get("place", ""),
        presider=presider,
        recorder=person_in(request, "recorder", optional=True) or actor_of(request).person,
        on_paper=given.get("on_paper") == "yes",
    )
    return redirect("meeting", entry.body["public"]["meeting"])


def _starts(text: str) -> datetime:
    try:
        return clock.truncated(datetime.fromisoformat(text).replace(tzinfo=clock.SHANGHAI))
    except ValueError as error:
        raise BadInput("platform.input", "开会时间不对", fields={"starts": "请填日期和时间"}) from error


@require_GET
def show(request: HttpRequest, meeting: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """会议 Agenda before it, overview after it."""
    return page(request, meeting, refusal)


def page(request: HttpRequest, meeting: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """会议页 With a refusal, and what was typed, when an act on it was refused."""
    by = actor_of(request)
    row = meetings.require_visible(meeting, by)
    items = meetings.items_of(meeting)
    members = members_of(row.group, clock.local(row.starts).date())
    seats = list(row.seats.all())
    runs = by.person in (row.recorder, row.presider) or may(by, "agenda.build", row.organ)
    context: dict[str, Any] = {
        "meeting": row,
        "group": group(row.group),
        "items": items,
        "seats": seats,
        "members": members,
        "runs": runs,
        "sits": any(seat.person == by.person for seat in seats) or by.person in {one.person for one in members},
        "waiting": list(motions.open_motions(row.group)) if runs and row.state == MeetingState.CALLED else [],
        "reporters": in_region(row.organ) if runs else [],
        "names": names(
            {row.presider, row.recorder, *(item.reporter for item in items), *(item.motion.mover for item in items)}
            | {seat.person for seat in seats}
        ),
        "deliveries": meetings.delivered(items),
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "decisions/meeting.html", context, refusal.status if refusal else 200)


def table(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """列入议题 Refused with the rule when a gate is open or the review says 不合法."""
    motion, reporter = person_in(request, "motion"), person_in(request, "reporter")
    assert motion is not None and reporter is not None
    actions.table_motion(meeting=meeting, motion=motion, by=actor_of(request), reporter=reporter)
    return redirect("meeting", meeting)


def send(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """送达材料 To every member of the body and the observers chosen."""
    row = meetings.get(meeting)
    item = person_in(request, "item")
    assert item is not None
    to = [member.person for member in members_of(row.group, clock.local(row.starts).date())]
    actions.send_papers(item=item, by=actor_of(request), to=to)
    return redirect("meeting", meeting)


def lock(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """锁定议程 Movers default here; the chief is told on his desk."""
    actions.lock_agenda(meeting=meeting, by=actor_of(request))
    return redirect("meeting", meeting)


_ACTS = {"table": table, "send": send, "lock": lock}
routes = [
    path("meetings/", index, name="meetings"),
    path("meetings/new", new, name="meeting-new"),
    path("meetings/<uuid:meeting>/", show, name="meeting"),
    *(
        path(f"meetings/<uuid:meeting>/{name}", acting(page)(view), name=f"meeting-{name}")
        for name, view in _ACTS.items()
    ),
]
