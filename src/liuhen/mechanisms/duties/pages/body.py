"""班子责任页 What a leading group answers for as a body, and how its members share the rest (M05)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from liuhen.mechanisms.duties.pages.days import day_asked
from liuhen.mechanisms.duties.reads.body import body_duties
from liuhen.rules.acting import actor_of
from liuhen.ui.pages import render


@require_GET
def show(request: HttpRequest, organ: UUID) -> HttpResponse:
    """班子责任 As of a day."""
    actor_of(request)
    on = day_asked(request)
    return render(request, "duties/body.html", {"body": body_duties(organ, on), "on": on})


routes = [path("duties/body/<uuid:organ>/", show, name="duty-body")]
