"""去向 Where a person goes after a step, never to another site."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def onward(request: HttpRequest, fallback: str = "/") -> str:
    """回到原处 The page the person wanted before logging in."""
    goal = str(request.POST.get("next") or request.GET.get("next") or fallback)
    safe = url_has_allowed_host_and_scheme(goal, {request.get_host()}, require_https=request.is_secure())
    return goal if safe else fallback


def with_next(name: str, request: HttpRequest) -> str:
    """带上去向 The address of a step, keeping where the person wants to go."""
    goal = onward(request)
    return f"{reverse(name)}?{urlencode({'next': goal})}" if goal != "/" else reverse(name)
