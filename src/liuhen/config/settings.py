"""设置 Everything an installation is made of. What may differ between two of them comes from the environment:

LIUHEN_BOOK      name of this county's book, such as liuhen.example.gov.cn; never changed; required outside the demo
LIUHEN_DATA      folder of the database, files, keys and lock store    (default: var)
LIUHEN_DATABASE  `sqlite`, or a postgres address                       (default: sqlite)
LIUHEN_KEYS      folder of the keys; belongs on another disk           (default: $LIUHEN_DATA/keys)
LIUHEN_LOCKS     folder of the lock store; belongs on another disk     (default: $LIUHEN_DATA/locks)
LIUHEN_FILES     folder of the content-addressed files                 (default: $LIUHEN_DATA/files)
LIUHEN_SECRET    what signs sessions; required outside the demo
LIUHEN_HOSTS     names under which the site is reached                 (default: localhost,127.0.0.1)
LIUHEN_HTTPS     1 behind a TLS proxy, 0 on a closed trial machine     (default: 1, in the demo 0)
LIUHEN_DEMO      1 for the demonstration district, never for real work (default: 0)
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from liuhen.config import environment, logs

ROOT = Path(__file__).resolve().parents[3]

LIUHEN_DEMO = environment.flag("LIUHEN_DEMO")
LIUHEN_BOOK = environment.required("LIUHEN_BOOK", instead="demo.liuhen/fengtai" if LIUHEN_DEMO else "")
LIUHEN_DATA = environment.folder("LIUHEN_DATA", ROOT / "var")
LIUHEN_KEYS = environment.folder("LIUHEN_KEYS", LIUHEN_DATA / "keys")
LIUHEN_LOCKS = environment.folder("LIUHEN_LOCKS", LIUHEN_DATA / "locks")
LIUHEN_FILES = environment.folder("LIUHEN_FILES", LIUHEN_DATA / "files")
LIUHEN_RULEBOOK = ROOT / "rulebook"
LIUHEN_SPECS = ROOT / "specs"
LIUHEN_GLOSSARY = ROOT / "docs" / "glossary.yaml"

DEBUG = False
SECRET_KEY = environment.secret(LIUHEN_KEYS, make=LIUHEN_DEMO)
ALLOWED_HOSTS = environment.words("LIUHEN_HOSTS", "localhost,127.0.0.1")

# ── Parts ────────────────────────────────────────────────────────────────────────────────────────
OURS = [
    "liuhen.ledger",
    "liuhen.ledger.signatures",
    "liuhen.ui",
    "liuhen.organs",
    "liuhen.handovers",
    "liuhen.publications",
    "liuhen.rules",
    "liuhen.mechanisms.decisions",
    "liuhen.mechanisms.duties",
    "liuhen.mechanisms.hearings",
    "liuhen.mechanisms.dutylog",
    "liuhen.oversight",
    "liuhen.oversight.fulfilment",
    "liuhen.oversight.burden",
    "liuhen.doors.accounts",
    "liuhen.doors.web",
    "liuhen.doors.api",
    "liuhen.doors.cli",
    "liuhen.doors.portal",
]
INSTALLED_APPS = [
    *OURS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    "liuhen.mechanisms.decisions.pages.live.Quick",  # a poll that finds nothing new asks for nothing else
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    # The language comes from the person's own choice, never from an office PC's browser: not LocaleMiddleware.
    "liuhen.ui.language.Chosen",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "liuhen.doors.accounts.middleware.Identity",
    "liuhen.doors.web.middleware.SignedIn",
    "liuhen.doors.web.middleware.Refusals",
]
ROOT_URLCONF = "liuhen.config.urls"
WSGI_APPLICATION = "liuhen.config.wsgi.application"

# ── Where things are kept ────────────────────────────────────────────────────────────────────────
DATABASES = {"default": environment.database(os.environ.get("LIUHEN_DATABASE", "sqlite"), LIUHEN_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # uploads go to ledger.files, nowhere else
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "static/"
STATIC_ROOT = LIUHEN_DATA / "static"
FILE_UPLOAD_PERMISSIONS = 0o600

# ── Pages ────────────────────────────────────────────────────────────────────────────────────────
CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "liuhen.ui.jinja.Pages",
        "NAME": "pages",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["liuhen.doors.accounts.context.identity", "liuhen.doors.web.context.page"]},
    },
    {  # the pages of other people's packages
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT},
    },
]
UI_GUIDE = LIUHEN_DEMO  # the page of all page parts
UI_ROUTES = {  # where shared page parts lead to
    "login": "accounts:login",
    "logout": "accounts:logout",
    "account": "accounts:security",
    "home": "desk",
    "rule": "rules:rule",
    "verify": "verify",
    "entry": "entry",
    "complaint": "complaint",
    "search": "search",
}
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
USE_TZ = True
TIME_ZONE = "UTC"

# ── Safety ───────────────────────────────────────────────────────────────────────────────────────
HTTPS = environment.flag("LIUHEN_HTTPS", default=not LIUHEN_DEMO)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600  # seconds: one working day, then log in again
CSRF_FAILURE_VIEW = "liuhen.ui.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
AUTH_USER_MODEL = "accounts.User"
LIUHEN_SECOND_FACTOR = not LIUHEN_DEMO
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LOGGING = logs.logging(readable=LIUHEN_DEMO)
