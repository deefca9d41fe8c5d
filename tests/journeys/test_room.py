"""会中的一程 Nine members decide on phones, before the room screen and the console; and a meeting on paper."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from liuhen.doors.accounts import rolls
from liuhen.doors.cli.demo.cast import PIN, SCAN, Cast
from liuhen.kit import clock
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.reads.room import last_ballot, room_of
from liuhen.organs.fengtai import establish
from tests.decisions.scene import CHIEF, MEMBERS, NINE, Scene
from tests.decisions.seats import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PHONE, DESK, WALL = {"width": 390, "height": 844}, {"width": 1440, "height": 900}, {"width": 1920, "height": 1080}
IMAGES = Path(__file__).resolve().parents[2] / "docs" / "manual" / "images"
OTHERS = [key for key in NINE if key != CHIEF]
MOST_TAPS = 10
SOON = 15_000
"""毫秒 Patience of a test on a machine that others use too; tests/bench/room.py measures the second we promise."""


@dataclass
class Hand:
    """One person's browser; every tap is counted."""

    page: Page
    taps: int = 0

    def tap(self, target: Locator) -> None:
        target.click()
        self.taps += 1

    def button(self, name: str) -> None:
        self.tap(self.page.get_by_role("button", name=name))

    def choose(self, label: str) -> None:
        self.tap(self.page.locator(".stances").get_by_text(label, exact=True))


@dataclass
class House:
    """Everybody's browsers in one building."""

    scene: Scene
    open_context: Callable[..., BrowserContext]
    hands: dict[str, Hand] = field(default_factory=dict)

    def enter(self, key: str, address: str, size: dict[str, int]) -> Hand:
        """Logs somebody in and opens his page."""
        page = self.open_context(viewport=size).new_page()
        page.goto(f"/login?next={address}")
        page.get_by_label("账号").fill(key)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录", exact=True).click()
        page.wait_for_url(f"**{address}")
        return self.hands.setdefault(f"{key}{address.rsplit('/', 1)[1]}", Hand(page))


@pytest.fixture
def scene(transactional_db: None, settings: Any) -> Scene:
    settings.LIUHEN_DEMO = True  # a PIN signs 三重一大 in the demo alone
    settings.LIUHEN_SECOND_FACTOR = False
    before = clock.now() - timedelta(days=2, minutes=20)
    with clock.use(clock.Stepping(before, timedelta(milliseconds=7))) as time:
        cast = Cast(establish())
        cast.give_pins([*MEMBERS, "recorder"])
        for key in [*NINE, "recorder", "stationed-leader"]:
            rolls.open_account(str(cast.person(key)), key, PASSWORD, temporary=False)
        assert isinstance(time, clock.Stepping)
        return Scene(cast, time)


@pytest.fixture
def meeting(scene: Scene) -> UUID:
    """A meeting on a locked agenda of one item, its papers sent two days ago."""
    with clock.use(scene.time):
        called = scene.call()
        scene.send(scene.table(called, scene.moved()))
        actions.lock_agenda(meeting=called, by=scene.cast.actor("recorder"))
    return called


@pytest.fixture
def house(scene: Scene, new_context: Callable[..., BrowserContext]) -> Iterator[House]:
    yield House(scene, new_context)


def keep(page: Page, name: str) -> None:
    """A picture for the manual, when asked for: LIUHEN_SCREENSHOTS=1."""
    if os.environ.get("LIUHEN_SCREENSHOTS") == "1":
        IMAGES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=IMAGES / f"{name}.png", full_page=True)


def upright(page: Page) -> None:
    """No sideways scrolling."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"


def test_nine_members_decide_on_their_phones(house: House, meeting: UUID, axe: Any) -> None:
    base = f"/meetings/{meeting}"
    recorder = house.enter("recorder", f"{base}/console", DESK)
    chief = house.enter(CHIEF, f"{base}/seat", PHONE)
    expect(chief.page.get_by_text("会议尚未开始")).to_be_visible()
    keep(recorder.page, "console-roll-1440")
    axe(recorder.page)
    for key in ("armed-forces", "publicity-head"):
        who = house.scene.cast.person(key)
        recorder.page.locator(f"[name=presence-{who}][value=leave]").check()
        recorder.page.locator(f"[name=reason-{who}]").fill("参加上级会议")
    recorder.page.get_by_label("其他列席人员").fill("何测试")
    recorder.button("开会")
    recorder.button("开议")
    expect(recorder.page.locator(".desk-acts h2", has_text="逐一表态")).to_be_visible(timeout=SOON)
    item = room_of_meeting(meeting)
    expect(chief.page.get_by_text("您最后表态")).to_be_visible(timeout=SOON)

    wall = house.enter("recorder", f"{base}/room", WALL)
    members = {key: house.enter(key, f"{base}/seat", PHONE) for key in OTHERS}
    observer = house.enter("stationed-leader", f"{base}/seat", PHONE)
    expect(observer.page.get_by_text("您列席本议题")).to_be_visible()
    for number, member in enumerate(members.values(), start=1):
        member.button("打开材料")
        expect(member.page.locator(".papers-text")).to_be_visible()
        if number == 1:
            axe(member.page)
            upright(member.page)
            keep(member.page, "seat-stance-390")
        member.choose("不同意" if number == 3 else "同意")
        member.page.get_by_label("签名口令").fill(PIN)
        member.button("签名表态")
        if number < len(members):
            expect(member.page.locator(".done-word", has_text="已表态")).to_be_visible(timeout=SOON)
            expect(wall.page.locator(".progress b", has_text=f"{number} / 8")).to_be_visible(timeout=SOON)
            expect(chief.page.get_by_text(f"尚待 {8 - number} 人")).to_be_visible(timeout=SOON)
        if number == 4:
            for hand, name in ((member, "seat-waiting-390"), (chief, "seat-chief-390"), (wall, "room-stating-1920")):
                axe(hand.page)
                upright(hand.page)
                keep(hand.page, name)
            keep(recorder.page, "console-stating-1440")
            axe(recorder.page)

    expect(wall.page.locator(".opinions > li")).to_have_count(8, timeout=SOON)
    expect(chief.page.locator(".opinions > li")).to_have_count(8, timeout=SOON)
    expect(chief.page.get_by_role("heading", name="末位表态")).to_be_visible(timeout=SOON)
    first = members[OTHERS[0]]
    first.page.get_by_text("改变我的表态").click()
    for hand, name in ((chief, "seat-conclude-390"), (first, "seat-change-390"), (wall, "room-opened-1920")):
        axe(hand.page)
        upright(hand.page)
        keep(hand.page, name)
    recorder.page.get_by_label("讨论要点").fill("围绕资金来源和开工时间进行了讨论。")
    recorder.button("记下")
    chief.choose("同意")
    chief.page.get_by_label("签名口令").fill(PIN)
    chief.button("签名表态")
    recorder.button("开始表决")
    for number, member in enumerate([*members.values(), chief], start=1):
        expect(member.page.get_by_role("heading", name="请表决")).to_be_visible(timeout=SOON)
        if number == 1:
            axe(member.page)
            keep(member.page, "seat-vote-390")
        member.choose("反对" if number == 3 else "赞成")
        member.button("签名投票")
        expect(wall.page.locator(".progress b", has_text=f"{number} / 9")).to_be_visible(timeout=SOON)
    keep(wall.page, "room-voting-1920")
    recorder.button("结束并计票")
    expect(chief.page.get_by_role("heading", name="宣布结果")).to_be_visible(timeout=SOON)
    axe(chief.page)
    keep(chief.page, "seat-rule-390")
    chief.button("签名宣布")
    expect(wall.page.locator(".outcome-word")).to_have_text("通过", timeout=SOON)
    for hand, name in ((wall, "room-result-1920"), (first, "seat-result-390"), (recorder, "console-result-1440")):
        axe(hand.page)
        upright(hand.page)
        keep(hand.page, name)
    recorder.button("散会")
    expect(recorder.page.get_by_role("heading", name="已散会")).to_be_visible()
    assert {key: hand.taps for key, hand in members.items() if hand.taps > MOST_TAPS} == {}
    ballot = last_ballot(item)
    assert ballot and ballot.tally == {"for": 8, "against": 1, "abstain": 0, "not_cast": 0}


def test_the_recorder_alone_enters_a_meeting_held_on_paper(
    house: House, meeting: UUID, axe: Any, tmp_path: Path
) -> None:
    scan = tmp_path / "page.pdf"
    scan.write_bytes(SCAN)
    cast, base = house.scene.cast, f"/meetings/{meeting}"
    with clock.use(house.scene.time):
        house.scene.later(days=2)
        house.scene.open_meeting(meeting)
        actions.open_item(item=room_of_meeting(meeting), by=cast.actor("recorder"))
    recorder = house.enter("recorder", f"{base}/console", DESK)
    page = recorder.page

    def sign_all(name: str, keys: list[str], value: str) -> None:
        for key in keys:
            page.locator(f"[name='{name}-{cast.person(key)}'][value={value}]").check()
        sign_page()

    def sign_page() -> None:
        page.get_by_label("签字页扫描件").set_input_files(scan)
        page.get_by_label("原件档号").fill("常委会-2026-纸-007")
        when = clock.local(clock.now() - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%S")
        page.get_by_label("纸上的日期时间").fill(when)
        page.get_by_label("见证人", exact=True).select_option(label="何测试")

    page.get_by_role("link", name="据纸面签名录入").click()
    axe(page)
    sign_all("stance", OTHERS, "agree")
    keep(page, "paper-stances-1440")
    recorder.button("录入表态")
    sign_all("stance", [CHIEF], "agree")
    recorder.button("录入末位表态")
    page.goto(f"{base}/console")
    recorder.button("开始表决")
    page.get_by_role("link", name="据纸面签名录入表决").click()
    sign_all("choice", NINE, "for")
    recorder.button("录入表决")
    page.goto(f"{base}/console")
    recorder.button("结束并计票")
    page.get_by_role("link", name="据主持人纸面签名录入").click()
    sign_page()
    recorder.button("录入结果")
    expect(page.get_by_text("待确认").first).to_be_visible()
    axe(page)
    upright(page)
    keep(page, "paper-entered-1440")

    member = house.enter("deputy-secretary", f"{base}/paper", PHONE)
    axe(member.page)
    upright(member.page)
    keep(member.page, "paper-confirm-390")
    member.page.get_by_label("签名口令").fill(PIN)
    member.page.get_by_role("button", name="签名确认").first.click()
    expect(member.page.get_by_text("已确认").first).to_be_visible()
    assert room_of(room_of_meeting(meeting)).item.outcome == "passed"


def room_of_meeting(meeting: UUID) -> UUID:
    from liuhen.mechanisms.decisions.reads.meetings import items_of

    return items_of(meeting)[0].id
