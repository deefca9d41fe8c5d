"""状态 The lifecycle of a task as data. The diagram in this mechanism's README is generated from it."""

from __future__ import annotations

from django.db.models import TextChoices

__all__ = ["TASK_ACTS", "TaskState"]


class TaskState(TextChoices):
    """任务状态 Where a task is."""

    ASSIGNED = "assigned", "已下达"
    UNDER_WAY = "under-way", "推进中"
    FINISHED = "finished", "已完成"
    WITHDRAWN = "withdrawn", "已撤销"


_T = TaskState

TASK_ACTS: dict[str, tuple[tuple[str, ...], str | None]] = {
    # act: (states in which it may happen, state it leads to; None: stays)
    "reassign": ((_T.ASSIGNED, _T.UNDER_WAY), None),
    "progress": ((_T.ASSIGNED, _T.UNDER_WAY), _T.UNDER_WAY),
    "finish": ((_T.ASSIGNED, _T.UNDER_WAY), _T.FINISHED),
    "withdraw": ((_T.ASSIGNED, _T.UNDER_WAY), _T.WITHDRAWN),
}
