"""取值 How a Python value is spelled in the book, and read back by its declared type."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any, Union
from uuid import UUID

from liuhen.kit import canonical, clock


class Sealed:
    """密封 Stands where a sealed value would be: the reader has no right to it here."""

    def __repr__(self) -> str:
        return "【密封】"

    def __bool__(self) -> bool:
        return False


SEALED: Any = Sealed()

Reader = Callable[[Any], Any]


def plain(value: Any) -> Any:
    """入簿写法 The value as strict JSON: times as RFC 3339, identifiers and dates as text."""
    spelled = _SPELLINGS.get(type(value))
    return _plain(value) if spelled is None else spelled(value)


def _plain(value: Any) -> Any:
    """What is made of several values, or of a type of its own kind."""
    if value is None or (isinstance(value, bool | int | str) and not isinstance(value, Enum)):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return clock.rfc3339(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(value[key]) for key in sorted(value, key=str)}
    raise TypeError(f"{type(value).__name__} has no spelling in the book")


def spelled(values: Iterable[Any], whole: Any) -> bytes:
    """规范字节 The canonical bytes of `whole`, whose only parts not of our own making are these plain values.

    What is no list or dict has its type from `plain`; so only what is nested has to be walked through.
    """
    for value in values:
        if type(value) is dict or type(value) is list:
            return canonical.encode(whole)
    return canonical.spell(whole)


def reader(hint: Any) -> Reader:
    """读法 A function that turns the plain spelling back into the declared type."""
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = [arg for arg in typing.get_args(hint) if arg is not type(None)]
        if len(inner) != 1:
            raise TypeError(f"a record field may be one type or None, not {hint}")
        read = reader(inner[0])
        return lambda value: None if value is None else read(value)
    if origin in (list, tuple):
        read_item = reader(typing.get_args(hint)[0])
        container: Callable[..., Any] = origin
        return lambda value: container(read_item(item) for item in value)
    if origin is dict:
        read_value = reader(typing.get_args(hint)[1])
        return lambda value: {key: read_value(item) for key, item in value.items()}
    return _SCALARS[hint] if hint in _SCALARS else _enum(hint)


def blank(hint: Any) -> Any:
    """空值 What stands in a table where a value of this type was redacted."""
    kind = typing.get_origin(hint) or hint
    return kind() if kind in (str, list, tuple, dict) else None


def _enum(hint: Any) -> Reader:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    raise TypeError(f"{hint} has no spelling in the book")


def _same(value: Any) -> Any:
    return value


_SPELLINGS: dict[type, Callable[[Any], Any]] = {
    str: _same,
    int: _same,
    bool: _same,
    type(None): _same,
    UUID: str,
    datetime: clock.rfc3339,
    date: date.isoformat,
}
_SCALARS: dict[Any, Reader] = {
    str: _same,
    int: _same,
    bool: _same,
    Any: _same,
    UUID: UUID,
    datetime: clock.parse,
    date: date.fromisoformat,
}
