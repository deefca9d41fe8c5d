"""履责页 My list with the state of every duty, a body's list, and the lines behind one duty."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from liuhen.kit.refusals import NotFound, NotPermitted
from liuhen.ledger.records import Actor
from liuhen.mechanisms.duties.pages.days import day_asked
from liuhen.mechanisms.dutylog.reads import evidence, lines
from liuhen.organs.reads.rights import may, powers_of
from liuhen.organs.reads.staff import person as person_of
from liuhen.organs.reads.staff import posts_of
from liuhen.organs.reads.tree import organ as organ_of
from liuhen.oversight.fulfilment import reads
from liuhen.oversight.fulfilment.states import State
from liuhen.rules.acting import actor_of
from liuhen.rules.permits import require_power
from liuhen.ui.pages import render

ROWS = 50
COLOURS = {State.NONE: "bad", State.SHOW: "due", State.DONE: "good", State.SOFT: "plain"}


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """我的履责 Everything one answers for on one page, each line once, with its state."""
    return _list(request, actor_of(request).person)


@require_GET
def of_person(request: HttpRequest, person: UUID) -> HttpResponse:
    """某人履责 For whoever may read his log."""
    _require_readable(actor_of(request), person)
    return _list(request, person)


def _list(request: HttpRequest, person: UUID) -> HttpResponse:
    by, on = actor_of(request), day_asked(request)
    lines.catch_up(request.person.book)  # type: ignore[attr-defined]
    found = reads.of_person(person, on)
    context = {
        "found": found,
        "person": person,
        "own": person == by.person,
        "name": "" if person == by.person else person_of(person).name,
        "on": on,
        "colours": COLOURS,
        "query": f"person={person}",
    }
    return render(request, "fulfilment/list.html", context)


@require_GET
def body(request: HttpRequest, organ: UUID) -> HttpResponse:
    """班子履责 The duties of the body as a whole (M05)."""
    by, on = actor_of(request), day_asked(request)
    require_power(by, organ, "dutylog.read", "organ.read")
    lines.catch_up(request.person.book)  # type: ignore[attr-defined]
    context = {
        "organ": organ_of(organ),
        "closed": not may(by, "dutylog.read", organ),
        "duties": reads.of_body(organ, on),
        "span": reads.year_to(on),
        "on": on,
        "colours": COLOURS,
        "query": f"organ={organ}",
    }
    return render(request, "fulfilment/body.html", context)


@require_GET
def item(request: HttpRequest, item: UUID) -> HttpResponse:
    """佐证明细 The lines that show one duty of a person, or of a body."""
    by, on = actor_of(request), day_asked(request)
    person, organ = _asked(request, "person"), _asked(request, "organ")
    if organ:
        require_power(by, organ, "dutylog.read")
        duties, owner = reads.of_body(organ, on), {"organ": organ}
    else:
        person = person or by.person
        _require_readable(by, person)
        duties, owner = reads.of_person(person, on).duties, {"person": person}
    found = reads.one_of(duties, item)
    if found is None:
        raise NotFound("platform.not-found", "这一天没有承担这项责任")
    ids = evidence.lines_for(found.ids, found.line.evidence, reads.year_to(on), **owner)
    page = Paginator(ids, ROWS).get_page(request.GET.get("page"))
    context = {
        "duty": found,
        "page": page,
        "shown": lines.shown(evidence.of_ids(page.object_list)),
        "span": reads.year_to(on),
        "colours": COLOURS,
        "own": person == by.person,
        "item": item,
    }
    return render(request, "fulfilment/item.html", context)


def _asked(request: HttpRequest, name: str) -> UUID | None:
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def _require_readable(by: Actor, person: UUID) -> None:
    """One's own list, or the power to read the log where the person holds a post. Raises NotPermitted."""
    if by.person == person:
        return
    powers = powers_of(by.person)
    if not any(powers.allow("dutylog.read", held.path) for held in posts_of(person)):
        raise NotPermitted("platform.not-permitted", "您现任的职务不能查看此人的履责情况")


routes = [
    path("fulfilment/", mine, name="fulfilment"),
    path("fulfilment/of/<uuid:person>/", of_person, name="fulfilment-person"),
    path("fulfilment/body/<uuid:organ>/", body, name="fulfilment-body"),
    path("fulfilment/item/<uuid:item>/", item, name="fulfilment-item"),
]
