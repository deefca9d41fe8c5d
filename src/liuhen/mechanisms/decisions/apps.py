"""决策留痕 Django's view of the mechanism."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """决策留痕 The decision trace as a Django app."""

    name = "liuhen.mechanisms.decisions"
    label = "decisions"
    verbose_name = "决策留痕"
    default_auto_field = "django.db.models.BigAutoField"
