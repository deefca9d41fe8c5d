"""页面部件的地址 Language switch, and the style guide where it is of use."""

from __future__ import annotations

from django.urls import path

from liuhen.ui import guide, language

app_name = "ui"
urlpatterns = [
    path("", guide.show, name="guide"),
    path("language", language.switch, name="language"),
]
