"""What the law asks of the procedures before a meeting, of silence, of secrecy and of the archive."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from liuhen.kit import clock
from liuhen.kit.calendar import Calendar
from liuhen.kit.refusals import BadInput, WrongState
from liuhen.ledger import files
from liuhen.mechanisms.decisions import actions, bodies
from liuhen.mechanisms.decisions.gaps import item_gaps
from liuhen.mechanisms.decisions.reads import motions
from liuhen.rules.bodies import body_set
from tests.decisions.browse import login
from tests.decisions.scene import CHIEF, NINE, Scene

pytestmark = pytest.mark.django_db


def gate(scene: Scene, motion: UUID, name: str, began: date, ended: date, **more: str) -> None:
    actions.record_gate(
        motion=motion,
        by=scene.cast.actor("legal-reviewer" if name == "legal" else "recorder"),
        gate=name,
        responsible=scene.cast.person("legal-reviewer"),
        began=began,
        ended=ended,
        **({"result": "done", "reason": "已办"} | more),
    )


@pytest.mark.parametrize(
    ("name", "days", "short"),
    [("public", 30, False), ("public", 29, True), ("hearing", 7, False), ("hearing", 6, True)],
)
def test_a_procedure_that_was_too_short_is_named(scene: Scene, name: str, days: int, short: bool) -> None:
    motion = scene.moved()
    ended = clock.local(clock.now()).date()
    result = {"result": "shortened", "reason": "汛期将至"} if short else {}
    gate(scene, motion, name, ended - timedelta(days=days), ended, **result)
    item = scene.seated(motion)
    rule = {"public": "decisions.public-consult-days", "hearing": "decisions.hearing-notice-days"}[name]
    assert (rule in {gap.rule for gap in item_gaps(scene.room(item).item)}) is short


def test_a_hasty_legal_review_is_named_and_one_that_came_later_does_not_mend_it(scene: Scene) -> None:
    motion = scene.moved()
    today = clock.local(clock.now()).date()
    gate(scene, motion, "legal", today - timedelta(days=3), today, opinion="lawful")
    item = scene.seated(motion)
    assert "decisions.legal-review-days" in {gap.rule for gap in item_gaps(scene.room(item).item)}


def test_a_mark_of_secrecy_enters_nowhere(scene: Scene) -> None:
    motion = scene.moved()
    item = scene.seated(motion)
    marked = "据【机密】文件所述"
    recorder = scene.cast.actor("recorder")
    with pytest.raises(BadInput) as refused:
        actions.note_early_word(item=item, by=recorder, person=scene.cast.person(CHIEF), words=marked)
    assert refused.value.rule == "platform.classified" and refused.value.fields == {"words": "出现“【机密】”"}
    with pytest.raises(BadInput):
        scene.state(item, "deputy-secretary", "agree", marked)
    scene.state(item, "deputy-secretary", "agree", "并非机密事项")


def test_a_placeholder_takes_no_word_at_all(scene: Scene) -> None:
    group = scene.cast.district.groups["standing"]
    entry = actions.hold_place(by=scene.cast.actor("recorder"), group=group, paper_reference="机要室3柜7号")
    motion = UUID(entry.body["public"]["motion"])
    with pytest.raises(WrongState) as refused:
        actions.lodge_worry(motion=motion, by=scene.cast.actor("organisation-head"), words="担心")
    assert refused.value.rule == "decisions.classified-stays-out"


def test_the_archivist_archives_and_needs_no_other_power(scene: Scene) -> None:
    motion = scene.moved()
    scene.decided(motion)
    for stage in ("过程监审", "结果查究"):
        signed = scene.cast.sign(CHIEF, motion, "环节豁免", stage)
        actions.waive_stage(motion=motion, by=scene.cast.actor(CHIEF), stage=stage, reason="尚未开工", signed=signed)
    archivist = scene.cast.actor("archivist")
    assert motions.require_visible(motion, archivist)
    actions.archive_file(motion=motion, by=archivist, content_digest=files.put(b"x", "text/plain").sha256)
    assert motions.get(motion).state == "archived"


def test_a_final_text_shows_its_difference_and_who_objected_in_time(scene: Scene) -> None:
    motion = scene.moved()
    item = scene.seated(motion)
    scene.state_all(item)
    scene.conclude(item)
    scene.open_vote(item)
    for key in NINE:
        scene.vote(item, key)
    assert scene.close_vote(item)
    scene.rule(item, "in-principle")
    actions.seal_final_text(motion=motion, by=scene.cast.actor("recorder"), text="拟于二〇二七年四月开工。")
    chief = login(scene.cast, CHIEF)
    page = f"/dossiers/{motion}/"
    assert "拟于二〇二七年四月开工" in chief.get(page).content.decode()
    objecting = scene.cast.actor("organisation-head")
    actions.object_to_final(motion=motion, by=objecting, reason="总投资一句被删")
    with pytest.raises(WrongState):
        actions.object_to_final(motion=motion, by=objecting, reason="再说一次")
    assert chief.post(f"{page}final-objection", {"objection_reason": "开工时间改了"}).status_code == 302
    text = chief.get(page).content.decode()
    assert "总投资一句被删" in text and "与表决文本的差别" in text
    scene.later(days=8)
    with pytest.raises(WrongState) as refused:
        actions.object_to_final(motion=motion, by=scene.cast.actor("deputy-secretary"), reason="太晚")
    assert refused.value.rule == "decisions.final-text-window"


@pytest.mark.parametrize(
    ("workdays", "opens", "hours"),
    [
        (0, "2026-11-25 09:00", 24),  # no days asked for: the hours stand
        (1, "2026-11-25 09:00", 24),  # the whole day before leaves nine hours; twenty-four are more
        (3, "2026-11-25 09:00", 57),  # a Wednesday: by the end of Sunday, which leaves Monday to Wednesday
        (5, "2026-11-25 09:30", 153),  # by the end of the Wednesday before, in whole hours
    ],
)
def test_notice_in_working_days_runs_back_to_the_end_of_a_day(workdays: int, opens: str, hours: int) -> None:
    rule = body_set("standing-committee").for_matter("works").model_copy(update={"notice_workdays": workdays})
    moment = datetime.fromisoformat(opens).replace(tzinfo=clock.SHANGHAI)
    assert bodies.notice_hours(rule, moment, Calendar()) == hours
