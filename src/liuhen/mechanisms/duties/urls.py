"""明责的地址 Every page of the mechanism; each module of pages brings its own `routes`."""

from __future__ import annotations

from liuhen.mechanisms.duties.pages import (
    body,
    campaigns,
    coverage,
    drafts,
    examinations,
    letter_papers,
    letter_sheets,
    letters,
    lists,
    mine,
    plans,
    tasks,
)

urlpatterns = [
    *coverage.routes,
    *letter_sheets.routes,
    *letter_papers.routes,
    *letters.routes,
    *campaigns.routes,
    *mine.routes,
    *body.routes,
    *lists.routes,
    *drafts.routes,
    *examinations.routes,
    *plans.routes,
    *tasks.routes,
]
