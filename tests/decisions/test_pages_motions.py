"""The pages of a motion before its meeting: typed values come back, rules are named, strangers see nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liuhen.mechanisms.decisions.reads import motions
from tests.decisions.browse import login, signature
from tests.decisions.scene import CHIEF, Scene

pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[object]]


@pytest.fixture
def deputy(scene: Scene) -> Client:
    return login(scene.cast, "executive-deputy")


def form(scene: Scene, **changes: str) -> dict[str, str]:
    return {
        "group": str(scene.cast.district.groups["standing"]),
        "title": "购置防汛泵车",
        "text": "购置移动泵车四台。",
        "category": "funds",
        "kind": "money",
        "amount": "3,600,000.00",
        "source": "department",
        "source_detail": "区水务局请示",
    } | changes


def test_a_motion_is_drafted_checked_and_signed_on_its_page(scene: Scene, deputy: Client) -> None:
    answer = deputy.post("/motions/new", form(scene))
    assert answer.status_code == 302, answer.content.decode()
    page = answer["Location"]
    said = {"lawful": "yes", "public_interest": "yes", "personal_interest": "no", "real_need": "yes"}
    assert deputy.post(f"{page}self-check", said).status_code == 302
    assert deputy.post(f"{page}sign", signature(deputy, page)).status_code == 302
    row = motions.get(UUID(page.split("/")[2]))
    assert (row.state, row.amount_fen) == ("moved", 360_000_000)


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("title", "", "platform.input"),
        ("amount", "三百万", "platform.money-fen"),
        ("amount", "-1", "platform.money-fen"),
        ("category", "other-thing", "decisions.field-named"),
        ("source_detail", "", "decisions.source-named"),
        ("text", "密级：机密。正文从略。", "platform.classified"),
        ("group", "not-a-uuid", "platform.input"),
    ],
)
def test_a_wrong_form_comes_back_as_typed_and_names_its_rule(
    scene: Scene, deputy: Client, field: str, value: str, rule: str
) -> None:
    answer = deputy.post("/motions/new", form(scene, **{field: value}))
    text = answer.content.decode()
    assert answer.status_code in (403, 404, 409, 422)
    assert rule in text
    assert field == "text" or "购置移动泵车四台。" in text
    assert not motions.open_motions(scene.cast.district.groups["standing"]).exists()


def test_a_stranger_is_told_nothing_of_a_motion(scene: Scene) -> None:
    motion = scene.draft()
    street = login(scene.cast, "street-member")
    assert street.get(f"/motions/{motion}/").status_code == 404


@pytest.mark.parametrize(
    ("address", "most"), [("/motions/", 15), ("/meetings/", 15), ("/consequences/", 18), ("/", 25)]
)
def test_a_list_needs_as_many_queries_for_many_motions_as_for_one(
    scene: Scene, deputy: Client, django_assert_max_num_queries: Queries, address: str, most: int
) -> None:
    scene.draft()
    deputy.get(address)
    with CaptureQueriesContext(connection) as one:
        assert deputy.get(address).status_code == 200
    for _ in range(10):
        scene.draft()
    with django_assert_max_num_queries(min(most, len(one))):
        assert deputy.get(address).status_code == 200


def test_the_chief_confirms_what_waits_on_his_desk(scene: Scene) -> None:
    motion = scene.draft()
    scene.self_check(motion)
    scene.sign(motion)
    chief = login(scene.cast, CHIEF)
    assert f"/motions/{motion}/" in chief.get("/").content.decode()
    sign = signature(chief, f"/motions/{motion}/")
    assert chief.post(f"/motions/{motion}/confirm", sign).status_code == 302
    assert motions.confirmation(motions.get(motion), "chair")


def test_a_motion_that_is_not_tabled_stays_with_its_reason(scene: Scene) -> None:
    motion = scene.draft()
    recorder = login(scene.cast, "recorder")
    assert recorder.post(f"/motions/{motion}/decline", {"reason": ""}).status_code == 422
    assert recorder.post(f"/motions/{motion}/decline", {"reason": "材料不全，退回补充"}).status_code == 302
    assert "材料不全，退回补充" in recorder.get(f"/motions/{motion}/").content.decode()


def test_a_refused_confirmation_names_its_witness(scene: Scene) -> None:
    motion = scene.draft()
    scene.self_check(motion)
    scene.sign(motion)
    recorder = login(scene.cast, "recorder")
    chief, witness = str(scene.cast.person(CHIEF)), str(scene.cast.person("office-head"))
    form = {"role": "chair", "person": chief, "witness": chief, "reason": "不同意上会"}
    assert recorder.post(f"/motions/{motion}/refuse", form).status_code == 422
    assert recorder.post(f"/motions/{motion}/refuse", form | {"witness": witness}).status_code == 302
    assert motions.confirmation(motions.get(motion), "chair").refused  # type: ignore[union-attr]


def test_an_adjustment_is_a_new_decision_that_names_the_old_one(scene: Scene, deputy: Client) -> None:
    old = scene.moved()
    scene.decided(old)
    deputy = login(scene.cast, "executive-deputy")
    text = deputy.get(f"/motions/new?amends={old}").content.decode()
    assert "原决策不改动" in text
    answer = deputy.post("/motions/new", form(scene, amends=str(old)))
    assert answer.status_code == 302
    assert "后续调整" in deputy.get(f"/motions/{old}/").content.decode()
    assert "调整：" in deputy.get(answer["Location"]).content.decode()


def test_who_attended_a_meeting_sees_what_it_dealt_with(scene: Scene) -> None:
    motion = scene.moved()
    leader = login(scene.cast, "stationed-leader")
    assert leader.get(f"/dossiers/{motion}/").status_code == 404
    scene.seated(motion)
    leader = login(scene.cast, "stationed-leader")
    assert leader.get(f"/dossiers/{motion}/").status_code == 200


def test_a_legal_reviewer_sees_what_he_is_to_review(scene: Scene) -> None:
    motion = scene.draft()
    assert login(scene.cast, "legal-reviewer").get(f"/motions/{motion}/").status_code == 200
    assert login(scene.cast, "street-member").get(f"/motions/{motion}/").status_code == 404
