"""部件样张 The style guide: every part with example data, so that somebody can look at it.

Shown only where `DEBUG` or `UI_GUIDE` is set (development and the demo).
"""

from __future__ import annotations

from types import SimpleNamespace

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse

from liuhen.kit import clock
from liuhen.ui.forms import Kept
from liuhen.ui.nav import Group, Link
from liuhen.ui.pages import refuse, render

ENTRY = SimpleNamespace(id="0199f3c2-7b1e-7c55-9a10-3d2f5b6a7c81", leaf_hash="9f3c41d07e2b8a65" * 3 + "5b6d2f90a1e7")
NAV = [
    Group("", (Link("工作台", "/ui/", True, 3),)),
    Group("明责", (Link("责任清单", "/ui/?p=1"), Link("责任书", "/ui/?p=2"))),
    Group("履责", (Link("全程记实", "/ui/?p=3"), Link("述责述廉", "/ui/?p=4"))),
    Group("督责", (Link("巡察整改", "/ui/?p=5"), Link("派驻监督", "/ui/?p=6"))),
    Group("决策", (Link("动议与议题", "/ui/?p=7"), Link("会议", "/ui/?p=8"), Link("决策档案", "/ui/?p=9", False, 7))),
    Group("存证", (Link("存证簿", "/ui/?p=10"), Link("自行校验", "/ui/?p=11"))),
]
ROWS = [
    ("决 2026-0412", "城北棚改二期安置房代建比选", "工程建设", "区住建委", 2_318_000_000, "9/9", ("good", "执行中")),
    ("决 2026-0411", "区属国企闲置厂房处置方案", "资产处置", "区国资委", 86_450_000, "8/9", ("plain", "已归档")),
    ("决 2026-0410", "拟任乡镇纪委书记人选酝酿", "人事任免", "区委组织部", None, "11/11", ("going", "待公示")),
    ("决 2026-0409", "“7·21”排涝应急采购（事后补记）", "资金使用", "区水务局", 4_980_000, "应急", ("due", "待补记")),
    ("决 2026-0408", "农村“三资”清理合同续签", "三资管理", "卢沟桥乡", 1_200_000, "7/9", ("bad", "待说明")),
]
REFUSAL = {
    "rule": "chief-speaks-last",
    "title": "末位表态",
    "quote": "“一把手”末位发言，不得先行定调。",
    "source": "样张示例，非规则原文",
    "message": "主要负责人现在不能表态：还有 2 名成员没有表态。",
    "next": "请等待其余成员表态，或由记录人注明其未表态的原因。",
}


def show(request: HttpRequest) -> HttpResponse:
    """样张 All parts on one page; `?refused=1` posts back the kept form, `?page=` turns pages."""
    if not (settings.DEBUG or getattr(settings, "UI_GUIDE", False)):
        raise Http404
    if request.method == "POST" and request.POST.get("act") == "refuse":
        return refuse(request, REFUSAL)
    errors = {"title": "请写明议题，不能只写“其他”。"} if request.method == "POST" else {}
    return render(request, "ui/guide.html", context(request, errors), 422 if errors else 200)


def context(request: HttpRequest, errors: dict[str, str]) -> dict[str, object]:
    """样张数据 Example data, none of it from the tables."""
    now = clock.now()
    frame = {
        "nav": NAV,
        "person": {"name": "李监督员", "organ": "丰台区纪委监委", "post": "派驻第三纪检监察组组长"},
        "foot": {"entry": 1_204_518, "root": ENTRY.leaf_hash, "witnessed": now},
        "demo": "演示数据",
        "complaint_url": "/ui/?complain",
    }
    return {
        "frame": frame,
        "kept": Kept(request.POST or None, errors),
        "rows": ROWS,
        "page": Paginator(range(412), 20).get_page(request.GET.get("page")),
        "entry": ENTRY,
        "now": now,
        "earlier": now.replace(day=1, hour=2),
        "refusal": REFUSAL,
    }
