"""决策留痕的地址 Every page of the mechanism; each module of pages brings its own `routes`."""

from __future__ import annotations

from liuhen.mechanisms.decisions.pages import motions, room, seat

urlpatterns = [
    *motions.routes,
    *seat.routes,
    *room.routes,
]
