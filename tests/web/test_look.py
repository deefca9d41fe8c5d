"""The ground floor in a real browser: no sideways scroll, no accessibility fault, no script needed to search."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from liuhen.doors.accounts import rolls
from liuhen.ledger import sequencer
from liuhen.ledger.book import Book
from liuhen.organs.fengtai import District, establish
from tests.accounts.conftest import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Contexts = Callable[..., BrowserContext]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@pytest.fixture
def district(transactional_db: None, settings: Any) -> District:
    settings.LIUHEN_SECOND_FACTOR = False
    made = establish()
    for key in ("personnel-officer", "discipline-secretary", "archivist", "system-administrator", "party-secretary"):
        rolls.open_account(str(made.people[key]), key, PASSWORD, temporary=False)
    sequencer.run_once(made.book)
    return made


def enter(open_context: Contexts, key: str, size: dict[str, int], **more: Any) -> Page:
    page = open_context(viewport=size, **more).new_page()
    page.goto("/login")
    page.get_by_label("账号").fill(key)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/")
    return page


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["390", "1440"])
def test_every_page_fits_and_is_usable(
    district: District, new_context: Contexts, axe: Callable[[Page], None], size: dict[str, int]
) -> None:
    group, root = district.groups["standing"], district.organs["district"]
    entry = Book(district.book).file_of("person", district.people["water-head"])[0].id
    visits = {
        "personnel-officer": [f"/book/{entry}/", "/search/?q=丰台", "/purposes/", f"/groups/{group}/members/?seek=例"],
        "discipline-secretary": [f"/organs/{root}/grants/?seek=金", "/security/", f"/security/redact/{entry}/"],
        "system-administrator": ["/administration/system", "/security/epoch/"],
        "party-secretary": [f"/groups/{group}/supervision/"],
    }
    for key, addresses in visits.items():
        page = enter(new_context, key, size, bypass_csp=True)
        for address in addresses:
            answer = page.goto(address)
            assert answer and answer.status == 200, address
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{address} is {wide} px too wide"
            axe(page)


def test_search_from_the_head_by_keyboard_without_script(district: District, new_context: Contexts) -> None:
    page = enter(new_context, "personnel-officer", DESK, java_script_enabled=False)
    page.get_by_role("search").get_by_role("searchbox").focus()
    page.keyboard.type("水务局")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="检索")).to_be_visible()
    page.get_by_role("link", name="丰台区水务局").first.click()
    expect(page.get_by_role("heading", name="丰台区水务局", exact=True)).to_be_visible()
