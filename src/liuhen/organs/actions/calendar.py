"""工作日历 Declare single days working or resting."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.ledger.book import Actor, Entry
from liuhen.organs import records as r
from liuhen.organs.actions._words import text
from liuhen.organs.permits import require_may
from liuhen.organs.reads import tree


def declare_calendar_day(*, by: Actor, organ: UUID, day: date, works: bool, document: str) -> Entry:
    """工作日调整 The day works (or rests) in the whole book of this organ; `document` is the notice that says so."""
    found = tree.organ(organ)
    require_may(by, "calendar.edit", found)
    record = r.CalendarDayDeclared(day=day, works=works, document=text(document, "document", "通知文号", 200))
    return tree.book_of(found).append(record, by=by, organ=organ)
