"""责任书表格页 Paper letters from a sheet: looked at first, then written whole; and every list out again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET

from liuhen.kit.refusals import NotPermitted, Refusal
from liuhen.ledger import files
from liuhen.mechanisms.duties.imports import letters as imports
from liuhen.mechanisms.duties.letter_terms import Kind, LetterState
from liuhen.mechanisms.duties.models import Letter
from liuhen.mechanisms.duties.pages.letters import asked
from liuhen.mechanisms.duties.pages.sheets import content_in, download
from liuhen.mechanisms.duties.reads import letters
from liuhen.mechanisms.duties.reads.drawing import parted
from liuhen.mechanisms.duties.reads.reach import reaches
from liuhen.organs.models import Organ
from liuhen.organs.reads.staff import names
from liuhen.organs.reads.tree import organ_names
from liuhen.rules.acting import actor_of
from liuhen.rules.refused import explained
from liuhen.ui import sheets
from liuhen.ui.pages import render
from liuhen.ui.sheets import Column

MOST = 20_000
COLUMNS = (
    Column("year", "年度", kind="int"),
    Column("kind", "文书种类"),
    Column("organ", "单位"),
    Column("upper", "上级"),
    Column("lower", "责任人"),
    Column("state", "状态"),
    Column("signed_on", "签订日期", kind="date"),
)


def load(request: HttpRequest) -> HttpResponse:
    """导入纸面责任书 Shows what would be written, or every bad row; writes on confirmation."""
    by = actor_of(request)
    top = _top(request)
    context: dict[str, Any] = {"place": top, "columns": imports.COLUMNS, "shown": 20}
    status = 200
    if request.method == "POST":
        try:
            if kept := request.POST.get("file", ""):
                imports.run(by=by, root=top.pk, content=files.get(kept))
                return redirect("letters")
            content = content_in(request)
            made = imports.plan(by=by, root=top.pk, content=content)
            status = 422 if made.errors else 200
            file = "" if made.errors else files.put(content, sheets.XLSX).sha256
            context |= {"made": made, "errors": made.errors[: imports.MOST_ERRORS], "file": file}
        except Refusal as error:
            context["refusal"], status = explained(error), error.status
    return render(request, "duties/letters_import.html", context, status)


def _top(request: HttpRequest) -> Organ:
    """The top of the branch whose letters this person issues."""
    mine = reaches(actor_of(request), "letter.issue")
    if not mine:
        raise NotPermitted("platform.not-permitted", "您现任的职务不办理责任书签订", next_step="请由有此职权的人员办理")
    return Organ.objects.get(path=min(mine, key=len))


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """模板 The empty form."""
    actor_of(request)
    return download(imports.template(), "letters-template")


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """导出责任书 What the list shows, without its pages."""
    by = actor_of(request)
    rows = list(asked(request, letters.visible_to(by), by).order_by("-year", "organ", "drawn_on", "id")[:MOST])
    people = {person for row in rows for person in (row.upper, row.lower) if person}
    known = {id: name for part in parted(people) for id, name in names(part).items()}
    places = {id: name for part in parted({row.organ for row in rows}) for id, name in organ_names(part).items()}
    return download(sheets.write(COLUMNS, (_row(row, known, places) for row in rows), title="责任书"), "letters")


def _row(row: Letter, known: dict[Any, str], places: dict[Any, str]) -> dict[str, object]:
    return {
        "year": row.year,
        "kind": str(Kind(row.kind).label),
        "organ": places.get(row.organ, ""),
        "upper": known.get(row.upper, "") if row.upper else "",
        "lower": known.get(row.lower, ""),
        "state": str(LetterState(row.state).label),
        "signed_on": row.signed_on,
    }


routes = [
    path("duties/letters/import", load, name="letter-import"),
    path("duties/letters/template.xlsx", template, name="letter-template"),
    path("duties/letters/letters.xlsx", export, name="letter-export"),
]
