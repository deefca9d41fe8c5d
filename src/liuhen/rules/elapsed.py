"""期限 Deadlines and elapsed time in the five units a rule may use.

Days are counted by the Civil Code (民法典 第二百零一条、第二百零三条): the day itself does not count,
the last one ends at 24:00 Beijing time.
Hours, minutes and seconds run from the instant.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from liuhen.kit import clock
from liuhen.kit.calendar import Calendar, end_of_day

DAY, WORKING_DAY = "day", "working_day"
SPANS = {"hour": timedelta(hours=1), "minute": timedelta(minutes=1), "second": timedelta(seconds=1)}
UNITS = frozenset({DAY, WORKING_DAY, *SPANS})


def _day(moment: datetime) -> date:
    return clock.local(moment).date()


def deadline(start: datetime, count: int, unit: str, calendar: Calendar) -> datetime:
    """届满 The first instant that is too late for days (24:00), the last that is in time for hours and less."""
    if unit == DAY:
        return end_of_day(_day(start) + timedelta(days=count))
    if unit == WORKING_DAY:
        return end_of_day(calendar.add_working_days(_day(start), count))
    return start + SPANS[unit] * count


def in_time(moment: datetime, start: datetime, count: int, unit: str, calendar: Calendar) -> bool:
    """是否按期 Whether `moment` lies within `count` units after `start`."""
    end = deadline(start, count, unit, calendar)
    return moment <= end if unit in SPANS else moment < end


def reaches(start: datetime, end: datetime, count: int, unit: str, calendar: Calendar) -> bool:
    """是否已满 Whether at least `count` whole units lie between the two: clear days for days, exact time for hours."""
    if unit == DAY:
        return (_day(end) - _day(start)).days >= count
    if unit == WORKING_DAY:
        return calendar.working_days_between(_day(start), _day(end)) >= count
    return end - start >= SPANS[unit] * count
