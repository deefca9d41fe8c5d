"""通行 The address of a live region says for whom it was made, in which log-in; and whether that log-in still serves.

Whether a person may see a meeting is asked when its page is made; the address then carries the answer, signed. A poll
need not ask again who somebody is, only whether the log-in has ended since: for all that poll here, in one question.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

SALT = "decisions.live"
LIFE = 12 * 3600
"""时效 Seconds for which the address of a live region serves: a working day, as a log-in does."""

TRUST = 5.0
"""信任时限 Seconds for which a log-in seen alive is taken to be so: one that was ended sees the room no longer."""

Alive = Callable[[Collection[UUID]], Mapping[UUID, str]]
"""在线之问 Of these log-ins those that still serve, each with the mark its passes must bear."""


@dataclass(frozen=True)
class Pass:
    """通行 What a live address says. `mark` changes with the account's password."""

    meeting: UUID
    person: UUID
    origin: str
    login: UUID
    mark: str


def give(request: HttpRequest, meeting: UUID, person: UUID, origin: str) -> str:
    """发给 For this meeting, this person, in this log-in and on this browser alone."""
    login: Any = getattr(request, "login", None)
    who = [str(login.pk), login.mark] if login else [str(UUID(int=0)), ""]
    return signing.dumps([str(meeting), str(person), origin, _session(request), *who], salt=SALT)


def read(request: HttpRequest) -> Pass | None:
    """查验 What the address says; None when it was not made for this browser, or on another day."""
    try:
        meeting, person, origin, session, login, mark = signing.loads(
            request.GET.get("pass", ""), salt=SALT, max_age=LIFE
        )
    except (signing.BadSignature, ValueError):
        return None
    if not secrets.compare_digest(session, _session(request)):
        return None
    return Pass(UUID(meeting), UUID(person), origin, UUID(login), mark)


class Known:
    """在线名单 Which log-ins this worker knows to serve, asked anew for all of them together when that grows old."""

    def __init__(self, ask: Alive | None = None) -> None:
        self.ask = ask
        self._marks: dict[UUID, str] = {}
        self._polling: set[UUID] = set()
        self._asked = 0.0

    def serves(self, found: Pass) -> bool:
        """是否仍有效 Whether the log-in has not ended, nor its account been shut or given a new password."""
        if self.ask is None:
            return False
        self._polling.add(found.login)
        if time.monotonic() - self._asked >= TRUST:
            self._renew(self.ask)
        elif found.login not in self._marks:
            self._marks = {**self._marks, **self.ask([found.login])}
        known = self._marks.get(found.login)
        return known is not None and secrets.compare_digest(known, found.mark)

    def _renew(self, ask: Alive) -> None:
        # Told first: the other threads go by what was known a moment ago while this one asks.
        self._asked, polling, self._polling = time.monotonic(), self._polling, set()
        self._marks = dict(ask(frozenset(polling)))


KNOWN = Known()


def ask_at(alive: Alive) -> None:
    """向谁查问 The door that keeps the log-ins says how it is asked; until then every poll goes the whole way."""
    KNOWN.ask = alive


def _session(request: HttpRequest) -> str:
    """A digest of the session's cookie: the address serves in no other browser, and names no session."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return hashlib.sha256(f"{SALT}\0{key}".encode()).hexdigest()[:24]
