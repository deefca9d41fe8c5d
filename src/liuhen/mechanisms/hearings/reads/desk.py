"""待办 What of reports and hearings waits for one person: to report, to remark, to hear, to answer, to see to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from liuhen.kit import clock
from liuhen.ledger.records import Actor
from liuhen.mechanisms.hearings.models import FollowUp, Period, Report
from liuhen.mechanisms.hearings.reads.board import board_of, concerns_kind, findings
from liuhen.mechanisms.hearings.reads.line import Tree, territories
from liuhen.mechanisms.hearings.reads.reach import Reach, periods_for, reach_of
from liuhen.mechanisms.hearings.terms import ReportState
from liuhen.organs.models import Organ
from liuhen.organs.reads.staff import names
from liuhen.ui.todo import Todo

RECENT = timedelta(days=90)
SHOWN = 3
"""逐一列出 So many outstanding hearings stand on the desk by name; the rest on the board."""


def todo_for(by: Actor) -> list[Todo]:
    """我的待办 Follow-ups and reports to remark on, hearings, the own report, then what the office must see to."""
    reach = reach_of(by)
    today = clock.local(clock.now()).date()
    recent = [row for row in periods_for(reach) if row.since <= today <= row.closes + RECENT]
    periods = sorted(recent, key=lambda row: (row.closes, row.pk))
    return [
        *_follow_ups(by, today),
        *_to_remark(reach),
        *_returned(by),
        *_own_report(reach, periods, today),
        *_to_hear(reach, periods, today),
        *_to_see_to(reach, periods, today),
    ]


def _follow_ups(by: Actor, today: date) -> Iterable[Todo]:
    rows = FollowUp.objects.filter(hearing__heard=by.person, done__isnull=True).order_by("due", "id")
    for row in rows.values_list("words", "hearing", "due"):
        words, hearing, due = row
        late = due < today
        yield Todo(words or "听取汇报时交办的事项", "hearing", hearing, "已逾期" if late else "待办结", _by(due), late)


def _to_remark(reach: Reach) -> Iterable[Todo]:
    if not reach.chief_of:
        return
    waiting = Report.objects.filter(superior__in=reach.chief_of, state=ReportState.SUBMITTED)
    rows = list(waiting.select_related("period").order_by("submitted", "id"))
    known = names(row.chief for row in rows)
    for row in rows:
        note = f"{row.period.name or ''}，{clock.local(row.submitted):%-m月%-d日}报送"
        yield Todo(f"{known.get(row.chief, '未知')}的书面报告", "report", row.pk, "待批示", note)


def _returned(by: Actor) -> Iterable[Todo]:
    rows = Report.objects.filter(chief=by.person, state=ReportState.RETURNED).select_related("period")
    for row in rows:
        yield Todo(f"补充报告：{row.period.name or ''}", "report", row.pk, "请补充", "上级要求补充", True)


def _own_report(reach: Reach, periods: list[Period], today: date) -> Iterable[Todo]:
    mine = [held for held in reach.held if held.chief]
    if not mine or not periods:
        return
    given = set(Report.objects.filter(chief=reach.person, period__in=periods).values_list("period", "post"))
    for period in periods:
        for held in mine:
            inside = held.organ != period.organ and held.path.startswith(period.path)
            if inside and concerns_kind(period, held.kind) and (period.pk, held.post) not in given:
                late = today > period.closes
                state = "逾期未报" if late else "待报送"
                yield Todo(f"书面报告：{period.name or ''}", "report-new", period.pk, state, _by(period.closes), late)


def _to_hear(reach: Reach, periods: list[Period], today: date) -> Iterable[Todo]:
    organs = list(Organ.objects.filter(pk__in=reach.chief_of)) if periods and reach.chief_of else []
    trees = [Tree(path) for path in set(territories(organs).values())]
    for period in periods:
        rows = {
            row.edge.post: row
            for tree in trees
            for row in board_of(period, reach, tree).unheard
            if row.edge.superior in reach.chief_of
        }
        late = today > period.closes
        state = "期满未听取" if late else "待听取"
        for row in list(rows.values())[:SHOWN]:
            title = f"听取{row.edge.name}汇报"
            note = f"{row.edge.organ_name}{row.edge.title}，{period.name or ''}，{_by(period.closes)}"
            yield Todo(title, "hearing-new", row.edge.post, state, note, late)
        if len(rows) > SHOWN:
            yield Todo(f"另有{len(rows) - SHOWN}人待听取", "report-period", period.pk, state, period.name or "", late)


def _to_see_to(reach: Reach, periods: list[Period], today: date) -> Iterable[Todo]:
    """For whoever sees the lists of a place: what a period that has ended left open."""
    trees: dict[str, Tree] = {}
    for period in periods:
        if period.closes >= today or not reach.oversees(period.path):
            continue
        found = board_of(period, reach, trees.setdefault(period.path, Tree(period.path)))
        for words in findings(found, reach.chief_of):
            yield Todo(words, "report-period", period.pk, "期满有缺", urgent=True)


def _by(day: date) -> str:
    return f"{day:%-m月%-d日}前"
