"""Whole pages: the base with and without its context, parts for HTMX, refusals, error pages, languages."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from liuhen.kit.refusals import NotPermitted
from liuhen.ui import errors, pages
from liuhen.ui.jinja import Pages
from liuhen.ui.nav import Group, Link, groups

HTMX = {"HX-Request": "true"}


@pytest.fixture
def guide() -> str:
    return Client().get("/ui/").content.decode()


def test_base_works_without_any_context() -> None:
    text = render_to_string("ui/base.html")
    assert "本系统不得录入涉密信息" in text and 'id="main"' in text and "<nav" not in text


def test_base_shows_contents_person_and_foot(guide: str) -> None:
    for words in ("明责", "履责", "督责", "李监督员", "第 1,204,518 条", "9f3c…a1e7", "上次见证", "我要反映"):
        assert words in guide


def test_every_part_stands_in_the_style_guide(guide: str) -> None:
    parts = (
        "page-head todo figures tabs table-box pagination steps progress empty field choices stances submit "
        "facts timeline clocks proof missing download notice refusal refusal-slot"
    )
    for css in parts.split():
        assert re.search(rf'class="[^"]*\b{css}\b', guide), css


def test_links_that_lead_nowhere_are_not_shown() -> None:
    nav = [Group("明责", (Link("责任书", ""),)), ("履责", [("记实", "/log", True), ("评议", "")]), ("预警", "/w")]
    assert groups(nav) == [
        Group("履责", (Link("记实", "/log", True),)),
        Group("", (Link("预警", "/w", False),)),
    ]


def test_htmx_gets_the_part_and_others_the_page() -> None:
    def view(**headers: str) -> HttpResponse:
        request = RequestFactory().get("/", headers=headers)
        return pages.render(request, "ui/refusal.html", {"refusal": {"message": "不行"}}, partial="ui/_refusal.html")

    assert b"<html" not in view(**HTMX).content and b"<html" in view().content
    assert b"<html" in view(**HTMX, **{"HX-History-Restore-Request": "true"}).content
    assert "HX-Request" in view().headers["Vary"]


def test_a_refusal_becomes_a_page_or_a_box() -> None:
    refusal = NotPermitted("r1", "您不能办理", next_step="请找本人")
    page = pages.refuse(RequestFactory().post("/", headers={"Referer": "http://testserver/from"}), refusal)
    text = page.content.decode()
    assert page.status_code == 403 and "您不能办理" in text and "http://testserver/from" in text
    box = pages.refuse(RequestFactory().post("/", headers=HTMX), refusal)
    assert box.status_code == 403 and box.content.lstrip().startswith(b"<section")


def test_a_refusal_does_not_lead_to_a_strange_site() -> None:
    request = RequestFactory().post("/", headers={"Referer": "http://elsewhere.example/"})
    assert "elsewhere" not in pages.refuse(request, NotPermitted("r1", "不行")).content.decode()


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422, 500])
def test_error_pages_say_what_and_what_next(status: int) -> None:
    text = render_to_string(f"ui/{status}.html")
    assert f'<p class="kicker">{status}</p>' in text and "<h1>" in text and "下一步" in text and "回到工作台" in text


def test_error_handlers_answer_with_their_status() -> None:
    request = RequestFactory().get("/")
    handlers = [errors.bad_request, errors.permission_denied, errors.not_found, errors.server_error]
    assert [handler(request).status_code for handler in handlers] == [400, 403, 404, 500]
    assert "页面已过期" in errors.csrf_failure(request).content.decode()


def test_the_form_comes_back_as_typed() -> None:
    response = Client().post("/ui/", {"title": "城北<b>", "kind": "b", "gates": ["risk", "hear"]})
    text = response.content.decode()
    assert response.status_code == 422 and 'value="城北&lt;b&gt;"' in text and 'value="b" selected' in text
    assert "请写明议题" in text and text.count('name="gates" value="risk" checked') == 1


def test_the_style_guide_is_not_for_real_installations(settings: object) -> None:
    settings.DEBUG = settings.UI_GUIDE = False  # type: ignore[attr-defined]
    assert Client().get("/ui/").status_code == 404


@pytest.mark.parametrize(("code", "tag", "words"), [("zh-hant", "zh-Hant", "錄入"), ("en", "en", "Skip to content")])
def test_a_person_chooses_the_language(code: str, tag: str, words: str) -> None:
    client = Client()
    answer = client.post("/ui/language", {"language": code, "next": "/ui/?x=1"})
    assert answer.status_code == 302 and answer["Location"] == "/ui/?x=1"
    text = client.get("/ui/").content.decode()
    assert f'<html lang="{tag}">' in text and words in text


def test_the_browser_does_not_choose_the_language() -> None:
    assert '<html lang="zh-CN">' in Client().get("/ui/", headers={"Accept-Language": "en-US,en"}).content.decode()


@pytest.mark.parametrize("goal", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:x"])
def test_the_switch_leads_to_no_strange_site(goal: str) -> None:
    assert Client().post("/ui/language", {"language": "en", "next": goal})["Location"] == "/"


def reader(request: HttpRequest) -> dict[str, Any]:
    """A context processor, as the doors have one."""
    return {"person": {"name": "李监督员"}}


def test_a_view_has_the_last_word_and_the_frame_stays() -> None:
    engine = Pages(
        {"NAME": "x", "DIRS": [], "APP_DIRS": True, "OPTIONS": {"context_processors": [f"{__name__}.reader"]}}
    )
    page = engine.from_string('{% extends "ui/base.html" %}{% block content %}关于{{ person }}{% endblock %}')
    text = page.render({"person": "王立新"}, RequestFactory().get("/"))
    assert "关于王立新" in text and "<b>李监督员</b>" in text


@pytest.mark.parametrize(
    ("witnessed", "words"),
    [(None, "尚未见证"), ("尚无外部见证", "尚无外部见证"), (timedelta(hours=2), "上次见证 2 小时 0 分前")],
)
def test_the_foot_says_how_old_the_last_witnessing_is(witnessed: object, words: str) -> None:
    frame = {"foot": {"entry": 7, "root": "9f3c" * 16, "witnessed": witnessed}}
    assert words in render_to_string("ui/base.html", {"frame": frame})
