"""单位页 The tree, and one organ as it is or was on a day."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from liuhen.organs import permits, reads
from liuhen.organs.imports import KINDS
from liuhen.organs.kinds import GROUP_WORDS, ORGAN_WORDS, GroupKind, OrganKind, item_word
from liuhen.organs.models import Organ
from liuhen.organs.pages.guard import day, paged, sheet_response, signed_in
from liuhen.organs.spans import covers, today
from liuhen.ui import sheets
from liuhen.ui.pages import render

MOST_ROWS = 100_000
MOST_MARKS = 20


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """单位首页 The organ of the person who asks; the roots when a search is made."""
    words = request.GET.get("q", "").strip()
    if not words:
        return redirect("organs:organ", request.actor.organ)
    page = paged(request, reads.search(words))
    return render(request, "organs/search.html", {"page": page, "words": words, "kinds": _kind_words(page)})


@signed_in
def organ(request: HttpRequest, organ: UUID) -> HttpResponse:
    """单位页 Superiors, posts with holders, groups, portfolios, subordinates: all as of the day asked for."""
    found, on, words = reads.organ(organ), day(request), request.GET.get("q", "").strip()
    page = paged(request, reads.children(organ, on, words=words))
    past = reads.past_of(organ)
    context = {
        "organ": found,
        "name": next((one.name for one in past if covers((one.since, one.until), on)), found.name),
        "kind": ORGAN_WORDS[OrganKind(found.kind)],
        "on": on,
        "is_today": on == today(),
        "words": words,
        "crumbs": reads.crumbs(found)[:-1],
        "posts": reads.posts_with_holders(organ, on),
        "groups": [(group, GROUP_WORDS[GroupKind(group.kind)]) for group in reads.groups_of(organ, on)],
        "past": past,
        "page": page,
        "kinds": _kind_words(page),
        "item_word": item_word,
        **_seen(request, found, on),
    }
    return render(request, "organs/organ.html", context)


def _seen(request: HttpRequest, found: Organ, on: object) -> dict[str, object]:
    """Portfolios with what is wrong in them, for whoever may see them here; and which changes are open to him."""
    powers = reads.powers_from(request.person.posts)
    marks = any(powers.allow(verb, found.path) for verb in ("organ.read", "portfolio.read", "portfolio.edit"))
    return {
        "portfolios": reads.portfolio_of(found.pk, on),
        "marked": reads.portfolio_marks(found.path, on, MOST_MARKS) if marks else [],
        "sees_marks": marks,
        "may_change": permits.may_at(request.actor, "organ.edit", found, powers),
        "may_people": powers.allow("people.read", found.path) or powers.allow("people.edit", found.path),
        "may_grants": powers.allow("grant.give", found.path) or powers.allow("grant.review", found.path),
        "may_calendar": powers.allow("calendar.edit", found.path),
    }


@signed_in
def children_sheet(request: HttpRequest, organ: UUID) -> HttpResponse:
    """下级单位表 The subordinates of the day as a sheet that can be imported elsewhere."""
    found = reads.organ(organ)
    rows = reads.children(organ, day(request), words=request.GET.get("q", "").strip())[:MOST_ROWS]
    lines = (
        {"code": r.code, "name": r.name, "kind": ORGAN_WORDS[OrganKind(r.kind)], "above": found.code, "since": r.since}
        for r in rows.iterator(2000)
    )
    return sheet_response(sheets.write(KINDS["organs"].columns, lines, title="单位"), "organs")


def _kind_words(rows: object) -> dict[UUID, str]:
    return {row.pk: ORGAN_WORDS[OrganKind(row.kind)] for row in rows}
