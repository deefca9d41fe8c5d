"""接口的错误 Whatever goes wrong leaves by this door in one shape, with the rule it rests on."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from liuhen.kit.refusals import BadInput, NotFound, NotPermitted, Raced, Refusal
from liuhen.ledger.checkpoints import RefusedToSign
from liuhen.rules.refused import explained

TOO_LARGE = "platform.too-large"


def answer(refusal: Refusal, status: int | None = None, **headers: str) -> JsonResponse:
    """出错误 {"error": {rule, title, quote, source, message, next, fields}}."""
    code = status or (413 if refusal.rule == TOO_LARGE else refusal.status)
    fields = {str(name): str(said) for name, said in refusal.fields.items()}
    return JsonResponse({"error": {**explained(refusal), "fields": fields}}, status=code, headers=headers)


def unknown_address() -> JsonResponse:
    """404 Nothing stands at this address."""
    return answer(NotFound("platform.not-found", "接口没有这个地址", next_step="地址见 /api/openapi.json"))


def wrong_method(allowed: str) -> JsonResponse:
    """405"""
    refusal = BadInput("platform.input", f"这个地址只收 {allowed}", next_step="地址见 /api/openapi.json")
    return answer(refusal, 405, Allow=allowed)


def broken() -> JsonResponse:
    """500 A fault of ours; what happened is in the log, never in the answer."""
    said = {"rule": "", "title": "系统故障", "quote": "", "source": "", "next": "请稍后再试，或告知系统管理员"}
    return JsonResponse({"error": {**said, "message": "系统故障，没有写入任何内容", "fields": {}}}, status=500)


def attach(api: NinjaAPI) -> None:
    """接上 Every kind of exception that may reach the door."""
    handlers: dict[type[Exception], Any] = {
        Refusal: lambda request, error: answer(error),
        ValidationError: _invalid,
        AuthenticationError: _stranger,
        HttpError: _http,
        Http404: lambda request, error: unknown_address(),
        ObjectDoesNotExist: lambda request, error: answer(NotFound("platform.not-found", "没有这件事，请核对编号")),
        IntegrityError: lambda request, error: answer(Raced("platform.stale", "他人刚刚先办了这件事，请看过再办")),
        RefusedToSign: lambda request, error: answer(Raced("platform.epoch", f"存证簿暂不能签发检查点：{error}")),
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _stranger(request: HttpRequest, error: Exception) -> HttpResponse:
    refusal = NotPermitted("platform.signed-in", "令牌缺失、有误、已过期或已收回", next_step="请在“接口令牌”页另发一个")
    return answer(refusal, 401, **{"WWW-Authenticate": "Bearer"})


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    cause = error.__cause__
    if isinstance(cause, Refusal):
        return answer(cause, 400)
    return answer(BadInput("platform.input", "请求不能读取"), error.status_code)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = {_place(one["loc"]): _said(one) for one in error.errors}
    return answer(BadInput("platform.input", "填写有误，请看各栏的说明", fields=fields))


def _place(steps: tuple[Any, ...]) -> str:
    """body.given.files.0.media → files.0.media"""
    named = [str(step) for step in steps if str(step) not in ("given", "asked")]
    return ".".join(named[1:] if named and named[0] in ("body", "query", "path") else named) or "body"


WORDS = {
    "missing": "请填写",
    "extra_forbidden": "没有这一栏",
    "uuid_parsing": "须为 UUID",
    "uuid_type": "须为 UUID",
    "bool_type": "须为 true 或 false",
    "int_type": "须为整数",
    "string_type": "须为文字",
    "enum": "不在可选项中",
    "literal_error": "不在可选项中",
    "string_too_long": "太长",
    "string_too_short": "太短",
    "string_pattern_mismatch": "格式不对",
}


def _said(error: dict[str, Any]) -> str:
    return WORDS.get(error["type"], str(error["msg"]).removeprefix("Value error, "))
