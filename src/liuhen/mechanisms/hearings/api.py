"""汇报与听取接口 The same verbs as the pages: periods, boards, reports, remarks, hearings, follow-ups."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from liuhen.mechanisms.hearings import actions
from liuhen.mechanisms.hearings.models import Hearing, Report
from liuhen.mechanisms.hearings.permits import require_chapter
from liuhen.mechanisms.hearings.reads.board import IN_TIME, LATE, MISSING, VACANT, Row, board_of
from liuhen.mechanisms.hearings.reads.reach import (
    periods_for,
    reach_of,
    require_hearing,
    require_period,
    require_report,
)
from liuhen.mechanisms.hearings.reads.reports import text_of
from liuhen.mechanisms.hearings.signing import ACT, ReportStatement, report_id, text_digest
from liuhen.mechanisms.hearings.terms import Answer, ReportState, Whom
from liuhen.rules.doorway import Written, actor_of, occurred, require_new, written
from liuhen.rules.signed_doorway import Asked, Hand, Paper, again, offered, signed
from liuhen.ui.api import Day, Given, Instant, Line, Page, Paging, Prose, When, Yes, answers, page_of

periods = Router(tags=["汇报期"])
reports = Router(tags=["书面报告"])
hearings = Router(tags=["听取汇报"])
State = Literal["in-time", "late", "missing", "vacant"]
assert set(State.__args__) == {IN_TIME, LATE, MISSING, VACANT}  # type: ignore[attr-defined]


class PeriodShape(Schema):
    """汇报期 The last day counts; late reports and hearings are taken and shown as late."""

    id: UUID
    organ: UUID
    whom: Whom
    since: Day
    closes: Day
    name: str | None
    entry: UUID


class PeriodGiven(Given):
    """开设汇报期 For the actor's own organ and everything below."""

    id: UUID | None = None
    name: Line
    whom: Whom
    since: Day
    closes: Day


class RowsAsked(Paging):
    """一览检索 Only rows in which the hearing, or the report, is in this state."""

    heard: State | None = None
    reported: State | None = None


class RowShape(Schema):
    """一行 The holder on the period's last day; `person` is null while the post is vacant."""

    superior: UUID
    organ: UUID
    post: UUID
    title: str
    person: UUID | None
    name: str
    reported: State
    reported_late_days: int
    report: UUID | None
    heard: State
    heard_late_days: int
    hearing: UUID | None


class Chapters(Given):
    """报告两章 The chapter on integrity is never empty."""

    post: UUID
    integrity: Prose
    other: Prose = ""


class ReportAsked(Asked, Chapters):
    """将报送"""


class ReportGiven(Chapters):
    """报送报告"""

    signature: Hand


class RemarkShape(Schema):
    """批示"""

    by: UUID
    version: int
    answer: Answer
    words: str | None
    at: Instant


class ReportShape(Schema):
    """书面报告 Every look at it is logged."""

    id: UUID
    period: UUID
    organ: UUID
    post: UUID
    chief: UUID
    superior: UUID
    state: ReportState
    version: int
    submitted: Instant
    integrity: str
    other: str
    remarks: list[RemarkShape]
    entry: UUID


class RemarkGiven(Given):
    """上级批示 A request to supplement says what."""

    answer: Answer
    words: Prose = ""


class FollowUpGiven(Given):
    """交办事项 A failing cites the duty item and the version of its list."""

    words: Line
    due: Day
    failing: Yes = False
    item: Line = ""
    version: Line = ""


class HearingGiven(Given):
    """登记听取 Of the holder of a chief post directly below; now, unless `at` says otherwise."""

    id: UUID | None = None
    post: UUID
    at: When | None = None
    words: Prose = ""
    follow_ups: Annotated[list[FollowUpGiven], Field(max_length=20)] = []


class FollowUpShape(Schema):
    """交办事项"""

    id: UUID
    words: str | None
    due: Day
    failing: bool
    item: str
    version: str
    answer: str | None
    done: Instant | None


class HearingShape(Schema):
    """听取汇报"""

    id: UUID
    period: UUID
    organ: UUID
    listener: UUID
    post: UUID
    heard: UUID
    words: str | None
    occurred: Instant
    recorded: Instant
    follow_ups: list[FollowUpShape]
    entry: UUID


class Done(Given):
    """办结"""

    words: Prose


@periods.get("", response=answers(Page[PeriodShape]))
def period_list(request: HttpRequest, asked: Query[Paging]) -> Any:
    """汇报期一览 Those that concern the person, the latest first."""
    return page_of(periods_for(reach_of(actor_of(request))), asked)


@periods.post("", response=answers(Written, 201))
def period_open(request: HttpRequest, given: PeriodGiven) -> Status:
    """开设汇报期"""
    by, values = actor_of(request), given.model_dump(exclude={"id"})
    if given.id is not None:
        require_new(any(row.pk == given.id for row in periods_for(reach_of(by))))
    return written(actions.open_period(by=by, organ=by.organ, period=given.id, **values), "period")


@periods.get("/{uuid:period}/rows", response=answers(Page[RowShape]))
def period_rows(request: HttpRequest, period: UUID, asked: Query[RowsAsked]) -> Any:
    """汇报期明细 Within the person's reach, in the order of the tree."""
    reach = reach_of(actor_of(request))
    rows = [
        row
        for row in board_of(require_period(period, reach), reach).rows
        if asked.heard in (None, row.heard) and asked.reported in (None, row.reported)
    ]
    return page_of(rows, asked, _row)


def _row(row: Row) -> dict[str, Any]:
    edge = row.edge
    return {
        **{name: getattr(edge, name) for name in ("superior", "organ", "post", "title", "person", "name")},
        "reported": row.reported,
        "reported_late_days": row.reported_late,
        "report": row.report.pk if row.report else None,
        "heard": row.heard,
        "heard_late_days": row.heard_late,
        "hearing": row.hearing.pk if row.hearing else None,
    }


@periods.post("/{uuid:period}/reports/statement", response=answers(Paper))
def report_statement(request: HttpRequest, period: UUID, asked: ReportAsked) -> Any:
    """报送报告：取文书"""
    require_chapter(asked.integrity)
    return offered(request, _stated(request, period, asked, None), asked)


@periods.post("/{uuid:period}/reports", response=answers(Written, 201))
def report_submit(request: HttpRequest, period: UUID, given: ReportGiven) -> Status:
    """报送报告 A first version, or a further one until the superior has noted it."""
    require_chapter(given.integrity)
    entry = actions.submit_report(
        period=require_period(period, reach_of(actor_of(request))).pk,
        by=actor_of(request),
        post=given.post,
        integrity=given.integrity,
        other=given.other,
        signed=signed(request, _stated(request, period, given, given.signature), given.signature),
    )
    return written(entry, "report")


def _stated(request: HttpRequest, period: UUID, given: Chapters, hand: Hand | None) -> ReportStatement:
    person = actor_of(request).person
    return ReportStatement(
        act=ACT,
        report=report_id(period, given.post, person),
        person=person,
        says="报送",
        text_sha256=text_digest(given.integrity, given.other),
        **again(hand),
    )


@reports.get("/{uuid:report}", response=answers(ReportShape))
def report_show(request: HttpRequest, report: UUID) -> Any:
    """书面报告 For its author, the superior's chief and the discipline office."""
    by = actor_of(request)
    row: Report = require_report(report, by)
    text = text_of(row, by=by, purpose="接口查看书面报告")
    same = ("organ", "post", "chief", "superior", "state", "version", "submitted", "entry")
    return {
        **{name: getattr(row, name) for name in same},
        "id": row.pk,
        "period": row.period_id,
        "integrity": text.integrity,
        "other": text.other,
        "remarks": list(row.remarks.all()),
    }


@reports.post("/{uuid:report}/remarks", response=answers(Written, 201))
def report_remark(request: HttpRequest, report: UUID, given: RemarkGiven) -> Status:
    """上级批示"""
    by = actor_of(request)
    require_report(report, by)
    return written(actions.give_remarks(report=report, by=by, **given.model_dump()))


@periods.post("/{uuid:period}/hearings", response=answers(Written, 201))
def hearing_hold(request: HttpRequest, period: UUID, given: HearingGiven) -> Status:
    """登记听取"""
    by = actor_of(request)
    if given.id is not None:
        require_new(Hearing.objects.filter(pk=given.id).exists())
    entry = actions.hold_hearing(
        period=require_period(period, reach_of(by)).pk,
        by=by,
        post=given.post,
        at=occurred(given.at),
        words=given.words,
        hearing=given.id,
        follow_ups=[_line(one) for one in given.follow_ups],
    )
    return written(entry, "hearing")


def _line(one: FollowUpGiven) -> dict[str, str]:
    return {
        "words": one.words,
        "due": one.due.isoformat(),
        "failing": "yes" if one.failing else "",
        "item": one.item,
        "version": one.version,
    }


@hearings.get("/{uuid:hearing}", response=answers(HearingShape))
def hearing_show(request: HttpRequest, hearing: UUID) -> Any:
    """听取汇报"""
    row = require_hearing(hearing, actor_of(request))
    same = ("organ", "listener", "post", "heard", "words", "recorded", "entry")
    return {
        **{name: getattr(row, name) for name in same},
        "id": row.pk,
        "period": row.period_id,
        "occurred": row.at,
        "follow_ups": list(row.follow_ups.all()),
    }


@hearings.post("/{uuid:hearing}/follow-ups/{uuid:follow_up}/done", response=answers(Written, 201))
def follow_up_done(request: HttpRequest, hearing: UUID, follow_up: UUID, given: Done) -> Status:
    """办结交办 By the person heard."""
    by = actor_of(request)
    require_hearing(hearing, by)
    return written(actions.finish_follow_up(follow_up=follow_up, by=by, words=given.words))


ROUTERS: tuple[tuple[str, Router], ...] = (
    ("/report-periods", periods),
    ("/reports", reports),
    ("/hearings", hearings),
)
"""路由 Where each part of the interface stands; the door mounts them."""
