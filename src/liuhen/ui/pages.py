"""页面 Renders a page, or its part when only the part was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as _render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme


def is_partial(request: HttpRequest) -> bool:
    """是否局部请求 True when HTMX asks for a part of a page (not for a whole one to restore)."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and "true" not in (
        headers.get("HX-Boosted"),
        headers.get("HX-History-Restore-Request"),
    )


def render(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
    *,
    partial: str = "",
) -> HttpResponse:
    """出页 The page, or `partial` (a template whose name begins with `_`) for an HTMX request."""
    chosen = partial if partial and is_partial(request) else template
    response = _render(request, chosen, dict(context or {}), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def refuse(request: HttpRequest, refusal: Any, status: int | None = None) -> HttpResponse:
    """出拒绝页 A refusal as a page or, for HTMX, as a box beside the form that keeps what was typed.

    `refusal` is a kit Refusal or the mapping {rule, title, quote, source, message, next, fields}.
    """
    code: int = getattr(refusal, "status", 409) if status is None else status
    context = {"refusal": refusal, "back": _came_from(request)}
    return render(request, "ui/refusal.html", context, code, partial="ui/_refusal.html")


def _came_from(request: HttpRequest) -> str:
    """来处 The page of ours the person came from, else ""."""
    page = request.headers.get("Referer", "")
    return page if url_has_allowed_host_and_scheme(page, {request.get_host()}) else ""
