"""What the JSON door refuses: in one shape, with the right status, and without a trace."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from liuhen.doors.accounts import rolls
from liuhen.doors.api import strict, tokens
from liuhen.doors.api.models import ApiToken
from liuhen.ledger import sequencer
from liuhen.organs.reads import book_of
from tests.api.conftest import Enter
from tests.api.test_whole_way import MOVER, called, draft, moved
from tests.decisions.browse import login
from tests.decisions.scene import CHIEF, Scene

pytestmark = pytest.mark.django_db


def entries(scene: Scene) -> int:
    return sum(1 for _ in book_of(scene.cast.actor(MOVER).organ).entries())


BROKEN = {
    "truncated": b'{"title": "',
    "a key twice": b'{"title": "a", "title": "b"}',
    "a float": b'{"amount_fen": 1.0}',
    "an exponent": b'{"amount_fen": 1e3}',
    "not a number": b'{"amount_fen": NaN}',
    "infinity": b'{"amount_fen": -Infinity}',
    "half a pair": b'{"title": "\\ud800"}',
    "a null character": b'{"title": "\\u0000"}',
    "not UTF-8": b'{"title": "\xff"}',
    "an abyss": b'{"title": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "a very long number": b'{"amount_fen": ' + b"9" * 10_000 + b"}",
    "seventeen deep": b'{"title": ' + b"[" * 17 + b"]" * 17 + b"}",
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_read_in_one_way_only_is_not_read(scene: Scene, enter: Enter, body: bytes) -> None:
    caller, before = enter(MOVER), entries(scene)
    assert caller.refused("/motions", body) == (400, "platform.input")
    assert entries(scene) == before


WRONG: dict[str, dict[str, Any]] = {
    "an unknown key": {"mover": "me"},
    "a missing title": {"title": None},
    "text for a number": {"amount_fen": "100"},
    "a truth for a number": {"amount_fen": True},
    "a negative amount": {"amount_fen": -1},
    "an amount beyond all budgets": {"amount_fen": 10**18},
    "a field outside the list": {"category": "weapons"},
    "no UUID": {"group": "standing"},
    "a file that is no base64": {"files": [{"media": "text/plain", "content": "!!!!"}]},
    "an empty title": {"title": "  "},
}


@pytest.mark.parametrize("changes", WRONG.values(), ids=WRONG)
def test_what_is_filled_in_wrongly_is_named_field_by_field(scene: Scene, enter: Enter, changes: dict[str, Any]) -> None:
    caller, before = enter(MOVER), entries(scene)
    status, said = caller.ask("POST", "/motions", draft(scene, **changes))
    assert status == 422 and said["error"]["rule"] == "platform.input" and said["error"]["fields"], said
    assert entries(scene) == before


def test_a_body_too_large_or_of_another_kind_is_refused_whole(scene: Scene, enter: Enter) -> None:
    caller, before = enter(MOVER), entries(scene)
    huge = b'{"title": "' + b"a" * strict.MAX_BODY + b'"}'
    assert caller.refused("/motions", huge) == (413, "platform.too-large")
    form = caller.refused("/motions", b"title=a", media="application/x-www-form-urlencoded")
    assert form == (415, "platform.input")
    assert caller.refused("/motions", draft(scene, text="长" * 40_001)) == (422, "platform.input")
    assert entries(scene) == before


def test_unknown_addresses_and_methods_answer_in_the_same_shape(scene: Scene, enter: Enter) -> None:
    caller = enter(MOVER)
    for path in ("/", "/motions/", "/motions/1", "/nothing", "/../admin", "/motions/%0A/sign"):
        assert caller.refused(path)[0] == 404
    status, said = caller.ask("DELETE", "/motions")
    assert status == 405 and said["error"]["rule"] == "platform.input"
    assert set(caller.client.delete("/api/motions").headers["Allow"].split(", ")) == {"GET", "POST"}
    assert caller.ask("GET", "/motions?size=101")[0] == 422
    assert caller.ask("GET", "/motions?page=0")[0] == 422
    assert caller.ask("GET", f"/motions?page={10**30}")[0] == 422
    assert caller.ask("GET", "/motions?q=%00")[0] == 422


def test_only_a_living_token_lets_in(scene: Scene, enter: Enter) -> None:
    caller, person = enter(MOVER), scene.cast.person(MOVER)
    assert caller.get("/me")["person"] == str(person)
    for wrong in ("", "Bearer", "Bearer x", f"Basic {caller.token}", f"Bearer {caller.token}x", "Bearer 留痕"):
        answer = Client().get("/api/me", headers={"Authorization": wrong})
        assert answer.status_code == 401 and answer.json()["error"]["rule"] == "platform.signed-in"
    session = login(scene.cast, MOVER)
    assert session.get("/api/me").status_code == 401
    assert ApiToken.of(person)[0].digest != caller.token
    scene.later(days=31)
    assert caller.ask("GET", "/me")[0] == 401


def test_a_token_ends_with_its_revocation_and_with_the_account(scene: Scene, enter: Enter) -> None:
    caller, person = enter(MOVER), scene.cast.person(MOVER)
    user = rolls.open_account(str(person), "mover", "correct-horse-battery", temporary=False)
    user.switch(False)
    assert caller.ask("GET", "/me")[0] == 401
    user.switch(True)
    assert caller.ask("GET", "/me")[0] == 200
    assert tokens.revoke(person) == 1
    assert caller.ask("GET", "/me")[0] == 401


def test_the_post_is_one_of_todays(scene: Scene, enter: Enter) -> None:
    caller = enter(CHIEF)
    post = caller.get("/me")["posts"][0]["post"]
    assert caller.ask("GET", "/me", **{"X-Post": post})[1]["post"] == post
    assert caller.ask("GET", "/me", **{"X-Post": str(uuid4())})[0] == 403
    assert caller.ask("GET", "/me", **{"X-Post": "chief"})[0] == 422


def test_too_many_requests_in_a_minute_are_put_off(scene: Scene, enter: Enter, settings: Any) -> None:
    settings.LIUHEN_API_PER_MINUTE = 3
    caller = enter(MOVER)
    seen = [caller.ask("GET", "/me")[0] for _ in range(5)]
    assert seen == [200, 200, 200, 429, 429]


def test_the_same_request_twice_counts_once(scene: Scene, enter: Enter) -> None:
    caller, body = enter(MOVER), draft(scene, id=str(uuid4()))
    caller.do("/motions", body)
    assert caller.refused("/motions", body) == (409, "platform.stale")
    once = draft(scene)
    assert caller.ask("POST", "/motions", once, **{"Idempotency-Key": "a"})[0] == 201
    assert caller.refused("/motions", once, **{"Idempotency-Key": "a"}) == (409, "platform.stale")
    assert caller.ask("GET", "/motions", **{"Idempotency-Key": "a"})[0] == 200


def test_a_refused_request_may_be_tried_again_under_its_key(scene: Scene, enter: Enter) -> None:
    caller = enter(MOVER)
    assert caller.refused("/motions", draft(scene, text=" "), **{"Idempotency-Key": "a"})[0] == 422
    assert caller.ask("POST", "/motions", draft(scene), **{"Idempotency-Key": "a"})[0] == 201


def test_a_signature_counts_once_and_for_its_own_act(scene: Scene, enter: Enter) -> None:
    motion = moved(scene, enter)
    _, item = called(scene, enter, motion)
    caller = enter(MOVER)
    about = {"stance": "disagree", "words": "资金来源未落实"}
    hand = caller.hand(f"{item}/state", about)
    before = entries(scene)
    assert caller.refused(f"{item}/state", {**about, "signature": {**hand, "pin": "000000"}})[0] == 403
    assert caller.refused(f"{item}/state", {**about, "signature": {**hand, "nonce": "x"}})[0] == 422
    stale = {**hand, "dated": "2026-11-20T01:00:00.000Z"}
    assert caller.refused(f"{item}/state", {**about, "signature": stale}) == (422, "platform.stale")
    assert entries(scene) == before
    caller.do(f"{item}/state", {**about, "signature": hand})
    assert caller.refused(f"{item}/state", {**about, "signature": hand}) == (409, "platform.stale")
    assert caller.refused(f"{item}/change", {**about, "signature": hand}) == (409, "platform.stale")


def test_nothing_is_done_out_of_order(scene: Scene, enter: Enter) -> None:
    motion = moved(scene, enter)
    _, item = called(scene, enter, motion)
    chief, office, before = enter(CHIEF), enter("recorder"), entries(scene)
    for path, about in ((f"{item}/conclude", {"stance": "agree"}), (f"{item}/state", {"stance": "agree"})):
        hand = chief.hand(path, about)
        assert chief.refused(path, {**about, "signature": hand}) == (409, "decisions.chief-last")
    assert office.refused(f"{item}/vote/open", {"mode": "named"})[0] == 409
    assert office.refused(f"{item}/vote/close", {})[0] == 409
    assert office.refused(f"{item}/open", {})[0] == 409
    assert chief.refused(f"/motions/{motion}/opinions", {"purpose": "先看看"}) == (409, "platform.sealed-held")
    assert entries(scene) == before


def test_another_organs_matter_is_as_if_it_were_not_there(scene: Scene, enter: Enter) -> None:
    motion = moved(scene, enter)
    meeting, item = called(scene, enter, motion)
    stranger, before = enter("water-head"), entries(scene)
    for path in (f"/motions/{motion}", f"/meetings/{meeting}", item, f"/motions/{motion}/entries"):
        assert stranger.ask("GET", path)[0] == 404
    for path in (f"/motions/{motion}/withdraw", f"/motions/{motion}/decline"):
        assert stranger.refused(path, {"reason": "不妥"}) == (404, "platform.out-of-scope")
    assert stranger.refused(f"{item}/state/statement", {"stance": "agree"})[0] == 404
    assert stranger.refused(f"/motions/{motion}/export")[0] == 404
    [first, *_] = enter(CHIEF).get(f"/motions/{motion}/entries")["items"]
    assert stranger.ask("GET", f"/book/entries/{first['id']}")[0] == 404
    assert stranger.get("/motions")["count"] == 0
    assert entries(scene) == before


@pytest.mark.parametrize("duty", ["system", "audit", "security"])
def test_no_administrator_reads_a_matter(scene: Scene, enter: Enter, duty: str) -> None:
    motion = scene.moved()
    item = scene.seated(motion)
    scene.state_all(item)
    administrator, meeting = enter(f"{duty}-administrator"), scene.room(item).meeting.id
    for path in (f"/motions/{motion}", f"/meetings/{meeting}", f"/meetings/{meeting}/items/{item}"):
        assert administrator.ask("GET", path)[0] == 404
    assert administrator.refused(f"/motions/{motion}/opinions", {"purpose": "检查"})[0] == 404
    assert administrator.refused(f"/motions/{motion}/export")[0] == 404
    opinion = scene.room(item).attendees[0].entry
    assert administrator.ask("GET", f"/book/entries/{opinion}")[0] == 404


def test_who_objected_is_not_read_from_the_book(scene: Scene, enter: Enter) -> None:
    motion = moved(scene, enter)
    _, item = called(scene, enter, motion)
    objector = enter(MOVER)
    entry = objector.do(f"{item}/objections", {"objection": "tone", "words": "主持人先定了调"})["entry"]
    leaf = enter(CHIEF).get(f"/book/entries/{entry}")["leaf"]
    assert str(scene.cast.person(MOVER)) not in leaf
    assert '"post":null' in leaf
    worry = objector.do(f"/motions/{motion}/worries", {"words": "担心围标"})["entry"]
    assert objector.ask("GET", f"/book/entries/{worry}")[0] == 404


def test_lists_and_details_ask_a_bounded_number_of_questions(
    scene: Scene, enter: Enter, django_assert_max_num_queries: Any
) -> None:
    motion = moved(scene, enter)
    meeting, item = called(scene, enter, motion)
    caller = enter("recorder")
    caller.get("/me")
    for number in range(12):
        scene.draft(title=f"第{number}件动议")
    for path, most in (("/motions", 12), ("/meetings", 12), (f"/motions/{motion}", 32), (f"/meetings/{meeting}", 16)):
        with django_assert_max_num_queries(most):
            caller.get(path)
    with django_assert_max_num_queries(20):
        caller.get(item)


def test_organs_rules_and_the_books_own_papers_are_read(scene: Scene, enter: Enter) -> None:
    caller, cast = enter("recorder"), scene.cast
    organ = caller.get(f"/organs/{cast.actor('recorder').organ}")
    assert organ["posts"] and caller.get(f"/organs/{organ['superiors'][0]}/children?size=5")["count"] > 5
    assert caller.get("/organs?q=丰台")["items"]
    assert len(caller.get(f"/groups/{cast.district.groups['standing']}")["members"]) == 11
    assert caller.get(f"/people/{cast.person('recorder')}")["posts"]
    assert caller.ask("GET", f"/people/{cast.person(CHIEF)}")[0] == 403
    rule = caller.get("/rules?q=chief-last")["items"][0]
    assert caller.get(f"/rules/{rule['id']}")["basis"][0]["quote"]
    assert "log" in caller.get("/book/policy")["policy"]
    sequencer.run_once(book_of(cast.actor("recorder").organ).origin)
    assert caller.get("/book/checkpoint")["note"]
    assert isinstance(caller.get("/desk"), list)


def test_a_token_is_issued_on_ones_own_page_and_shown_once(scene: Scene) -> None:
    client = login(scene.cast, MOVER)
    form = {"label": "与办公系统对接", "days": "30", "password": "correct-horse-battery"}
    assert client.post("/api/tokens", form | {"password": "wrong"}).status_code == 403
    assert client.post("/api/tokens", form | {"days": "400"}).status_code == 422
    page = client.post("/api/tokens", form).content.decode()
    token = page.split(tokens.PREFIX)[1].split("<")[0]
    headers = {"Authorization": f"Bearer {tokens.PREFIX}{token}"}
    assert Client().get("/api/me", headers=headers).status_code == 200
    assert token not in client.get("/api/tokens").content.decode()
    [row] = ApiToken.of(scene.cast.person(MOVER))
    assert client.post(f"/api/tokens/{row.pk}/revoke").status_code == 302
    assert Client().get("/api/me", headers=headers).status_code == 401
    assert "已失效" in client.get("/api/tokens").content.decode()
    assert Client().get("/api/tokens").status_code == 302


def test_the_description_is_open_and_names_every_error(client: Client) -> None:
    described = json.loads(client.get("/api/openapi.json").content)
    assert client.post("/api/openapi.json", {}, "application/json").status_code == 405
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert {"401", "404", "409", "422"} <= set(operation["responses"]), (path, method)
            assert operation["security"] == [{"Bearer": []}]
