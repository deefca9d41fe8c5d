"""The guard: only a broken rule with effect refuse stops an act, and it says which rule, why and what next."""

from __future__ import annotations

from datetime import datetime

import pytest

from liuhen.kit import clock
from liuhen.kit.refusals import WrongState
from liuhen.rules import guard, rulebook
from liuhen.rules.values import RowError

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 9, tzinfo=clock.SHANGHAI)


def test_a_met_rule_gives_its_citation():
    rule = rulebook.rule("decisions.quorum")
    assert guard.require("decisions.quorum", {"present": 5, "expected": 10}, NOW) == f"decisions.quorum@{rule.version}"


def test_a_broken_rule_refuses_by_name_with_its_sentence():
    with pytest.raises(WrongState) as caught:
        guard.require("decisions.quorum", {"present": 4, "expected": 9}, NOW, settings={"share": ">=1/2"})
    refusal = caught.value
    assert (refusal.rule, refusal.status) == ("decisions.quorum", 409)
    assert refusal.message == "实到4人，应到9人，未达二分之一以上，不能进行。"
    assert refusal.next_step == "请等人数到齐，或改期。"


def test_a_rule_that_only_marks_lets_the_act_pass():
    row = {"title": "清淤", "delivered_at": NOW, "opens_at": NOW}
    assert guard.require("decisions.papers-delivered", row, NOW).startswith("decisions.papers-delivered@")


def test_pending_and_not_in_force_let_the_act_pass():
    assert guard.require("decisions.reporter-not-chief", {"reporter": "甲", "chief": None}, NOW)
    assert guard.require("decisions.legal-review", {"legal_required": False, "legal_result": None}, NOW)


def test_every_declared_field_is_asked_for():
    with pytest.raises(RowError, match="lacks chief"):
        guard.require("decisions.reporter-not-chief", {"reporter": "甲"}, NOW)


def test_one_wide_row_serves_several_rules():
    row = {"present": 9, "expected": 9, "mode": "举手表决", "secret_required": False, "concerned": [], "recused": []}
    ids = ["decisions.quorum", "decisions.vote-mode", "decisions.secret-vote", "decisions.recusal"]
    assert [cited.split("@")[0] for cited in guard.require_all(ids, row, NOW)] == ids


def test_marks_name_what_is_missing():
    row = {"major": True, "title": "清淤", "recording": [], "unrecorded_seconds": 600, "unrecorded_minutes": 10}
    found = guard.marks(["decisions.recording-present", "decisions.recording-complete"], row, NOW)
    assert guard.omissions(found) == ["“清淤”未录音", "“清淤”未录音10分钟"]


def test_a_door_can_explain_a_rule():
    text = guard.explain("decisions.both-confirmed")
    assert text.quote == "初始動議人本人的確認簽名和主持會議“一把手”的確認簽名要留下原始痕跡"
    assert (text.source, text.badge) == ("大兴区“决策留痕”", "原文")
    assert guard.explain("decisions.quorum").badge == "已核"
    assert guard.explain("platform.input").badge == "本平台"
    with pytest.raises(KeyError):
        guard.explain("decisions.nothing")
