"""汇报与听取的地址 Every page of the mechanism; each module of pages brings its own `routes`."""

from __future__ import annotations

from liuhen.mechanisms.hearings.pages import hearings, periods, reports

urlpatterns = [*periods.routes, *reports.routes, *hearings.routes]
