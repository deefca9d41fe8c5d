"""The browser of the journeys sees what it should: a clean page passes, a fault on a page does not."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_first_page_is_chinese_and_accessible(page, axe):
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    axe(page)


def test_breach_of_the_content_policy_is_seen(page, faults):
    page.goto("/")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert any("policy: script-src" in fault for fault in faults)
    faults.clear()
