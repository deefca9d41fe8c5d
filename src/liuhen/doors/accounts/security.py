"""我的账户与签名凭证 One's own keys, factors and sessions: enrolled, revoked and ended here, by oneself."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from liuhen.doors.accounts import entrance
from liuhen.doors.accounts.devices import machine
from liuhen.doors.accounts.door import logged_in, own_pages, refused_json
from liuhen.doors.accounts.middleware import idle
from liuhen.doors.accounts.models import Event, Login
from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, NotFound, Refusal, WrongState
from liuhen.ledger import enrolment
from liuhen.ledger.records import Actor
from liuhen.ledger.signatures import cookies, web
from liuhen.organs import reads
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render

PROVIDERS = {"pin": "签名口令", "passkey": "通行密钥"}


@never_cache
@logged_in
def show(request: HttpRequest) -> HttpResponse:
    """我的账户 Keys, factors, sessions."""
    return _page(request)


@require_POST
@logged_in
def set_pin(request: HttpRequest) -> HttpResponse:
    """设置签名口令 An earlier one is replaced; both are entries in the book."""
    actor, pin = _actor(request), request.POST.get("pin", "").strip()
    try:
        entrance.confirm_password(request, request.POST.get("password", ""))
        if pin != request.POST.get("again", "").strip():
            raise BadInput("signatures.pin-form", "两次输入的签名口令不一致", fields={"again": "与上面不一致"})
        enrolment.enrol_pin(reads.book_of(actor.organ), person=actor.person, pin_entered=pin, by=actor)
    except Refusal as refusal:
        return _page(request, refusal)
    _noted(request, "设置签名口令")
    return redirect("accounts:security")


@require_POST
@logged_in
def passkey_options(request: HttpRequest) -> HttpResponse:
    """通行密钥登记质询 After the password: what the browser hands to the device."""
    try:
        entrance.confirm_password(request, request.POST.get("password", ""))
        person = _actor(request).person
        name = request.person.name if request.person else request.user.login
        return JsonResponse(enrolment.passkey_options(person=person, name=name, rp=cookies.host(request)))
    except Refusal as refusal:
        return refused_json(refusal)


@require_POST
@logged_in
def add_passkey(request: HttpRequest) -> HttpResponse:
    """登记通行密钥 Takes what the device made."""
    actor, answer = _actor(request), request.POST.get("passkey", "")
    try:
        if not answer:
            raise BadInput("signatures.passkey", "浏览器没有给出通行密钥，请换用支持通行密钥的浏览器或设备")
        enrolment.enrol_passkey(
            reads.book_of(actor.organ),
            person=actor.person,
            answer=answer,
            rp=cookies.host(request),
            origin=cookies.origin(request),
            by=actor,
            label=request.POST.get("label", ""),
        )
    except Refusal as refusal:
        return _page(request, refusal)
    _noted(request, "登记通行密钥")
    return redirect("accounts:security")


@require_POST
@logged_in
def revoke_key(request: HttpRequest, key: UUID) -> HttpResponse:
    """注销本人凭证 One's own only; others' are the security administrator's."""
    actor = _actor(request)
    if key not in {one.id for one in enrolment.keys_of(actor.person)}:
        raise NotFound("platform.no-such-thing", "您名下没有这个签名凭证")
    entrance.confirm_password(request, request.POST.get("password", ""))
    cause = request.POST.get("cause", "")
    enrolment.revoke(reads.book_of(actor.organ), key=key, cause=cause, reason="本人注销", by=actor)
    _noted(request, "注销签名凭证")
    return redirect("accounts:security")


@require_POST
@logged_in
def end_login(request: HttpRequest, login: UUID) -> HttpResponse:
    """结束会话 On another device of one's own."""
    Login.end(request.user, login)
    _noted(request, "结束会话")
    return redirect("accounts:security")


def _actor(request: HttpRequest) -> Actor:
    actor: Actor | None = request.actor
    if actor is None:
        raise WrongState("platform.account", "您的账户还没有对应的人员，请找组织人事部门登记")
    return actor


def _noted(request: HttpRequest, kind: str) -> None:
    Event.log(kind, user=request.user, by=request.user, address=entrance.address(request))


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    user = request.user
    keys = enrolment.keys_of(user.person)
    facts = {
        "refusal": refusal and explained(refusal),
        "kept": Kept({"label": request.POST.get("label", "")}, refusal.fields if refusal else {}),
        "keys": [(key, _(PROVIDERS[key.provider])) for key in keys if key.revoked_at is None],
        "revoked": [(key, _(PROVIDERS[key.provider]), _(enrolment.CAUSES[key.cause])) for key in keys if key.cause],
        "causes": [(code, _(word)) for code, word in enrolment.CAUSES.items() if code != "left"],
        "logins": [(row, machine(row.device)) for row in Login.open_ones(user, clock.now() - idle())],
        "current": request.login.pk,
        "code": bool(user.totp),
        "pin": any(key.provider == "pin" and key.revoked_at is None for key in keys),
        "unlocked": web.unlocked(request),
        "ask": entrance.asks_password(user),
        "posts": request.person.posts if request.person else (),
        "actor": request.actor,
        "own_pages": own_pages(request),
    }
    return render(request, "accounts/security.html", facts, refusal.status if refusal else 200)
