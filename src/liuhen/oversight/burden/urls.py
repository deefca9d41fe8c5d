"""基层负担的地址 The meter and the complaints."""

from __future__ import annotations

from liuhen.oversight.burden.pages import complaints, meter

urlpatterns = [*meter.routes, *complaints.routes]
