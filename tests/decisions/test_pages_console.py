"""The recorder's desk beyond the plain way: the chair handed on, somebody let in, a vote refused, a recusal decided."""

from __future__ import annotations

from uuid import UUID

import pytest

from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.mechanisms.decisions.reads.room import refused_votes
from liuhen.organs.reads.staff import names
from tests.decisions.scene import CHIEF, NINE, Scene
from tests.decisions.seats import Door

pytestmark = pytest.mark.django_db
DEPUTY = "deputy-secretary"


@pytest.fixture
def enter(scene: Scene) -> Door:
    return Door(scene.cast)


def address(scene: Scene, item: UUID) -> str:
    return f"/meetings/{scene.room(item).meeting.id}/console"


def test_the_chair_is_handed_on_before_the_roll_call_and_in_the_meeting(scene: Scene, enter: Door) -> None:
    motion, meeting = scene.moved(), scene.call()
    item = scene.table(meeting, motion)
    actions.lock_agenda(meeting=meeting, by=scene.cast.actor("recorder"))
    scene.later(days=2)
    recorder = enter("recorder")
    recorder.see(address(scene, item))
    deputy = str(scene.cast.person(DEPUTY))
    assert recorder.send("console/presider", presider=deputy, presider_reason="赴市里开会").status_code == 302
    assert str(meetings.get(meeting).presider) == deputy
    scene.open_meeting(meeting)
    actions.change_presence(
        meeting=meeting, person=scene.cast.person(DEPUTY), presence="left", by=scene.cast.actor("recorder")
    )
    recorder.see(address(scene, item))
    assert "不在场，须先改派" in recorder.text
    chief = str(scene.cast.person(CHIEF))
    refused = recorder.send("console/presider", presider=chief, presider_reason=" ")
    assert refused.status_code == 422
    assert recorder.send("console/presider", presider=chief, presider_reason="副书记离席").status_code == 302
    recorder.see(address(scene, item))
    assert "不在场，须先改派" not in recorder.text


def test_somebody_comes_in_to_attend_after_the_roll_call(scene: Scene, enter: Door) -> None:
    item = scene.seated(scene.moved())
    person = scene.cast.person("housing-head")
    recorder = enter("recorder")
    recorder.see(address(scene, item))
    name = names([person])[person]
    assert recorder.send("console/observer", observer="没有这个人", capacity="汇报").status_code == 422
    assert recorder.send("console/observer", observer=name, capacity="区住建委主任，汇报").status_code == 302
    [seat] = [seat for seat in scene.room(item).seats if seat.person == person]
    assert (seat.capacity, seat.presence, seat.reason) == ("observer", "present", "区住建委主任，汇报")
    guest = enter("housing-head")
    guest.see(f"/meetings/{scene.room(item).meeting.id}/seat")
    assert "您列席本议题" in guest.text


def test_a_refused_vote_is_taken_down_before_a_witness(scene: Scene, enter: Door) -> None:
    item = scene.seated(scene.moved())
    scene.state_all(item)
    scene.conclude(item)
    scene.open_vote(item)
    recorder = enter("recorder")
    recorder.see(address(scene, item))
    refuser, witness = (str(scene.cast.person(key)) for key in ("united-front-head", "office-head"))
    given = {"refused": refuser, "refusal_reason": "不签", "refusal_witness": refuser}
    assert recorder.send("console/" + str(item) + "/refused-vote", **given).status_code == 422
    given["refusal_witness"] = witness
    assert recorder.send("console/" + str(item) + "/refused-vote", **given).status_code == 302
    assert {str(person) for person in refused_votes(item)} == {refuser}
    for key in NINE:
        if key != "united-front-head":
            scene.vote(item, key)
    assert scene.close_vote(item)


def test_the_recorder_decides_no_recusal_at_his_desk_and_the_presider_does(scene: Scene, enter: Door) -> None:
    item = scene.seated(scene.moved())
    person = scene.cast.person("office-head")
    for key, status in (("recorder", 409), (CHIEF, 302)):
        visitor = enter(key)
        visitor.see(address(scene, item))
        given = {"recused": str(person), "recusal_reason": "亲属参与投标"}
        assert visitor.send(f"{item}/recuse", **given).status_code == status, key
    assert person in scene.room(item).recused
    chief = enter(CHIEF)
    chief.see(f"/meetings/{scene.room(item).meeting.id}/seat")
    assert "到控制台决定他人回避" in chief.text
