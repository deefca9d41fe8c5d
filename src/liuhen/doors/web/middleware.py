"""网页门的中间件 Nobody passes without a log-in, and every refusal reaches the person with its rule."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from liuhen.kit.refusals import Refusal
from liuhen.rules.refused import explained
from liuhen.ui.pages import is_partial, refuse

OPEN = ("/login", "/logout", "/demo", "/static/", "/ui/", "/verify", "/rules", "/articles")
MACHINES = ("/api/", "/tlog/", "/health")
"""不需登录 What a stranger may see: log-in, rules, the means to verify. The API asks for a token of its own."""


class SignedIn:
    """须登录 Sends a stranger to the log-in page and back to where he wanted to go."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "actor", None) is None and not request.path.startswith(OPEN + MACHINES):
            target = f"{reverse('accounts:login')}?{urlencode({'next': request.get_full_path()})}"
            if is_partial(request):
                return HttpResponse(status=401, headers={"HX-Redirect": target})
            return HttpResponseRedirect(target)
        return self.get_response(request)


class Refusals:
    """拒绝的出口 Turns a Refusal that reached the top into a page, with quotation and source of its rule."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        return refuse(request, explained(exception), exception.status)
