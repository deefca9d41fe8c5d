"""明责的接口 The same verbs as the pages, over JSON."""

from __future__ import annotations

from ninja import Router

from liuhen.mechanisms.duties.api import campaigns, examinations, letters, lists, tasks

ROUTERS: tuple[tuple[str, Router], ...] = (
    ("/duties/mine", lists.own),
    ("/duties/lists", lists.router),
    ("/duties/plans", tasks.plans),
    ("/duties/tasks", tasks.router),
    ("/duties/letters", letters.router),
    ("/duties/coverage", campaigns.coverage_router),
    ("/duties/campaigns", campaigns.router),
    ("/duties/examinations", examinations.router),
)
"""路由 Where each part of the interface stands; the door mounts them."""
