"""接口的门槛 What every request passes before its operation: size, kind of content, and a key that counts once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt

from liuhen.doors.api import errors, strict
from liuhen.doors.api.models import SpentKey
from liuhen.kit.refusals import BadInput, Raced, Refusal

View = Callable[..., HttpResponse]
BODIES = ("POST", "PUT", "PATCH", "DELETE")
log = logging.getLogger("liuhen.api")


def guarded(view: View) -> View:
    """过门 Nothing else may leave by this door than the answer of an operation or the one shape of an error."""

    @csrf_exempt  # a token is no cookie: nobody else's page can make a browser send it
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            _read(request)
            response = view(request, *args, **kwargs)
        except Refusal as refusal:
            return errors.answer(refusal)
        except Exception:
            log.exception("接口故障 %s %s", request.method, request.path)
            return errors.broken()
        if isinstance(response, HttpResponseNotAllowed):
            response = errors.wrong_method(response.headers["Allow"])
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return inner


def _read(request: HttpRequest) -> None:
    """Reads the body within bounds, whatever length was announced. Raises BadInput."""
    if request.method not in BODIES:
        return
    body = request.read(strict.MAX_BODY + 1)
    if len(body) > strict.MAX_BODY:
        raise BadInput("platform.too-large", f"请求超过 {strict.MAX_BODY // 1024 // 1024} MiB，没有保存任何部分")
    request._body = body  # type: ignore[attr-defined]
    if body and request.content_type != "application/json":
        raise WrongMedia("platform.input", "请求正文须为 application/json")


class WrongMedia(BadInput):
    """正文类别不对"""

    status = 415


def once(act: View) -> View:
    """不得重放 A nonce, or an Idempotency-Key, that came through once does not come through again.

    Runs inside an operation, when the person is known. A refused act gives the key back.
    """

    @wraps(act)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        person: UUID = request.actor.person  # type: ignore[attr-defined]
        keys = _keys(request, kwargs)
        spent: list[str] = []
        try:
            for key in keys:
                if not SpentKey.spend(person, key):
                    raise Raced("platform.stale", "这个请求已经办过", next_step="请先查看最新状态")
                spent.append(key)
            return act(request, *args, **kwargs)
        except BaseException:
            for key in spent:
                SpentKey.give_back(person, key)
            raise

    return inner


def _keys(request: HttpRequest, given: dict[str, Any]) -> list[str]:
    if request.method not in BODIES:
        return []
    keys = [f"key {found[:200]}"] if (found := request.headers.get("Idempotency-Key", "")) else []
    hand = getattr(given.get("given"), "signature", None)
    return [*keys, f"nonce {hand.nonce}"] if hand is not None else keys
