"""明责的地址 Every page of the mechanism; each module of pages brings its own `routes`."""

from __future__ import annotations

from liuhen.mechanisms.duties.pages import mine, plans, tasks

urlpatterns = [
    *mine.routes,
    *plans.routes,
    *tasks.routes,
]
