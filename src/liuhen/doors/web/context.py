"""页面共用 Navigation and foot of every page: where one can go, and how the book stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from liuhen.doors.accounts.joint import powers_among
from liuhen.ledger import checkpoints, origins, proofs
from liuhen.organs.powers import kinds_with
from liuhen.ui.nav import Group, Link


def page(request: HttpRequest) -> dict[str, Any]:
    """页面共用 `nav` and `foot`; a stranger gets neither."""
    person = getattr(request, "person", None)
    return {"nav": _nav(request) if person else [], "foot": _foot(person.book) if person else None}


def _nav(request: HttpRequest) -> list[Group]:
    def link(label: str, route: str) -> Link:
        url = reverse(route)
        return Link(label, url, request.path == url or (url != "/" and request.path.startswith(url)))

    posts = request.person.posts  # type: ignore[attr-defined]
    joint = (link(_("双人办理"), "accounts:joint"),) if powers_among(posts) else ()
    samples = any(held.kind in kinds_with("dutylog.sample") for held in posts)
    sampling = (link(_("记实抽查"), "dutylog-samples-home"),) if samples else ()
    reports = any(held.chief or held.kind in kinds_with("report.list") for held in posts)
    hearing = (link(_("汇报与听取"), "report-periods"),) if reports else ()
    surveys = any(held.kind in kinds_with("coverage.read") for held in posts)
    covered = (link(_("责任覆盖图"), "duty-coverage"), link(_("签订工作"), "campaigns")) if surveys else ()
    answers = any(held.kind in kinds_with("complaint.answer") for held in posts)
    burden = (link(_("填报负担"), "burden"), *((link(_("负担反映"), "complaints"),) if answers else ()))
    examines = any(held.kind in kinds_with("failure.examine") for held in posts)
    failures = (link(_("失职核查"), "duty-examinations"),) if examines else ()
    return [
        Group("", (link(_("工作台"), "desk"),)),
        Group(
            _("明责"),
            (
                *covered,
                link(_("我的责任"), "duties-mine"),
                link(_("责任清单"), "duty-lists"),
                link(_("任务"), "duty-tasks"),
                link(_("责任书"), "letters"),
                link(_("单位与职务"), "organs:home"),
            ),
        ),
        Group(
            _("决策"), (link(_("动议"), "motions"), link(_("会议"), "meetings"), link(_("后果关联"), "consequences"))
        ),
        Group(_("履责"), (link(_("履责情况"), "fulfilment"), link(_("全程记实"), "dutylog"), *hearing)),
        Group(
            _("督责"), (*sampling, *failures, *burden, link(_("规则"), "rules:index"), link(_("机制一览"), "articles"))
        ),
        Group(_("存证"), (link(_("自行校验"), "verify"), link(_("个人信息"), "purposes"), *joint)),
    ]


def _foot(book: str) -> dict[str, Any] | None:
    last = checkpoints.latest(book, origins.INTERNAL)
    if last is None:
        return None
    return {"entry": last.size, "root": bytes(last.root).hex(), "witnessed": proofs.witness_age(book)}
