"""用语 The closed lists of burden and complaints."""

from __future__ import annotations

from django.db.models import TextChoices


class About(TextChoices):
    """反映什么 What a complaint is about."""

    FORMS = "forms", "要填的太多"
    TWICE = "twice", "同样内容重复填报"
    TRACES = "traces", "要求打卡、排名、拍照等"
    PAGE = "page", "页面不好用或有错"
    OTHER = "other", "其他"


class Outcome(TextChoices):
    """答复种类 What came of a complaint."""

    CHANGED = "changed", "已改"
    PLANNED = "planned", "将改"
    KEPT = "kept", "不改，说明理由"
    PASSED_ON = "passed-on", "转有关单位"
