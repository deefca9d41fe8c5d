"""登录 The steps of coming in: password, second factor, session. Every failure counts, none says what was wrong."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest

from liuhen.doors.accounts import totp
from liuhen.doors.accounts.middleware import LOGIN, POST
from liuhen.doors.accounts.models import Event, Login, Throttle, User
from liuhen.kit import clock
from liuhen.kit.refusals import NotPermitted, WrongState
from liuhen.ledger.signatures import assertions, web

PENDING = "pending"
PENDING_LIFE = timedelta(minutes=10)
BACKEND = "django.contrib.auth.backends.ModelBackend"


def check_password(request: HttpRequest, login: str, password: str) -> User:
    """第一步 The account whose password this is. Raises WrongState while locked out, NotPermitted when wrong."""
    _count("password", login)
    user = auth.authenticate(request, login=login.strip(), password=password)
    if not isinstance(user, User):
        Event.log("登录失败", user=User.objects.filter(login=login.strip()).first(), address=address(request))
        raise NotPermitted(
            "platform.login", "账号或密码不正确", next_step="连续输错 5 次将暂时锁定；忘记密码请找系统管理员"
        )
    Throttle.clear("password", login)
    return user


def second_needed(user: User) -> bool:
    """是否要第二步 Whether this installation asks for a second factor (all but the demonstration do)."""
    return bool(settings.LIUHEN_SECOND_FACTOR)


def has_second(user: User) -> bool:
    """有无第二因素 Whether the account can take the second step: by one-time codes or by a passkey."""
    return bool(user.totp) or "passkey" in assertions.providers_of(user.person)


def hold(request: HttpRequest, user: User) -> None:
    """等第二步 Remembers for ten minutes that the password was right; nobody is logged in yet."""
    request.session.cycle_key()
    request.session[PENDING] = {
        "user": str(user.pk), "at": clock.rfc3339(clock.now()), "check": user.get_session_auth_hash()
    }  # fmt: skip


def pending(request: HttpRequest) -> User | None:
    """待第二步的账户 Whose password was right a moment ago on this browser."""
    held = request.session.get(PENDING)
    if not held or clock.now() - clock.parse(held["at"]) > PENDING_LIFE:
        return None
    user = User.objects.filter(pk=UUID(held["user"]), is_active=True).first()
    return user if user and user.get_session_auth_hash() == held["check"] else None


def check_code(request: HttpRequest, user: User, code: str) -> None:
    """第二步·动态口令 Raises WrongState while locked out, NotPermitted when wrong or used already."""
    _count("second", str(user.pk))
    if not totp.accept(user, code):
        Event.log("第二因素失败", user=user, address=address(request))
        wrong = "动态口令不正确或已用过，请等下一组"
        raise NotPermitted("platform.second-factor", wrong, fields={"code": wrong})
    Throttle.clear("second", str(user.pk))


def check_passkey(request: HttpRequest, user: User, answer: str) -> None:
    """第二步·通行密钥 Raises as `check_code` does."""
    _count("second", str(user.pk))
    try:
        assertions.logged_in(user.person, answer)
    except NotPermitted:
        Event.log("第二因素失败", user=user, address=address(request))
        raise
    Throttle.clear("second", str(user.pk))


def enter(request: HttpRequest, user: User, how: str) -> None:
    """进入 Logs the account in on this browser; an earlier session of the browser is gone."""
    web.lock(request)
    auth.login(request, user, backend=BACKEND)
    request.session.pop(PENDING, None)
    request.session.pop(POST, None)
    request.session[LOGIN] = str(Login.begin(user, _device(request)).pk)
    Event.log("登录", user=user, address=address(request), note=how)


def leave(request: HttpRequest) -> None:
    """退出 Ends the session and closes signing on this device."""
    web.lock(request)
    login = getattr(request, "login", None)
    if login is not None:
        Login.end(login.user, login.pk)
        Event.log("退出", user=login.user, address=address(request))
    auth.logout(request)


def confirm_password(request: HttpRequest, password: str) -> None:
    """再输密码 Asked again before keys and factors change. Raises NotPermitted; demo accounts are not asked."""
    user = request.user
    if not asks_password(user):
        return
    _count("password", user.login)
    if not user.check_password(password):
        raise NotPermitted("platform.login", "当前密码不正确", fields={"password": "当前密码不正确"})
    Throttle.clear("password", user.login)


def asks_password(user: User) -> bool:
    """是否再问密码 Of everybody but the accounts of the demonstration, who never had one."""
    return not (settings.LIUHEN_DEMO and user.demo_label)


def address(request: HttpRequest) -> str:
    """来路 The network address, for the security log alone."""
    return str(request.META.get("REMOTE_ADDR", ""))


def _count(door: str, name: str) -> None:
    left = Throttle.waiting(door, name)
    if left is not None:
        minutes = -(-int(left.total_seconds()) // 60)
        raise WrongState("platform.too-many-tries", f"连续输错，已暂时锁定，请 {minutes} 分钟后再试")
    Throttle.count(door, name)


def _device(request: HttpRequest) -> str:
    return request.headers.get("User-Agent", "")[:120]
