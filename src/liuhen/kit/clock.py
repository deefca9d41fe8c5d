"""时钟 Time is an input: the only place in the product that asks the machine what time it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """时钟 Anything that can say what time it is, in UTC."""

    def now(self) -> datetime: ...


class System:
    """系统时钟 The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class Fixed:
    """定格时钟 A clock that stands still until somebody sets it."""

    at: datetime

    def now(self) -> datetime:
        return self.at


@dataclass
class Stepping:
    """步进时钟 A clock that moves by `step` each time it is asked; no two answers are equal."""

    at: datetime
    step: timedelta = timedelta(milliseconds=1)

    def now(self) -> datetime:
        self.at += self.step
        return self.at


_MACHINE: Clock = System()
_clock: ContextVar[Clock] = ContextVar("liuhen_clock", default=_MACHINE)


def now() -> datetime:
    """当前时间 The current instant: aware, UTC, cut to whole milliseconds."""
    return truncated(_clock.get().now())


@contextmanager
def use(clock: Clock) -> Iterator[Clock]:
    """换钟 Run a block under another clock (the demo's story and the tests)."""
    token = _clock.set(clock)
    try:
        yield clock
    finally:
        _clock.reset(token)


def is_simulated() -> bool:
    """是否模拟时钟 True while somebody has put another clock in the machine's place."""
    return not isinstance(_clock.get(), System)


def truncated(moment: datetime) -> datetime:
    """毫秒截断 The same instant in UTC, cut to milliseconds. Raises ValueError for a naive time."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone is not an instant")
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    beyond = moment.microsecond % 1000
    return moment.replace(microsecond=moment.microsecond - beyond) if beyond else moment


def rfc3339(moment: datetime) -> str:
    """时间串 RFC 3339 in UTC with exactly three decimals, as it stands in the book."""
    return truncated(moment).isoformat(timespec="milliseconds")[:-6] + "Z"  # for "+00:00"


def parse(text: str) -> datetime:
    """读时间串 The inverse of `rfc3339`; raises ValueError for any other spelling."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or rfc3339(moment) != text:
        raise ValueError(f"not a UTC millisecond time: {text!r}")
    return moment


def millis(moment: datetime) -> int:
    """毫秒数 Milliseconds since 1970-01-01 UTC."""
    return int(truncated(moment).timestamp()) * 1000 + moment.microsecond // 1000


def local(moment: datetime) -> datetime:
    """北京时间 The same instant on a clock in Asia/Shanghai."""
    return moment.astimezone(SHANGHAI)
