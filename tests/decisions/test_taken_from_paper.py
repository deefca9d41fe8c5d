"""What happened on paper is taken down whatever it was, its omissions named; the system itself acts by the rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from liuhen.kit import clock
from liuhen.kit.refusals import WrongState
from liuhen.ledger.signatures.handwritten import store_scan
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.gaps import item_gaps
from liuhen.mechanisms.decisions.reads.room import open_ballot
from liuhen.mechanisms.decisions.signing import Signed
from liuhen.organs.reads import staff
from tests.decisions.scene import CHIEF, MEMBERS, Scene

pytestmark = pytest.mark.django_db
HERE = ["deputy-secretary", "executive-deputy", "organisation-head", CHIEF]
AWAY = {key: ("leave", "出差") for key in MEMBERS if key not in HERE}
SCAN = b"%PDF-1.4 one page for all"


def called(scene: Scene, starts: datetime) -> UUID:
    entry = actions.call_meeting(
        by=scene.cast.actor("recorder"),
        group=scene.cast.district.groups["standing"],
        title="区委常委会会议",
        starts=starts,
        place="区委第一会议室",
        presider=scene.cast.person(CHIEF),
        recorder=scene.cast.person("recorder"),
        on_paper=True,
    )
    return UUID(entry.body["public"]["meeting"])


def by_hand(scene: Scene, item: UUID, key: str, act: str, says: str) -> Signed:
    witness = "office-head"
    return scene.cast.sign_by_hand(key, scene.room(item).motion.id, act, says, item=item, scan=SCAN, witness=witness)


def entered(scene: Scene, item: UUID, keys: Iterable[str], first: datetime) -> None:
    """Stances as they stand on the page, the chief's at an earlier time than the others'."""
    by, scan = scene.cast.actor("recorder"), store_scan(SCAN)
    for number, key in enumerate(keys):
        last = key == CHIEF
        do = actions.conclude if last else actions.state_opinion
        do(
            item=item,
            person=scene.cast.person(key),
            by=by,
            stance="agree",
            signed=by_hand(scene, item, key, "末位表态" if last else "表态", "同意"),
            files=(scan,),
            at=first if last else first + timedelta(minutes=number + 1),
        )


def test_a_meeting_that_broke_the_rules_is_taken_down_with_its_gaps(scene: Scene) -> None:
    held = clock.now()
    motion = scene.draft()  # nobody signed for it, nobody confirmed it, no legal review
    scene.later(days=1)
    meeting = called(scene, held)
    item = scene.table(meeting, motion, reporter=CHIEF)
    by = scene.cast.actor("recorder")
    actions.lock_agenda(meeting=meeting, by=by)
    absent = {scene.cast.person(key): why for key, why in AWAY.items()}
    actions.open_meeting(meeting=meeting, by=by, absent=absent, at=held)
    actions.open_item(item=item, by=by, late_reason="会上发放", at=held)
    entered(scene, item, HERE, held)
    actions.open_vote(item=item, by=by, mode="hands", at=held)
    ballot = open_ballot(item)
    assert ballot
    for key in HERE:
        signed = by_hand(scene, item, key, "表决", "赞成")
        actions.cast_vote(ballot=ballot.id, person=scene.cast.person(key), by=by, choice="for", signed=signed)
    assert scene.close_vote(item) is False
    signed = by_hand(scene, item, CHIEF, "宣布结果", "否决")
    actions.rule_outcome(item=item, by=by, outcome="rejected", resolution="未通过。", signed=signed)
    found = {gap.rule for gap in item_gaps(scene.room(item).item)}
    broken = ("quorum", "legal-review", "gates-closed", "reporter-not-chief", "both-confirmed", "chief-spoke-early")
    assert {f"decisions.{name}" for name in broken} <= found
    actions.close_meeting(meeting=meeting, by=by)
    sealed = actions.seal_record(meeting=meeting, by=by, files=[store_scan(SCAN)])
    assert any(gap["rule"].startswith("decisions.quorum@") for gap in sealed.body["public"]["gaps"])


def test_a_meeting_still_to_come_is_no_way_round_the_rules(scene: Scene) -> None:
    motion = scene.draft()
    meeting = called(scene, clock.now() + timedelta(days=1))
    with pytest.raises(WrongState) as refused:
        scene.table(meeting, motion)
    assert refused.value.rule in ("decisions.gates-closed", "decisions.legal-review")


def test_papers_count_to_when_the_meeting_was_and_not_to_when_it_is_entered(scene: Scene) -> None:
    motion = scene.moved()
    held = clock.now() + timedelta(hours=1)
    meeting = called(scene, held)
    item = scene.table(meeting, motion)
    scene.send(item)
    actions.lock_agenda(meeting=meeting, by=scene.cast.actor("recorder"))
    scene.later(days=3)
    actions.open_meeting(meeting=meeting, by=scene.cast.actor("recorder"), at=held)
    with pytest.raises(WrongState) as refused:
        actions.open_item(item=item, by=scene.cast.actor("recorder"), at=held)
    assert refused.value.rule == "decisions.papers-late-reason"


def test_a_presiding_deputy_who_by_the_page_spoke_first_is_named(scene: Scene) -> None:
    held = clock.now()
    motion = scene.draft()
    scene.later(days=1)
    entry = actions.call_meeting(
        by=scene.cast.actor("recorder"),
        group=scene.cast.district.groups["standing"],
        title="区委常委会会议",
        starts=held,
        place="区委第一会议室",
        presider=scene.cast.person("deputy-secretary"),
        recorder=scene.cast.person("recorder"),
        on_paper=True,
    )
    meeting, by = UUID(entry.body["public"]["meeting"]), scene.cast.actor("recorder")
    item = scene.table(meeting, motion)
    actions.lock_agenda(meeting=meeting, by=by)
    absent = {scene.cast.person(key): why for key, why in AWAY.items()}
    actions.open_meeting(meeting=meeting, by=by, absent=absent, at=held)
    actions.open_item(item=item, by=by, late_reason="会上发放", at=held)
    entered(scene, item, HERE[:3], held)  # the deputy's time is the earliest of the three
    [gap] = [gap for gap in item_gaps(scene.room(item).item) if gap.rule == "decisions.presider-before-chief"]
    names = staff.names([scene.cast.person(key) for key in HERE[1:3]])
    assert all(name in gap.sentence for name in names.values())
