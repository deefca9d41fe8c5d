"""The chair confirms that a matter comes to one decision; put off or taken up again, it is confirmed anew (M44)."""

from __future__ import annotations

from uuid import UUID

import pytest

from liuhen.kit.refusals import WrongState
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.gaps import item_gaps
from liuhen.mechanisms.decisions.reads import motions
from liuhen.mechanisms.decisions.reads.desk import todo_for
from tests.decisions.scene import CHIEF, NINE, Scene

pytestmark = pytest.mark.django_db


def put_off(scene: Scene, motion: UUID) -> UUID:
    item = scene.seated(motion)
    scene.state_all(item)
    scene.rule(item, "deferred", reason="意见分歧较大", return_by="2026-12-20", resolution="")
    actions.close_meeting(meeting=scene.room(item).meeting.id, by=scene.cast.actor("recorder"))
    return item


def test_after_a_deferral_the_chair_confirms_anew_and_the_mover_does_not(scene: Scene) -> None:
    motion = scene.moved()
    first = put_off(scene, motion)
    assert motions.confirmation(motions.get(motion), "mover")
    assert motions.confirmation(motions.get(motion), "chair") is None
    assert not [gap for gap in item_gaps(scene.room(first).item) if "同意上会" in gap.sentence]
    second = scene.seated(motion)
    assert [todo.state for todo in todo_for(scene.cast.actor(CHIEF)) if todo.id == motion] == []  # already in the room
    scene.state_all(second)
    scene.conclude(second)
    with pytest.raises(WrongState, match="缺主持人确认") as refused:
        scene.open_vote(second)
    assert refused.value.rule == "decisions.both-confirmed"
    scene.confirm(motion)
    scene.open_vote(second)


def test_tabled_anew_it_waits_on_the_chairs_desk(scene: Scene) -> None:
    motion = scene.moved()
    put_off(scene, motion)
    scene.table(scene.call(), motion)
    assert [todo.state for todo in todo_for(scene.cast.actor(CHIEF)) if todo.id == motion] == ["待确认"]
    scene.confirm(motion)
    assert [todo.state for todo in todo_for(scene.cast.actor(CHIEF)) if todo.id == motion] == []


def test_a_decided_matter_shows_the_confirmation_it_was_decided_under(scene: Scene) -> None:
    motion = scene.moved()
    scene.decided(motion)
    assert motions.confirmation(motions.get(motion), "chair")
    consenting = [scene.cast.person(key) for key in NINE]
    actions.reconsider(motion=motion, by=scene.cast.actor("recorder"), consenting=consenting, reason="情况有变")
    assert motions.confirmation(motions.get(motion), "chair") is None


def test_a_text_changed_later_leaves_an_earlier_meeting_as_it_was(scene: Scene) -> None:
    motion = scene.moved()
    first = put_off(scene, motion)
    actions.revise_motion(motion=motion, by=scene.cast.actor("executive-deputy"), title="新题", text="新文")
    assert not [
        gap for gap in item_gaps(scene.room(first).item) if "环节未签" in gap.sentence and "动议" in gap.sentence
    ]
