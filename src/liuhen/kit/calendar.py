"""工作日历 Working days: official tables where they are published, "暂定" where the year is not.

The table itself is data that an office may edit (organs keeps the edits as records); this file only counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import chinese_calendar

from liuhen.kit.clock import SHANGHAI

PROVISIONAL = "暂定"
OFFICIAL = "官方"


def _published_years() -> frozenset[int]:
    return frozenset(day.year for day in chinese_calendar.holidays)


OFFICIAL_YEARS = _published_years()


@dataclass(frozen=True)
class Calendar:
    """工作日历 `edits` maps a day to True (works) or False (rests) and wins over the published table."""

    edits: Mapping[date, bool] = field(default_factory=dict)

    def status(self, year: int) -> str:
        """状态 "官方" when the State Council's table of that year is in the product, else "暂定"."""
        return OFFICIAL if year in OFFICIAL_YEARS else PROVISIONAL

    def is_working(self, day: date) -> bool:
        """是否工作日 Whether offices work on that day; unpublished years fall back on the weekday."""
        if day in self.edits:
            return self.edits[day]
        if day.year in OFFICIAL_YEARS:
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() < 5

    def add_working_days(self, day: date, count: int) -> date:
        """顺延工作日 The day on which the `count`-th working day after `day` falls; `day` itself does not count."""
        step = timedelta(days=1 if count >= 0 else -1)
        for _ in range(abs(count)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """工作日数 Working days after `start` up to and including `end`."""
        days = (end - start).days
        return sum(self.is_working(start + timedelta(days=n)) for n in range(1, days + 1))


def end_of_day(day: date) -> datetime:
    """当日届满 The instant at which `day` ends in Asia/Shanghai (24:00), as UTC."""
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI).astimezone(UTC)
