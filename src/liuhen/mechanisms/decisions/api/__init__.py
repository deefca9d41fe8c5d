"""决策留痕的接口 The same verbs as the pages, over JSON: look whether it is visible, act, say what was written."""

from __future__ import annotations

from ninja import Router

from liuhen.mechanisms.decisions.api import after, dossiers, items, meetings, motions, record, seats

ROUTERS: tuple[tuple[str, Router], ...] = (
    ("/desk", dossiers.desk),
    ("/motions", motions.router),
    ("/motions", dossiers.router),
    ("/motions", after.router),
    ("/meetings", meetings.router),
    ("/meetings", items.router),
    ("/meetings", seats.router),
    ("/meetings", record.router),
    ("/consequences", after.consequences),
)
"""路由 Where each part of the interface stands; the door mounts them."""
