"""接口门 Django's view of the door machines come in by."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """接口 The JSON interface and its tokens."""

    name = "liuhen.doors.api"
    label = "api"
    verbose_name = "接口"
    default_auto_field = "django.db.models.BigAutoField"
