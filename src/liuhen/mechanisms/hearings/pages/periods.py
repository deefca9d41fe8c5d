"""汇报期页 The list of periods, the form for a new one, and one period with everybody missing named first."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET

from liuhen.kit.refusals import BadInput, Refusal
from liuhen.mechanisms.hearings import actions, sheets
from liuhen.mechanisms.hearings.reads import board
from liuhen.mechanisms.hearings.reads.reach import Reach, periods_for, reach_of, require_period
from liuhen.mechanisms.hearings.terms import Whom
from liuhen.organs.reads.rights import may
from liuhen.organs.reads.tree import organ_names
from liuhen.rules.acting import actor_of
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render

ROWS = 50
FILTERS = (("", "全部"), ("open", "有缺的"), ("unheard", "未听取"), ("unreported", "未报送"), ("late", "逾期"))


def index(request: HttpRequest) -> HttpResponse:
    """汇报期一览 What concerns this person, the latest first; the chief or his office opens a new one here."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return redirect("report-period", _open(request))
        except Refusal as error:
            refusal = error
    by = actor_of(request)
    page = Paginator(periods_for(reach_of(by)), ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "organs": organ_names(row.organ for row in page),
        "may_open": may(by, "report.open", by.organ),
        "whoms": Whom.choices,
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "hearings/periods.html", context, refusal.status if refusal else 200)


def _open(request: HttpRequest) -> UUID:
    by, given = actor_of(request), request.POST
    entry = actions.open_period(
        by=by,
        organ=by.organ,
        name=given.get("name", ""),
        whom=given.get("whom", ""),
        since=_day(request, "since"),
        closes=_day(request, "closes"),
    )
    return UUID(entry.body["public"]["period"])


def _day(request: HttpRequest, name: str) -> date:
    try:
        return date.fromisoformat(request.POST.get(name, "").strip())
    except ValueError as error:
        raise BadInput("platform.input", "日期不对", fields={name: "请填日期"}) from error


@require_GET
def show(request: HttpRequest, period: UUID) -> HttpResponse:
    """汇报期 Who is missing, by name; then everybody this person may see."""
    reach = reach_of(actor_of(request))
    found = board.board_of(require_period(period, reach), reach)
    chosen = request.GET.get("show", "")
    rows = filtered(found, chosen)
    context: dict[str, Any] = {
        "period": found.period,
        "board": found,
        "findings": board.findings(found) if found.over and len(found.rows) <= ROWS else [],
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "filters": [(words, f"?show={code}", code == chosen, len(filtered(found, code))) for code, words in FILTERS],
        "mine": [row for row in found.rows if row.edge.holder == reach.person.hex],
        "chief_of": reach.chief_of,
        "may_open_text": lambda row: _may_open(row, reach),
    }
    return render(request, "hearings/period.html", context)


def _may_open(row: board.Row, reach: Reach) -> bool:
    near = row.edge.person == reach.person or row.edge.superior in reach.chief_of
    return near or any(row.edge.path.startswith(path) for path in reach.read)


def filtered(found: board.Board, chosen: str) -> list[board.Row]:
    """筛选 The rows of one kind; holes first among all."""
    if chosen == "unheard":
        return list(found.unheard)
    if chosen == "unreported":
        return list(found.unreported)
    if chosen == "late":
        return [row for row in found.rows if board.LATE in (row.heard, row.reported)]
    if chosen == "open":
        return [row for row in found.rows if not row.whole]
    return sorted(found.rows, key=lambda row: row.whole)


@require_GET
def sheet(request: HttpRequest, period: UUID) -> HttpResponse:
    """导出 The same rows as an Excel file."""
    reach = reach_of(actor_of(request))
    found = board.board_of(require_period(period, reach), reach)
    return sheets.answer(sheets.board(filtered(found, request.GET.get("show", ""))), "report-period")


@require_GET
def index_sheet(request: HttpRequest) -> HttpResponse:
    """导出汇报期 The list of periods as an Excel file."""
    rows = periods_for(reach_of(actor_of(request)))
    return sheets.answer(sheets.periods(rows, organ_names(row.organ for row in rows)), "report-periods")


routes = [
    path("hearings/", index, name="report-periods"),
    path("hearings/periods.xlsx", index_sheet, name="report-periods-sheet"),
    path("hearings/<uuid:period>/", show, name="report-period"),
    path("hearings/<uuid:period>/board.xlsx", sheet, name="report-period-sheet"),
]
