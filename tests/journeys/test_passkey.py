"""通行密钥的一程 A person enrols a passkey on a real browser, signs with it, and comes in with it the next time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from liuhen.ledger import enrolment
from tests.accounts.conftest import PASSWORD, Office, office  # noqa: F401
from tests.signatures.conftest import PIN

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


class Authenticator:
    """Chromium's virtual device; `verifies(False)` makes it answer without checking the person."""

    def __init__(self, page: Page) -> None:
        self.cdp = page.context.new_cdp_session(page)
        self.cdp.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        self.id = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def verifies(self, yes: bool) -> None:
        self.cdp.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": yes})


@pytest.fixture
def page(new_context: Callable[..., BrowserContext], settings: Any) -> Iterator[Page]:
    settings.LIUHEN_SECOND_FACTOR = False
    context = new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.fixture
def member(office: Office, page: Page) -> Page:
    log_in(page)
    expect(page.get_by_role("heading", name="我的账户与签名凭证")).to_be_visible()
    return page


def log_in(page: Page) -> None:
    page.goto("/login?next=/account")
    page.get_by_label("账号").fill("member")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def enrol(page: Page) -> None:
    form = page.locator("form[data-passkey-register]")
    form.get_by_label("名称").fill("本人手机")
    form.get_by_label("当前密码").fill(PASSWORD)
    form.get_by_role("button", name="登记通行密钥").click()
    expect(page.get_by_role("cell", name="本人手机")).to_be_visible()


def test_enrol_sign_and_come_back(member: Page, office: Office, settings: Any, axe: Any) -> None:
    Authenticator(member)
    axe(member)
    enrol(member)
    (key,) = enrolment.keys_of(office.users["member"].person)
    assert (key.provider, key.rp) == ("passkey", "localhost")

    member.goto("/account/try")
    axe(member)
    member.get_by_role("button", name="签名（通行密钥）").click()
    expect(member.get_by_text("签名有效，可以正式使用。")).to_be_visible()

    settings.LIUHEN_SECOND_FACTOR = True
    member.context.clear_cookies()
    log_in(member)
    axe(member)
    member.get_by_role("button", name="用通行密钥验证").click()
    expect(member.get_by_role("heading", name="我的账户与签名凭证")).to_be_visible()


def test_device_that_does_not_verify_signs_nothing(member: Page, office: Office) -> None:
    device = Authenticator(member)
    enrol(member)
    device.verifies(False)
    member.goto("/account/try")
    member.get_by_role("button", name="签名（通行密钥）").click()
    expect(member.get_by_role("alert")).to_be_visible()
    expect(member.get_by_text("签名有效")).not_to_be_visible()


def test_pin_still_works_beside_a_passkey(member: Page, office: Office) -> None:
    Authenticator(member)
    enrol(member)
    form = member.locator("form[action='/account/pin']")
    form.get_by_label("新签名口令").fill(PIN)
    form.get_by_label("再输一次").fill(PIN)
    form.get_by_label("当前密码").fill(PASSWORD)
    form.get_by_role("button", name="设置签名口令").click()
    expect(member.get_by_role("cell", name="签名口令").first).to_be_visible()
    member.goto("/account/try")
    member.get_by_label("签名口令").fill(PIN)
    member.get_by_role("button", name="签名（签名口令）").click()
    expect(member.get_by_text("签名有效，可以正式使用。")).to_be_visible()
