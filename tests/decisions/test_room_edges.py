"""Who comes late, who is recused, who withdraws during a vote, who types a result: nothing sticks, nothing leaks."""

from __future__ import annotations

import pytest

from liuhen.kit.refusals import BadInput, NotPermitted, WrongState
from liuhen.mechanisms.decisions import actions, permits
from liuhen.mechanisms.decisions.reads import motions
from liuhen.mechanisms.decisions.reads.room import open_ballot
from liuhen.mechanisms.decisions.reads.sitting import sitting_of
from liuhen.mechanisms.decisions.reads.stances import opinions_of
from liuhen.mechanisms.decisions.reads.tasks import task_of
from tests.decisions.scene import CHIEF, NINE, OTHERS, Scene

pytestmark = pytest.mark.django_db
LATE, RECUSED = "publicity-head", "office-head"
DEPUTY = "deputy-secretary"


def arrive(scene: Scene, item: object, key: str, presence: str = "present") -> None:
    meeting = scene.room(item).meeting.id  # type: ignore[arg-type]
    by = scene.cast.actor("recorder")
    actions.change_presence(meeting=meeting, person=scene.cast.person(key), presence=presence, by=by)


def test_whoever_comes_after_the_opening_stops_nobody_and_may_still_state(scene: Scene) -> None:
    item = scene.seated(scene.moved())
    scene.state_all(item)
    arrive(scene, item, LATE)
    room = scene.room(item)
    assert room.ended[scene.cast.person(LATE)].ending == "silent"
    scene.conclude(item)
    scene.open_vote(item)
    ballot = open_ballot(item)
    assert ballot and str(scene.cast.person(LATE)) in ballot.roll


def test_a_chief_who_comes_late_concludes_and_the_presider_is_not_waited_for(scene: Scene) -> None:
    away = {CHIEF: ("leave", "上级谈话"), "armed-forces": ("leave", "开会")}
    item = scene.seated(scene.moved(), presider=DEPUTY, away=away)
    scene.state_all(item, [key for key in OTHERS if key not in (DEPUTY, "armed-forces")])
    arrive(scene, item, CHIEF)
    scene.conclude(item, CHIEF)
    assert scene.room(item).item.state == "concluded"


def test_the_recused_and_those_gone_before_read_nothing_of_the_item(scene: Scene) -> None:
    motion = scene.moved()
    meeting = scene.call()
    item = scene.table(meeting, motion)
    scene.send(item)
    actions.lock_agenda(meeting=meeting, by=scene.cast.actor("recorder"))
    scene.later(days=2)
    scene.open_meeting(meeting)
    arrive(scene, item, "politics-law-head", "left")
    recorder = scene.cast.actor("recorder")
    actions.open_item(item=item, by=recorder)
    actions.recuse(item=item, person=scene.cast.person(RECUSED), by=scene.cast.actor(CHIEF), reason="涉及亲属")
    scene.state_all(item, [key for key in NINE if key not in (CHIEF, RECUSED, "politics-law-head")])
    row, sitting = motions.get(motion), sitting_of(scene.room(item).meeting)
    for key, may in ((RECUSED, False), ("politics-law-head", False), (DEPUTY, True), ("stationed-leader", True)):
        assert permits.may_read_opinions(row, scene.cast.actor(key)) is may, key
        assert task_of(sitting, scene.cast.person(key)).may_read is may, key


def test_an_absent_members_paper_waits_for_the_others(scene: Scene) -> None:
    item = scene.seated(scene.moved())
    by = scene.cast.actor("recorder")
    actions.attach_absent_opinion(item=item, person=scene.cast.person(LATE), by=by, stance="disagree", words="")
    with pytest.raises(WrongState):
        opinions_of(scene.room(item).item, by=scene.cast.actor(CHIEF), purpose="看看")


def test_a_typed_result_does_not_probe_a_running_vote(scene: Scene) -> None:
    item = scene.seated(scene.moved())
    scene.state_all(item)
    scene.conclude(item)
    scene.open_vote(item)
    for key in NINE[:-1]:
        scene.vote(item, key)
    for guess in (True, False):
        with pytest.raises(WrongState, match="还有1人"):
            scene.close_vote(item, typed=guess)
    scene.vote(item, NINE[-1])
    assert scene.close_vote(item, typed=True)


def test_nobody_withdraws_once_a_vote_is_open(scene: Scene) -> None:
    motion = scene.moved()
    item = scene.seated(motion)
    scene.state_all(item)
    by = scene.cast.actor("recorder")
    actions.end_attendee(item=item, person=scene.cast.person(CHIEF), by=by, ending="silent", reason="不表态")
    scene.open_vote(item)
    with pytest.raises(WrongState):
        actions.withdraw_motion(motion=motion, by=scene.cast.actor("executive-deputy"), reason="看来通不过")


def test_an_outcome_is_not_announced_by_another_hand(scene: Scene) -> None:
    item = scene.seated(scene.moved())
    scene.state_all(item)
    signed = scene.cast.sign(CHIEF, scene.room(item).motion.id, "宣布结果", "缓议", item=item)
    with pytest.raises(NotPermitted):
        actions.rule_outcome(
            item=item,
            by=scene.cast.actor("recorder"),
            outcome="deferred",
            resolution="",
            reason="意见分歧较大",
            return_by="2026-12-20",
            signed=signed,
        )


def test_a_signature_serves_the_item_it_was_given_for(scene: Scene) -> None:
    first, second = scene.moved(), scene.moved()
    item = scene.seated(first)
    signed = scene.cast.sign(DEPUTY, second, "表态", "同意", item=second)
    with pytest.raises(BadInput, match="议题"):
        actions.state_opinion(
            item=item, person=scene.cast.person(DEPUTY), by=scene.cast.actor(DEPUTY), stance="agree", signed=signed
        )


@pytest.mark.parametrize("ending", ["refused", "silent"])
def test_nobody_is_the_witness_of_his_own_silence(scene: Scene, ending: str) -> None:
    item = scene.seated(scene.moved())
    person = scene.cast.person("deputy-secretary")
    by = scene.cast.actor("recorder")
    with pytest.raises(BadInput):
        actions.end_attendee(item=item, person=person, by=by, ending=ending, reason="不表态", witness=person)
