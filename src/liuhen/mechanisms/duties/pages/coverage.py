"""责任覆盖图页 The map of one branch on a day: holes by name, tiles by branch, and a table beside the picture."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from liuhen.kit.refusals import NotFound, NotPermitted
from liuhen.ledger.records import Actor
from liuhen.mechanisms.duties.coverage import Line
from liuhen.mechanisms.duties.letter_terms import Way
from liuhen.mechanisms.duties.pages.choices import asked_id
from liuhen.mechanisms.duties.pages.days import day_asked
from liuhen.mechanisms.duties.pages.sheets import download
from liuhen.mechanisms.duties.reads import maps
from liuhen.mechanisms.duties.reads.covering import Map, coverage
from liuhen.mechanisms.duties.reads.reach import reaches
from liuhen.organs.models import STEP, Organ
from liuhen.rules.acting import actor_of
from liuhen.ui import sheets
from liuhen.ui.pages import render
from liuhen.ui.sheets import Column

PAGE = 50
COLUMNS = (
    Column("organ", "单位"),
    Column("way", "方向"),
    Column("standing", "情况"),
    Column("upper", "上级"),
    Column("upper_title", "上级职务"),
    Column("lower", "责任人"),
    Column("lower_title", "责任人职务"),
)


@require_GET
def show(request: HttpRequest, organ: UUID | None = None) -> HttpResponse:
    """责任覆盖图 `?organ=` a branch within reach, `?on=` a day, `?show=stale` what has changed since."""
    by, on = actor_of(request), day_asked(request)
    place, above = _place(by, organ or asked_id(request, "organ"))
    found = coverage(place.path, on)
    stale = request.GET.get("show") == "stale"
    lines = found.coverage.stale if stale else found.coverage.holes
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "place": place,
        "above": above,
        "on": on,
        "found": found,
        "all": found.coverage.all,
        "ways": [(way, str(way.label), found.coverage.ways.get(way)) for way in Way],
        "branches": maps.branches(found) if found.required.planned else [],
        "levels": maps.levels(found),
        "stale": stale,
        "page": page,
        "holes": maps.holes(found, page.object_list),
        "vacancies": maps.vacancies(found),
        "me": by.person,
    }
    return render(request, "duties/coverage.html", context)


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """导出缺口 Every hole of the branch as a sheet."""
    by, on = actor_of(request), day_asked(request)
    place, _ = _place(by, asked_id(request, "organ"))
    found = coverage(place.path, on)
    rows = [_row(hole) for hole in maps.holes(found, _lines(found, request.GET.get("show", "")))]
    return download(sheets.write(COLUMNS, rows, title="缺口"), f"coverage-{on}")


def _lines(found: Map, show: str) -> list[Line]:
    return found.coverage.stale if show == "stale" else found.coverage.holes


def _row(hole: maps.Hole) -> dict[str, str]:
    return {
        "organ": hole.organ_name,
        "way": hole.way,
        "standing": hole.standing,
        "upper": hole.upper,
        "upper_title": hole.upper_title,
        "lower": hole.lower,
        "lower_title": hole.lower_title,
    }


def _place(by: Actor, asked: UUID | None) -> tuple[Organ, list[Organ]]:
    """The organ looked at and those above it within reach; whoever looks sees only his branch."""
    mine = reaches(by, "coverage.read")
    if not mine:
        raise NotPermitted(
            "platform.not-permitted",
            "您现任的职务没有查看责任覆盖的职权",
            next_step="自己的责任书在“责任书”一页",
        )
    wanted = _named(asked) if asked else Organ.objects.get(path=min(mine, key=len))
    top = next((path for path in mine if wanted.path.startswith(path)), None)
    if top is None:
        raise NotFound("platform.not-found", "没有这个单位，或不在您的管辖范围内")
    steps = [wanted.path[:end] for end in range(len(top), len(wanted.path), STEP)]
    return wanted, list(Organ.objects.filter(path__in=steps).order_by("path"))


def _named(organ: UUID) -> Organ:
    found = Organ.objects.filter(pk=organ).first()
    if found is None:
        raise NotFound("organs.unknown-organ", "没有这个单位")
    return found


routes = [
    path("duties/coverage/", show, name="duty-coverage"),
    path("duties/coverage/<uuid:organ>/", show, name="duty-coverage-at"),
    path("duties/coverage/holes.xlsx", export, name="duty-coverage-export"),
]
