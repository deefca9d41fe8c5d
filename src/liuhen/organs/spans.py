"""期间 Spans of days: from a first day up to, and not including, a last one (or open).

The day on which an office is left is the successor's first day: a change of holder on 1 March leaves 28 February
with the old holder and 1 March with the new one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from liuhen.kit import clock

Span = tuple[date, date | None]


def today() -> date:
    """今日 Today in Asia/Shanghai."""
    return clock.local(clock.now()).date()


def overlap(one: Span, other: Span) -> bool:
    """是否重叠 Whether two spans have a day in common."""
    return (other[1] is None or one[0] < other[1]) and (one[1] is None or other[0] < one[1])


def covers(span: Span, day: date) -> bool:
    """是否在内 Whether the day lies in the span."""
    return span[0] <= day and (span[1] is None or day < span[1])


def most_at_once(spans: Iterable[Span]) -> int:
    """同时最多 How many of the spans share a day at the busiest moment."""
    steps = []
    for start, end in spans:
        steps += [(start, 1)] if end is None else [(start, 1), (end, -1)]
    at_once = most = 0
    for _, step in sorted(steps):  # on one day the leaving (-1) comes before the coming (+1)
        at_once += step
        most = max(most, at_once)
    return most


def on_day(day: date, prefix: str = "") -> Q:
    """某日有效 The SQL condition that a row's span covers the day."""
    after = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": day})
    return Q(**{f"{prefix}since__lte": day}) & after
