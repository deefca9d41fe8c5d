"""模板环境 The Jinja2 environment of all our pages, and the engine that finds their templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.backends.jinja2 import Jinja2, Template
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.template.utils import get_app_template_dirs
from django.templatetags.static import static
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment
from markupsafe import Markup, escape

from liuhen.ui import filters, language, nav, refusals, routes, tables, terms
from liuhen.ui.forms import Kept

PACKAGE = Path(__file__).resolve().parent.parent


class Page(Template):
    """页面 A template whose view has the last word.

    Django lets context processors overwrite what a view gives: a page about a person would silently be about the
    reader. Here the view's names win, and the page's frame reads what the processors gave under `frame`.
    """

    backend: Any

    def render(self, context: Mapping[str, Any] | None = None, request: HttpRequest | None = None) -> str:
        given = dict(context or {})
        if request is None:
            return str(super().render(given))
        frame: dict[str, Any] = {}
        for processor in self.backend.template_context_processors:
            frame.update(processor(request))
        own = {"request": request, "csrf_input": csrf_input_lazy(request), "csrf_token": csrf_token_lazy(request)}
        return str(super().render({**frame, "frame": frame, **given, **own}))


class Pages(Jinja2):
    """页面引擎 Jinja2 over the `templates` folders of our own packages only.

    Third-party pages stay with Django's engine, although they use the same folder name.
    """

    app_dirname = "templates"

    def __init__(self, params: dict[str, Any]) -> None:
        params = {**params, "OPTIONS": {"environment": "liuhen.ui.jinja.environment", **params.get("OPTIONS", {})}}
        super().__init__(params)

    def from_string(self, template_code: str) -> Page:
        return Page(self.env.from_string(template_code), self)

    def get_template(self, template_name: str) -> Page:
        return Page(super().get_template(template_name).template, self)

    @cached_property
    def template_dirs(self) -> tuple[str, ...]:
        own = [str(d) for d in get_app_template_dirs(self.app_dirname) if PACKAGE in Path(d).resolve().parents]
        return (*map(str, self.dirs), *own)


def environment(**options: Any) -> Environment:
    """模板环境 Autoescaping, translated (message ids are the zh-Hans sentences), with our filters and globals."""
    options.setdefault("autoescape", True)
    env = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, **options)
    # Jinja takes a message for markup; ours are text, so that `_(variable)` can never carry a tag into a page.
    env.install_gettext_callables(  # type: ignore[attr-defined]
        _text(gettext), _text(ngettext), newstyle=True, pgettext=_text(pgettext), npgettext=_text(npgettext)
    )
    env.filters.update(filters.ALL)
    env.globals.update(
        url=routes.url,
        to=routes.to,
        said=said,
        static=static,
        nav_groups=nav.groups,
        label_cells=tables.label_cells,
        heading=tables.heading,
        refusal_facts=refusals.shown,
        languages=language.choices,
        page_language=language.tag,
        query_with=query_with,
        flashes=flashes,
        terms_in=terms.terms_in,
        Kept=Kept,
    )
    return env


def _text(translate: Callable[..., str]) -> Callable[..., Markup]:
    return lambda *args: escape(translate(*args))


def said(sentence: object) -> str:
    """语句 A sentence that comes as a value (of a refusal, a label), in the page's language; % has no meaning in it.

    What `_(…)` has translated already passes as it is.
    """
    if isinstance(sentence, Markup):
        return sentence
    return gettext(str(sentence)) if sentence else ""


def query_with(request: Any, **changes: object) -> str:
    """查询串 The request's query with some values changed: `?q=…&page=3`. None removes a value."""
    query = request.GET.copy() if request is not None else None
    if query is None:
        return "?" + "&".join(f"{k}={v}" for k, v in changes.items() if v is not None)
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = str(value)
    return f"?{query.urlencode()}"


def flashes(request: Any) -> list[Any]:
    """一次性提示 Messages left for this person by the page before."""
    return list(get_messages(request)) if hasattr(request, "_messages") else []
