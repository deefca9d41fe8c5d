"""样张地址 Routes enough for the shared parts to have somewhere to lead."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nowhere(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """空页 Stands for pages of other packages."""
    return HttpResponse("")


urlpatterns = [
    path("ui/", include("liuhen.ui.urls")),
    path("rules/<str:rule>", nowhere, name="rule"),
    path("entries/<str:entry>", nowhere, name="entry"),
]
