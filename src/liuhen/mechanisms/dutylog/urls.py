"""全程记实的地址 Every page of the mechanism; each module of pages brings its own `routes`."""

from __future__ import annotations

from liuhen.mechanisms.dutylog.pages import line, log, sampling

urlpatterns = [*log.routes, *line.routes, *sampling.routes]
