"""封闭用语 Closed lists of duty lists, tasks and examinations."""

from __future__ import annotations

from django.db.models import TextChoices

__all__ = ["Audience", "Change", "ListSide", "Part", "PlanState", "Side", "Status"]


class Side(TextChoices):
    """责任 Which of the two responsibilities an item belongs to."""

    MAIN = "main", "主体责任"
    OVERSIGHT = "oversight", "监督责任"


class ListSide(TextChoices):
    """清单类别 Which responsibilities a list speaks of."""

    MAIN = "main", "主体责任清单"
    OVERSIGHT = "oversight", "监督责任清单"
    BOTH = "both", "主体责任和监督责任清单"


class Audience(TextChoices):
    """责任主体 Who answers for an item: the body, its chief, each other member, the discipline organ."""

    BODY = "body", "领导班子"
    CHIEF = "chief", "主要负责人"
    MEMBER = "member", "班子成员"
    DISCIPLINE = "discipline", "纪检监察机关"


class Status(TextChoices):
    """效力 Whether a version is on trial or final."""

    TRIAL = "trial", "试行"
    FINAL = "final", "正式"


class Change(TextChoices):
    """变动 How an item stands to the version before."""

    NEW = "new", "新增"
    KEPT = "kept", "未变"
    CHANGED = "changed", "修改"
    DROPPED = "dropped", "删除"


class Part(TextChoices):
    """任务角色 What a leader or a unit is in a task."""

    LEAD = "lead", "牵头领导"
    MAIN = "main", "主责单位"
    ASSIST = "assist", "协办单位"


class PlanState(TextChoices):
    """时限 How a task stands to its due day, read on a day; never written down."""

    OPEN = "open", "进行中"
    SOON = "soon", "临近到期"
    OVERDUE = "overdue", "逾期未完成"
    DONE = "done", "已完成"
    LATE = "late", "逾期完成"
    WITHDRAWN = "withdrawn", "已撤销"
