"""记实声明 What an entry may say in a leader's duty log, declared at the record class itself.

A mechanism states that its record shows a duty done, and in which words; who keeps the log it need not know (M71).
The words name only what tables may hold: nothing sealed can reach a line.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices


class EvidenceKind(TextChoices):
    """佐证种类 By what kind of act a duty is shown to be done (M12)."""

    MEETING = "meeting", "会议"
    SPEECH = "speech", "讲话"
    LETTER = "letter", "责任书"
    DECISION = "decision", "集体决策"
    TALK = "talk", "谈话"
    INSPECTION = "inspection", "检查"
    RECTIFICATION = "rectification", "整改"
    HEARING = "hearing", "听取汇报"
    REPORT = "report", "报告"
    PROGRESS = "progress", "任务进展"
    STUDY = "study", "学习"
    OTHER = "other", "其他"


SHOW = frozenset({EvidenceKind.MEETING, EvidenceKind.SPEECH, EvidenceKind.LETTER})
"""三个样板动作 「即開會、講話和簽責任書」: alone they show nothing done (M12)."""


class Category(TextChoices):
    """记实内容 The fixed contents of the 纪实本, after a city's printed form (M71)."""

    STUDY = "study", "组织廉政学习"
    NOTES = "notes", "个人学习记录"
    AREA = "area", "分管领域研究、部署、检查和报告"
    REMINDER = "reminder", "廉政提醒"
    TALK = "talk", "谈话"
    OTHER = "other", "其他"


@dataclass(frozen=True)
class DutyLine:
    """记实行 How an entry of one record class reads in the log of the person whose act it is.

    `words`: one sentence; `{title}` stands for what the file is called (the field its classes declare with `names`).
    `person`: the field that names the leader, or "actor"; `person_in`: the kinds of record on the same file that hold
    that field, when the record itself does not (the last one before it counts).
    `page`: the name of the page that shows the source, called with the id of the file; "" for none.
    `duties`: the field with the duty item or items it serves, by id; "" for none.
    """

    evidence: EvidenceKind
    category: Category
    words: str
    person: str = "actor"
    person_in: tuple[str, ...] = ()
    page: str = ""
    duties: str = ""
