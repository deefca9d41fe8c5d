"""明责的接口 The same verbs as the pages, over JSON."""

from __future__ import annotations

from ninja import Router

from liuhen.mechanisms.duties.api import examinations, lists, tasks

ROUTERS: tuple[tuple[str, Router], ...] = (
    ("/duties/mine", lists.own),
    ("/duties/lists", lists.router),
    ("/duties/plans", tasks.plans),
    ("/duties/tasks", tasks.router),
    ("/duties/examinations", examinations.router),
)
"""路由 Where each part of the interface stands; the door mounts them."""
