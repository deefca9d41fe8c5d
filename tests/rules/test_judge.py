"""Judging a row: what is asked of the caller, which day's number counts, what a sentence may say."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from liuhen.kit import clock
from liuhen.rules.checks import default_mover, unmet_silence_conditions
from liuhen.rules.found import Verdict
from liuhen.rules.judge import judge
from liuhen.rules.rulebook import rule as installed
from liuhen.rules.values import RowError, is_given, spoken
from tests.rules.samples import EMERGENCY, rule

NOW = datetime(2026, 3, 10, 9, tzinfo=clock.SHANGHAI)


def test_the_number_of_the_day_the_duty_arose_counts():
    two = EMERGENCY.replace(
        "verified: true}}}", "verified: true}, 2026-03-02: {value: 1, source: daxing, verified: true}}}"
    )
    row = {"title": "防汛", "decided_at": "2026-03-01 09:00", "written_up_at": "2026-03-04 09:00"}
    before = judge(rule(two), row, NOW)
    assert (before.verdict, before.parameters) == (Verdict.MET, {"days": 3})
    after = judge(rule(two), row | {"decided_at": "2026-03-02 00:00"}, NOW)
    assert (after.verdict, after.parameters) == (Verdict.BROKEN, {"days": 1})
    assert after.sentence == "“防汛”03月02日应急作出，1日内未补记"


def test_a_citation_names_the_version():
    found = judge(rule(), {"title": "防汛", "decided_at": "2026-03-01 09:00"}, NOW)
    assert found.citation == f"decisions.emergency-written-up@{rule().version}"


def test_a_row_with_an_unknown_or_a_lacking_field_is_the_callers_mistake():
    quorum = installed("decisions.quorum")
    with pytest.raises(RowError, match="does not know"):
        judge(quorum, {"present": 5, "expected": 9, "presnt": 5}, NOW)
    with pytest.raises(RowError, match="lacks expected"):
        judge(quorum, {"present": 5}, NOW, exactly=True)
    with pytest.raises(RowError, match="no whole number"):
        judge(quorum, {"present": 5.0, "expected": 9}, NOW)
    with pytest.raises(RowError, match="no share"):
        judge(quorum, {"present": 10, "expected": 9}, NOW)
    with pytest.raises(RowError, match="no parameter"):
        judge(quorum, {"present": 5, "expected": 9}, NOW, settings={"shar": ">1/2"})
    with pytest.raises(RowError, match="zone"):
        judge(rule(), {"decided_at": datetime(2026, 3, 1)}, NOW)  # noqa: DTZ001


def test_what_decides_whether_a_rule_applies_must_be_known():
    with pytest.raises(RowError, match="major decides"):
        judge(installed("decisions.recording-present"), {"title": "清淤"}, NOW)
    with pytest.raises(RowError, match="from when"):
        judge(rule(), {"title": "防汛"}, NOW)


def test_ids_of_persons_read_as_names():
    person = UUID(int=7)
    row = {"chief_at": NOW, "others_at": [None], "waiting": [person]}
    found = judge(installed("decisions.chief-last"), row, NOW, names={str(person): "李某"})
    assert found.sentence == "主要负责人最后表态，尚待：李某"


def test_values_read_in_chinese():
    assert spoken(None) == "未知"
    assert spoken(()) == "无"
    assert spoken(True) == "是"
    assert spoken(123456, unit="fen") == "1,234.56元"
    assert spoken(NOW) == "2026年3月10日09:00:00"
    assert is_given(0) and not is_given(False)


@pytest.mark.parametrize("mover", [None, "甲"])
@pytest.mark.parametrize("presider", ["书记", "副书记"])
@pytest.mark.parametrize("by_ballot", [False, True])
def test_truth_table_of_the_default_mover(mover, presider, by_ballot):
    due = default_mover(mover=mover, presider=presider, chief="书记", by_ballot=by_ballot)
    assert due == ("书记" if mover is None and presider == "书记" and not by_ballot else None)


ALL_HOLD = {
    "finding_final": True, "finding_on_original": True, "finding_overturned": False,
    "enacted_on": NOW.date(), "met_on": NOW.date(),
    "was_present": True, "was_recused": False, "had_left": False,
    "stance": None, "voted_openly": False, "worry_lodged": False, "only_secret_vote": False,
    "was_heard": True, "appeal_told": True,
}  # fmt: skip


@pytest.mark.parametrize("name", list(ALL_HOLD))
def test_each_input_alone_undoes_the_derivation_from_silence(name):
    assert unmet_silence_conditions(ALL_HOLD) == ()
    value = ALL_HOLD[name]
    other = not value if isinstance(value, bool) else "弃权" if name == "stance" else None
    assert len(unmet_silence_conditions(ALL_HOLD | {name: other})) == 1
