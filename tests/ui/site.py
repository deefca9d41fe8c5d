"""样张站点 The smallest site that shows the page parts: `DJANGO_SETTINGS_MODULE=tests.ui.site`."""

from __future__ import annotations

from pathlib import Path

DEBUG = True
SECRET_KEY = "only for looking at page parts"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "tests.ui.urls"
INSTALLED_APPS = ["django.contrib.staticfiles", "liuhen.ui"]
MIDDLEWARE = [
    "liuhen.ui.language.Chosen",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
TEMPLATES = [{"BACKEND": "liuhen.ui.jinja.Pages", "DIRS": [], "APP_DIRS": True, "OPTIONS": {}}]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STATIC_ROOT = Path("/nonexistent")
UI_ROUTES = {"home": "ui:guide", "rule": "rule", "entry": "entry"}
