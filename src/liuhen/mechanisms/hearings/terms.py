"""用语 The closed lists of reports and hearings. The words are the field's own; the codes are what the book holds."""

from __future__ import annotations

import unicodedata

from django.db.models import TextChoices


class Whom(TextChoices):
    """汇报范围 Whose holders report and are heard in a period."""

    SECRETARIES = "secretaries", "党委（党组、党工委）书记"
    CHIEFS = "chiefs", "全部主要负责人"


class Answer(TextChoices):
    """批示种类 What the superior answers to a report."""

    NOTED = "noted", "已阅"
    SUPPLEMENT = "supplement", "请补充"


class ReportState(TextChoices):
    """报告状态 Where a report stands."""

    SUBMITTED = "submitted", "待上级批示"
    REMARKED = "remarked", "上级已批示"
    RETURNED = "returned", "请补充"


SECRETARY = "party-secretary"
"""书记 The kind of post whose holder is chief of a Party body."""


def substance(chapter: str) -> str:
    """实质内容 A chapter without spaces, marks and signs: what is left when nothing was written is empty."""
    return "".join(char for char in unicodedata.normalize("NFKC", chapter) if unicodedata.category(char)[0] in "LN")
