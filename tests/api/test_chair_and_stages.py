"""The machine door to what the pages do beside the plain way: the chair, observers, late signatures, the collection."""

from __future__ import annotations

import io
import zipfile

import pytest

from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.reads import meetings
from tests.api.conftest import Enter
from tests.decisions.scene import CHIEF, NINE, Scene

pytestmark = pytest.mark.django_db
SILENT = "united-front-head"


def test_the_chair_is_handed_on_and_somebody_let_in(scene: Scene, enter: Enter) -> None:
    item = scene.seated(scene.moved())
    meeting, office = scene.room(item).meeting.id, enter("recorder")
    deputy, guest = str(scene.cast.person("deputy-secretary")), str(scene.cast.person("housing-head"))
    path = f"/meetings/{meeting}"
    assert office.refused(f"{path}/presider", {"person": deputy, "reason": " "})[0] == 422
    office.do(f"{path}/presider", {"person": deputy, "reason": "赴市里开会"})
    assert str(meetings.get(meeting).presider) == deputy
    assert (
        office.refused(f"{path}/presider", {"person": guest, "reason": "代为主持"})[1] == "decisions.presider-replaced"
    )
    office.do(f"{path}/observers", {"person": guest, "capacity": "区住建委主任，汇报"})
    again = office.refused(f"{path}/observers", {"person": deputy, "capacity": "列席"})
    assert again == (409, "decisions.observer-admitted")


def test_a_stage_is_signed_afterwards_and_the_meeting_goes_to_the_collection(scene: Scene, enter: Enter) -> None:
    item = scene.seated(scene.moved())
    scene.state_all(item)
    scene.conclude(item)
    scene.open_vote(item)
    for key in NINE:
        if key != SILENT:
            scene.vote(item, key)
    assert scene.close_vote(item)
    scene.rule(item)
    meeting = scene.room(item).meeting.id
    actions.close_meeting(meeting=meeting, by=scene.cast.actor("recorder"))
    path, office = f"/meetings/{meeting}", enter("recorder")
    [missing] = office.get(f"{path}/missing")
    assert missing == {"item": str(item), "stage": "表决", "person": str(scene.cast.person(SILENT))}
    stages = f"{path}/items/{item}/stages"
    witness = {"stage": "表决", "person": missing["person"], "witness": missing["person"], "reason": "不签"}
    assert office.refused(f"{stages}/refusals", witness)[0] == 422
    enter(SILENT).sign(stages, {"stage": "表决"})
    assert office.get(f"{path}/missing") == []
    assert enter(CHIEF).refused(f"{path}/collection", {"to": "区国资委"})[1] == "platform.not-permitted"
    status, content = office.ask("POST", f"{path}/collection", {"to": "区国资委"})
    assert status == 200 and "0006-会议.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()
