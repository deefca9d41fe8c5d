"""实时 How a screen in the room learns that something happened: a number in two queries, asked twice a second.

`Quick` answers a poll without the whole way through sessions and powers: its address says for whom it was made
(`passes`), and the log-in behind it was seen alive a moment ago. A hundred seats ask two hundred times a second, and
when something happens all of them want the same region: it is read once and rendered once for all who see the same.
It knows who has ended and who has voted, nothing else: whatever was sealed is never near it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID
from zlib import crc32

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.backends.utils import csrf_input_lazy
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from liuhen.kit.refusals import NotFound
from liuhen.ledger.book import Book
from liuhen.mechanisms.decisions.models import Meeting
from liuhen.mechanisms.decisions.pages import passes
from liuhen.mechanisms.decisions.pages.passes import Pass
from liuhen.mechanisms.decisions.reads.sitting import version_of
from liuhen.organs.reads.tree import book_of
from liuhen.rules.acting import actor_of
from liuhen.ui import language

RECENT = 0.1
"""新近 Seconds for which a worker takes the number it read last: a hundred seats then cost it ten readings a second."""

BEAT = 500
"""节拍 Milliseconds between two polls of one screen."""

LEAST = 50
"""最短间隔 Milliseconds; a screen whose own moment is nearer than this waits for the one after."""

NOTHING_NEW = {"Cache-Control": "no-store"}

Showing = Callable[[UUID, UUID, int], bytes | None]
"""速写 Meeting, person and version to the region's HTML; None when the person is not simply on the roll."""

_showing: dict[str, Showing] = {}


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
        if request.path_info.endswith("/live") and (answer := _answer(request)):
            return answer
        return self.get_response(request)


def _answer(request: HttpRequest) -> HttpResponse | None:
    found = passes.read(request)
    if found is None or request.path_info.split("/")[2:3] != [str(found.meeting)] or not passes.KNOWN.serves(found):
        return None
    version, since = _recent(found.meeting, found.origin), request.GET.get("since", "")
    headers = {"X-Wait": str(_wait(found)), **NOTHING_NEW}
    # Another worker may have read later than this one: nobody is shown an older room.
    if since.isascii() and since.isdigit() and int(since) >= version:
        return HttpResponse(status=204, headers=headers)
    content = _shown(request, found, version)
    if content is None:
        return None
    headers |= {"X-Version": str(version), "Content-Length": str(len(content)), "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, headers=headers)


def _shown(request: HttpRequest, found: Pass, version: int) -> bytes | None:
    show = _showing.get(request.path_info.rsplit("/", 2)[1])
    if show is None:
        return None
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, language.DEFAULT)
    with translation.override(code if code in language.NAMES else language.DEFAULT):
        return show(found.meeting, found.person, version)


def _wait(found: Pass) -> int:
    """Milliseconds until this screen's own moment in the beat: a hundred that were answered together drift apart."""
    own, now = crc32(found.login.bytes + found.person.bytes) % BEAT, int(time.monotonic() * 1000)
    wait = (own - now) % BEAT
    return wait if wait >= LEAST else wait + BEAT


def live_url(request: HttpRequest, meeting: Meeting, route: str) -> tuple[str, int]:
    """实时地址 The address of a live region for this person alone, and the version the page is at."""
    book = book_of(meeting.organ)
    version = version_of(meeting.id, book)
    given = passes.give(request, meeting.id, actor_of(request).person, book.origin)
    return f"{reverse(route, args=[meeting.id])}?pass={given}", version


def unchanged(request: HttpRequest, meeting: UUID) -> HttpResponse | int:
    """有无变化 204 when nothing is new since the version the browser has; the new version otherwise.

    Raises NotFound for an address made for somebody else, for another meeting, or on another day.
    """
    found = passes.read(request)
    if found is None or found.meeting != meeting or found.person != actor_of(request).person:
        raise NotFound("platform.out-of-scope", "不在您的管辖范围内，或页面已过期", next_step="请刷新页面")
    version = version_of(meeting, Book(found.origin))
    if request.GET.get("since") == str(version):
        return HttpResponse(status=204, headers=NOTHING_NEW)
    return version


def fragment(request: HttpRequest, template: str, facts: Mapping[str, Any], version: int) -> HttpResponse:
    """实时片段 The region as it stands now."""
    return bare(request, template, facts, {"X-Version": str(version), **NOTHING_NEW})


def bare(
    request: HttpRequest, template: str, facts: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """局部 A part of a page, without asking for the head, contents and foot that only a whole page needs."""
    own = {"request": request, "csrf_input": csrf_input_lazy(request)}
    response = HttpResponse(written(template, {**facts, **own}), headers=headers)
    patch_vary_headers(response, ["HX-Request"])
    return response


def written(template: str, facts: Mapping[str, Any]) -> str:
    """成文 The template alone."""
    html: str = get_template(template, using="pages").template.render(dict(facts))
    return html


_read_last: dict[UUID, tuple[float, int]] = {}


def _recent(meeting: UUID, origin: str) -> int:
    now = time.monotonic()
    at, version = _read_last.get(meeting, (0.0, -1))
    if version >= 0:
        if now - at < RECENT:
            return version
        _read_last[meeting] = (now, version)  # the other threads go by it while this one asks
    version = version_of(meeting, Book(origin))
    if len(_read_last) > 200:  # meetings long over
        _read_last.clear()
    _read_last[meeting] = (now, version)
    return version
