"""任务查询 Plans and tasks: what somebody carries on a day, and the board by lead, by unit and by due day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from liuhen.kit.refusals import NotFound
from liuhen.mechanisms.duties.models import Task, TaskPart, TaskPlan
from liuhen.mechanisms.duties.reads.lines import TaskLine
from liuhen.mechanisms.duties.terms import Part
from liuhen.organs.reads.tree import organ_names
from liuhen.organs.spans import on_day

__all__ = ["is_plan", "is_task", "lines_for", "lines_of_units", "parts_of", "parts_on", "plan_of", "task"]


def plan_of(id: UUID) -> TaskPlan:
    """年度任务分解 One plan. Raises NotFound."""
    found = TaskPlan.objects.filter(pk=id).first()
    if found is None:
        raise NotFound("duties.unknown-task", "没有这份任务分解")
    return found


def task(id: UUID) -> Task:
    """任务 One task. Raises NotFound."""
    found = Task.objects.filter(pk=id).select_related("plan").first()
    if found is None:
        raise NotFound("duties.unknown-task", "没有这项任务")
    return found


def is_plan(id: UUID) -> bool:
    """是否已有分解 Whether a plan has this id."""
    return TaskPlan.objects.filter(pk=id).exists()


def is_task(id: UUID) -> bool:
    """是否已有任务 Whether a task has this id."""
    return Task.objects.filter(pk=id).exists()


def lines_for(posts: Iterable[UUID], units: Iterable[UUID], on: date) -> list[TaskLine]:
    """所承担的任务 Tasks led by these posts, and tasks of these units, on the day, each once with every part in it."""
    mine = Q(part=Part.LEAD, post__in=list(posts)) | (Q(organ__in=list(units)) & ~Q(part=Part.LEAD))
    return _lines(parts_on(on).filter(mine))


def lines_of_units(units: Iterable[UUID], on: date) -> list[TaskLine]:
    """单位的任务 Tasks in which these units are main or assisting (M10)."""
    return lines_for((), units, on)


def parts_on(on: date) -> QuerySet[TaskPart]:
    """当日分工 Who has which part on the day in the tasks of that year."""
    return TaskPart.objects.filter(on_day(on), task__plan__year=on.year)


def parts_of(task: UUID, on: date) -> list[TaskPart]:
    """任务分工 Who has which part in one task on the day."""
    return list(TaskPart.objects.filter(on_day(on), task=task).order_by("id"))


def _lines(parts: QuerySet[TaskPart]) -> list[TaskLine]:
    rows = list(parts.select_related("task", "task__plan").order_by("task__plan__name", "task__number", "id"))
    mains = _mains({row.term for row in rows})
    names = organ_names(mains.values())
    found: dict[UUID, TaskLine] = {}
    for row in rows:
        line = found.get(row.task_id) or _line(row, mains[row.term], names)
        found[row.task_id] = replace(line, parts=tuple(dict.fromkeys((*line.parts, row.part))))
    return list(found.values())


def _mains(terms: set[UUID]) -> dict[UUID, UUID]:
    """The main unit of each term: as it was then, which is not what the task says today."""
    return dict(TaskPart.objects.filter(term__in=terms, part=Part.MAIN).values_list("term", "organ"))


def _line(row: TaskPart, main: UUID, names: dict[UUID, str]) -> TaskLine:
    same = ("number", "title", "measure", "due", "state", "share", "duty", "sample")
    return TaskLine(
        task=row.task_id,
        plan=row.task.plan_id,
        term=row.term,
        main=main,
        main_name=names.get(main, "未知"),
        **{name: getattr(row.task, name) for name in same},
    )
