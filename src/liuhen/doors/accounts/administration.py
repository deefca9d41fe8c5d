"""三员的页面 What each of the three administrators does. None of them sees what is sealed, nor another's pages."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from liuhen.doors.accounts import entrance, rolls
from liuhen.doors.accounts.door import administrator
from liuhen.doors.accounts.models import Duty, Event, Login, Throttle, User
from liuhen.kit.refusals import NotFound, NotPermitted, Refusal
from liuhen.ledger import access, enrolment
from liuhen.organs import reads
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render

PER_PAGE = 50


@never_cache
@administrator(Duty.SYSTEM, "accounts.open")
def accounts(request: HttpRequest) -> HttpResponse:
    """账户管理 All accounts, and who may get one."""
    return _accounts_page(request)


@require_POST
@administrator(Duty.SYSTEM, "accounts.open")
def open_account(request: HttpRequest) -> HttpResponse:
    """开户 For a registered person; the temporary password is shown once, on the answer to this."""
    password = secrets.token_urlsafe(12)
    try:
        user = rolls.open_account(request.POST.get("person", ""), request.POST.get("login", ""), password)
    except Refusal as refusal:
        return _accounts_page(request, refusal)
    _noted(request, "开户", user)
    return _accounts_page(request, given=(user, password))


@require_POST
@administrator(Duty.SYSTEM, "accounts.open")
def change_account(request: HttpRequest, user: UUID) -> HttpResponse:
    """变更账户 Shut, opened again, or given a temporary password."""
    found, verb = _user(user), request.POST.get("verb", "")
    if found.pk == request.user.pk:
        raise NotPermitted("platform.three-administrators", "不能变更自己的账户，请由其他管理员办理")
    if verb == "password":
        password = secrets.token_urlsafe(12)
        found.change_password(password, temporary=True)
        Throttle.clear("password", found.login)
        _noted(request, "重置密码", found)
        return _accounts_page(request, given=(found, password))
    if verb in ("shut", "open"):
        found.switch(verb == "open")
        Login.end(found)
        _noted(request, "启用账户" if verb == "open" else "停用账户", found)
    if verb == "duty":
        found.take_duty(rolls.duty_of(found.person))
        _noted(request, "核对管理员职责", found)
    return redirect("accounts:accounts")


@never_cache
@administrator(Duty.SECURITY, "key.revoke")
def keys(request: HttpRequest) -> HttpResponse:
    """签名凭证管理 Keys in use, and the second factor of every account."""
    return _keys_page(request)


@require_POST
@administrator(Duty.SECURITY, "key.revoke")
def revoke(request: HttpRequest, key: UUID) -> HttpResponse:
    """注销签名凭证 With a cause and a reason; an entry in the book."""
    book = reads.book_of(request.actor.organ)
    try:
        cause, reason = request.POST.get("cause", ""), request.POST.get("reason", "")
        enrolment.revoke(book, key=key, cause=cause, reason=reason, by=request.actor)
    except Refusal as refusal:
        return _keys_page(request, refusal)
    _noted(request, "注销签名凭证", None, note=str(key))
    return redirect("accounts:keys")


@require_POST
@administrator(Duty.SECURITY, "accounts.authorise")
def reset_factor(request: HttpRequest, user: UUID) -> HttpResponse:
    """重置第二因素 The person sets up new codes at the next log-in. The password is the system administrator's."""
    found = _user(user)
    if found.pk == request.user.pk:
        raise NotPermitted("platform.three-administrators", "不能变更自己的账户，请由其他管理员办理")
    found.keep_totp(None)
    Throttle.clear("second", str(found.pk))
    Login.end(found)
    _noted(request, "重置第二因素", found)
    return redirect("accounts:keys")


@never_cache
@administrator(Duty.AUDIT, "access.read")
def looks(request: HttpRequest) -> HttpResponse:
    """查阅日志 Who opened what and what for; never what it said."""
    page = Paginator(access.looks(), PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    names, organs = reads.names([row.person for row in rows]), reads.organ_names([row.organ for row in rows])
    return render(request, "accounts/looks.html", {"page": page, "rows": rows, "names": names, "organs": organs})


@never_cache
@administrator(Duty.AUDIT, "log.read")
def events(request: HttpRequest) -> HttpResponse:
    """登录与管理日志 Log-ins, failures, and what the other administrators did."""
    page = Paginator(rolls.events(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/events.html", {"page": page, "rows": list(page.object_list)})


def _user(id: UUID) -> User:
    found = User.objects.filter(pk=id).first()
    if found is None:
        raise NotFound("platform.no-such-thing", "没有这个账户")
    return found


def _noted(request: HttpRequest, kind: str, user: User | None, note: str = "") -> None:
    Event.log(kind, user=user, by=request.user, address=entrance.address(request), note=note)


def _accounts_page(
    request: HttpRequest, refusal: Refusal | None = None, given: tuple[User, str] | None = None
) -> HttpResponse:
    words = request.GET.get("q", "")
    page = Paginator(rolls.accounts(words), PER_PAGE).get_page(request.GET.get("page"))
    seek = request.POST.get("seek", "") or request.GET.get("seek", "")
    facts = {
        "page": page,
        "rows": rolls.with_names(page.object_list),
        "words": words,
        "seek": seek,
        "people": rolls.without_account(seek),
        "given": given,
        "refusal": refusal and explained(refusal),
        "kept": Kept(request.POST, refusal.fields if refusal else {}) if refusal else Kept(),
    }
    return render(request, "accounts/accounts.html", facts, refusal.status if refusal else 200)


def _keys_page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    page = Paginator(enrolment.in_use(), PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    facts = {
        "page": page,
        "rows": rows,
        "names": reads.names([row.person for row in rows]),
        "causes": [(code, _(word)) for code, word in enrolment.CAUSES.items()],
        "accounts": rolls.with_names(rolls.accounts(request.GET.get("q", ""))[:PER_PAGE]),
        "words": request.GET.get("q", ""),
        "refusal": refusal and explained(refusal),
    }
    return render(request, "accounts/keys.html", facts, refusal.status if refusal else 200)
