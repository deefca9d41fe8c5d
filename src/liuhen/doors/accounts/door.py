"""守门 Pages that need somebody logged in, or an administrator of one kind."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from liuhen.doors.accounts.models import Duty
from liuhen.kit.refusals import NotPermitted, Refusal
from liuhen.organs import reads
from liuhen.rules.refused import explained
from liuhen.ui.pages import refuse

View = Callable[..., HttpResponse]
PAGES: dict[str, tuple[tuple[str, str], ...]] = {
    Duty.SYSTEM: (
        ("账户管理", "accounts:accounts"),
        ("系统运维", "accounts:operations"),
        ("双人办理", "accounts:joint"),
    ),
    Duty.SECURITY: (("签名凭证管理", "accounts:keys"), ("双人办理", "accounts:joint")),
    Duty.AUDIT: (("查阅日志", "accounts:looks"), ("登录与管理日志", "accounts:events"), ("双人办理", "accounts:joint")),
}


def logged_in(view: View) -> View:
    """须登录 Sends a stranger to the log-in and back; sends one with a temporary password to change it."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "login", None) is None:
            return to_login(request)
        if request.login.user.must_change and request.path != reverse("accounts:password"):
            return redirect("accounts:password")
        return _guarded(view, request, *args, **kwargs)

    return inner


def administrator(duty: Duty, verb: str) -> Callable[[View], View]:
    """须为三员之一 The account is this administrator, and the person holds such a post today: both, not either."""

    def wrap(view: View) -> View:
        @logged_in
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            require(request, duty, verb)
            return view(request, *args, **kwargs)

        return inner

    return wrap


def require(request: HttpRequest, duty: Duty, verb: str) -> None:
    """须有此责 Raises NotPermitted."""
    if not may(request, duty, verb):
        raise NotPermitted(
            "platform.three-administrators", f"只有在任的{duty.label}可以办理", next_step="请由该管理员办理"
        )


def may(request: HttpRequest, duty: Duty, verb: str) -> bool:
    """可否 The same question as a yes or no."""
    user = request.login.user
    return bool(user.duty == duty and request.actor and reads.powers_of(user.person).anywhere(verb))


def own_pages(request: HttpRequest) -> list[tuple[str, str]]:
    """管理页面 Words and addresses of the pages of this administrator; none for anybody else."""
    duty = request.login.user.duty if getattr(request, "login", None) else ""
    return [(_(word), reverse(route)) for word, route in PAGES.get(duty, ())]


def to_login(request: HttpRequest) -> HttpResponse:
    """去登录 Keeps the way back."""
    goal = request.get_full_path() if request.method == "GET" else "/"
    response = redirect(f"{reverse('accounts:login')}?{urlencode({'next': goal})}")
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=204, headers={"HX-Redirect": response.headers["Location"]})
    return response


def refused_json(refusal: Refusal) -> JsonResponse:
    """拒绝（数据） The stable shape for scripts."""
    return JsonResponse({"error": explained(refusal)}, status=refusal.status)


def _guarded(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        return view(request, *args, **kwargs)
    except Refusal as refusal:
        return refuse(request, explained(refusal), refusal.status)
