"""班子页 A leading group and its division of work; saved as it is, with what is wrong named beside it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from liuhen.kit.refusals import Refusal
from liuhen.organs import actions, permits, reads
from liuhen.organs.imports import KINDS
from liuhen.organs.kinds import CORE_WORDS, GROUP_WORDS, ROLE_WORDS, GroupKind, item_word
from liuhen.organs.models import Group
from liuhen.organs.pages.groups import SEES_SUPERVISION
from liuhen.organs.pages.guard import day, sheet_response, signed_in, typed_day
from liuhen.organs.reads import Member, Table
from liuhen.organs.spans import today
from liuhen.ui import sheets
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render


@signed_in
def group(request: HttpRequest, group: UUID) -> HttpResponse:
    """班子页 Members in the order of speaking, and who answers for what, on the day asked for."""
    found, on = reads.group(group), day(request)
    members = reads.members_of(group, on)
    context = {
        "group": found,
        "kind": GROUP_WORDS[GroupKind(found.kind)],
        "on": on,
        "is_today": on == today(),
        "members": members,
        "roles": ROLE_WORDS,
        "table": reads.portfolio_on(group, on),
        "item_word": item_word,
        "may_edit": permits.may_at(request.actor, "portfolio.edit", found.organ),
        "may_seat": permits.may_at(request.actor, "group.edit", found.organ),
        "sees_supervision": _sees_supervision(request, found, members),
    }
    return render(request, "organs/group.html", context)


def _sees_supervision(request: HttpRequest, found: Group, members: list[Member]) -> bool:
    inside = any(one.person == request.actor.person for one in members)
    return inside or any(permits.may_at(request.actor, verb, found.organ) for verb in SEES_SUPERVISION)


@signed_in
def edit(request: HttpRequest, group: UUID) -> HttpResponse:
    """分工编辑 The whole table at once: one line per member."""
    found = reads.group(group)
    permits.require_may(request.actor, "portfolio.edit", found.organ)
    members = reads.members_of(group)
    refusal = None
    if request.method == "POST":
        try:
            _save(request, group, members)
            return redirect("organs:group", group)
        except Refusal as error:
            refusal = error
    table = reads.portfolio_on(group)
    context = {
        "group": found,
        "members": members,
        "roles": ROLE_WORDS,
        "core": [(code.value, word) for code, word in CORE_WORDS.items()],
        "held": _held(table),
        "table": table,
        "today": today(),
        "refusal": refusal,
        "kept": Kept(request.POST, refusal.fields) if refusal else None,
    }
    return render(request, "organs/portfolio.html", context, refusal.status if refusal else 200)


@signed_in
def sheet(request: HttpRequest, group: UUID) -> HttpResponse:
    """分工表 The division of work of the day as a sheet."""
    found, table = reads.group(group), reads.portfolio_on(group, day(request))
    codes = reads.organ_codes([id for line in table.lines for id, _ in line.organs]) if table else {}
    lines = [
        {
            "group": found.name,
            "name": line.name,
            "items": "、".join(map(item_word, line.items)),
            "organs": "、".join(codes.get(id, "") for id, _ in line.organs),
            "since": table.since,
        }
        for line in (table.lines if table else ())
    ]
    return sheet_response(sheets.write(KINDS["portfolios"].columns, lines, title="分管分工"), "portfolio")


def _save(request: HttpRequest, group: UUID, members: list[Member]) -> None:
    table = reads.portfolio_on(group)
    kept = {line.person: [id for id, _ in line.organs] for line in table.lines} if table else {}
    here = {member.person for member in members}
    actions.assign_portfolio(
        by=request.actor,
        group=group,
        since=typed_day(request, "since"),
        items={member.person: _typed(request, member) for member in members},
        charges={person: ids for person, ids in kept.items() if person in here},
    )


def _typed(request: HttpRequest, member: Member) -> list[str]:
    core = [word for word in request.POST.getlist(f"core-{member.person}") if word in CORE_WORDS]
    free = request.POST.get(f"items-{member.person}", "").replace("，", "、").replace("\n", "、").split("、")
    return core + [word.strip() for word in free if word.strip()]


def _held(table: Table | None) -> dict[UUID, tuple[list[str], str]]:
    """Per member: the core items held, and the rest as typed text."""
    lines = table.lines if table else ()
    return {
        line.person: (
            [item for item in line.items if item in CORE_WORDS],
            "、".join(item for item in line.items if item not in CORE_WORDS),
        )
        for line in lines
    }
