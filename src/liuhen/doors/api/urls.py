"""地址 Under /api/: the operations, their description, the page of one's tokens; anything else is a JSON 404."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path

from liuhen.doors.api import errors, pages
from liuhen.doors.api.door import guarded
from liuhen.doors.api.operations import api, openapi

app_name = "api"


def _operations() -> list[URLPattern]:
    found = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"]
    return [URLPattern(one.pattern, guarded(one.callback), one.default_args, one.name) for one in found]


@guarded
def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """没有这个地址"""
    return errors.unknown_address()


urlpatterns = [
    path("openapi.json", guarded(openapi), name="openapi"),
    *pages.routes,
    *_operations(),
    re_path(r"^(?P<rest>[\s\S]*)$", nowhere),
]
