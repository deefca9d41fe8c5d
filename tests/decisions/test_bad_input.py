"""Every action by the wrong person, on nothing, twice, too late, too long, outside its lists: refused, no trace."""

from __future__ import annotations

import inspect
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps

from liuhen.kit import clock
from liuhen.kit.refusals import Refusal
from liuhen.mechanisms.decisions import actions
from liuhen.rules import rulebook
from tests.decisions.sound import SOUND, Given
from tests.specs.story import Story

pytestmark = pytest.mark.django_db

HELPERS: set[str] = set()
TAKEN_ANEW = {  # may rightly happen again: each is one more record of something that happened
    "draft_motion", "hold_place", "revise_motion", "answer_self_check", "refuse_confirmation", "record_gate",
    "lodge_worry", "call_meeting", "send_papers", "read_papers", "attach_absent_opinion", "lodge_objection",
    "note_early_word", "note_discussion", "decide_publication", "link_consequence", "find_impropriety",
    "overturn_finding", "answer_silence", "grant_opinions", "report_meeting",
}  # fmt: skip
TOO_LATE = {  # a stage in which the action no longer has a place
    "revise_motion": "decided", "answer_self_check": "decided", "sign_motion": "decided", "confirm_motion": "decided",
    "refuse_confirmation": "decided", "record_gate": "seated", "decline_motion": "tabled", "withdraw_motion": "voting",
    "lock_agenda": "decided", "open_meeting": "decided", "open_item": "decided", "change_presence": "closed",
    "change_presider": "closed", "admit_observer": "closed",
    "recuse": "discussing", "state_opinion": "discussing", "end_attendee": "decided", "lodge_objection": "voting",
    "change_opinion": "voting", "note_discussion": "voting", "open_second_round": "voting", "conclude": "voting",
    "open_vote": "counted", "rule_outcome": "decided", "close_meeting": "closed", "seal_record": "sealed",
    "seal_final_text": "decided",
}  # fmt: skip
TOO_EARLY = {
    "confirm_record": "decided", "issue_minutes": "decided", "decide_publication": "moved", "reconsider": "moved",
    "answer_silence": "moved", "archive_file": "moved", "seal_record": "decided", "open_vote": "discussing",
    "conclude": "seated", "change_opinion": "seated", "note_discussion": "seated", "rule_outcome": "voting",
    "admit_observer": "locked", "report_meeting": "decided", "sign_stage": "voting", "refuse_stage": "decided",
    "object_to_final": "decided",
    "open_meeting": "tabled", "open_item": "locked", "lodge_objection": "opened", "close_meeting": "locked",
}  # fmt: skip
OUTSIDE = {  # values outside closed lists, days that are none, numbers that cannot be
    "draft_motion": {"category": "misc", "kind": "minor", "source": "rumour", "amount_fen": -1, "title": " "},
    "hold_place": {"paper_reference": "长" * 121},
    "refuse_confirmation": {"role": "king", "reason": " "},
    "record_gate": {"gate": "gut-feeling", "result": "perhaps", "reason": ""},
    "change_presence": {"presence": "asleep", "person": uuid4()},
    "change_presider": {"reason": " ", "person": uuid4()},
    "admit_observer": {"capacity": " "},
    "report_meeting": {"to": " "},
    "object_to_final": {"reason": " "},
    "sign_stage": {"stage": "午休"},
    "refuse_stage": {"stage": "表态", "reason": " ", "person": uuid4()},
    "recuse": {"reason": "", "person": uuid4()},
    "state_opinion": {"stance": "圈阅"},
    "end_attendee": {"ending": "given", "reason": " ", "person": uuid4()},
    "attach_absent_opinion": {"stance": "maybe", "person": uuid4()},
    "lodge_objection": {"objection": "mood", "clause": ""},
    "note_early_word": {"person": uuid4(), "words": ""},
    "change_opinion": {"stance": ""},
    "conclude": {"stance": "圈阅", "person": uuid4()},
    "open_vote": {"mode": "applause"},
    "cast_vote": {"choice": "yes", "person": uuid4()},
    "refuse_vote": {"person": uuid4(), "reason": ""},
    "rule_outcome": {"outcome": "withdrawn", "resolution": ""},
    "seal_record": {"files": []},
    "issue_minutes": {"number": "号" * 41},
    "decide_publication": {"ground": ""},
    "reconsider": {"consenting": [], "reason": ""},
    "link_consequence": {"kind": "gift", "category": "misc", "amount_fen": -1},
    "find_impropriety": {"grounds": " "},
    "grant_opinions": {"until": "soon", "purpose": ""},
    "waive_stage": {"stage": "午休", "reason": ""},
    "archive_file": {"retention": "10年"},
    "send_papers": {"to": []},
    "call_meeting": {"title": "", "presider": uuid4()},
}
NUL = "坏\x00字"
STRANGE = {"surrogate": "坏\ud800字", "not NFC": "e\u0301", "long": "长" * 70_000}


@pytest.fixture
def story(db: None, folders: object, time: clock.Stepping, settings: Any) -> Story:
    settings.LIUHEN_DEMO = True
    return Story(time)


def rows() -> dict[str, int]:
    """How many rows each table holds; looks at sealed fields are logged even when they are refused."""
    models = [m for m in apps.get_models() if m.__module__.startswith("liuhen.") and m.__name__ != "Look"]
    return {model._meta.label: model._default_manager.count() for model in models}


def begin(story: Story, name: str, stage: str = "") -> Given:
    own, given = SOUND[name]
    story.begin(stage or own)
    return given(story)


def refused(name: str, given: Given) -> Refusal:
    before = rows()
    with pytest.raises(Refusal) as found:
        getattr(actions, name)(**given)
    assert rows() == before, f"{name} was refused and left something behind"
    assert found.value.rule in rulebook.rules(), found.value.rule
    assert found.value.message and 400 <= found.value.status < 500
    return found.value


def test_no_action_is_left_out() -> None:
    public = {name for name, one in vars(actions).items() if inspect.isfunction(one) and not name.startswith("_")}
    assert public - HELPERS == set(SOUND)


@pytest.mark.parametrize("name", sorted(SOUND))
def test_in_order_it_happens_and_only_once(story: Story, name: str) -> None:
    given = begin(story, name)
    before = rows()
    getattr(actions, name)(**given)
    assert rows() != before
    if name in TAKEN_ANEW:
        getattr(actions, name)(**given)
    else:
        refused(name, given)


@pytest.mark.parametrize("name", sorted(SOUND))
def test_somebody_from_another_organ(story: Story, name: str) -> None:
    given = begin(story, name) | {"by": story.cast.actor("street-head")}
    if name == "read_papers":
        assert actions.read_papers(**given) is None
    else:
        refused(name, given)


IDS = ("motion", "item", "meeting", "ballot", "group", "organ", "entry")
NEW_IDS = {("draft_motion", "motion"), ("hold_place", "motion"), ("call_meeting", "meeting"), ("table_motion", "item")}


@pytest.mark.parametrize("name", sorted(SOUND))
def test_something_that_does_not_exist(story: Story, name: str) -> None:
    given = begin(story, name)
    for field in IDS:
        if field in given and (name, field) not in NEW_IDS:
            refused(name, given | {field: UUID(int=7)})


@pytest.mark.parametrize(("name", "stage"), [*TOO_LATE.items(), *TOO_EARLY.items()], ids=str)
def test_out_of_order(story: Story, name: str, stage: str) -> None:
    refused(name, begin(story, name, stage))


@pytest.mark.parametrize("name", sorted(OUTSIDE))
def test_outside_its_lists(story: Story, name: str) -> None:
    given = begin(story, name)
    for field, wrong in OUTSIDE[name].items():
        refused(name, given | {field: wrong})


@pytest.mark.parametrize("name", sorted(SOUND))
def test_strange_and_endless_text_is_taken_or_refused_but_never_breaks(story: Story, name: str) -> None:
    given = begin(story, name)
    for field, value in given.items():
        if not isinstance(value, str):
            continue
        refused(name, given | {field: NUL})
        for strange in STRANGE.values():
            taken_or_refused(name, given | {field: strange})


def taken_or_refused(name: str, given: Given) -> None:
    from django.db import transaction

    before, place = rows(), transaction.savepoint()
    try:
        getattr(actions, name)(**given)
    except Refusal:
        assert rows() == before
    transaction.savepoint_rollback(place)


@pytest.mark.parametrize(
    "changes",
    [
        {"issued": 10},
        {"returned": 12, "valid": 12, "for": 12},
        {"for": 10, "against": -1},
        {"for": None},
        {"for": 8, "against": 2},
        {"invalid": True},
        {"secret": 1},
        {"valid": 8},
        {"for": 9.0},
    ],
    ids=str,
)
def test_a_paper_tally_that_does_not_add_up(story: Story, changes: dict[str, Any]) -> None:
    story.begin("concluded")
    ballot = story.scene.open_vote(story.item, "secret-paper")
    paper = {"issued": 9, "returned": 9, "valid": 9, "invalid": 0, "for": 9, "against": 0, "abstain": 0}
    tellers = (story.person("组织部长"), story.person("统战部长"))
    from liuhen.ledger import files

    scan = (files.put(b"%PDF-1.4 tally", "application/pdf"),)
    given = {"ballot": ballot, "by": story.actor("记录员"), "tellers": tellers, "files": scan}
    refused("close_vote", given | {"paper": paper | changes})
    refused("close_vote", given | {"paper": paper, "tellers": (tellers[0],)})
    refused("close_vote", given | {"paper": paper, "typed": False})
    actions.close_vote(**given, paper=paper, typed=True)
