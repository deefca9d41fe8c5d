"""用语 The closed lists of the duty log. Kinds of evidence and contents are shared and stand in ledger.duty_lines."""

from django.db.models import TextChoices


class Result(TextChoices):
    """核查结果 What comparing a line with its source gave (M72); never a verdict on the person."""

    TRUE = "true", "属实"
    UNPROVEN = "unproven", "未能证实"
    FALSE = "false", "不实"


class Asking(TextChoices):
    """询问状态 How far a question to a line's author has come."""

    ASKED = "asked", "待说明"
    ANSWERED = "answered", "已说明"
    CHECKED = "checked", "已核查"


class DrawState(TextChoices):
    """抽查状态 How far a month's sample has come."""

    COMMITTED = "committed", "种子已承诺"
    DRAWN = "drawn", "已抽取"
