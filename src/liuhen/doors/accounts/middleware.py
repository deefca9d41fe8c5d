"""身份中间件 Sets `request.actor` and `request.person` from the session, and ends sessions that are over."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import nullcontext
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import auth
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from liuhen.doors.accounts.models import Login, User
from liuhen.doors.accounts.standing import standing
from liuhen.kit import clock
from liuhen.kit.once import reading
from liuhen.ledger.signatures import web

READING = ("GET", "HEAD")
LOGIN, POST = "login", "post"
"""会话键 Which log-in this is, and which post (tenure) the person acts from."""


class Identity:
    """身份 Who asks, in which post. Nobody: both are None. Stands after Django's AuthenticationMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with reading() if request.method in READING else nullcontext():
            return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        request.actor = request.person = request.login = None
        if LOGIN in request.session:
            self._recognise(request)
        response = self.get_response(request)
        web.finish(request, response)
        return response

    def _recognise(self, request: HttpRequest) -> None:
        login = _alive(request)
        if login is None:
            auth.logout(request)
            return
        login.touch()
        request.login = login
        person = standing(login.user.person, request.session.get(POST, ""))
        if person is not None:
            request.person, request.actor = person, person.actor


def _is_of(session: SessionBase, user: User) -> bool:
    """Whether Django's own log-in on this browser is this account's, under its present password."""
    said = session.get(auth.HASH_SESSION_KEY, "")
    known = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    return session.get(auth.SESSION_KEY) == str(user.pk) and any(constant_time_compare(said, one) for one in known)


def alive(ids: Collection[UUID]) -> dict[UUID, str]:
    """在线 Of these log-ins those that still serve, with the present mark of each; polling counts as being there.

    One query, and at most once a minute another.
    """
    now = clock.now()
    rows = list(Login.objects.select_related("user").filter(id__in=ids, ended=None, user__is_active=True))
    rows = [row for row in rows if _is_young(row, now)]
    Login.touch_all(rows)
    return {row.pk: row.mark for row in rows}


def idle() -> timedelta:
    """闲置时限 How long a session lives without a request (LIUHEN_IDLE_MINUTES, default 30)."""
    return timedelta(minutes=getattr(settings, "LIUHEN_IDLE_MINUTES", 30))


def longest() -> timedelta:
    """最长时限 How long a session lives at all (LIUHEN_SESSION_HOURS, default 12)."""
    return timedelta(hours=getattr(settings, "LIUHEN_SESSION_HOURS", 12))


def _alive(request: HttpRequest) -> Login | None:
    """The session's log-in, unless it has ended, idled or aged out, or its account is shut or has a new password."""
    row = Login.objects.select_related("user").filter(id=UUID(request.session[LOGIN]), ended=None).first()
    if row is None or not row.user.is_active or not _is_of(request.session, row.user):
        return None
    request.user = row.user  # Django would read the same account once more
    return row if _is_young(row, clock.now()) else None


def _is_young(row: Login, now: datetime) -> bool:
    return now - row.seen < idle() and now - row.began < longest()
