"""记实页 A person's log of a month or a year, on screen, as the printed 纪实本 and as a sheet; and writing a line."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET

from liuhen.kit import clock
from liuhen.kit.refusals import Refusal
from liuhen.ledger.duty_lines import Category, EvidenceKind
from liuhen.mechanisms.dutylog import actions
from liuhen.mechanisms.dutylog.papers import PDF, logbook, sheet_of
from liuhen.mechanisms.dutylog.reads import lines, samples
from liuhen.mechanisms.dutylog.reads.lines import Span
from liuhen.organs.reads.rights import powers_from
from liuhen.organs.reads.staff import names, person, posts_of_many
from liuhen.rules.acting import actor_of, moment_in, person_in
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render
from liuhen.ui.sheets import XLSX

ROWS = 50
YEARS = 10


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """我的记实 One's own log."""
    return _log(request, actor_of(request).person)


@require_GET
def of_person(request: HttpRequest, person: UUID) -> HttpResponse:
    """某人记实 As far as the reader may see it."""
    return _log(request, person)


def _log(request: HttpRequest, of: UUID) -> HttpResponse:
    by = actor_of(request)
    lines.catch_up(request.person.book)  # type: ignore[attr-defined]
    span = span_in(request)
    rows = lines.of_person(of, span, by)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    shown, own = lines.shown(page.object_list), of == by.person
    context = {
        "person": of,
        "own": own,
        "name": "" if own else (shown[0].author if shown else person(of).name),
        "span": span,
        "page": page,
        "shown": shown,
        "manual": rows.filter(manual=True).count(),
        "waiting": samples.waiting_for(by.person) if own else [],
        "may_read": not own or powers_from(request.person.posts).anywhere("dutylog.read"),  # type: ignore[attr-defined]
        "years": _years(),
        "month": request.GET.get("month", ""),
    }
    return render(request, "dutylog/log.html", context)


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """有记实的人 Those of the reader's reach with a line in the year; by id, in no order of merit."""
    by, span = actor_of(request), span_in(request)
    lines.catch_up(request.person.book)  # type: ignore[attr-defined]
    page = Paginator(lines.people_with_lines(by, span), ROWS).get_page(request.GET.get("page"))
    found = list(page.object_list)
    known, posts = names(found), posts_of_many(found)
    rows = [(id, known.get(id, ""), "、".join(held.title for held in posts.get(id, []))) for id in found]
    return render(request, "dutylog/people.html", {"page": page, "rows": rows, "span": span, "years": _years()})


@require_GET
def printed(request: HttpRequest, person: UUID) -> HttpResponse:
    """纪实本 The span as a document to print."""
    by, span = actor_of(request), span_in(request)
    lines.catch_up(request.person.book)  # type: ignore[attr-defined]
    pdf = logbook(person, span, lines.shown(list(lines.of_person(person, span, by))))
    return _file(pdf, PDF, f"纪实本-{span.words}.pdf")


@require_GET
def sheet(request: HttpRequest, person: UUID) -> HttpResponse:
    """表格 The span as an xlsx."""
    by, span = actor_of(request), span_in(request)
    lines.catch_up(request.person.book)  # type: ignore[attr-defined]
    found = sheet_of(span, lines.shown(list(lines.of_person(person, span, by))))
    return _file(found, XLSX, f"记实-{span.words}.xlsx")


def write(request: HttpRequest) -> HttpResponse:
    """补记 The form; on an error it comes back as it was typed."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _write(request)
        except Refusal as error:
            refusal = error
    context = {
        "categories": Category.choices,
        "kinds": EvidenceKind.choices,
        "item": request.POST.get("item") or request.GET.get("item", ""),
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "dutylog/write.html", context, refusal.status if refusal else 200)


def _write(request: HttpRequest) -> HttpResponse:
    given = request.POST
    said = {name: given.get(name, "") for name in ("category", "evidence", "words", "place", "company", "outcome")}
    actions.write_line(
        by=actor_of(request), at=moment_in(request), item=person_in(request, "item", optional=True), **said
    )
    return redirect("dutylog")


def span_in(request: HttpRequest) -> Span:
    """所看起止 `?month=2026-11` or `?year=2026`; this year when neither is readable. Raises BadInput."""
    if request.GET.get("month"):
        return lines.month(request.GET["month"])
    given = request.GET.get("year", "")
    this = clock.local(clock.now()).year
    year = int(given) if given.isascii() and given.isdecimal() and len(given) == 4 else this
    return lines.year(min(max(year, 1950), this))


def _years() -> list[tuple[str, str]]:
    this = clock.local(clock.now()).year
    return [(str(year), f"{year}年") for year in range(this, this - YEARS, -1)]


def _file(content: bytes, media: str, name: str) -> HttpResponse:

    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return HttpResponse(content, content_type=media, headers={"Content-Disposition": disposition})


routes: list[Any] = [
    path("dutylog/", mine, name="dutylog"),
    path("dutylog/people/", people, name="dutylog-people"),
    path("dutylog/write/", write, name="dutylog-write"),
    path("dutylog/of/<uuid:person>/", of_person, name="dutylog-person"),
    path("dutylog/of/<uuid:person>/logbook.pdf", printed, name="dutylog-pdf"),
    path("dutylog/of/<uuid:person>/log.xlsx", sheet, name="dutylog-xlsx"),
]
