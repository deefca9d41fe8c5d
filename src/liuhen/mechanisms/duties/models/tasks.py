"""任务表 Plans, tasks, who had which part in them from when to when, and what was reported."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import models

from liuhen.ledger.entries import Entry
from liuhen.ledger.records import applies
from liuhen.ledger.tables import Reading
from liuhen.mechanisms.duties import records
from liuhen.mechanisms.duties.states import TaskState
from liuhen.mechanisms.duties.terms import Part

__all__ = ["Task", "TaskPart", "TaskPlan", "TaskReport"]


class TaskPlan(Reading):
    """年度任务分解 The tasks of one year of one organ."""

    id = models.UUIDField(primary_key=True)
    organ = models.UUIDField(db_index=True)
    year = models.PositiveIntegerField(db_index=True)
    name = models.CharField(max_length=120)

    class Meta:
        db_table = "duties_task_plan"


class Task(Reading):
    """任务 One task as it stands now."""

    id = models.UUIDField(primary_key=True)
    plan = models.ForeignKey(TaskPlan, models.CASCADE, related_name="tasks", db_constraint=False)
    number = models.PositiveIntegerField()
    title = models.TextField()
    measure = models.TextField(blank=True)
    due = models.DateField(db_index=True)
    lead = models.UUIDField(db_index=True)
    lead_organ = models.UUIDField(db_index=True)
    main = models.UUIDField(db_index=True)
    duty = models.UUIDField(null=True, db_index=True)
    sample = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=TaskState, db_index=True)
    share = models.CharField(max_length=20, blank=True)
    since = models.DateField()
    ended = models.DateField(null=True)
    why = models.TextField(blank=True)

    class Meta:
        db_table = "duties_task"
        ordering = ("number", "id")
        constraints = (models.UniqueConstraint(fields=["plan", "number"], name="duties_task_number"),)

    @property
    def over(self) -> bool:
        """是否了结 Nothing more is to be done in it."""
        return self.state in (TaskState.FINISHED, TaskState.WITHDRAWN)


class TaskPart(Reading):
    """任务分工 One part in a task, from a day on: the leader's post with its organ, or a unit. `term`: its entry."""

    id = models.CharField(max_length=60, primary_key=True)
    task = models.ForeignKey(Task, models.CASCADE, related_name="parts", db_constraint=False)
    term = models.UUIDField()
    part = models.CharField(max_length=8, choices=Part)
    organ = models.UUIDField(db_index=True)
    post = models.UUIDField(null=True, db_index=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        db_table = "duties_task_part"
        ordering = ("since", "id")


class TaskReport(Reading):
    """任务进展 What was reported of a task, or why it was changed."""

    entry = models.UUIDField(primary_key=True)
    task = models.ForeignKey(Task, models.CASCADE, related_name="reports", db_constraint=False)
    act = models.CharField(max_length=12)
    words = models.TextField(blank=True, null=True)
    share = models.CharField(max_length=20, blank=True)
    leader = models.UUIDField(null=True)
    files = models.JSONField(default=list)
    person = models.UUIDField()
    occurred = models.DateTimeField()
    recorded = models.DateTimeField()

    class Meta:
        db_table = "duties_task_report"
        ordering = ("recorded", "entry")


@applies(records.TaskPlanFounded)
def _founded(record: records.TaskPlanFounded, entry: Entry) -> None:
    TaskPlan.objects.create(id=record.plan, organ=record.organ, year=record.year, name=record.name)


@applies(records.TaskAssigned)
def _assigned(record: records.TaskAssigned, entry: Entry) -> None:
    same = ("number", "title", "measure", "since", "due", "lead", "lead_organ", "main", "duty", "sample")
    Task.objects.create(
        id=record.task,
        plan_id=record.plan,
        state=TaskState.ASSIGNED,
        **{name: getattr(record, name) for name in same},
    )
    _give_parts(record, entry)


@applies(records.TaskReassigned)
def _reassigned(record: records.TaskReassigned, entry: Entry) -> None:
    same = ("due", "lead", "lead_organ", "main")
    Task.objects.filter(pk=record.task).update(**{name: getattr(record, name) for name in same})
    _end_parts(record.task, record.since)
    _give_parts(record, entry)
    _report(record.task, "reassigned", record.why, entry)


@applies(records.TaskProgressed)
def _progressed(record: records.TaskProgressed, entry: Entry) -> None:
    Task.objects.filter(pk=record.task).update(state=TaskState.UNDER_WAY, share=record.share)
    _report(record.task, "progressed", record.words, entry, share=record.share, leader=record.leader)


@applies(records.TaskFinished)
def _finished(record: records.TaskFinished, entry: Entry) -> None:
    Task.objects.filter(pk=record.task).update(state=TaskState.FINISHED, ended=record.on)
    _report(record.task, "finished", record.words, entry, leader=record.leader)


@applies(records.TaskWithdrawn)
def _withdrawn(record: records.TaskWithdrawn, entry: Entry) -> None:
    Task.objects.filter(pk=record.task).update(state=TaskState.WITHDRAWN, ended=record.since, why=record.why)
    _end_parts(record.task, record.since)
    _report(record.task, "withdrawn", record.why, entry)


def _give_parts(record: records.TaskAssigned | records.TaskReassigned, entry: Entry) -> None:
    held: list[tuple[str, UUID, UUID | None]] = [
        (Part.LEAD, record.lead_organ, record.lead),
        (Part.MAIN, record.main, None),
        *((Part.ASSIST, organ, None) for organ in record.assisting),
    ]
    TaskPart.objects.bulk_create(
        TaskPart(
            id=f"{entry.id}/{place}",
            task_id=record.task,
            term=entry.id,
            part=part,
            organ=organ,
            post=post,
            since=record.since,
        )
        for place, (part, organ, post) in enumerate(held)
    )


def _end_parts(task: UUID, day: date) -> None:
    TaskPart.objects.filter(task=task, until=None).update(until=day)


def _report(task: UUID, act: str, words: str | None, entry: Entry, share: str = "", leader: UUID | None = None) -> None:
    TaskReport.objects.create(
        entry=entry.id,
        task_id=task,
        act=act,
        words=words,
        share=share,
        leader=leader,
        files=entry.files,
        person=entry.actor.person,
        occurred=entry.occurred,
        recorded=entry.recorded,
    )
