"""A text that changes leaves behind what was done about the earlier one: review, papers, refusals."""

from __future__ import annotations

from uuid import UUID

import pytest

from liuhen.kit.refusals import WrongState
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.reads import meetings, motions
from tests.decisions.scene import MEMBERS, Scene

pytestmark = pytest.mark.django_db


def revise(scene: Scene, motion: UUID) -> None:
    row = motions.get(motion)
    by = scene.cast.actor("executive-deputy")
    actions.revise_motion(motion=motion, by=by, title=row.title, text="改为总投资九千万元。")


def test_a_text_changed_after_its_legal_review_is_not_tabled(scene: Scene) -> None:
    motion = scene.moved()
    revise(scene, motion)
    with pytest.raises(WrongState) as refused:
        scene.table(scene.call(), motion)
    assert refused.value.rule == "decisions.gates-closed"
    scene.gates(motion)
    scene.table(scene.call(), motion)


def test_a_text_changed_on_the_agenda_is_not_opened_unreviewed(scene: Scene) -> None:
    motion, meeting = scene.moved(), scene.call()
    item = scene.table(meeting, motion)
    scene.send(item)
    actions.lock_agenda(meeting=meeting, by=scene.cast.actor("recorder"))
    revise(scene, motion)
    everybody = [scene.cast.person(key) for key in MEMBERS]
    assert meetings.last_delivery(item, everybody) is None
    scene.send(item)
    assert meetings.last_delivery(item, everybody) is not None
    scene.later(days=2)
    scene.open_meeting(meeting)
    with pytest.raises(WrongState) as refused:
        actions.open_item(item=item, by=scene.cast.actor("recorder"))
    assert refused.value.rule == "decisions.gates-closed"
    scene.gates(motion)
    actions.open_item(item=item, by=scene.cast.actor("recorder"))


def test_a_refusal_is_of_the_text_it_was_about(scene: Scene) -> None:
    motion = scene.draft()
    recorder, chief = scene.cast.actor("recorder"), scene.cast.person("party-secretary")
    witness = scene.cast.person("office-head")
    actions.refuse_confirmation(motion=motion, by=recorder, role="chair", person=chief, witness=witness, reason="不妥")
    assert motions.confirmation(motions.get(motion), "chair")
    revise(scene, motion)
    assert motions.confirmation(motions.get(motion), "chair") is None
