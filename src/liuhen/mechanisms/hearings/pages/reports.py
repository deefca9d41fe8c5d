"""报告页 The form with its own chapter on integrity, a report as it stands, and the superior's remarks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from liuhen.kit.refusals import BadInput, NotPermitted, Refusal
from liuhen.ledger.records import Actor
from liuhen.ledger.signatures import web
from liuhen.ledger.signatures.forms import ask, challenge, is_challenge, signed
from liuhen.ledger.signatures.statement import dated_in
from liuhen.mechanisms.hearings import actions
from liuhen.mechanisms.hearings.models import Period, Report
from liuhen.mechanisms.hearings.permits import require_chapter
from liuhen.mechanisms.hearings.reads.board import board_of
from liuhen.mechanisms.hearings.reads.line import Edge
from liuhen.mechanisms.hearings.reads.reach import reach_of, require_period, require_report
from liuhen.mechanisms.hearings.reads.reports import text_of
from liuhen.mechanisms.hearings.signing import ACT, ReportStatement, report_id, text_digest
from liuhen.mechanisms.hearings.terms import Answer, ReportState
from liuhen.organs.reads.staff import name_of, names
from liuhen.organs.reads.tree import organ_names
from liuhen.rules.acting import acting, actor_of, person_in
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render


@never_cache
def new(request: HttpRequest, period: UUID) -> HttpResponse:
    """书面报告 Two chapters and a signature; on an error everything typed comes back."""
    by = actor_of(request)
    row, posts = _reporting(period, by)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _submit(request, row, posts)
        except Refusal as error:
            refusal = error
    given = _given(row, posts, by)
    context = {
        "period": row,
        "posts": [(str(edge.post), f"{edge.organ_name} {edge.title}") for edge in posts],
        "superiors": list(dict.fromkeys(edge.superior_name for edge in posts)),
        "before": given,
        "text": text_of(given, by=by, purpose="本人补充报告") if given else None,
        "ask": ask(request),
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "hearings/report_new.html", context, refusal.status if refusal else 200)


def _reporting(period: UUID, by: Actor) -> tuple[Period, list[Edge]]:
    """The period, and the posts in which this person reports in it. Raises NotFound, NotPermitted."""
    reach = reach_of(by)
    row = require_period(period, reach)
    edges = [line.edge for line in board_of(row, reach).rows if line.edge.holder == by.person.hex]
    if not edges:
        raise NotPermitted("hearings.direct-subordinate", "您没有在本期汇报范围内的职务")
    return row, edges


def _given(row: Period, posts: list[Edge], by: Actor) -> Report | None:
    found = Report.objects.filter(pk__in=[report_id(row.pk, edge.post, by.person) for edge in posts])
    return found.order_by("submitted").first()


def _submit(request: HttpRequest, row: Period, posts: list[Edge]) -> HttpResponse:
    by, given = actor_of(request), request.POST
    post = person_in(request, "post", optional=True) or posts[0].post
    integrity, other = given.get("integrity", ""), given.get("other", "")
    require_chapter(integrity)  # before a signature is asked for
    stated = ReportStatement(
        act=ACT,
        report=report_id(row.pk, post, by.person),
        person=by.person,
        says="报送",
        text_sha256=text_digest(integrity, other),
        dated=dated_in(given.get("dated", "")),
        nonce=web.nonce(request),
    )
    if is_challenge(request):
        return challenge(request, stated)
    entry = actions.submit_report(
        period=row.pk, by=by, post=post, integrity=integrity, other=other, signed=signed(request, stated)
    )
    return redirect("report", entry.body["public"]["report"])


@require_GET
@never_cache
def show(request: HttpRequest, report: UUID) -> HttpResponse:
    """书面报告 For its author, the superior's chief and the discipline office; the look is logged."""
    return _page(request, report)


def _page(request: HttpRequest, report: UUID, refusal: Refusal | None = None) -> HttpResponse:
    by = actor_of(request)
    row = require_report(report, by)
    organs = organ_names([row.organ, row.superior])
    remarks = list(row.remarks.all())
    context: dict[str, Any] = {
        "report": row,
        "chief": name_of(row.chief),
        "organ": organs.get(row.organ, ""),
        "superior": organs.get(row.superior, ""),
        "text": text_of(row, by=by, purpose="本人查看" if row.chief == by.person else "审阅书面报告"),
        "versions": list(row.versions.all()),
        "remarks": remarks,
        "names": names(remark.by for remark in remarks),
        "answers": Answer.choices,
        "may_remark": row.state == ReportState.SUBMITTED and row.superior in reach_of(by).chief_of,
        "may_add": row.chief == by.person and row.state != ReportState.REMARKED,
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "hearings/report.html", context, refusal.status if refusal else 200)


def remark(request: HttpRequest, report: UUID) -> HttpResponse:
    """上级批示 Noted, or to be supplemented."""
    by, given = actor_of(request), request.POST
    require_report(report, by)
    if not given.get("answer"):
        raise BadInput("platform.input", "请选择批示", fields={"answer": "请选择"})
    actions.give_remarks(report=report, by=by, answer=given["answer"], words=given.get("words", ""))
    return redirect("report", report)


routes = [
    path("hearings/<uuid:period>/report", new, name="report-new"),
    path("reports/<uuid:report>/", show, name="report"),
    path("reports/<uuid:report>/remarks", acting(_page)(remark), name="report-remark"),
]
