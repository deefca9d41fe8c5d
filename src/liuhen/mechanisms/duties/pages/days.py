"""日期 The day a page shows, and days typed in forms."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from liuhen.kit.refusals import BadInput
from liuhen.organs.spans import today

__all__ = ["day_asked", "day_typed"]


def day_asked(request: HttpRequest) -> date:
    """所看日期 `?on=2026-03-01`; today when none or unreadable."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today()


def day_typed(request: HttpRequest, name: str, default: date | None = None) -> date:
    """所填日期 A day typed in a form; `default` or today when left empty. Raises BadInput."""
    given = request.POST.get(name, "").strip()
    try:
        return date.fromisoformat(given) if given else default or today()
    except ValueError as error:
        raise BadInput("platform.input", "日期不对", fields={name: "请写成 2026-03-01"}) from error
