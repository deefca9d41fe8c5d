"""履责情况的地址 My list with states, a body's, and the lines behind one duty."""

from __future__ import annotations

from liuhen.oversight.fulfilment.pages import routes

urlpatterns = [*routes]
