"""汇报与听取 Django's view of the part."""

from django.apps import AppConfig


class HearingsConfig(AppConfig):
    """汇报与听取 Reports upward and hearings of subordinate chiefs."""

    name = "liuhen.mechanisms.hearings"
    label = "hearings"
    verbose_name = "汇报与听取"
    default_auto_field = "django.db.models.BigAutoField"
