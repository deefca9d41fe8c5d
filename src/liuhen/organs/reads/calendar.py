"""工作日历 The working-day calendar of a book: the published table with the edits recorded here."""

from __future__ import annotations

from uuid import UUID

from liuhen.kit.calendar import Calendar
from liuhen.organs.models import CalendarDay
from liuhen.organs.reads.tree import book_of


def calendar(organ: UUID | None = None) -> Calendar:
    """工作日历 The calendar by which deadlines of this organ are counted."""
    rows = CalendarDay.objects.filter(book=book_of(organ).origin)
    return Calendar(dict(rows.values_list("day", "works")))


def days_of(organ: UUID | None, year: int) -> list[CalendarDay]:
    """调整明细 The recorded edits of one year, by day."""
    return list(CalendarDay.objects.filter(book=book_of(organ).origin, day__year=year).order_by("day"))
