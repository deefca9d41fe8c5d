"""任务接口 Plans and tasks: found, assign, reassign, report, finish, withdraw."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from liuhen.mechanisms.duties import actions
from liuhen.mechanisms.duties.api.shapes import PlanShape, TaskShape, task_shape
from liuhen.mechanisms.duties.drafts import TaskDraft
from liuhen.mechanisms.duties.reads import board, tasks
from liuhen.organs.reads.tree import organ
from liuhen.rules.doorway import Uploads, Written, actor_of, occurred, require_new, taken, written
from liuhen.ui.api import Day, Given, Line, Page, Paging, Prose, When, answers, page_of

plans = Router(tags=["任务分解"])
router = Router(tags=["任务"])


class PlanGiven(Given):
    """建立任务分解 Of one's own organ."""

    id: UUID | None = None
    year: int = Field(ge=2000, le=2100)
    name: Line


class TaskGiven(Given):
    """任务 `lead` is a post; `main` and `assisting` are organs."""

    id: UUID | None = None
    number: int = Field(ge=1, le=100_000)
    title: Prose
    measure: Line = ""
    due: Day
    lead: UUID | None = None
    main: UUID | None = None
    assisting: Annotated[list[UUID], Field(max_length=100)] = []
    duty: UUID | None = None


class TasksGiven(Given):
    """下达 All of them or none."""

    tasks: Annotated[list[TaskGiven], Field(min_length=1, max_length=1000)]
    since: Day | None = None


class Reassigning(Given):
    """调整分工"""

    lead: UUID
    main: UUID
    assisting: Annotated[list[UUID], Field(max_length=100)] = []
    due: Day | None = None
    since: Day | None = None
    why: Line


class Progress(Given):
    """进展"""

    words: Prose
    share: Annotated[Line, Field(max_length=20)] = ""
    files: Uploads = []
    at: When | None = None


class Finishing(Given):
    """办结"""

    words: Prose
    on: Day | None = None
    files: Uploads = []


class Withdrawing(Given):
    """撤销"""

    why: Line
    since: Day | None = None


@plans.get("", response=answers(Page[PlanShape]))
def task_plans(request: HttpRequest, asked: Query[Paging]) -> Any:
    """任务分解一览 Of the tree one works in."""
    return page_of(board.plans_under(organ(actor_of(request).organ).path[:32]), asked)


@plans.post("", response=answers(Written, 201))
def task_plan_found(request: HttpRequest, given: PlanGiven) -> Status:
    """建立任务分解"""
    by = actor_of(request)
    require_new(given.id is not None and tasks.is_plan(given.id))
    entry = actions.found_plan(by=by, organ=by.organ, year=given.year, name=given.name, plan=given.id)
    return written(entry, "plan")


@plans.get("/{uuid:plan}/tasks", response=answers(Page[TaskShape]))
def plan_tasks(request: HttpRequest, plan: UUID, asked: Query[Paging]) -> Any:
    """任务一览 Of one plan, by number."""
    actor_of(request)
    return page_of(tasks.plan_of(plan).tasks.order_by("number"), asked, task_shape)


@plans.post("/{uuid:plan}/tasks", response=answers(list[Written], 201))
def plan_tasks_assign(request: HttpRequest, plan: UUID, given: TasksGiven) -> Status:
    """下达任务 All of them or none."""
    require_new(any(one.id is not None and tasks.is_task(one.id) for one in given.tasks))
    drafts = [_draft(one) for one in given.tasks]
    found = actions.assign_tasks(plan=plan, by=actor_of(request), drafts=drafts, since=given.since)
    return Status(201, [written(entry, "task").value for entry in found])


def _draft(one: TaskGiven) -> TaskDraft:
    return TaskDraft(assisting=tuple(one.assisting), task=one.id, **one.model_dump(exclude={"id", "assisting"}))


@router.get("/{uuid:task}", response=answers(TaskShape))
def duty_task(request: HttpRequest, task: UUID) -> Any:
    """一项任务"""
    actor_of(request)
    return task_shape(tasks.task(task))


@router.post("/{uuid:task}/reassign", response=answers(Written, 201))
def duty_task_reassign(request: HttpRequest, task: UUID, given: Reassigning) -> Status:
    """调整分工"""
    said = given.model_dump()
    return written(actions.reassign_task(task=task, by=actor_of(request), **said))


@router.post("/{uuid:task}/progress", response=answers(Written, 201))
def duty_task_progress(request: HttpRequest, task: UUID, given: Progress) -> Status:
    """填报进展"""
    entry = actions.report_progress(
        task=task,
        by=actor_of(request),
        words=given.words,
        share=given.share,
        files=taken(given.files),
        at=occurred(given.at),
    )
    return written(entry)


@router.post("/{uuid:task}/finish", response=answers(Written, 201))
def duty_task_finish(request: HttpRequest, task: UUID, given: Finishing) -> Status:
    """办结"""
    entry = actions.finish_task(
        task=task, by=actor_of(request), words=given.words, on=given.on, files=taken(given.files)
    )
    return written(entry)


@router.post("/{uuid:task}/withdraw", response=answers(Written, 201))
def duty_task_withdraw(request: HttpRequest, task: UUID, given: Withdrawing) -> Status:
    """撤销任务"""
    return written(actions.withdraw_task(task=task, by=actor_of(request), why=given.why, since=given.since))
