"""错误页 Pages for 400, 403, 404 and 500; the settings and urls name these functions as handlers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from liuhen.ui.pages import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 The request cannot be read."""
    return render(request, "ui/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 This person may not see or do this."""
    return render(request, "ui/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 Nothing stands at this address."""
    return render(request, "ui/404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 The page was open too long or came from elsewhere; nothing was done."""
    return render(request, "ui/403.html", {"stale": True}, status=403)


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:
    """500 Rendered without the request, so that no context processor can fail a second time."""
    return HttpResponse(render_to_string("ui/500.html"), status=500)
