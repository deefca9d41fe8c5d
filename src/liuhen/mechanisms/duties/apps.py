"""明责 Django's view of the part."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """明责 Lists, tasks, letters and their coverage."""

    name = "liuhen.mechanisms.duties"
    label = "duties"
    verbose_name = "明责"
    default_auto_field = "django.db.models.BigAutoField"
