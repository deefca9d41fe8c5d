"""样张地址 Routes enough for the shared parts to have somewhere to lead, and for the browser code to be tried."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from tests.ui import playground


def nowhere(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """空页 Stands for pages of other packages."""
    return HttpResponse("")


urlpatterns = [
    path("ui/", include("liuhen.ui.urls")),
    path("rules/<str:rule>", nowhere, name="rule"),
    path("entries/<str:entry>", nowhere, name="entry"),
    path("ui/play/on/<str:act>", playground.page),
    path("ui/play/live", playground.live),
    path("ui/play/options/<str:act>", playground.options),
    path("ui/play/done/<str:act>", playground.done),
    path("ui/play/out", playground.out),
    path("ui/play/login", playground.login, name="login"),
]
