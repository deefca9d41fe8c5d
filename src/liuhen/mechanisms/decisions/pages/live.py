"""实时 How a screen in the room learns that something happened: a number in two queries, asked twice a second.

Whether the person may see the meeting is asked when the page is made; the address of its live region then carries
that answer, signed, for this person in this log-in alone. `Quick` answers a poll without the whole way through
sessions and powers, as long as this worker saw the session alive a moment ago: a hundred seats ask two hundred times
a second. It knows who has ended and who has voted, nothing else: whatever was sealed is never near it.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.urls import reverse

from liuhen.kit.refusals import NotFound
from liuhen.ledger.book import Book
from liuhen.mechanisms.decisions.models import Meeting
from liuhen.mechanisms.decisions.reads.sitting import version_of
from liuhen.organs.reads.tree import book_of
from liuhen.rules.acting import actor_of

SALT = "decisions.live"
LIFE = 12 * 3600
"""时效 Seconds for which the address of a live region serves: a working day, as a log-in does."""

TRUST = 60.0
"""信任时限 Seconds for which a session seen alive is taken to be so: one that was ended sees the room no longer."""

RECENT = 0.1
"""新近 Seconds for which a worker takes the number it read last: a hundred seats then cost it ten readings a second."""

NOTHING_NEW = {"Cache-Control": "no-store"}


Showing = Callable[[UUID, UUID, int], str | None]
"""速写 Meeting, person and version to the region's HTML; None when the person is not simply on the roll."""

_showing: dict[str, Showing] = {}
_alive: dict[tuple[str, str], float] = {}


def quickly(route: str) -> Callable[[Showing], Showing]:
    """登记速写 The region of this route can be shown without asking who is there anew."""

    def register(show: Showing) -> Showing:
        _showing[route] = show
        return show

    return register


class Quick:
    """速答 Stands first of all middleware and answers what it can; everything else goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.endswith("/live") or "pass" not in request.GET:
            return self.get_response(request)
        key = _session(request), request.GET["pass"]
        if time.monotonic() - _alive.get(key, -TRUST) < TRUST and (answer := _answer(request)):
            return answer
        response = self.get_response(request)
        if response.status_code in (200, 204):
            _remember(_alive, key, time.monotonic())
        return response


def _answer(request: HttpRequest) -> HttpResponse | None:
    meeting, person, origin = _read(request)
    if not meeting or request.path_info.split("/")[2:3] != [meeting]:
        return None
    version, since = _recent(meeting, origin), request.GET.get("since", "")
    # Another worker may have read later than this one: nobody is shown an older room.
    if since.isascii() and since.isdigit() and int(since) >= version:
        return HttpResponse(status=204, headers=NOTHING_NEW)
    show = _showing.get(request.path_info.rsplit("/", 2)[1])
    if show is None or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE) != "zh-hans":
        return None
    html = show(UUID(meeting), UUID(person), version)
    if html is None:
        return None
    content = html.encode()
    return HttpResponse(
        content, headers={"X-Version": str(version), "Content-Length": str(len(content)), **NOTHING_NEW}
    )


def live_url(request: HttpRequest, meeting: Meeting, route: str) -> tuple[str, int]:
    """实时地址 The address of a live region for this person alone, and the version the page is at."""
    book = book_of(meeting.organ)
    version = version_of(meeting.id, book)
    content = [str(meeting.id), str(actor_of(request).person), book.origin, _session(request)]
    return f"{reverse(route, args=[meeting.id])}?pass={signing.dumps(content, salt=SALT)}", version


def unchanged(request: HttpRequest, meeting: UUID) -> HttpResponse | int:
    """有无变化 204 when nothing is new since the version the browser has; the new version otherwise.

    Raises NotFound for an address made for somebody else, for another meeting, or on another day.
    """
    of, person, origin = _read(request)
    if of != str(meeting) or person != str(actor_of(request).person):
        raise NotFound("platform.out-of-scope", "不在您的管辖范围内，或页面已过期", next_step="请刷新页面")
    version = version_of(meeting, Book(origin))
    if request.GET.get("since") == str(version):
        return HttpResponse(status=204, headers=NOTHING_NEW)
    return version


def fragment(request: HttpRequest, template: str, facts: Mapping[str, Any], version: int) -> HttpResponse:
    """实时片段 The region as it stands now, without the head, contents and foot that only a whole page needs."""
    html = written(template, {**facts, "request": request})
    return HttpResponse(html, headers={"X-Version": str(version), **NOTHING_NEW})


def written(template: str, facts: Mapping[str, Any]) -> str:
    """成文 The template alone."""
    html: str = get_template(template, using="pages").template.render(dict(facts))
    return html


_read_last: dict[tuple[str, str], tuple[float, int]] = {}


def _recent(meeting: str, origin: str) -> int:
    place, now = (origin, meeting), time.monotonic()
    at, version = _read_last.get(place, (0.0, 0))
    if now - at >= RECENT:
        version = version_of(UUID(meeting), Book(origin))
        _remember(_read_last, place, (now, version))
    return version


def _remember(store: dict[Any, Any], key: Any, value: Any) -> None:
    if len(store) > 2000:  # meetings and sessions long over
        store.clear()
    store[key] = value


def _read(request: HttpRequest) -> tuple[str, str, str]:
    """Meeting, person and book of the address, or three times nothing when it was not made for this log-in."""
    try:
        meeting, person, origin, session = signing.loads(request.GET.get("pass", ""), salt=SALT, max_age=LIFE)
    except (signing.BadSignature, ValueError):
        return "", "", ""
    return (meeting, person, origin) if secrets.compare_digest(session, _session(request)) else ("", "", "")


def _session(request: HttpRequest) -> str:
    """A digest of the session's cookie: the address serves in no other browser, and names no session."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return hashlib.sha256(f"{SALT}\0{key}".encode()).hexdigest()[:24]
