"""责任待办 What waits for one person: tasks that run out, gaps in the portfolio he leads, a failure to answer for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from liuhen.ledger.records import Actor
from liuhen.mechanisms.duties.models import Task
from liuhen.mechanisms.duties.reads import board, examinations, tasks
from liuhen.mechanisms.duties.reads.places import of_person
from liuhen.mechanisms.duties.reads.portfolio import portfolios_of
from liuhen.mechanisms.duties.terms import Part, PlanState
from liuhen.organs.reads.calendar import calendar
from liuhen.organs.spans import today
from liuhen.ui.todo import Todo

__all__ = ["Todo", "todo_for"]

MOST = 10
AHEAD = timedelta(days=14)
"""提前 Calendar days within which five working days before a due day can fall, holidays included."""


def todo_for(by: Actor) -> list[Todo]:
    """我的待办 Overdue tasks first, then those due soon, examinations unanswered, and gaps until they are mended."""
    found = [*_tasks(by), *_failures(by), *_gaps(by)]
    return sorted(found, key=lambda one: not one.urgent)


def _tasks(by: Actor) -> Iterator[Todo]:
    on = today()
    places, posts = of_person(by.person, on)
    lines = tasks.lines_for(posts, [place.via.organ for place in places if place.is_chief], on)
    due = [line for line in lines if line.due <= on + AHEAD and {Part.LEAD, Part.MAIN} & set(line.parts)]
    if not due:
        return
    days = calendar(by.organ)
    rows = Task.objects.filter(pk__in=[line.task for line in due]).order_by("due", "number")
    for row in rows[:MOST]:
        stand = board.standing(row, on, days)
        if stand.state in (PlanState.OVERDUE, PlanState.SOON):
            yield Todo(row.title, "duty-task", row.pk, stand.words, "任务", urgent=stand.state is PlanState.OVERDUE)


def _failures(by: Actor) -> Iterator[Todo]:
    for row in examinations.open_for(by.person)[:MOST]:
        note = f"{row.version.list.name}，可以陈述申辩"
        yield Todo(f"{row.on:%Y年%-m月%-d日}的失职核查", "duty-examination", row.pk, "待陈述", note)


def _gaps(by: Actor) -> Iterator[Todo]:
    for gap in portfolios_of(by.person, today()).gaps[:MOST]:
        yield Todo(gap.words, "organs:group", gap.group, "责任空白", f"{gap.group_name}的分工，明确前一直列在这里")
