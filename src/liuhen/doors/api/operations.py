"""接口 Everything the pages can do, over JSON, under /api/; described at /api/openapi.json."""

from __future__ import annotations

import json
from functools import cache
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Router, Schema

from liuhen.doors.api import book, errors
from liuhen.doors.api.door import once
from liuhen.doors.api.identity import Bearer
from liuhen.doors.api.strict import Strict
from liuhen.mechanisms.decisions.api import ROUTERS
from liuhen.mechanisms.duties.api import ROUTERS as DUTIES
from liuhen.mechanisms.dutylog.api import ROUTERS as DUTYLOG
from liuhen.mechanisms.hearings.api import ROUTERS as HEARINGS
from liuhen.organs.api import HeldShape
from liuhen.organs.api import router as organs
from liuhen.oversight.burden.api import ROUTERS as BURDEN
from liuhen.oversight.fulfilment.api import ROUTERS as FULFILMENT
from liuhen.rules.api import router as rules
from liuhen.ui.api import answers

PREFIX = "/api/"
DESCRIPTION = """
令牌随 `Authorization: Bearer` 提交，只代表本人；以哪个职务办理由 `X-Post` 指定，不填则取今天的第一个职务。
须签名的办理分两步：先向 `…/statement` 取所签文书，再带 nonce、日期和签名办理。时间按 RFC 3339，金额以分为单位写整数。
`Idempotency-Key` 使同一请求只办一次。被拒绝的请求一律返回同一种错误，写明所依规则及其原文，不留任何记录。
"""
me = Router(tags=["本人"])


class Me(Schema):
    """本人 Whose token this is, and in which posts he may act today."""

    person: UUID
    name: str
    organ: UUID
    post: UUID | None
    posts: list[HeldShape]


@me.get("", response=answers(Me))
def me_show(request: HttpRequest) -> Any:
    """本人与今天的职务"""
    person, actor = request.person, request.actor  # type: ignore[attr-defined]
    return {
        "person": person.id,
        "name": person.name,
        "organ": actor.organ,
        "post": actor.post,
        "posts": person.posts,
    }


def _made() -> NinjaAPI:
    made = NinjaAPI(
        title="留痕接口",
        version="1",
        description=DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
        auth=Bearer(),
        parser=Strict(),
    )
    made.add_decorator(once, mode="operation")
    errors.attach(made)
    for prefix, router in (
        ("/me", me),
        *ROUTERS,
        *DUTIES,
        *DUTYLOG,
        *FULFILMENT,
        *HEARINGS,
        *BURDEN,
        ("", organs),
        ("/rules", rules),
        ("/book", book.router),
    ):
        made.add_router(prefix, router)
    return made


api = _made()


@cache
def described() -> bytes:
    """接口说明 The OpenAPI document; it never changes while a server runs."""
    return json.dumps(api.get_openapi_schema(path_prefix=PREFIX), ensure_ascii=False, default=str).encode()


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """接口说明 Open to everybody: it says what may be asked, not what is."""
    return HttpResponse(described(), content_type="application/json")
