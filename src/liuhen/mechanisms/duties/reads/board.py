"""任务看板 A year's tasks by due day, by leader, by unit; how each stands is read, never written (M08)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from liuhen.kit.calendar import Calendar
from liuhen.mechanisms.duties.models import Task, TaskPart, TaskPlan
from liuhen.mechanisms.duties.states import TaskState
from liuhen.mechanisms.duties.terms import Part, PlanState
from liuhen.organs.reads.staff import tenures_in, titles_of
from liuhen.organs.reads.tree import organ_names, organs_under

__all__ = ["Card", "Stand", "board", "cards_of", "counts_of", "next_number", "plans_under", "standing", "years_of"]

SOON = 5
"""临近 Working days before the due day from which a task is called due soon."""
OVER = (TaskState.FINISHED, TaskState.WITHDRAWN)


@dataclass(frozen=True)
class Stand:
    """时限情况 How a task stands on a day; `days`: working days left, or past the due day."""

    state: PlanState
    days: int

    @property
    def words(self) -> str:
        """说明 With the number of working days where it matters."""
        if self.state is PlanState.OVERDUE:
            return f"逾期{self.days}个工作日"
        return f"还有{self.days}个工作日" if self.state is PlanState.SOON else str(self.state.label)

    @property
    def colour(self) -> str:
        """色 One of the kinds of the page part `state`, always shown with the words."""
        found = {PlanState.OVERDUE: "bad", PlanState.LATE: "bad", PlanState.SOON: "due", PlanState.DONE: "good"}
        return found.get(self.state, "going" if self.state is PlanState.OPEN else "plain")


@dataclass(frozen=True)
class Card:
    """任务卡 One task with the names on it."""

    task: Task
    stand: Stand
    title: str
    leader: str
    main: str
    assisting: tuple[str, ...]


def standing(task: Task, on: date, calendar: Calendar) -> Stand:
    """时限情况 Late is what is not finished when its due day has passed; working days by the book's calendar."""
    if task.state == TaskState.WITHDRAWN:
        return Stand(PlanState.WITHDRAWN, 0)
    if task.state == TaskState.FINISHED and task.ended is not None and task.ended <= on:
        return Stand(PlanState.LATE if task.ended > task.due else PlanState.DONE, 0)
    if on > task.due:
        return Stand(PlanState.OVERDUE, max(1, calendar.working_days_between(task.due, on)))
    left = calendar.working_days_between(on, task.due) if (task.due - on).days <= 4 * SOON else 4 * SOON
    return Stand(PlanState.SOON if left <= SOON else PlanState.OPEN, left)


def plans_under(path: str) -> list[TaskPlan]:
    """任务分解一览 The plans of the organ with this path and everything below it, newest year first."""
    rows = TaskPlan.objects.filter(organ__in=organs_under(path).order_by().values("pk"))
    return list(rows.order_by("-year", "name", "id"))


def years_of(plans: Iterable[TaskPlan]) -> list[int]:
    """年度 The years there are plans for, newest first."""
    return sorted({plan.year for plan in plans}, reverse=True)


def board(
    plans: Iterable[TaskPlan], *, on: date, by: str = "due", lead: UUID | None = None, unit: UUID | None = None
) -> QuerySet[Task]:
    """任务看板 The tasks of these plans: overdue first, then by due day, or in the order of leader or main unit."""
    rows = Task.objects.filter(plan__in=[plan.pk for plan in plans]).select_related("plan")
    if lead is not None:
        rows = rows.filter(lead=lead)
    if unit is not None:
        held = TaskPart.objects.filter(organ=unit, until=None).exclude(part=Part.LEAD).values("task")
        rows = rows.filter(Q(pk__in=held) | Q(main=unit))
    late = Case(
        When(Q(due__lt=on) & ~Q(state__in=OVER), then=Value(0)),
        When(~Q(state__in=OVER), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    first = {"lead": ("lead",), "unit": ("main",)}.get(by, ())
    return rows.annotate(late=late).order_by(*first, "late", "due", "number", "id")


def counts_of(rows: QuerySet[Task], on: date) -> dict[str, int]:
    """任务数 All, finished and overdue; withdrawn ones are counted apart."""
    states = [*rows.order_by().values_list("state", "due")]
    return {
        "all": len(states),
        "finished": sum(state == TaskState.FINISHED for state, _ in states),
        "overdue": sum(state not in OVER and due < on for state, due in states),
        "withdrawn": sum(state == TaskState.WITHDRAWN for state, _ in states),
    }


def cards_of(tasks: Iterable[Task], on: date, calendar: Calendar) -> list[Card]:
    """任务卡 With titles, leaders and units by name. Four queries, however many tasks."""
    rows = list(tasks)
    helping: dict[UUID, list[UUID]] = {row.pk: [] for row in rows}
    parts = TaskPart.objects.filter(task__in=helping, part=Part.ASSIST, until=None).order_by("id")
    for task, unit in parts.values_list("task", "organ"):
        helping[task].append(unit)
    names = organ_names({row.main for row in rows} | {unit for units in helping.values() for unit in units})
    tenures = tenures_in({row.lead for row in rows}, on)
    leaders = {tenure.post_id: tenure.person.name for tenure in tenures}
    titles = {tenure.post_id: tenure.post.title for tenure in tenures}
    vacant = {row.lead for row in rows} - set(titles)
    titles |= titles_of(vacant) if vacant else {}
    return [
        Card(
            row,
            standing(row, on, calendar),
            titles.get(row.lead, "未知"),
            leaders.get(row.lead, "空缺"),
            names.get(row.main, "未知"),
            tuple(names.get(unit, "未知") for unit in helping[row.pk]),
        )
        for row in rows
    ]


def next_number(plan: UUID) -> int:
    """下一编号 One more than the highest of the plan."""
    return (Task.objects.filter(plan=plan).order_by("-number").values_list("number", flat=True).first() or 0) + 1
