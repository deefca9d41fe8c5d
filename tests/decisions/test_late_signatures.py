"""Whoever left a stage without a word signs for it later, or refuses before a witness; then the file is complete."""

from __future__ import annotations

from uuid import UUID

import pytest

from liuhen.kit.refusals import WrongState
from liuhen.ledger import files
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.gaps import item_gaps
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.mechanisms.decisions.reads.room import last_ballot
from liuhen.mechanisms.decisions.reads.stages import missing_in
from tests.decisions.scene import NINE, Scene
from tests.decisions.seats import Door

pytestmark = pytest.mark.django_db
SILENT = "united-front-head"


@pytest.fixture
def sealed(scene: Scene) -> UUID:
    """An item on which one of nine left no vote; its meeting's record is sealed."""
    item = scene.seated(scene.moved())
    scene.state_all(item)
    scene.conclude(item)
    scene.open_vote(item)
    for key in NINE:
        if key != SILENT:
            scene.vote(item, key)
    assert scene.close_vote(item)
    scene.rule(item)
    meeting, by = scene.room(item).meeting.id, scene.cast.actor("recorder")
    actions.close_meeting(meeting=meeting, by=by)
    actions.seal_record(meeting=meeting, by=by, files=[files.put(b"%PDF-1.4 record", "application/pdf")])
    return item


def unsigned_votes(scene: Scene, item: UUID) -> list[str]:
    return [gap.sentence for gap in item_gaps(scene.room(item).item) if "“表决”环节未签" in gap.sentence]


def test_the_ninth_signs_afterwards_and_no_vote_is_counted_by_it(scene: Scene, sealed: UUID) -> None:
    room = scene.room(sealed)
    assert unsigned_votes(scene, sealed)
    signed = scene.cast.sign(SILENT, room.motion.id, "补签", "表决", item=sealed)
    actions.sign_stage(item=sealed, by=scene.cast.actor(SILENT), stage="表决", signed=signed)
    assert not unsigned_votes(scene, sealed) and not missing_in(room.meeting.id)
    ballot = last_ballot(sealed)
    assert ballot and ballot.tally and ballot.tally["not_cast"] == 1
    assert any("“表决”环节未签" in gap for gap in meetings.get(room.meeting.id).gaps)  # what was sealed stays


def test_a_late_refusal_needs_another_persons_witness(scene: Scene, sealed: UUID) -> None:
    person, witness, by = scene.cast.person(SILENT), scene.cast.person("office-head"), scene.cast.actor("recorder")
    actions.refuse_stage(item=sealed, by=by, stage="表决", person=person, witness=witness, reason="仍不签")
    assert not unsigned_votes(scene, sealed)
    with pytest.raises(WrongState) as refused:
        actions.refuse_stage(item=sealed, by=by, stage="表决", person=person, witness=witness, reason="仍不签")
    assert refused.value.rule == "decisions.signed-or-named"


def test_it_is_done_from_the_page_of_the_record(scene: Scene, sealed: UUID) -> None:
    enter = Door(scene.cast)
    page = f"/meetings/{scene.room(sealed).meeting.id}/record"
    recorder = enter("recorder")
    recorder.see(page)
    assert "补签" in recorder.text
    silent = enter(SILENT)
    silent.see(page)
    assert silent.send(f"{sealed}/sign").status_code == 302
    recorder.see(page)
    assert "补签使案卷要件齐全" not in recorder.text
