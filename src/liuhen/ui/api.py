"""接口部件 What every part's JSON interface is made of: the one shape of an error, pages of rows, strict values.

The interface takes and gives times as RFC 3339, money as whole 分, ids as UUID; unknown keys are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Schema
from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

from liuhen.kit import clock

Row = TypeVar("Row")
FIRST_YEAR, LAST_YEAR = 1949, 2199
LONGEST_FEN = 10**15
"""金额上限 10 万亿元 in 分: far below what a database or JavaScript can hold, far above any budget."""


class Refused(Schema):
    """拒绝 Which rule refused, what it says, what is wrong, what to do next, and where in the input."""

    rule: str
    title: str
    quote: str
    source: str
    message: str
    next: str
    fields: dict[str, str]


class Error(Schema):
    """错误 The one shape of every answer that is not the thing asked for."""

    error: Refused


REFUSALS = frozenset({400, 401, 403, 404, 405, 409, 413, 415, 422, 429})


def answers(shape: Any, status: int = 200) -> dict[Any, Any]:
    """应答 What an operation gives, and the error it may give instead."""
    return {status: shape, REFUSALS: Error}


class Given(Schema):
    """所给 What comes in: unknown keys are refused, numbers are not read from text."""

    model_config = ConfigDict(extra="forbid")


def _text_only(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value
    if not isinstance(value, str):
        raise ValueError("写作文字")
    return value


def _instant(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("时间须带时区，例如 2026-11-22T10:00:00+08:00")
    if not FIRST_YEAR < value.year < LAST_YEAR:
        raise ValueError("年份不在可收的范围内")
    return clock.truncated(value)


def _day(value: date) -> date:
    if not FIRST_YEAR < value.year < LAST_YEAR:
        raise ValueError("年份不在可收的范围内")
    return value


When = Annotated[datetime, BeforeValidator(_text_only), AfterValidator(_instant)]
"""时间（收） An instant with its zone."""
Day = Annotated[date, BeforeValidator(_text_only), AfterValidator(_day)]
"""日期（收） 2026-11-22."""
Instant = Annotated[
    datetime,
    PlainSerializer(clock.rfc3339, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""时间（出） UTC, three decimals."""
Line = Annotated[str, StringConstraints(max_length=400)]
"""短文 One line."""
Prose = Annotated[str, StringConstraints(max_length=40_000)]
"""长文 Paragraphs."""
Fen = Annotated[int, Field(strict=True, ge=0, le=LONGEST_FEN)]
"""金额 Whole 分."""
Yes = Annotated[bool, Field(strict=True)]
"""是否 true or false, nothing that looks like it."""


class Paging(Schema):
    """分页 Which page, and how many rows on it (100 at most)."""

    page: int = Field(1, ge=1, le=10_000)
    size: int = Field(50, ge=1, le=100)


class Words(Paging):
    """检索 Words to look for, and the page."""

    q: Annotated[str, StringConstraints(max_length=100, pattern=r"^[^\x00-\x1f]*$")] = ""


class Page(Schema, Generic[Row]):
    """一页 The rows of one page, and how many there are in all."""

    items: list[Row]
    count: int
    page: int
    size: int


def page_of(rows: QuerySet[Any] | list[Any], paging: Paging, shown: Callable[[Any], Any] | None = None) -> Any:
    """取一页 Two queries; `shown` makes of a row what goes out."""
    start = (paging.page - 1) * paging.size
    found = list(rows[start : start + paging.size])
    return {
        "items": [shown(row) for row in found] if shown else found,
        "count": len(rows) if isinstance(rows, list) else rows.count(),
        "page": paging.page,
        "size": paging.size,
    }
