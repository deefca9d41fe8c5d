"""The style guide in a real browser: no sideways scroll, no accessibility fault, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = [360, 390, 768, 1024, 1440, 1920]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_sideways_scroll(new_context: Callable[..., Any], width: int) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    page.goto("/ui/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1440])
def test_usable_by_everyone(new_context: Callable[..., Any], axe: Callable[..., None], width: int) -> None:
    page = new_context(viewport={"width": width, "height": 900}, bypass_csp=True).new_page()
    page.goto("/ui/")
    axe(page)


def test_stances_are_large_enough_for_a_finger(new_context: Callable[..., Any]) -> None:
    page = new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto("/ui/")
    boxes = [box.bounding_box() for box in page.locator(".seat .stances .option, .seat .button").all()]
    assert len(boxes) == 6 and all(box["height"] >= 44 and box["width"] >= 44 for box in boxes)


def test_a_refusal_keeps_what_was_typed(new_context: Callable[..., Any]) -> None:
    page = new_context().new_page()
    page.goto("/ui/")
    page.get_by_text("不同意", exact=True).click()
    page.locator("#f-say").fill("建议补充比选材料")
    page.get_by_role("button", name="签名提交").click()
    expect(page.locator(".seat .refusal")).to_contain_text("还有 2 名成员没有表态")
    expect(page.locator("#f-say")).to_have_value("建议补充比选材料")
    expect(page.locator('.seat input[value="against"]')).to_be_checked()


def test_the_same_without_javascript(new_context: Callable[..., Any]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/ui/")
    page.get_by_role("radio", name="缓议").check()
    page.get_by_role("button", name="签名提交").click()
    expect(page.get_by_role("heading", name="未能办理")).to_be_visible()


def test_contents_open_on_a_phone_without_javascript(new_context: Callable[..., Any]) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False).new_page()
    page.goto("/ui/")
    expect(page.get_by_role("link", name="会议", exact=True)).to_be_hidden()
    page.get_by_role("link", name="目录").click()
    expect(page.get_by_role("link", name="会议", exact=True)).to_be_visible()


def test_prints_on_a4(new_context: Callable[..., Any], tmp_path: Path) -> None:
    page = new_context().new_page()
    page.goto("/ui/")
    page.emulate_media(media="print")
    expect(page.locator("#nav")).to_be_hidden()
    assert page.pdf(format="A4", path=str(tmp_path / "guide.pdf"))[:4] == b"%PDF"
