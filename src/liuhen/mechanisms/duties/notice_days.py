"""提醒的日子 On which days of a campaign people are told: at its start, before, on and after the due day.

A worker that was down does not make up for the days it missed: the last of them counts, and is told once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from liuhen.kit.calendar import Calendar

__all__ = ["Spacing", "Span", "Stage", "stage_on", "stage_word"]

MOST = 200  # notices after the due day: nobody is told for longer than a year


@dataclass(frozen=True)
class Span:
    """间隔 So many days, or working days."""

    count: int
    working: bool = False

    def after(self, day: date, calendar: Calendar) -> date:
        """之后"""
        return calendar.add_working_days(day, self.count) if self.working else day + timedelta(days=self.count)

    def before(self, day: date, calendar: Calendar) -> date:
        """之前"""
        return calendar.add_working_days(day, -self.count) if self.working else day - timedelta(days=self.count)


@dataclass(frozen=True)
class Spacing:
    """间隔 As the rule in force says: two notices before the due day, how often after it, when superiors are told."""

    first: Span
    second: Span
    every: Span
    escalate: Span


@dataclass(frozen=True)
class Stage:
    """提醒一次 Its name ("start", "due-7", "due", "due+3"), its day, and whether superiors are told as well."""

    name: str
    day: date
    escalates: bool = False


def stage_word(name: str) -> str:
    """提醒之日 The name of a stage in Chinese."""
    if name == "start":
        return "开始之日"
    if name.startswith("due-"):
        return f"截止前{name[4:]}日"
    return f"逾期{name[4:]}日" if name.startswith("due+") else "截止当日"


def stage_on(starts: date, due: date, on: date, spacing: Spacing, calendar: Calendar) -> Stage | None:
    """当日应发 The latest notice that is due by the day; None before the campaign begins."""
    last = None
    for stage in _stages(starts, due, spacing, calendar):
        if stage.day > on:
            break
        last = stage
    return last


def _stages(starts: date, due: date, spacing: Spacing, calendar: Calendar) -> Iterator[Stage]:
    yield Stage("start", starts)
    for span in (spacing.first, spacing.second):
        day = span.before(due, calendar)
        if starts < day < due:
            yield Stage(f"due-{span.count}", day)
    if due > starts:
        yield Stage("due", due)
    told, late = spacing.escalate.after(due, calendar), due
    for turn in range(1, MOST):
        late = spacing.every.after(late, calendar)
        yield Stage(f"due+{turn * spacing.every.count}", late, late >= told)
