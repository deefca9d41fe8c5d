"""负担计页 Forms, fields and minutes, by unit and month; every field that is asked, with the reason."""

from __future__ import annotations

import re

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from liuhen.oversight.burden import sheets
from liuhen.oversight.burden.reads import complaints, meter
from liuhen.oversight.burden.words import title_of
from liuhen.rules.acting import actor_of
from liuhen.ui.pages import render

ROWS = 50
_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


def month_in(request: HttpRequest) -> str:
    """所选月份 From the address; this month when none, or nonsense, is given."""
    given = request.GET.get("month", "")
    return given if _MONTH.fullmatch(given) else meter.this_month()


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """负担计 The units of the reader's region, in the order of the tree; nobody by name."""
    by = actor_of(request)
    meter.catch_up(by.organ)
    place, month = meter.region(by), month_in(request)
    rows, months = meter.units(place, month), meter.months(place)
    total = meter.Load()
    for row in rows:
        total = total.plus(row.load)
    context = {
        "month": month,
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "total": total,
        "months": months,
        "complaints": complaints.counted(place, month),
        "few": meter.FEW,
    }
    return render(request, "burden/meter.html", context)


@require_GET
def fields(request: HttpRequest) -> HttpResponse:
    """所填项目 Every form, what it cost this month, and why each of its fields is asked."""
    by = actor_of(request)
    meter.catch_up(by.organ)
    month = month_in(request)
    rows = meter.forms(meter.region(by), month)
    context = {"month": month, "rows": rows, "title_of": title_of}
    return render(request, "burden/fields.html", context)


@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    """导出负担计 The same units as an Excel file."""
    by = actor_of(request)
    meter.catch_up(by.organ)
    return sheets.answer(sheets.units(meter.units(meter.region(by), month_in(request))), "burden")


@require_GET
def fields_sheet(request: HttpRequest) -> HttpResponse:
    """导出所填项目 Every field with its reason as an Excel file."""
    by = actor_of(request)
    return sheets.answer(sheets.fields(meter.forms(meter.region(by), month_in(request))), "fields")


routes = [
    path("burden/", show, name="burden"),
    path("burden/units.xlsx", sheet, name="burden-sheet"),
    path("burden/fields", fields, name="burden-fields"),
    path("burden/fields.xlsx", fields_sheet, name="burden-fields-sheet"),
]
