"""Our own browser code: a live region is fresh within a second, a passkey signs a form and says in Chinese why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.ui import playground

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def server() -> Iterator[dict[str, Any]]:
    playground.reset()
    yield playground.state


@pytest.fixture
def page(new_context: Callable[..., Any]) -> Any:
    return new_context().new_page()


@pytest.fixture
def authenticator(page: Any) -> Any:
    """A passkey device that confirms its user, inside the browser."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": kind})
    return session


def send(page: Any, words: str) -> None:
    page.get_by_label("意见").fill(words)
    page.get_by_role("button", name="签名").click()


def test_a_live_region_is_fresh_within_a_second(page: Any, server: dict[str, Any]) -> None:
    page.goto("/ui/play/on/sign")
    expect(page.locator("#count")).to_have_text("1")
    server["version"] = 2
    expect(page.locator("#count")).to_have_text("2", timeout=1000)


def test_a_live_region_says_it_is_cut_off_and_comes_back(page: Any, server: dict[str, Any], faults: list[str]) -> None:
    page.goto("/ui/play/on/sign")
    server["broken"] = True
    expect(page.get_by_text("连接中断")).to_be_visible(timeout=8000)
    asked = server["asked"]
    assert asked < 8  # it asks less and less often
    server.update(broken=False, version=3)
    expect(page.locator("#count")).to_have_text("3", timeout=10000)
    expect(page.get_by_text("连接中断")).to_have_count(0)
    faults.clear()  # the browser itself reports each 503


def test_a_passkey_is_enrolled_and_signs(page: Any, authenticator: Any) -> None:
    page.goto("/ui/play/on/register")
    send(page, "登记")
    expect(page.get_by_role("heading", name="register: 登记 1")).to_be_visible()
    page.goto("/ui/play/on/sign")
    send(page, "同意")
    expect(page.get_by_role("heading", name="sign: 同意 1")).to_be_visible()


def test_the_servers_refusal_is_shown_and_the_words_stay(page: Any, authenticator: Any, server: dict[str, Any]) -> None:
    server["refuse"] = True
    page.goto("/ui/play/on/sign")
    send(page, "同意")
    expect(page.get_by_role("alert")).to_have_text("还没有轮到您表态。 请等待。")
    expect(page.get_by_label("意见")).to_have_value("同意")
    expect(page.get_by_role("button", name="签名")).to_be_enabled()


def test_a_cancelled_passkey_is_said_in_chinese(page: Any) -> None:
    page.add_init_script("navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError'))")
    page.goto("/ui/play/on/sign")
    send(page, "同意")
    expect(page.get_by_role("alert")).to_contain_text("没有完成验证")
    expect(page.get_by_label("意见")).to_have_value("同意")


def test_an_expired_login_takes_nothing_away(page: Any, faults: list[str]) -> None:
    page.goto("/ui/play/on/sign")
    page.get_by_label("便签").fill("写了很久的意见")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_contain_text("登录已过期")
    expect(page.get_by_label("便签")).to_have_value("写了很久的意见")
    faults.clear()  # the browser itself reports the 401


def test_an_expired_login_is_said_before_the_passkey_is_asked(page: Any, server: dict[str, Any]) -> None:
    server["expired"] = True
    page.goto("/ui/play/on/sign")
    send(page, "同意")
    expect(page.get_by_role("alert")).to_contain_text("登录已过期")
