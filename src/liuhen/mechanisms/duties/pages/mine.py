"""我的责任 Everything one answers for on a single page, each line once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from liuhen.mechanisms.duties.pages.days import day_asked
from liuhen.mechanisms.duties.reads.mine import mine
from liuhen.rules.acting import actor_of
from liuhen.ui.pages import render


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """我的责任 As of a day; today when none is asked for."""
    on = day_asked(request)
    return render(request, "duties/mine.html", {"mine": mine(actor_of(request).person, on), "on": on})


routes = [path("duties/mine/", show, name="duties-mine")]
