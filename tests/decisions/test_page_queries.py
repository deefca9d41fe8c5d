"""What a whole request asks of the database, log-in, navigation and foot included, with few rows and with many."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liuhen.kit.once import reading
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.reads.room import room_of
from tests.bench import filling
from tests.decisions.browse import login
from tests.decisions.scene import CHIEF, Scene

pytestmark = pytest.mark.django_db
FRAME, LIST = 4, 15
SINCE, UNTIL = datetime(2025, 1, 6, tzinfo=UTC), datetime(2026, 11, 19, tzinfo=UTC)
LISTS = {
    "/motions/": LIST,
    "/motions/?" + urlencode({"q": "示例", "state": "decided"}): LIST,
    "/motions/new": LIST,
    "/meetings/": LIST,
    "/meetings/new": LIST,
    "/consequences/": LIST,
    "/rules/": LIST,
    "/rules/enactments": LIST,
    "/articles": LIST,
    "/verify": LIST,
    "/account": LIST,
    "/health": FRAME,
}


def asked(client: Client, address: str) -> int:
    """The statements of one whole request; what is only made once was made by an earlier one."""
    assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return sum(not one["sql"].startswith(("SAVEPOINT", "RELEASE")) for one in caught.captured_queries)


@pytest.fixture(autouse=True)
def one_factor(settings: Any) -> None:
    settings.LIUHEN_SECOND_FACTOR = False


@pytest.fixture
def decided(scene: Scene) -> tuple[UUID, UUID]:
    """A decided motion and its item, another motion waiting, the meeting still open."""
    scene.moved(title="等待上会的事项")
    motion = scene.moved()
    return motion, scene.decided(motion)


def fill(scene: Scene) -> None:
    filling.fill(scene.cast.district, 1500, SINCE, UNTIL)


def test_lists_ask_the_same_of_few_rows_and_of_many(scene: Scene, decided: tuple[UUID, UUID]) -> None:
    clients = {key: login(scene.cast, key) for key in (CHIEF, "recorder")}
    few = {(key, path): asked(client, path) for key, client in clients.items() for path in LISTS}
    fill(scene)
    many = {(key, path): asked(client, path) for key, client in clients.items() for path in LISTS}
    over = {place: count for place, count in many.items() if count > LISTS[place[1]]}
    assert not over
    assert {place: (few[place], many[place]) for place in few if many[place] > few[place] + 1} == {}


def test_the_desk_asks_a_fixed_number(scene: Scene, decided: tuple[UUID, UUID]) -> None:
    from liuhen.mechanisms.decisions.reads import desk

    client, by = login(scene.cast, CHIEF), scene.cast.actor(CHIEF)
    few = asked(client, "/")
    fill(scene)
    assert asked(client, "/") <= few + 3
    with reading(), CaptureQueriesContext(connection) as own:
        desk.todo_for(by)
        desk.figures_for(by)
    assert len(own) <= 12


@pytest.mark.parametrize("key", [CHIEF, "recorder", "district-head"])
def test_pages_of_one_decision(scene: Scene, decided: tuple[UUID, UUID], key: str) -> None:
    motion, item = decided
    meeting = room_of(item).meeting.id
    client = login(scene.cast, key)
    bounds = {
        f"/motions/{motion}/": 22,
        f"/dossiers/{motion}/": 38,
        f"/meetings/{meeting}/": LIST,
        f"/meetings/{meeting}/seat": 17,
        f"/meetings/{meeting}/room": 17,
        f"/meetings/{meeting}/record": 39,
        f"/meetings/{meeting}/paper": 20,
        **({f"/meetings/{meeting}/console": 20} if key != "district-head" else {}),
    }
    found = {path: asked(client, path) for path in bounds}
    assert {path: count for path, count in found.items() if count > bounds[path]} == {}


def test_a_seat_before_anything_is_open(scene: Scene) -> None:
    item = scene.seated(scene.moved())
    meeting = room_of(item).meeting.id
    for key in (CHIEF, "recorder", "stationed-leader"):
        assert asked(login(scene.cast, key), f"/meetings/{meeting}/seat") <= LIST


def test_a_record_grows_by_what_is_opened_alone(scene: Scene) -> None:
    """Five items instead of one: each is opened for itself, and logged; nothing else is asked anew."""
    motions = [scene.moved(title=f"第{n}项") for n in range(5)]
    meeting = scene.call()
    items = [scene.table(meeting, motion) for motion in motions]
    for item in items:
        scene.send(item)
    actions.lock_agenda(meeting=meeting, by=scene.cast.actor("recorder"))
    scene.later(days=2)
    scene.open_meeting(meeting)
    for item in items:
        actions.open_item(item=item, by=scene.cast.actor("recorder"))
        scene.state_all(item)
        scene.conclude(item)
    client = login(scene.cast, "recorder")
    assert asked(client, f"/meetings/{meeting}/record") <= 35 + 4 * len(items)
