"""班子成员页 Who takes a seat and who leaves it; how the chief supervises what his deputies manage (M55)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from liuhen.kit.refusals import BadInput, Refusal
from liuhen.organs import actions, permits, reads
from liuhen.organs.kinds import CORE_WORDS, ROLE_WORDS, item_word
from liuhen.organs.models import Group
from liuhen.organs.pages.choosing import chosen_person, found_people
from liuhen.organs.pages.guard import day, sheet_response, signed_in, typed_day, typed_id, typed_number
from liuhen.organs.reads.portfolios import supervisions_of
from liuhen.organs.spans import today
from liuhen.ui import sheets
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render

SEES_SUPERVISION = ("organ.read", "portfolio.read", "portfolio.edit")
MEMBER_COLUMNS = (
    sheets.Column("precedence", "发言顺序", kind="int"),
    sheets.Column("name", "姓名"),
    sheets.Column("title", "职务"),
    sheets.Column("role", "班子角色"),
)


@signed_in
def members(request: HttpRequest, group: UUID) -> HttpResponse:
    """班子成员 Seats are taken and left here; a group without members can be dissolved."""
    found, refusal = reads.group(group), None
    permits.require_may(request.actor, "group.edit", found.organ)
    if request.method == "POST":
        try:
            return _change(request, found)
        except Refusal as error:
            refusal = error
    context = {
        "group": found,
        "members": reads.members_of(group),
        "roles": ROLE_WORDS,
        "role_choices": [(role.value, word) for role, word in ROLE_WORDS.items()],
        "seek": request.GET.get("seek", request.POST.get("seek", "")).strip(),
        "people": found_people(request, found.organ_id),
        "today": today(),
        "refusal": refusal,
        "kept": Kept(request.POST, refusal.fields) if refusal else Kept(),
    }
    return render(request, "organs/members.html", context, refusal.status if refusal else 200)


@signed_in
def members_sheet(request: HttpRequest, group: UUID) -> HttpResponse:
    """班子成员表 The members of the day as a sheet."""
    reads.group(group)
    lines = (
        {"precedence": one.precedence, "name": one.name, "title": one.title, "role": ROLE_WORDS[one.role]}
        for one in reads.members_of(group, day(request))
    )
    return sheet_response(sheets.write(MEMBER_COLUMNS, lines, title="班子成员"), "members")


@signed_in
def supervision(request: HttpRequest, group: UUID) -> HttpResponse:
    """正职监管 The year's notes, for the members and for those in charge; written by the chief himself alone."""
    found, refusal = reads.group(group), None
    seated = {one.person: one for one in reads.members_of(group)}
    if request.actor.person not in seated:
        permits.require_any(request.actor, SEES_SUPERVISION, found.organ)
    if request.method == "POST":
        try:
            _supervise(request, group)
            return redirect("organs:supervision", group)
        except Refusal as error:
            refusal = error
    year = _year(request)
    chief = seated.get(request.actor.person)
    context = {
        "group": found,
        "year": year,
        "rows": supervisions_of(group, date(year, 1, 1), date(year + 1, 1, 1)),
        "item_word": item_word,
        "deputies": [(str(one.person), f"{one.name}（{one.title}）") for one in seated.values() if not one.is_chief],
        "core": [(code.value, word) for code, word in CORE_WORDS.items()],
        "may_write": bool(chief and chief.is_chief),
        "today": today(),
        "refusal": refusal,
        "kept": Kept(request.POST, refusal.fields) if refusal else Kept(),
    }
    return render(request, "organs/supervision.html", context, refusal.status if refusal else 200)


def _change(request: HttpRequest, found: Group) -> HttpResponse:
    verb, by = request.POST.get("verb", ""), request.actor
    if verb == "seat":
        person, post = chosen_person(request)
        actions.seat_member(
            by=by,
            group=found.pk,
            person=person,
            post=post,
            role=request.POST.get("role", ""),
            precedence=typed_number(request, "precedence", 100),
            since=typed_day(request, "since"),
        )
    elif verb == "leave":
        actions.unseat_member(by=by, seat=typed_id(request, "seat"), until=typed_day(request, "until"))
    elif verb == "dissolve":
        actions.dissolve_group(by=by, group=found.pk, until=typed_day(request, "until"))
        return redirect("organs:organ", found.organ_id)
    else:
        raise BadInput("platform.input", "请选择要办理的事项")
    return redirect("organs:members", found.pk)


def _supervise(request: HttpRequest, group: UUID) -> None:
    typed = request.POST.get("other", "").strip() or request.POST.get("item", "")
    actions.supervise_portfolio(
        by=request.actor,
        group=group,
        deputy=typed_id(request, "deputy"),
        item=typed,
        words=request.POST.get("words", ""),
        on=typed_day(request, "on"),
    )


def _year(request: HttpRequest) -> int:
    text = request.GET.get("year", "")
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() and text > "1949" else today().year
