"""令牌认人 Who a request acts for: the person of its token, in the post named by X-Post or the first of today's."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.security import HttpBearer

from liuhen.doors.accounts.standing import Standing, standing
from liuhen.doors.api import tokens
from liuhen.doors.api.models import ApiToken
from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, NotPermitted, WrongState

PER_MINUTE = 600
"""限次 Requests of one token in one minute and one server process (LIUHEN_API_PER_MINUTE)."""


class TooMany(WrongState):
    """过于频繁 Comes out as 429."""

    status = 429


class Bearer(HttpBearer):
    """令牌 `Authorization: Bearer …`; a browser's session counts for nothing here."""

    def __call__(self, request: HttpRequest) -> ApiToken | None:
        request.actor = request.person = None
        found: ApiToken | None = super().__call__(request)
        return found

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """认 Sets `request.actor`. Raises NotPermitted for a post not held today, TooMany."""
        found = tokens.recognise(token.strip())
        person = standing(found.person) if found else None
        if found is None or person is None:
            return None
        _count(found)
        request.person, request.actor = person, _actor(person, request.headers.get("X-Post", ""))
        return found


def _actor(person: Standing, asked: str) -> object:
    if not asked:
        return person.actor
    try:
        post = UUID(asked)
    except ValueError as error:
        raise BadInput("platform.input", "X-Post 须为职务编号", fields={"X-Post": "须为 UUID"}) from error
    chosen = next((held for held in person.posts if held.post == post), None)
    if chosen is None:
        raise NotPermitted("platform.not-permitted", "您今天没有担任这个职务", next_step="职务见 /api/me")
    return type(person.actor)(person.id, chosen.organ, chosen.post)


def _count(token: ApiToken) -> None:
    minute = int(clock.now().timestamp() // 60)
    name = f"api-{token.pk}-{minute}"
    cache.add(name, 0, 120)
    if cache.incr(name) > getattr(settings, "LIUHEN_API_PER_MINUTE", PER_MINUTE):
        raise TooMany("platform.too-many-tries", "请求过于频繁，请稍后再试", next_step="一分钟后再试")
