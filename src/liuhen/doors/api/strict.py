"""严格读取 One JSON object of bounded size: no key twice, no floats, no NaN, no broken text, no depth without end."""

from __future__ import annotations

import json
import unicodedata
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from liuhen.kit.refusals import BadInput, Refusal

MAX_BODY = 10 * 1024 * 1024
"""请求上限 Bytes of one request, files in base64 included."""

MAX_DEPTH = 16


class Strict(Parser):
    """严格 The parser of every body."""

    def parse_body(self, request: HttpRequest) -> Any:
        """读正文 Raises BadInput for anything that could be read in two ways."""
        return read(request.body)


def read(content: bytes) -> Any:
    """读 The value, its texts in NFC. Raises BadInput."""
    try:
        value = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_once,
            parse_float=_no_float,
            parse_constant=_no_float,
        )
    except BadInput:
        raise
    except (ValueError, RecursionError) as error:
        raise _unreadable("不是完整的 JSON（UTF-8）") from error
    return _sound(value, 1)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _unreadable("同一个键出现两次")
    return found


def _no_float(text: str) -> NoReturn:
    raise _unreadable(f"不收小数和 NaN（{text[:20]}）；金额以分为单位写整数")


def _sound(value: Any, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise _unreadable("嵌套过深")
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return [_sound(one, depth + 1) for one in value]
    if isinstance(value, dict):
        return {_text(name): _sound(one, depth + 1) for name, one in value.items()}
    return value


def _text(value: str) -> str:
    if value.isascii() and value.isprintable():
        return value
    if any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\r\t" for char in value):
        raise _unreadable("文字含控制字符或残缺的代理对")
    return unicodedata.normalize("NFC", value)


def _unreadable(why: str) -> Refusal:
    return BadInput("platform.input", why, next_step="请按 /api/openapi.json 的格式重新提交")
