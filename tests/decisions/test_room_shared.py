"""What a hundred seats share: drawn once for all who see the same, and nothing in it that one of them may not see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liuhen.doors.accounts.models import Login, User
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.pages import live, passes, seat
from liuhen.mechanisms.decisions.reads import sitting
from liuhen.mechanisms.decisions.reads.room import room_of
from liuhen.organs.reads.staff import name_of
from tests.decisions.scene import CHIEF, NINE, Scene
from tests.decisions.seats import Door

pytestmark = pytest.mark.django_db
OTHERS = [key for key in NINE if key != CHIEF]
SEATS = [*NINE, "stationed-leader", "legal-reviewer", "recorder"]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every number is read anew; what came out of the quick way is told apart from what went the whole way."""
    monkeypatch.setattr(live, "RECENT", 0.0)
    monkeypatch.setattr(passes, "KNOWN", passes.Known(passes.KNOWN.ask))
    sitting._last.clear()
    went: list[str] = []
    monkeypatch.setattr(seat, "unchanged", lambda *given: went.append("whole") or live.unchanged(*given))
    yield went


@pytest.fixture
def item(scene: Scene) -> UUID:
    return scene.seated(scene.moved())


@pytest.fixture
def door(scene: Scene) -> Door:
    return Door(scene.cast)


def address(door: Door, item: UUID, key: str) -> str:
    html = door(key).client.get(f"/meetings/{room_of(item).meeting.id}/seat").content.decode()
    found = re.search(r'data-live-url="([^"]+)"', html)
    assert found
    return found.group(1).replace("&amp;", "&")


def shown(client: Client, url: str) -> str:
    answer = client.get(f"{url}&since=0")
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def nows(html: str) -> dict[str, str]:
    return dict(re.findall(r'data-now="(\w+)" data-version="([^"]*)"', html))


def test_everybody_gets_quickly_what_the_whole_way_would_have_shown(
    door: Door, scene: Scene, item: UUID, quick: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.state_all(item, OTHERS[:3])
    actions.recuse(item=item, person=scene.cast.person(OTHERS[-1]), by=scene.cast.actor(CHIEF), reason="涉及亲属")
    urls = {key: address(door, item, key) for key in SEATS}
    quickly = {key: shown(door(key).client, url) for key, url in urls.items()}
    assert quick == []
    monkeypatch.setattr(passes.KNOWN, "ask", None)
    assert {key: shown(door(key).client, url) for key, url in urls.items()} == quickly
    assert quick == ["whole"] * len(SEATS)


def test_who_sees_the_same_is_handed_the_same_bytes_drawn_once(
    door: Door, scene: Scene, item: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.state_all(item, OTHERS[:3])
    urls = {key: address(door, item, key) for key in SEATS}
    drawn: list[dict[str, Any]] = []
    monkeypatch.setattr(seat, "written", lambda name, facts: drawn.append(facts) or live.written(name, facts))
    pages = {key: shown(door(key).client, url) for key, url in urls.items()}
    assert len(drawn) == len(set(pages.values())) == 5  # stated; still to state; chief; observers; recorder
    assert pages[OTHERS[0]] == pages[OTHERS[2]] and pages["stationed-leader"] == pages["legal-reviewer"]
    for facts in drawn:
        assert set(facts) == {"sitting", "item", "room", "versions", "has_ended"}


def test_between_two_seats_nothing_differs_but_their_own_parts(door: Door, scene: Scene, item: UUID) -> None:
    """No name, no form, no mark of a person: only which parts to fetch, and whether one has ended oneself."""
    scene.state_all(item, OTHERS[:3])
    pages = {key: shown(door(key).client, address(door, item, key)) for key in SEATS}
    assert len({nows(html)["task"] for html in pages.values()}) == 5

    def common(html: str) -> str:
        html = re.sub(r'data-now="\w+" data-version="[^"]*"', "", html)
        return html.replace("已表态，等待", "尚待")

    assert len({common(html) for html in pages.values()}) == 1
    for html in pages.values():
        assert "csrf" not in html and "nonce" not in html and "<form" not in html


def test_opened_stances_stay_out_and_the_recused_are_not_told_of_them(door: Door, scene: Scene, item: UUID) -> None:
    away = OTHERS[-1]
    actions.recuse(item=item, person=scene.cast.person(away), by=scene.cast.actor(OTHERS[-1]), reason="涉及亲属")
    scene.state_all(item, OTHERS[:-1], district_head="disagree")
    pages = {key: shown(door(key).client, address(door, item, key)) for key in SEATS}
    assert nows(pages[OTHERS[0]])["stances"] and not nows(pages[away])["stances"]
    for html in pages.values():
        assert not re.search("同意|缓议|弃权|保留意见", html)


def test_nobody_sees_who_objected(door: Door, scene: Scene, item: UUID) -> None:
    door("stationed-leader").see(f"/meetings/{room_of(item).meeting.id}/seat")
    assert door("stationed-leader").send("/object", objection="tone").status_code == 302
    html = shown(door(CHIEF).client, address(door, item, CHIEF))
    assert "“定调”异议" in html
    assert name_of(scene.cast.person("stationed-leader")) not in html
    assert str(scene.cast.person("stationed-leader")) not in html


@pytest.mark.parametrize("how", ["ended", "shut", "password"])
def test_a_log_in_that_is_over_sees_the_room_no_longer(
    door: Door, item: UUID, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passes, "TRUST", 0.0)
    client, url = door(CHIEF).client, address(door, item, CHIEF)
    shown(client, url)
    user = User.objects.get(login=CHIEF)
    if how == "ended":
        Login.end(user)
    elif how == "shut":
        user.switch(False)
    else:
        user.change_password("another-long-password")
    answer = client.get(f"{url}&since=0")
    assert answer.status_code == 302 and "/login" in answer.headers["Location"]


def test_the_address_serves_one_person_one_browser_and_one_meeting(door: Door, scene: Scene, item: UUID) -> None:
    url = address(door, item, CHIEF)
    assert door(OTHERS[0]).client.get(f"{url}&since=0").status_code == 404
    assert Client().get(f"{url}&since=0").status_code == 302
    other = scene.call()
    assert door(CHIEF).client.get(url.replace(str(room_of(item).meeting.id), str(other))).status_code == 404


def test_the_recorder_is_answered_quickly_and_a_stranger_is_not_concerned(
    door: Door, scene: Scene, item: UUID, quick: list[str]
) -> None:
    url = address(door, item, "recorder")
    shown(door("recorder").client, url)
    assert quick == []
    found = sitting.sitting_now(room_of(item).meeting.id)
    assert found.concerns(scene.cast.person("recorder")) and not found.concerns(scene.cast.person("water-head"))


def test_a_poll_costs_next_to_nothing(door: Door, scene: Scene, item: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "RECENT", 60.0)
    live._read_last.clear()
    urls = {key: address(door, item, key) for key in SEATS}
    version = re.search(
        r'data-live-version="(\d+)"', door(CHIEF).client.get(urls[CHIEF].split("/live")[0]).content.decode()
    )
    assert version
    with CaptureQueriesContext(connection) as first:
        for key, url in urls.items():
            assert door(key).client.get(f"{url}&since={version.group(1)}").status_code == 204
    assert len(first) <= len(SEATS) + 2, "one question a log-in, and the number once"
    with CaptureQueriesContext(connection) as again:
        for key, url in urls.items():
            answer = door(key).client.get(f"{url}&since={version.group(1)}")
            assert answer.status_code == 204 and live.LEAST <= int(answer["X-Wait"]) < live.BEAT + live.LEAST
    assert len(again) == 0
    with CaptureQueriesContext(connection) as fresh:
        for key, url in urls.items():
            shown(door(key).client, url.replace("&since=0", ""))
    assert len(fresh) <= 10, "one reading of the room for all"


def test_polling_counts_as_being_there(door: Door, scene: Scene, item: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passes, "TRUST", 0.0)
    url = address(door, item, CHIEF)
    for _ in range(3):
        scene.later(minutes=20)
        shown(door(CHIEF).client, url)
    scene.later(minutes=31)
    assert door(CHIEF).client.get(f"{url}&since=0").status_code == 302


def test_every_reader_gets_his_own_language(door: Door, item: UUID) -> None:
    url = address(door, item, CHIEF)
    here = shown(door(CHIEF).client, url)
    door(CHIEF).client.cookies["django_language"] = "en"
    there = shown(door(CHIEF).client, url)
    assert "尚待" in here and "尚待" not in there
    del door(CHIEF).client.cookies["django_language"]
    assert shown(door(CHIEF).client, url) == here
