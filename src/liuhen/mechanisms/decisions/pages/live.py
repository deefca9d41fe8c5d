"""实时 How a screen in the room learns that something happened: a number in two queries, asked twice a second.

Whether the person may see the meeting is asked when the page is made; the address of its live region then carries
that answer, signed. A poll that finds nothing new asks no more than that and the number.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.urls import reverse

from liuhen.kit.refusals import NotFound
from liuhen.ledger.book import Book
from liuhen.mechanisms.decisions.models import Meeting
from liuhen.mechanisms.decisions.pages.acting import actor_of
from liuhen.mechanisms.decisions.reads.sitting import version_of
from liuhen.organs.reads.tree import book_of

SALT = "decisions.live"
LIFE = 12 * 3600
"""时效 Seconds for which the address of a live region serves: a working day, as a log-in does."""


def live_url(request: HttpRequest, meeting: Meeting, route: str) -> tuple[str, int]:
    """实时地址 The address of a live region for this person alone, and the version the page is at."""
    book = book_of(meeting.organ)
    version = version_of(meeting.id, book)
    pass_ = signing.dumps([str(meeting.id), str(actor_of(request).person), book.origin], salt=SALT, compress=False)
    return f"{reverse(route, args=[meeting.id])}?pass={pass_}", version


def unchanged(request: HttpRequest, meeting: UUID) -> HttpResponse | int:
    """有无变化 204 when nothing is new since the version the browser has; the new version otherwise.

    Raises NotFound for an address made for somebody else, for another meeting, or on another day.
    """
    version = version_of(meeting, _book(request, meeting))
    return HttpResponse(status=204) if request.GET.get("since") == str(version) else version


def fragment(request: HttpRequest, template: str, facts: Mapping[str, Any], version: int) -> HttpResponse:
    """实时片段 The region as it stands now, without the head, contents and foot that only a whole page needs."""
    html = get_template(template, using="pages").template.render({**facts, "request": request})
    return HttpResponse(html, headers={"X-Version": str(version)})


def _book(request: HttpRequest, meeting: UUID) -> Book:
    try:
        of, person, origin = signing.loads(request.GET.get("pass", ""), salt=SALT, max_age=LIFE)
    except (signing.BadSignature, ValueError) as error:
        raise NotFound("platform.out-of-scope", "页面已过期，请刷新") from error
    if of != str(meeting) or person != str(actor_of(request).person):
        raise NotFound("platform.out-of-scope", "不在您的管辖范围内，或没有这件事")
    return Book(origin)
