"""网页门 The pages' own door as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """网页门 Desk, self-verification, the articles and what every page shares."""

    name = "liuhen.doors.web"
    label = "web"
