"""失职核查页 The examinations one may see, a new one that cites the list, and one with the person's own words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET

from liuhen.kit.refusals import NotFound, Refusal
from liuhen.mechanisms.duties import actions
from liuhen.mechanisms.duties.models import Examination
from liuhen.mechanisms.duties.pages.choices import asked_id, units_of_tree
from liuhen.mechanisms.duties.pages.days import day_asked, day_typed
from liuhen.mechanisms.duties.pages.where import allowed
from liuhen.mechanisms.duties.reads import answerable, examinations, lists
from liuhen.organs.reads.staff import names, titles_of
from liuhen.organs.reads.tree import book_of, organ_names
from liuhen.organs.spans import today
from liuhen.rules.acting import acting, actor_of, person_in
from liuhen.rules.permits import require_power
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render

PAGE = 30


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """失职核查一览 Where one examines, and what concerns oneself."""
    by = actor_of(request)
    page = Paginator(examinations.visible_to(by), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "texts": {(row.version_id, row.item): row for row in lists.items_cited(page)},
        "organs": organ_names(row.organ for row in page),
        "names": names(row.person for row in page),
        "may_examine": allowed(request, examinations.EXAMINE),
    }
    return render(request, "duties/examinations.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """登记核查 The unit and the day first: then only lines that were in force there that day can be cited."""
    by = actor_of(request)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            entry = _examine(request)
            return redirect("duty-examination", entry.body["public"]["examination"])
        except Refusal as error:
            refusal = error
    place = asked_id(request, "organ") or (person_in(request, "organ", optional=True) if request.POST else None)
    on = day_typed(request, "on") if request.POST and not (refusal and "on" in refusal.fields) else day_asked(request)
    lines = answerable.lines_on(place, on) if place else []
    if place:
        require_power(by, place, examinations.EXAMINE)
    context: dict[str, Any] = {
        "units": units_of_tree(by.organ),
        "place": place,
        "on": on,
        "today": today(),
        "lines": [(str(line.item), f"{line.get_audience_display()} {line.number} {line.text}") for line in lines],
        "posts": answerable.posts_answering(place, on) if place else [],
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "duties/examination_new.html", context, refusal.status if refusal else 200)


def _examine(request: HttpRequest) -> Any:
    place = person_in(request, "organ")
    assert place is not None
    return actions.examine_failure(
        by=actor_of(request),
        organ=place,
        item=person_in(request, "item", optional=True),
        on=day_typed(request, "on"),
        facts=request.POST.get("facts", ""),
        post=person_in(request, "post", optional=True),
    )


@require_GET
def show(request: HttpRequest, examination: UUID) -> HttpResponse:
    """失职核查 The line, the day, who held the post then, and what he says."""
    return _page(request, examination)


def _page(request: HttpRequest, examination: UUID, refusal: Refusal | None = None) -> HttpResponse:
    by, row = actor_of(request), examinations.examination(examination)
    if not examinations.may_open(row, by):
        raise NotFound("duties.unknown-examination", "没有这项核查")
    answers = list(row.answers.all())
    context: dict[str, Any] = {
        "row": row,
        "item": examinations.cited_item(row),
        "words": _opened(request, row, [one.entry for one in answers]) if "open" in request.GET else {},
        "answers": answers,
        "organs": organ_names([row.organ]),
        "names": names([row.person, row.examined_by, *(one.person for one in answers)]),
        "title": titles_of([row.post]).get(row.post, "") if row.post else "",
        "may_answer": row.person == by.person if row.person else allowed(request, examinations.SPEAK, row.organ),
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "duties/examination.html", context, refusal.status if refusal else 200)


def _opened(request: HttpRequest, row: Examination, answers: list[UUID]) -> dict[UUID, str]:
    """Sealed words, opened on request and logged as opened."""
    by, book = actor_of(request), book_of(row.organ)
    found = {row.entry: book.open(row.entry, "facts", by=by, purpose="查阅失职核查")}
    opened = book.open_many(answers, "words", by=by, purpose="查阅陈述申辩") if answers else {}
    return found | {entry: words for (entry, _), words in opened.items()}


def answer(request: HttpRequest, examination: UUID) -> HttpResponse:
    """陈述申辩 In the person's own words."""
    actions.answer_failure(examination=examination, by=actor_of(request), words=request.POST.get("words", ""))
    return redirect("duty-examination", examination)


routes = [
    path("duties/examinations/", index, name="duty-examinations"),
    path("duties/examinations/new", new, name="duty-examination-new"),
    path("duties/examinations/<uuid:examination>/", show, name="duty-examination"),
    path("duties/examinations/<uuid:examination>/answer", acting(_page)(answer), name="duty-examination-answer"),
]
