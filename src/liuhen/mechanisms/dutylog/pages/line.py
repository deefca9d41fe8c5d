"""一行记实 Its source, what was added, asked and found; and what may be done with it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from liuhen.kit.refusals import Refusal
from liuhen.mechanisms.dutylog import actions, permits
from liuhen.mechanisms.dutylog.reads import lines, samples
from liuhen.mechanisms.dutylog.terms import Asking, Result
from liuhen.organs.reads.rights import may
from liuhen.rules.acting import acting, actor_of, person_in
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render


def page(request: HttpRequest, line: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """一行 With what was typed when an act on it was refused."""
    by = actor_of(request)
    found = lines.require_visible(line, by)
    [shown] = lines.shown([found])
    asked = samples.of_line(line)
    checker = found.person != by.person and may(by, "dutylog.check", found.organ)
    context = {
        "line": found,
        "shown": shown,
        "questions": [(one, permits.last_day(one, found.organ)) for one in asked],
        "open": next((one for one in asked if one.state == Asking.ASKED), None),
        "own": found.person == by.person,
        "checker": checker,
        "sample": request.POST.get("sample") or request.GET.get("sample", ""),
        "results": Result.choices,
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "dutylog/line.html", context, refusal.status if refusal else 200)


def show(request: HttpRequest, line: UUID) -> HttpResponse:
    """看一行 GET."""
    return page(request, line)


def correct(request: HttpRequest, line: UUID) -> HttpResponse:
    """更正 By the person, as an addition."""
    actions.correct_line(line=line, by=actor_of(request), words=request.POST.get("correction", ""))
    return redirect("dutylog-line", line)


def question(request: HttpRequest, line: UUID) -> HttpResponse:
    """询问 The author is asked."""
    sample = person_in(request, "sample", optional=True)
    actions.question_line(line=line, by=actor_of(request), words=request.POST.get("question", ""), sample=sample)
    return redirect("dutylog-line", line)


def answer(request: HttpRequest, line: UUID) -> HttpResponse:
    """说明 The author says how it was."""
    asked = samples.last_question(line)
    if asked is None:
        return redirect("dutylog-line", line)
    actions.answer_question(question=asked.pk, by=actor_of(request), words=request.POST.get("answer", ""))
    return redirect("dutylog-line", line)


def check(request: HttpRequest, line: UUID) -> HttpResponse:
    """核查 What the comparison with the source gave."""
    sample = person_in(request, "sample", optional=True)
    given = request.POST
    actions.check_line(
        line=line, by=actor_of(request), result=given.get("result", ""), words=given.get("found", ""), sample=sample
    )
    return redirect("dutylog-sample", sample) if sample else redirect("dutylog-line", line)


_ACTS = {"correct": correct, "question": question, "answer": answer, "check": check}
routes = [
    path("dutylog/lines/<uuid:line>/", show, name="dutylog-line"),
    *(
        path(f"dutylog/lines/<uuid:line>/{name}", acting(page)(view), name=f"dutylog-{name}")
        for name, view in _ACTS.items()
    ),
]
