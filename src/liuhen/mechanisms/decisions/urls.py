"""决策留痕的地址 Every page of the mechanism; each module of pages brings its own `routes`."""

from __future__ import annotations

from liuhen.mechanisms.decisions.pages import console, paper, room, seat

urlpatterns = [
    *seat.routes,
    *console.routes,
    *paper.routes,
    *room.routes,
]
