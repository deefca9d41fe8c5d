"""基层负担 Django's view of the part."""

from django.apps import AppConfig


class BurdenConfig(AppConfig):
    """基层负担 What is asked of whom, and complaints about it."""

    name = "liuhen.oversight.burden"
    label = "burden"
    verbose_name = "基层负担"
    default_auto_field = "django.db.models.BigAutoField"
