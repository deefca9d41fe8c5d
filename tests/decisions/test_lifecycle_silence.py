"""推定 Silence becomes “视为同意（推定）” under all five conditions and under no other row of their truth table."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from liuhen.rules.checks import SILENCE_CONDITIONS, unmet_silence_conditions

FLAGS = (
    "finding_final",
    "finding_on_original",
    "finding_overturned",
    "was_present",
    "was_recused",
    "had_left",
    "voted_openly",
    "worry_lodged",
    "only_secret_vote",
    "was_heard",
    "appeal_told",
)
WANTED = {"finding_final", "finding_on_original", "was_present", "was_heard", "appeal_told"}
ENACTED = date(2026, 11, 20)
DAYS = {"before": date(2026, 11, 19), "that day": ENACTED, "after": date(2026, 11, 21), "never met": None}


def derived(row: dict[str, Any]) -> bool:
    return not unmet_silence_conditions(row)


def test_the_whole_truth_table() -> None:
    holding = 0
    for values in product((True, False), repeat=len(FLAGS)):
        flags = dict(zip(FLAGS, values, strict=True))
        for day, stance in product(DAYS.values(), (None, "agree", "abstain")):
            row = {**flags, "stance": stance, "enacted_on": ENACTED, "met_on": day}
            expected = {name for name in FLAGS if flags[name]} == WANTED
            expected = expected and stance is None and day is not None and day >= ENACTED
            assert derived(row) == expected, row
            holding += expected
    assert holding == 2


def test_a_rule_nobody_enacted_derives_nothing() -> None:
    row = {name: name in WANTED for name in FLAGS} | {"stance": None, "enacted_on": None, "met_on": ENACTED}
    assert unmet_silence_conditions(row) == ("会议在本规则施行之后",)


@given(st.sampled_from(sorted(SILENCE_CONDITIONS)), st.booleans())
def test_each_condition_is_named_when_it_alone_fails(name: str, other: bool) -> None:
    row: dict[str, Any] = {flag: flag in WANTED for flag in FLAGS}
    row |= {"stance": None, "enacted_on": ENACTED, "met_on": ENACTED}
    broken = {
        "有权机关已就动议原文作出最终认定，且未被撤销": {"finding_overturned" if other else "finding_final": other},
        "会议在本规则施行之后": {"met_on": DAYS["before"]},
        "本人在场，未缺席、未回避、未离席": {"had_left" if other else "was_present": other},
        "本人未表明任何态度，也未向派驻纪检监察组反映": {"worry_lodged": True} if other else {"stance": "disagree"},
        "已听取本人陈述并告知申诉途径": {"was_heard" if other else "appeal_told": False},
    }
    assert unmet_silence_conditions(row | broken[name]) == (name,)
