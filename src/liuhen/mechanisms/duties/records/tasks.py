"""任务的记录 The year's work in tasks: one lead leader, one main unit, any assisting units (M08, M10)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.ledger.duty_lines import Category, DutyLine, EvidenceKind
from liuhen.ledger.records import Record, internal, public, record

__all__ = [
    "TaskAssigned",
    "TaskFinished",
    "TaskPlanFounded",
    "TaskProgressed",
    "TaskReassigned",
    "TaskWithdrawn",
]

PLAN = ("task-plan", "plan")
TASK = ("duty-task", "task")


def _line(words: str) -> DutyLine:
    """What a unit reports of a task shows the work of whoever leads it on that day."""
    return DutyLine(EvidenceKind.PROGRESS, Category.AREA, words, person="leader", page="duty-task", duties="duty")


@record("duties.task-plan-founded/1", log="internal", subject=PLAN)
class TaskPlanFounded(Record):
    """年度任务分解 The year's priorities of an organ, to be broken down into tasks."""

    plan: UUID = public()
    organ: UUID = public()
    year: int = public()
    name: str = public()


@record("duties.task-assigned/1", log="internal", subject=TASK, names="title")
class TaskAssigned(Record):
    """下达任务 What, by when, who leads, which unit answers, which assist; `duty`: the list item it serves."""

    task: UUID = public()
    plan: UUID = public()
    number: int = public()
    title: str = public()
    measure: str = public()
    since: date = public()
    due: date = public()
    lead: UUID = public()
    lead_organ: UUID = public()
    main: UUID = public()
    assisting: list[UUID] = public()
    duty: UUID | None = public()
    sample: bool = public()


@record("duties.task-reassigned/1", log="internal", subject=TASK)
class TaskReassigned(Record):
    """调整任务分工 Another leader, unit or due day, from a day on, with the reason; what stood before stays."""

    task: UUID = public()
    since: date = public()
    due: date = public()
    lead: UUID = public()
    lead_organ: UUID = public()
    main: UUID = public()
    assisting: list[UUID] = public()
    why: str = public()


@record("duties.task-progressed/1", log="internal", subject=TASK, duty_line=_line("牵头推进任务“{title}”"))
class TaskProgressed(Record):
    """任务进展 What was done: in words, with papers. `leader`: who held the lead on that day; `share`: as text, 60%."""

    task: UUID = public()
    leader: UUID | None = public()
    duty: UUID | None = public()
    share: str = public()
    words: str = internal()


@record("duties.task-finished/1", log="internal", subject=TASK, duty_line=_line("牵头的任务“{title}”办结"))
class TaskFinished(Record):
    """任务完成 The unit says the task is done, since when, and what came of it."""

    task: UUID = public()
    leader: UUID | None = public()
    duty: UUID | None = public()
    on: date = public()
    words: str = internal()


@record("duties.task-withdrawn/1", log="internal", subject=TASK)
class TaskWithdrawn(Record):
    """撤销任务 The task is taken out of the plan, from a day on and with the reason; it does not vanish."""

    task: UUID = public()
    since: date = public()
    why: str = public()
