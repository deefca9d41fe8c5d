"""页面部件 The Django application of the page parts."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """页面部件 Templates, static files and catalogues shared by every page."""

    name = "liuhen.ui"
    label = "ui"
    verbose_name = "页面部件"
