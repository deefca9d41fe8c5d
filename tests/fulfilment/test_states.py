"""A duty is shown by what was done beyond meetings, speeches and letters; a soft duty is never called done."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuhen.kit import clock
from liuhen.ledger.duty_lines import SHOW, EvidenceKind
from liuhen.mechanisms.dutylog import actions as log
from liuhen.oversight.fulfilment import reads
from liuhen.oversight.fulfilment.states import Shown, State, state_of
from liuhen.rules import rulebook
from tests.dutylog import acts

NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
kinds = st.dictionaries(st.sampled_from([kind.value for kind in EvidenceKind]), st.integers(1, 9), max_size=5)


def judged(found, soft=False):
    rule = rulebook.rule("dutylog.form-only")
    return state_of(Shown(Counter(found), 0), soft=soft, rule=rule, at=NOON)


def test_one_meeting_and_one_letter_are_form_only_and_not_done():
    assert judged({"meeting": 1, "letter": 1}) == State.SHOW
    assert str(State.SHOW.label) == "只有样板动作"


@given(kinds)
def test_any_other_kind_of_act_counts_and_show_never_does(found):
    expected = State.NONE if not found else State.DONE if set(found) - SHOW else State.SHOW
    assert judged(found) == expected


@given(kinds)
def test_what_cannot_be_measured_is_never_called_done(found):
    assert judged(found, soft=True) == State.SOFT


def states(cast, key="party-secretary"):
    today = clock.local(clock.now()).date()
    found = reads.of_person(cast.person(key), today)
    return {one.line.text: one.state for one in found.duties}


@pytest.fixture
def typed(cast):
    def write(evidence, item=None, key="party-secretary"):
        return log.write_line(by=cast.actor(key), category="other", evidence=evidence, words="做了一件事", item=item)

    return write


def test_states_follow_the_acts_of_the_holder(cast, listed, indexed, typed):
    assert set(states(cast).values()) == {State.NONE, State.SOFT}
    typed("meeting")
    typed("letter")
    acts.rectified(cast, "party-secretary")
    indexed()
    assert states(cast) == {
        "定期约谈下级主要负责人": State.SHOW,
        "组织责任制检查": State.DONE,
        "重大事项集体决策": State.NONE,
        "当好廉洁从政表率": State.SOFT,
        "专题研究党风廉政建设": State.SHOW,
        "听取下级汇报": State.NONE,
    }
    acts.talk(cast, "party-secretary")
    indexed()
    assert states(cast)["定期约谈下级主要负责人"] == State.DONE


def test_a_line_that_names_its_duty_shows_that_one_only(cast, listed, indexed):
    acts.talk(cast, "party-secretary", items=[listed["听取下级汇报"]])
    indexed()
    found = states(cast)
    assert found["听取下级汇报"] == State.DONE
    assert found["定期约谈下级主要负责人"] == State.NONE


def test_a_line_found_false_shows_nothing(cast, listed, indexed, typed):
    entry = acts.talk(cast, "party-secretary")
    indexed()
    officer = cast.actor("discipline-officer")
    asked = log.question_line(line=entry.id, by=officer, words="请说明")
    question = asked.body["public"]["question"]
    log.answer_question(question=question, by=cast.actor("party-secretary"), words="记错了")
    log.check_line(line=entry.id, by=officer, result="false", words="没有这次谈话")
    assert states(cast)["定期约谈下级主要负责人"] == State.NONE
    log.check_line(line=entry.id, by=officer, result="true", words="复核属实")
    assert states(cast)["定期约谈下级主要负责人"] == State.DONE


def test_other_years_and_other_people_do_not_count(cast, listed, indexed, go):
    acts.talk(cast, "deputy-secretary")
    acts.talk(cast, "party-secretary", at=datetime(2025, 12, 31, 15, tzinfo=UTC))
    indexed()
    assert states(cast)["定期约谈下级主要负责人"] == State.NONE
    acts.talk(cast, "party-secretary", at=datetime(2025, 12, 31, 16, tzinfo=UTC))  # New Year's Day in Beijing
    indexed()
    assert states(cast)["定期约谈下级主要负责人"] == State.DONE


def test_the_body_is_shown_by_whoever_of_the_organ_did_it(cast, listed, indexed):
    organ, today = cast.actor("party-secretary").organ, clock.local(clock.now()).date()
    assert [one.state for one in reads.of_body(organ, today)] == [State.NONE, State.NONE]
    acts.rectified(cast, "party-secretary")
    indexed()
    assert [one.state for one in reads.of_body(organ, today)] == [State.NONE, State.DONE]


def test_no_state_is_a_number():
    fields = {*Shown.__annotations__, *reads.Duty.__annotations__, *reads.Fulfilment.__annotations__}
    assert not fields & {"score", "rank", "percent", "points", "grade"}
    assert date(2026, 11, 20) < reads.year_to(date(2026, 11, 20)).until
    assert reads.one_of((), uuid4()) is None
