"""Rule sets of bodies: each kind of group has one, classes override the default, numbers have sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from liuhen.organs.kinds import GROUP_WORDS, GroupKind
from liuhen.rules import rulebook
from liuhen.rules.bodies import CLASSES, BodySet, body_files, body_set, body_sets
from liuhen.rules.loader import RuleFileError, parse
from liuhen.rules.model import build
from liuhen.rules.texts import ARTICLE_NAMES

SAMPLE = (rulebook.root() / "packs/national/bodies/standing-committee.yaml").read_text(encoding="utf-8")


def change(old: str, new: str) -> BodySet:
    assert old in SAMPLE
    return build(BodySet, parse(SAMPLE.replace(old, new, 1).encode(), Path("x.yaml")))


@pytest.mark.parametrize("kind", list(GroupKind))
def test_every_kind_of_leading_group_has_a_national_sample(kind: GroupKind):
    found = body_set(kind.value)
    assert GROUP_WORDS[kind].removesuffix("议") in found.title.zh
    assert set(found.all) == set(CLASSES)


def test_files_and_ids_agree():
    assert len(body_sets()) == len(body_files(rulebook.root()))


def test_a_class_overrides_what_it_names_and_keeps_the_rest():
    found = body_set("standing-committee")
    personnel, other = found.for_matter("personnel"), found.for_matter("other")
    assert personnel.quorum.share.words() == "三分之二以上"
    assert other.quorum.share.words() == "二分之一以上"
    assert personnel.pass_ == other.pass_
    assert personnel.pass_.share.needed(10) == 6
    with pytest.raises(KeyError):
        found.for_matter("tea")


def test_the_settings_name_real_rules_and_real_parameters():
    for found in body_sets().values():
        for matter in found.all.values():
            for rule_id, values in matter.settings.items():
                rule = rulebook.rule(rule_id)
                for name, value in values.items():
                    rule.parameters[name].read(value)


def test_the_threshold_decides_what_is_major_and_the_unknown_counts():
    funds = body_set("standing-committee").for_matter("funds")
    assert funds.threshold_fen is not None
    assert not funds.is_major(funds.threshold_fen - 1)
    assert funds.is_major(funds.threshold_fen)
    assert funds.is_major(None)
    assert body_set("standing-committee").for_matter("personnel").is_major(None)
    assert not body_set("standing-committee").for_matter("travel").is_major(10**12)


def test_the_base_of_the_votes():
    assert body_set("plenum").for_matter("works").base_of(expected=11, present=9, valid=8) == 11


def test_an_unverified_number_says_so():
    for found in body_sets().values():
        for badge in found.sources.values():
            sampled = re.search("示例|未读到|没有找到|参照|各地自定|未核", badge.reference)
            assert badge.verified is not bool(sampled), (found.id, badge.reference)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("notice_hours: 24", "notice_hours: 一日", "integer"),
        ("notice_hours: 24", "notice_hrs: 24", "sources does not say|notice_hrs"),
        ("op: '>='", "op: '≥'", "op"),
        ("base: 应到会", "base: 出席", "base"),
        ("secret_required: false", "secret_required: true", "无记名"),
        ("  travel:", "  tea:", "no matter class"),
        ("threshold_fen: 10000000", "notice_hours: 1", "threshold_fen"),
        ("decision_logic: majority", "decision_logic: chief", "decision_logic"),
        ("reference: 示例，各机关自定, ", "", "reference"),
    ],
)
def test_a_rule_set_says_only_what_it_may(old: str, new: str, what: str):
    with pytest.raises(RuleFileError, match=what):
        change(old, new)


def test_a_changed_rule_set_has_another_version():
    assert change("notice_hours: 24", "notice_hours: 12").version != body_set("standing-committee").version


def test_the_articles_are_named():
    assert {"daxing", "fengtai", "miyun", "xuancheng"} < set(ARTICLE_NAMES)
