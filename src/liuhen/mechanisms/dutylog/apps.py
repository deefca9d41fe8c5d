"""全程记实 Django's view of the part."""

from django.apps import AppConfig


class DutyLogConfig(AppConfig):
    """全程记实 The log of duties done, born from the book."""

    name = "liuhen.mechanisms.dutylog"
    label = "dutylog"
    verbose_name = "全程记实"
    default_auto_field = "django.db.models.BigAutoField"
