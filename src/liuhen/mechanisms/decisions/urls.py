"""决策留痕的地址 Every page of the mechanism; each module of pages brings its own `routes`."""

from __future__ import annotations

from liuhen.mechanisms.decisions.pages import (
    after,
    consequences,
    console,
    dossiers,
    meetings,
    motions,
    paper,
    record,
    room,
    seat,
)

urlpatterns = [
    *motions.routes,
    *meetings.routes,
    *record.routes,
    *dossiers.routes,
    *consequences.routes,
    *after.routes,
    *seat.routes,
    *console.routes,
    *paper.routes,
    *room.routes,
]
