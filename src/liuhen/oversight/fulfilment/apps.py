"""履责情况 Django's view of the part."""

from django.apps import AppConfig


class FulfilmentConfig(AppConfig):
    """履责情况 What was done about each duty, read from the log."""

    name = "liuhen.oversight.fulfilment"
    label = "fulfilment"
    verbose_name = "履责情况"
    default_auto_field = "django.db.models.BigAutoField"
