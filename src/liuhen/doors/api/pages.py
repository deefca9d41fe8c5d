"""接口令牌页 One's own tokens: issued here after password and second factor, shown once, revoked at any time."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from liuhen.doors.accounts import entrance
from liuhen.doors.accounts.door import logged_in
from liuhen.doors.api import tokens
from liuhen.doors.api.models import ApiToken
from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, Refusal
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render


@never_cache
@logged_in
def show(request: HttpRequest) -> HttpResponse:
    """接口令牌 The list, and the form for another."""
    if request.method != "POST":
        return _page(request)
    try:
        _confirm(request)
        days = request.POST.get("days", "")
        if not days.isascii() or not days.isdigit() or len(days) > 4:
            raise BadInput("platform.input", "有效期须为天数", fields={"days": "请填天数"})
        token = tokens.issue(request.login.user.person, request.POST.get("label", ""), int(days))
    except Refusal as refusal:
        return _page(request, refusal)
    return _page(request, token=token)


@require_POST
@logged_in
def revoke(request: HttpRequest, token: UUID) -> HttpResponse:
    """收回 From the next request on the token lets nobody in."""
    tokens.revoke(request.login.user.person, token)
    return redirect("api:tokens")


def _confirm(request: HttpRequest) -> None:
    """Password and, where the account has one-time codes, the code of this moment. Raises as they do."""
    entrance.confirm_password(request, request.POST.get("password", ""))
    if entrance.second_needed(request.user) and request.user.totp:
        entrance.check_code(request, request.user, request.POST.get("code", ""))


def _page(request: HttpRequest, refusal: Refusal | None = None, token: str = "") -> HttpResponse:
    user, now = request.login.user, clock.now()
    facts = {
        "tokens": [(row, row.revoked_at is None and row.expires_at > now) for row in ApiToken.of(user.person)],
        "token": token,
        "refusal": refusal and explained(refusal),
        "kept": Kept(
            {"label": request.POST.get("label", ""), "days": request.POST.get("days", "90")}, _fields(refusal)
        ),
        "ask": entrance.asks_password(user),
        "code": entrance.second_needed(user) and bool(user.totp),
    }
    return render(request, "api/tokens.html", facts, refusal.status if refusal else 200)


def _fields(refusal: Refusal | None) -> dict[str, str]:
    return refusal.fields if refusal else {}


routes = [
    path("tokens", show, name="tokens"),
    path("tokens/<uuid:token>/revoke", revoke, name="token-revoke"),
]
