"""Who presides may change, before the meeting and in it: movers by default, the last word and the record follow."""

from __future__ import annotations

from uuid import UUID

import pytest

from liuhen.kit.refusals import NotPermitted, Refusal, WrongState
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.models import Motion
from liuhen.mechanisms.decisions.papers.record import record_form
from liuhen.mechanisms.decisions.reads import meetings, motions
from liuhen.organs.reads.staff import names
from tests.decisions.scene import CHIEF, NINE, Scene

pytestmark = pytest.mark.django_db
DEPUTY, MEMBER = "deputy-secretary", "organisation-head"


def hand_over(scene: Scene, meeting: UUID, to: str, by: str = "recorder", reason: str = "赴市里开会") -> None:
    person, actor = scene.cast.person(to), scene.cast.actor(by)
    actions.change_presider(meeting=meeting, person=person, by=actor, reason=reason)


def unsigned(scene: Scene, presider: str = CHIEF) -> tuple[UUID, UUID, UUID]:
    """A motion nobody signed for, on the locked agenda of a meeting."""
    motion = scene.draft()
    scene.gates(motion)
    meeting = scene.call(presider)
    item = scene.table(meeting, motion)
    scene.send(item)
    actions.lock_agenda(meeting=meeting, by=scene.cast.actor("recorder"))
    return motion, meeting, item


def mover(motion: UUID) -> tuple[UUID | None, bool, bool]:
    row: Motion = motions.get(motion)
    return row.mover, row.mover_default, row.mover_missing


def test_a_default_falls_when_a_deputy_takes_the_chair_before_the_meeting(scene: Scene) -> None:
    motion, meeting, _ = unsigned(scene)
    assert mover(motion) == (scene.cast.person(CHIEF), True, False)
    hand_over(scene, meeting, DEPUTY)
    assert mover(motion) == (None, False, True)
    hand_over(scene, meeting, CHIEF, reason="提前返回")
    assert mover(motion) == (scene.cast.person(CHIEF), True, False)


def test_in_the_meeting_no_new_default_arises_and_an_opened_item_keeps_its_own(scene: Scene) -> None:
    motion, meeting, _ = unsigned(scene, DEPUTY)
    scene.later(days=2)
    scene.open_meeting(meeting)
    hand_over(scene, meeting, CHIEF)
    assert mover(motion) == (None, False, True)  # he was not told before the meeting

    other, second, opened = unsigned(scene)
    scene.later(days=2)
    scene.open_meeting(second)
    actions.open_item(item=opened, by=scene.cast.actor("recorder"))
    hand_over(scene, second, DEPUTY)
    assert mover(other) == (scene.cast.person(CHIEF), True, False)


def test_a_default_does_not_outlive_the_chair_it_rests_on(scene: Scene) -> None:
    motion, first, _ = unsigned(scene)
    by = scene.cast.actor("recorder")
    scene.later(days=2)
    scene.open_meeting(first)
    actions.close_meeting(meeting=first, by=by)
    second = scene.call(DEPUTY)
    scene.table(second, motion)
    actions.lock_agenda(meeting=second, by=by)
    assert mover(motion) == (None, False, True)


def test_the_chair_is_never_empty_when_something_is_decided(scene: Scene) -> None:
    item = scene.seated(scene.moved(), presider=DEPUTY)
    meeting, by = scene.room(item).meeting.id, scene.cast.actor("recorder")
    scene.state_all(item, [key for key in NINE if key not in (CHIEF, DEPUTY)])
    scene.state(item, DEPUTY)
    scene.conclude(item)
    actions.change_presence(meeting=meeting, person=scene.cast.person(DEPUTY), presence="left", by=by)
    with pytest.raises(WrongState, match="主持人不在场") as refused:
        scene.open_vote(item)
    assert refused.value.rule == "decisions.presider-in-room"
    hand_over(scene, meeting, CHIEF, reason="副书记离席")
    scene.open_vote(item)
    for key in NINE:
        if key != DEPUTY:
            scene.vote(item, key)
    assert scene.close_vote(item)
    scene.rule(item, by=CHIEF)
    actions.close_meeting(meeting=meeting, by=by)
    chief = names([scene.cast.person(CHIEF)])[scene.cast.person(CHIEF)]
    chair = record_form(meetings.get(meeting), by=by)["chair"]
    assert chair.endswith(f"、{chief}") and "（至" in chair


def test_a_new_presider_without_a_chief_has_the_last_word(scene: Scene) -> None:
    away = {CHIEF: ("leave", "上级谈话"), "armed-forces": ("leave", "开会")}
    item = scene.seated(scene.moved(), presider=DEPUTY, away=away)
    meeting = scene.room(item).meeting.id
    left = [seat.person for seat in scene.room(item).present]
    keys = [key for key in (*NINE, "publicity-head") if key not in (CHIEF, DEPUTY, MEMBER)]
    scene.state_all(item, [key for key in keys if scene.cast.person(key) in left])
    hand_over(scene, meeting, MEMBER)
    assert scene.room(item).concluder == scene.cast.person(MEMBER)
    assert [seat.person for seat in scene.room(item).waiting] == [scene.cast.person(DEPUTY)]
    scene.state(item, DEPUTY)
    scene.conclude(item, MEMBER)
    assert scene.room(item).item.state == "concluded"


@pytest.mark.parametrize(("to", "reason"), [(CHIEF, "换人"), ("armed-forces", "换人"), (DEPUTY, " ")])
def test_the_chair_goes_to_a_member_in_the_room_and_with_a_reason(scene: Scene, to: str, reason: str) -> None:
    item = scene.seated(scene.moved())
    with pytest.raises(Refusal) as refused:
        hand_over(scene, scene.room(item).meeting.id, to, reason=reason)
    assert refused.value.rule in ("decisions.presider-replaced", "platform.input")


def test_a_stranger_gives_nobody_the_chair(scene: Scene) -> None:
    meeting = scene.call()
    with pytest.raises(NotPermitted):
        hand_over(scene, meeting, DEPUTY, by="water-head")


def test_the_roll_is_not_called_without_its_presider(scene: Scene) -> None:
    _, meeting, _ = unsigned(scene)
    scene.later(days=2)
    with pytest.raises(Refusal) as refused:
        scene.open_meeting(meeting, {CHIEF: ("leave", "赴市里开会")})
    assert refused.value.rule == "decisions.presider-in-room"
    hand_over(scene, meeting, DEPUTY)
    scene.open_meeting(meeting, {CHIEF: ("leave", "赴市里开会")})
    assert meetings.get(meeting).presider == scene.cast.person(DEPUTY)


def test_who_announced_an_item_stays_its_presider(scene: Scene) -> None:
    item = scene.decided(scene.moved())
    hand_over(scene, scene.room(item).meeting.id, DEPUTY)
    assert scene.room(item).presider == scene.cast.person(CHIEF)
    assert meetings.get(scene.room(item).meeting.id).presider == scene.cast.person(DEPUTY)
