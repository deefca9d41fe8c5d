"""第二因素的设置 Setting up one-time codes: before the first log-in is complete, or later on the security page."""

from __future__ import annotations

from base64 import b32decode, b32encode

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from markupsafe import Markup

from liuhen.doors.accounts import entrance, totp
from liuhen.doors.accounts.door import logged_in
from liuhen.doors.accounts.models import Event, User
from liuhen.doors.accounts.routes import onward
from liuhen.kit.refusals import BadInput, Refusal
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render

DRAFT = "code-draft"


@never_cache
def first_code(request: HttpRequest) -> HttpResponse:
    """首次设置动态口令 The last step of a first log-in: the account has no second factor yet."""
    user = entrance.pending(request)
    if user is None or entrance.has_second(user):
        return redirect("accounts:login")
    if request.method != "POST":
        return _page(request, user)
    try:
        _take(request, user)
    except Refusal as refusal:
        return _page(request, user, refusal)
    entrance.enter(request, user, "密码，设置动态口令")
    return redirect(onward(request))


@never_cache
@logged_in
def new_code(request: HttpRequest) -> HttpResponse:
    """更换动态口令 From the security page, after the password once more."""
    user = request.user
    if request.method != "POST":
        return _page(request, user)
    try:
        entrance.confirm_password(request, request.POST.get("password", ""))
        _take(request, user)
    except Refusal as refusal:
        return _page(request, user, refusal)
    return redirect("accounts:security")


@require_POST
@logged_in
def drop_code(request: HttpRequest) -> HttpResponse:
    """停用动态口令 Only while a passkey remains as the second factor."""
    entrance.confirm_password(request, request.POST.get("password", ""))
    user = request.user
    if not entrance.assertions.providers_of(user.person) & {"passkey"}:
        raise BadInput("platform.second-factor", "停用动态口令前，请先登记通行密钥作为第二因素")
    user.keep_totp(None)
    Event.log("停用动态口令", user=user, by=user, address=entrance.address(request))
    return redirect("accounts:security")


def _take(request: HttpRequest, user: User) -> None:
    draft = request.session.get(DRAFT, "")
    secret = b32decode(draft) if draft else b""
    step = totp.matching_step(secret, request.POST.get("code", "")) if secret else None
    if step is None:
        wrong = "动态口令不正确，请核对手机时间后输入新的一组"
        raise BadInput("platform.second-factor", wrong, fields={"code": wrong})
    user.keep_totp(totp.sealed(user, secret))
    user.use_step(step)
    del request.session[DRAFT]
    Event.log("设置动态口令", user=user, by=user, address=entrance.address(request))


def _page(request: HttpRequest, user: User, refusal: Refusal | None = None) -> HttpResponse:
    draft = request.session.setdefault(DRAFT, b32encode(totp.new_secret()).decode())
    request.session.modified = True
    code = segno.make(totp.address(b32decode(draft), user.login), error="m")
    facts = {
        "refusal": refusal and explained(refusal),
        "kept": Kept({}, refusal.fields if refusal else {}),
        "secret": " ".join(draft[at : at + 4] for at in range(0, len(draft), 4)),
        "picture": Markup(code.svg_inline(scale=5, border=2)),
        "next": onward(request),
        "inside": getattr(request, "login", None) is not None,
        "ask": entrance.asks_password(user),
    }
    return render(request, "accounts/code.html", facts, refusal.status if refusal else 200)
