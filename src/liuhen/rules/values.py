"""取值 The kinds a value in a row may have, how each is read from text, and how each is printed.

Rows come from Python (a guard's prospective row, already typed) and from YAML (examples, all text); both end here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from liuhen.kit import clock, money
from liuhen.rules.exact import Share


class RowError(ValueError):
    """事实行有误 A row lacks a field, has one too many or of the wrong kind: the caller's mistake, not a breach."""


def as_time(value: Any) -> datetime:
    """时间 An aware instant; text without a zone is Beijing time ("2026-03-01 09:00")."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    if moment.tzinfo is None:
        if isinstance(value, datetime):
            raise RowError(f"{value!r}: a time without a zone is not an instant")
        moment = moment.replace(tzinfo=clock.SHANGHAI)
    return clock.truncated(moment)


def as_date(value: Any) -> date:
    """日期 A calendar day in Asia/Shanghai."""
    if isinstance(value, datetime):
        return clock.local(as_time(value)).date()
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def as_count(value: Any) -> int:
    """数 A whole number; money is a count of 分."""
    if isinstance(value, bool | float):
        raise RowError(f"{value!r} is no whole number")
    return int(str(value))


def as_flag(value: Any) -> bool:
    """是否 true or false, nothing else."""
    known = {"true": True, "false": False, True: True, False: False}
    if not isinstance(value, str | bool) or value not in known:
        raise RowError(f"{value!r} is neither true nor false")
    return known[value]


def as_share(value: Any) -> Share:
    """比例 A fraction with its operator."""
    return value if isinstance(value, Share) else Share.parse(str(value))


def as_many(one: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    """多值 A list of that kind; a single value counts as a list of one."""

    def read(value: Any) -> tuple[Any, ...]:
        many = [value] if isinstance(value, str) or not isinstance(value, Iterable) else value
        return tuple(None if item in (None, "") else one(item) for item in many)

    return read


KINDS: dict[str, Callable[[Any], Any]] = {
    "text": str,
    "texts": as_many(str),
    "time": as_time,
    "times": as_many(as_time),
    "date": as_date,
    "count": as_count,
    "fen": as_count,
    "flag": as_flag,
    "share": as_share,
    "any": lambda value: value,
}
MANY = frozenset({"texts", "times"})


def read(kind: str, value: Any, name: str) -> Any:
    """读值 The value in its kind; nothing (None, "") stays None, or () where many may stand."""
    if value is None or value == "":
        return () if kind in MANY else None
    try:
        return KINDS[kind](value)
    except (ValueError, TypeError) as error:
        raise RowError(f"{name}: {error}") from error


def is_given(value: Any) -> bool:
    """有值 Whether anything stands there; a flag that says no is nothing."""
    if isinstance(value, bool) or value is None:
        return value is True
    return not (hasattr(value, "__len__") and len(value) == 0)


def spoken(value: Any, spec: str = "", unit: str = "") -> str:
    """读法 How a value reads inside a Chinese sentence; what is not known reads “未知”."""
    if value is None:
        return "未知"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return format(clock.local(value), spec or "%Y年%-m月%-d日%H:%M:%S")
    if isinstance(value, tuple | list | frozenset | set):
        return "、".join(spoken(item) for item in value) or "无"
    if isinstance(value, Share):
        return value.words()
    if unit == "fen":
        return f"{money.yuan(value)}元"
    return format(value, spec)
