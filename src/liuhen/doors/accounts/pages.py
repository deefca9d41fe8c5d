"""登录页面 Log-in, its second step, the first password, log-out, and the choice of post."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from liuhen.doors.accounts import demo, entrance
from liuhen.doors.accounts.door import logged_in, refused_json
from liuhen.doors.accounts.middleware import POST
from liuhen.doors.accounts.models import Event
from liuhen.doors.accounts.routes import onward, with_next
from liuhen.kit.refusals import BadInput, Refusal
from liuhen.ledger.signatures import assertions, cookies, web
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render


@never_cache
def login(request: HttpRequest) -> HttpResponse:
    """登录 Password first; what was typed as the account stays on an error."""
    if request.method != "POST":
        return _login_page(request)
    try:
        user = entrance.check_password(request, request.POST.get("login", ""), request.POST.get("password", ""))
    except Refusal as refusal:
        return _login_page(request, refusal)
    if entrance.second_needed(user):
        entrance.hold(request, user)
        return redirect(with_next("accounts:second", request))
    entrance.enter(request, user, "密码")
    return redirect(onward(request))


@never_cache
def second(request: HttpRequest) -> HttpResponse:
    """第二步 One-time code or passkey; the first time, setting up the codes."""
    user = entrance.pending(request)
    if user is None:
        return redirect("accounts:login")
    if not entrance.has_second(user):
        return redirect(with_next("accounts:first-code", request))
    if request.method != "POST":
        return _second_page(request, user)
    try:
        if request.POST.get("passkey"):
            entrance.check_passkey(request, user, request.POST["passkey"])
        else:
            entrance.check_code(request, user, request.POST.get("code", ""))
    except Refusal as refusal:
        return _second_page(request, user, refusal)
    entrance.enter(request, user, "密码与通行密钥" if request.POST.get("passkey") else "密码与动态口令")
    return redirect(onward(request))


@require_POST
def second_options(request: HttpRequest) -> HttpResponse:
    """第二步质询 What the browser hands to the device."""
    user = entrance.pending(request)
    if user is None:
        return JsonResponse({"error": {"rule": "platform.login", "message": "请重新登录"}}, status=403)
    try:
        return JsonResponse(assertions.options("login", user.person, cookies.host(request), b""))
    except Refusal as refusal:
        return refused_json(refusal)


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """退出登录"""
    entrance.leave(request)
    return redirect("accounts:login")


@logged_in
def password(request: HttpRequest) -> HttpResponse:
    """改密码 The person's own; other sessions of the account end by it."""
    if request.method != "POST":
        return render(request, "accounts/password.html", {"kept": Kept()})
    try:
        _change(request)
    except Refusal as refusal:
        kept = Kept({}, refusal.fields)
        return render(request, "accounts/password.html", {"kept": kept, "refusal": explained(refusal)}, refusal.status)
    return redirect("accounts:security")


@require_POST
@logged_in
def choose_post(request: HttpRequest) -> HttpResponse:
    """换职务 From now on the person acts in another of today's posts."""
    held = {str(post.tenure) for post in request.person.posts} if request.person else set()
    if request.POST.get("tenure") in held:
        request.session[POST] = request.POST["tenure"]
    return redirect(onward(request))


@require_POST
@logged_in
def unlock(request: HttpRequest) -> HttpResponse:
    """输入签名口令 Opens signing for this sitting, then back to where the person was."""
    web.unlock(request, request.POST.get("pin", ""))
    return redirect(onward(request))


@require_POST
@logged_in
def lock(request: HttpRequest) -> HttpResponse:
    """收回签名口令 Before the device goes to somebody else."""
    web.lock(request)
    return redirect(onward(request))


def _login_page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    facts = {
        "kept": Kept({"login": request.POST.get("login", "")}),
        "refusal": refusal and explained(refusal),
        "next": onward(request),
        "roles": demo.roles() if settings.LIUHEN_DEMO else [],
        "pin": getattr(settings, "LIUHEN_DEMO_PIN", "") if settings.LIUHEN_DEMO else "",
    }
    return render(request, "accounts/login.html", facts, refusal.status if refusal else 200)


def _second_page(request: HttpRequest, user: object, refusal: Refusal | None = None) -> HttpResponse:
    facts = {
        "refusal": refusal and explained(refusal),
        "kept": Kept({}, refusal.fields if refusal else {}),
        "next": onward(request),
        "code": bool(user.totp),  # type: ignore[attr-defined]
        "passkey": "passkey" in assertions.providers_of(user.person),  # type: ignore[attr-defined]
    }
    return render(request, "accounts/second.html", facts, refusal.status if refusal else 200)


def _change(request: HttpRequest) -> None:
    entrance.confirm_password(request, request.POST.get("password", ""))
    new, user = request.POST.get("new", ""), request.user
    wrong = check_new(new, user)
    if new != request.POST.get("again", ""):
        wrong = "两次输入的新密码不一致"
    if wrong:
        raise BadInput("platform.password", wrong, fields={"new": wrong})
    user.change_password(new)
    Event.log("修改密码", user=user, by=user, address=entrance.address(request))
    entrance.enter(request, user, "修改密码")


def check_new(new: str, user: object = None) -> str:
    """新密码 What is wrong with a new password, or ""."""
    try:
        password_validation.validate_password(new, user)  # type: ignore[arg-type]
    except ValidationError as error:
        return "；".join(error.messages)
    return ""
