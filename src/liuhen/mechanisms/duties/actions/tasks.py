"""任务办理 Found a plan, assign and reassign tasks, report progress, finish, withdraw (M08)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.ledger.book import Actor, Entry, Writing
from liuhen.ledger.files import FileRef
from liuhen.mechanisms.duties import permits, records
from liuhen.mechanisms.duties.drafts import TaskDraft
from liuhen.mechanisms.duties.models import Task, TaskPlan
from liuhen.mechanisms.duties.reads import tasks
from liuhen.organs.reads.staff import post as post_row
from liuhen.organs.reads.staff import tenures_in
from liuhen.organs.reads.tree import book_of
from liuhen.organs.spans import today

__all__ = [
    "assign_tasks",
    "finish_task",
    "found_plan",
    "reassign_task",
    "report_progress",
    "withdraw_task",
]


def found_plan(*, by: Actor, organ: UUID, year: int, name: str, plan: UUID | None = None) -> Entry:
    """建立任务分解 The plan of a year; its tasks are assigned apart."""
    book = book_of(organ)
    with book.writing("task-plans", organ):
        cited = permits.require_may_found_plan(by=by, organ=organ, year=year, name=name)
        record = records.TaskPlanFounded(plan=plan or uuid7(), organ=organ, year=year, name=name.strip())
        return book.append(record, by=by, organ=organ, rules=cited)


def assign_tasks(
    *, plan: UUID, by: Actor, drafts: Sequence[TaskDraft], since: date | None = None, files: Sequence[FileRef] = ()
) -> list[Entry]:
    """下达任务 Many tasks in one go: all of them or none. `files` go with the first."""
    row, day = tasks.plan_of(plan), since or today()
    book = book_of(row.organ)
    with book.writing("task-plan", plan):
        cited = permits.require_may_assign_tasks(row, by=by, drafts=drafts, since=day)
        leads = {draft.lead: post_row(draft.lead).organ_id for draft in drafts if draft.lead}
        writings = [
            Writing(_assigned(row, draft, leads, day), by, row.organ, rules=cited, files=files if place == 0 else ())
            for place, draft in enumerate(drafts)
        ]
        return book.append_many(writings)


def _assigned(plan: TaskPlan, draft: TaskDraft, leads: dict[UUID, UUID], since: date) -> records.TaskAssigned:
    assert draft.lead is not None and draft.main is not None  # the permit has asked
    return records.TaskAssigned(
        task=draft.task or uuid7(),
        plan=plan.pk,
        number=draft.number,
        title=draft.title.strip(),
        measure=draft.measure.strip(),
        since=since,
        due=draft.due,
        lead=draft.lead,
        lead_organ=leads[draft.lead],
        main=draft.main,
        assisting=list(draft.assisting),
        duty=draft.duty,
        sample=draft.sample,
    )


def reassign_task(
    *,
    task: UUID,
    by: Actor,
    lead: UUID,
    main: UUID,
    why: str,
    assisting: Sequence[UUID] = (),
    due: date | None = None,
    since: date | None = None,
) -> Entry:
    """调整任务分工 Another leader, unit or due day from a day on; what stood before stays on the record."""
    row, day = tasks.task(task), since or today()
    book = book_of(row.plan.organ)
    with book.writing("duty-task", task):
        row = tasks.task(task)
        cited = permits.require_may_reassign_task(
            row, by=by, lead=lead, main=main, assisting=assisting, due=due or row.due, since=day, why=why
        )
        record = records.TaskReassigned(
            task=task,
            since=day,
            due=due or row.due,
            lead=lead,
            lead_organ=post_row(lead).organ_id,
            main=main,
            assisting=list(assisting),
            why=why.strip(),
        )
        return book.append(record, by=by, organ=row.plan.organ, rules=cited)


def report_progress(
    *, task: UUID, by: Actor, words: str, share: str = "", files: Sequence[FileRef] = (), at: datetime | None = None
) -> Entry:
    """任务进展 What was done, in words and with papers; `share` is text as people write it (60%), never computed."""
    row = tasks.task(task)
    book = book_of(row.plan.organ)
    with book.writing("duty-task", task):
        row = tasks.task(task)
        cited = permits.require_may_report_task(row, by=by, words=words, share=share)
        record = records.TaskProgressed(
            task=task, leader=_leader(row, today()), duty=row.duty, share=share.strip(), words=words.strip()
        )
        return book.append(record, by=by, organ=row.main, at=at, files=files, rules=cited)


def finish_task(*, task: UUID, by: Actor, words: str, on: date | None = None, files: Sequence[FileRef] = ()) -> Entry:
    """任务完成 The leader or the main unit says it is done, since when and with what result."""
    row, day = tasks.task(task), on or today()
    book = book_of(row.plan.organ)
    with book.writing("duty-task", task):
        row = tasks.task(task)
        cited = permits.require_may_finish_task(row, by=by, on=day, words=words)
        record = records.TaskFinished(task=task, leader=_leader(row, day), duty=row.duty, on=day, words=words.strip())
        return book.append(record, by=by, organ=row.main, files=files, rules=cited)


def withdraw_task(*, task: UUID, by: Actor, why: str, since: date | None = None) -> Entry:
    """撤销任务 The task is taken out of the plan; it stays to be seen with the reason."""
    row, day = tasks.task(task), since or today()
    book = book_of(row.plan.organ)
    with book.writing("duty-task", task):
        row = tasks.task(task)
        cited = permits.require_may_withdraw_task(row, by=by, since=day, why=why)
        record = records.TaskWithdrawn(task=task, since=day, why=why.strip())
        return book.append(record, by=by, organ=row.plan.organ, rules=cited)


def _leader(row: Task, on: date) -> UUID | None:
    """Who held the lead on that day; None while the post stood vacant."""
    return next((tenure.person_id for tenure in tenures_in([row.lead], on)), None)
