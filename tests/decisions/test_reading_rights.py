"""Who reads what each said: item by item, by who was in the room for it, and nobody of what he is recused from."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from liuhen.kit.refusals import NotFound, NotPermitted, WrongState
from liuhen.ledger import files
from liuhen.mechanisms.decisions import actions, permits
from liuhen.mechanisms.decisions.papers.record import LEFT_OUT, record_form
from liuhen.mechanisms.decisions.papers.sealing import sealing_of
from liuhen.mechanisms.decisions.reads import meetings, motions
from liuhen.organs.reads.rights import may
from tests.decisions.browse import login
from tests.decisions.scene import CHIEF, NINE, Scene

pytestmark = pytest.mark.django_db
RECUSED = "office-head"


def recused_meeting(scene: Scene) -> UUID:
    """Decided with a member in the room who was recused, the meeting closed."""
    item = scene.seated(scene.moved())
    by = scene.cast.actor(RECUSED)
    actions.recuse(item=item, person=by.person, by=by, reason="亲属在参建企业任职")
    keys = [key for key in NINE if key not in (CHIEF, RECUSED)]
    scene.state_all(item, keys, district_head="disagree")
    scene.conclude(item)
    scene.open_vote(item)
    for key in (*keys, CHIEF):
        scene.vote(item, key)
    assert scene.close_vote(item)
    scene.rule(item)
    meeting = scene.room(item).meeting.id
    actions.close_meeting(meeting=meeting, by=scene.cast.actor("recorder"))
    return meeting


def test_the_recused_reads_a_record_without_the_stances_of_his_item(scene: Scene) -> None:
    sitting = meetings.get(recused_meeting(scene))
    [own] = record_form(sitting, by=scene.cast.actor(RECUSED))["items"]
    [whole] = record_form(sitting, by=scene.cast.actor("recorder"))["items"]
    assert own["opinions"] == [] and own["discussion"] == [LEFT_OUT]
    assert not any(count.get("names") for count in own["vote"]["counts"])  # type: ignore[index]
    assert len(whole["opinions"]) == 9 and any(count["names"] for count in whole["vote"]["counts"])  # type: ignore[index]


def test_what_he_downloads_and_signs_is_the_abridged_one(scene: Scene) -> None:
    meeting = recused_meeting(scene)
    recorder = scene.cast.actor("recorder")
    sealing = sealing_of(meetings.get(meeting), by=recorder)
    entry = actions.seal_record(meeting=meeting, by=recorder, files=sealing.files, abridged=sealing.abridged)
    whole = entry.body["public"]["sha256"]
    partly = entry.body["public"]["abridged"][str(scene.cast.person(RECUSED))]
    assert partly != whole and {whole, partly} <= set(entry.files)
    for key, digest in ((RECUSED, partly), ("district-head", whole)):
        client: Client = login(scene.cast, key)
        answer = client.get(f"/meetings/{meeting}/record/record.pdf")
        assert answer.status_code == 200 and answer.content == files.get(digest), key
    signed = scene.cast.sign_file(RECUSED, meeting, "核对会议记录", partly)
    actions.confirm_record(meeting=meeting, by=scene.cast.actor(RECUSED), signed=signed)


def test_a_recused_presider_does_not_seal_the_whole_record(scene: Scene) -> None:
    item = scene.seated(scene.moved())
    meeting, by = scene.room(item).meeting.id, scene.cast.actor(CHIEF)
    actions.recuse(item=item, person=by.person, by=by, reason="亲属参与投标")
    scene.state_all(item)
    by_recorder = scene.cast.actor("recorder")
    scene.open_vote(item)
    for key in NINE:
        if key != CHIEF:
            scene.vote(item, key)
    assert scene.close_vote(item)
    scene.rule(item)
    actions.close_meeting(meeting=meeting, by=by_recorder)
    with pytest.raises(WrongState) as refused:
        permits.require_may_seal_now(meetings.get(meeting), by=by)
    assert refused.value.rule == "decisions.recused-reads-nothing"
    permits.require_may_seal_now(meetings.get(meeting), by=by_recorder)


def test_whoever_is_let_in_after_an_item_reads_nothing_of_it(scene: Scene) -> None:
    first = scene.moved()
    meeting = recused_free_meeting(scene, first)
    late = scene.cast.actor("housing-head")
    by = scene.cast.actor("recorder")
    actions.admit_observer(meeting=meeting, person=late.person, by=by, capacity="区住建委主任，汇报")
    assert not permits.may_read_opinions(motions.get(first), late)
    assert meetings.visible_to(late).filter(pk=meeting).exists()
    with pytest.raises(WrongState) as refused:
        actions.admit_observer(meeting=meeting, person=late.person, by=by, capacity="再来一次")
    assert refused.value.rule == "decisions.observer-admitted"


def recused_free_meeting(scene: Scene, motion: UUID) -> UUID:
    meeting: UUID = scene.room(scene.decided(motion)).meeting.id
    return meeting


def test_somebody_let_in_during_an_item_may_object_to_it_and_read_it(scene: Scene) -> None:
    motion = scene.moved()
    item = scene.seated(motion)
    guest = scene.cast.actor("housing-head")
    meeting, by = scene.room(item).meeting.id, scene.cast.actor("recorder")
    actions.admit_observer(meeting=meeting, person=guest.person, by=by, capacity="区住建委主任，汇报")
    actions.lodge_objection(item=item, by=guest, objection="tone")
    scene.state_all(item)
    assert permits.may_read_opinions(motions.get(motion), guest)
    assert guest.person not in scene.room(item).voters()


def test_an_expired_grant_shows_neither_opinions_nor_motion(scene: Scene) -> None:
    motion = scene.moved()
    scene.decided(motion)
    auditor = scene.cast.actor("audit-head")
    assert not may(auditor, "dossier.read", motions.get(motion).organ)
    actions.grant_opinions(
        motion=motion, by=scene.cast.actor(CHIEF), person=auditor.person, until="2026-11-25", purpose="审计"
    )
    assert motions.require_visible(motion, auditor) and permits.may_read_opinions(motions.get(motion), auditor)
    scene.later(days=5)
    with pytest.raises(NotFound):
        motions.require_visible(motion, auditor)
    assert not permits.may_read_opinions(motions.get(motion), auditor)


def test_the_recorder_decides_no_recusal_and_is_somebody_who_may_record(scene: Scene) -> None:
    item = scene.seated(scene.moved())
    person = scene.cast.person(RECUSED)
    with pytest.raises(WrongState) as refused:
        actions.recuse(item=item, person=person, by=scene.cast.actor("recorder"), reason="听说有亲属")
    assert refused.value.rule == "decisions.recusal-decided"
    actions.recuse(item=item, person=person, by=scene.cast.actor(CHIEF), reason="亲属参与投标")
    with pytest.raises((WrongState, NotPermitted)) as called:
        actions.call_meeting(
            by=scene.cast.actor("recorder"),
            group=scene.cast.district.groups["standing"],
            title="常委会",
            starts=scene.time.at,
            place="",
            presider=scene.cast.person(CHIEF),
            recorder=scene.cast.person("water-head"),
        )
    assert called.value.rule == "decisions.recorder-empowered"


def test_a_leaver_who_comes_back_counts_and_votes(scene: Scene) -> None:
    item = scene.seated(scene.moved())
    meeting, by, key = scene.room(item).meeting.id, scene.cast.actor("recorder"), "politics-law-head"
    person = scene.cast.person(key)
    for presence in ("left", "present"):
        actions.change_presence(meeting=meeting, person=person, presence=presence, by=by)
    scene.state_all(item, [one for one in NINE if one not in (CHIEF, key)])
    room = scene.room(item)
    assert room.ended[person].ending == "left" and person in room.voters()
    assert len(room.voters()) == room.quorum({"num": 1, "den": 2, "op": ">="}, recusal_in_base=True)["present"]
    signed = scene.cast.sign(key, room.motion.id, "改变表态", "不同意", item=item)
    actions.change_opinion(item=item, by=scene.cast.actor(key), stance="disagree", signed=signed)
