"""语言 zh-Hans first; zh-Hant and en when the person has chosen them, never guessed from the browser."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from liuhen.ui import traditional

NAMES = {"zh-hans": "简体中文", "zh-hant": "繁體中文", "en": "English"}
TAGS = {"zh-hans": "zh-CN", "zh-hant": "zh-Hant", "en": "en"}
DEFAULT = "zh-hans"
YEAR = 365 * 24 * 3600


def current() -> str:
    """当前语言 The code of the page's language."""
    code = get_language() or DEFAULT
    return code if code in NAMES else DEFAULT


def tag() -> str:
    """语言标记 The value of the `lang` attribute."""
    return TAGS[current()]


def choices() -> list[tuple[str, str, bool]]:
    """可选语言 Code, own name, and whether it is the page's language."""
    return [(code, name, code == current()) for code, name in NAMES.items()]


def either(zh: str, en: str) -> str:
    """两种说法 A term of our data files in the page's language; they are not in the catalogues."""
    code = current()
    return en if code == "en" else _traditional(zh) if code == "zh-hant" else zh


@lru_cache(maxsize=4096)
def _traditional(zh: str) -> str:
    return traditional.convert(zh)


class Chosen:
    """语言中间件 The language of the cookie, else zh-Hans.

    Django's own middleware also asks the browser; an office PC with an English browser would then
    put an official in front of English pages.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, DEFAULT)
        with translation.override(code if code in NAMES else DEFAULT):
            request.LANGUAGE_CODE = current()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", tag())
        return response


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """切换语言 Remembers the chosen language for a year and goes back to the page."""
    goal = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(goal, {request.get_host()}, require_https=request.is_secure()):
        goal = "/"
    response = HttpResponseRedirect(goal)
    code = request.POST.get("language", DEFAULT)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code if code in NAMES else DEFAULT,
        max_age=YEAR,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )
    return response
