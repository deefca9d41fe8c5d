"""规范字节 The strict JSON profile of the book: one value, one spelling, no surprises.

ASCII keys, NFC strings without lone surrogates, integers within ±(2^53-1), no floats, depth at most 16,
duplicate keys refused. For such values this is RFC 8785 (JCS); source: the book's specification, "Entry".
"""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import orjson

MAX_DEPTH = 16
MAX_INT = 2**53 - 1
MAX_BYTES = 65_535


class CanonicalError(ValueError):
    """不合规范 The value or the bytes are outside the strict profile; the message says where."""


def encode(value: Any) -> bytes:
    """规范编码 The one spelling of `value`: sorted keys, no spaces, UTF-8. Raises CanonicalError."""
    if not _sound(value, 1):
        _check(value, "$", 1)  # the slow walk, which says where
    try:
        raw = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError as error:
        raise CanonicalError(f"text has a lone surrogate: {error}") from error
    if not _composed(raw):
        _check(value, "$", 1)
        raise CanonicalError("a combining mark after a control character: not in NFC as it is spelled")
    return raw


def spell(value: Any) -> bytes:
    """规范编码 The same for what has sound types and keys by its making: only its texts and numbers are judged."""
    try:
        raw = orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER)
    except orjson.JSONEncodeError:
        return encode(value)  # which says where
    return raw if _composed(raw) else encode(value)


def decode(data: bytes) -> Any:
    """规范解码 The value spelled by `data`, which must be spelled canonically. Raises CanonicalError."""
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_no_duplicates, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise CanonicalError(f"not strict JSON: {error}") from error
    if encode(value) != data:
        raise CanonicalError("not the canonical spelling of its value")
    return value


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise CanonicalError("a key stands twice")
    return result


def _no_constant(name: str) -> None:
    raise CanonicalError(f"{name} is not allowed")


def _composed(raw: bytes) -> bool:
    """Whether all text is in NFC: so is the whole then, as a verifier looks at it, and every part of it."""
    return raw.isascii() or unicodedata.is_normalized("NFC", raw.decode())


def _sound(value: Any, depth: int) -> bool:
    """The profile's rules without names for what breaks them: every entry passes here, and nearly all pass."""
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return True
    if kind is int:
        return bool(-MAX_INT <= value <= MAX_INT)
    if depth >= MAX_DEPTH:
        return False
    if kind is dict:
        for key, item in value.items():
            if not (type(key) is str and key.isascii() and key and _sound(item, depth + 1)):
                return False
        return True
    return kind is list and all(_sound(item, depth + 1) for item in value)


def _check(value: Any, path: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise CanonicalError(f"{path}: deeper than {MAX_DEPTH}")
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, int):
        if abs(value) > MAX_INT:
            raise CanonicalError(f"{path}: integer outside ±(2^53-1)")
    elif isinstance(value, str):
        _check_text(value, path)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            _check(item, f"{path}[{number}]", depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str) or not key.isascii() or not key:
                raise CanonicalError(f"{path}: key {key!r} is not ASCII text")
            _check(item, f"{path}.{key}", depth + 1)
    else:
        raise CanonicalError(f"{path}: {type(value).__name__} has no place in the book")


def _check_text(value: str, path: str) -> None:
    if value.isascii():
        return
    if not unicodedata.is_normalized("NFC", value):
        raise CanonicalError(f"{path}: text is not in NFC")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise CanonicalError(f"{path}: text has a lone surrogate") from error
