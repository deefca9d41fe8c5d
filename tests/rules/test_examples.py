"""Every rule file is read, every quotation is found word for word, every example gives the verdict it promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from liuhen.rules.checks import CHECKS
from liuhen.rules.judge import judge
from liuhen.rules.model import Example, Rule
from liuhen.rules.rulebook import read_all, root
from liuhen.rules.texts import ARTICLE_FILES, ARTICLES

RULES = read_all(root())
EXAMPLES = [(rule, example) for rule in RULES.values() for example in rule.examples]
SOURCES = Path(__file__).parents[2] / "docs" / "sources"
ARTICLE_TEXTS = {name: (SOURCES / file).read_text(encoding="utf-8") for name, file in ARTICLE_FILES.items()}
QUOTES = [(rule.id, basis) for rule in RULES.values() for basis in rule.basis if basis.is_article]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{rule.id}: {e.name}" for rule, e in EXAMPLES])
def test_example(rule: Rule, example: Example):
    found = judge(rule, example.given, example.as_of, settings=example.settings)
    assert found.verdict == example.expect, found.sentence
    assert example.says in found.sentence


@pytest.mark.parametrize(("rule_id", "basis"), QUOTES, ids=[f"{rule_id}-{i}" for i, (rule_id, _) in enumerate(QUOTES)])
def test_a_quotation_stands_word_for_word_in_its_article(rule_id: str, basis):
    assert basis.quote in ARTICLE_TEXTS[ARTICLES[basis.source]]


@pytest.mark.parametrize("rule", [r for r in RULES.values() if r.judged_by == "row"], ids=lambda rule: rule.id)
def test_the_examples_of_a_rule_show_both_sides(rule: Rule):
    shown = {example.expect for example in rule.examples}
    assert {"met", "broken"} <= shown
    assert len({example.name for example in rule.examples}) == len(rule.examples)
    if rule.where:
        assert "not-in-force" in shown, "a rule with `where` shows a case it does not cover"


def test_the_python_checks_are_few_and_all_used():
    used = {rule.requires.check for rule in RULES.values() if rule.requires and rule.requires.check}
    assert used == set(CHECKS)
    assert len(CHECKS) <= 8


def test_every_number_from_memory_is_marked_unverified():
    for rule in RULES.values():
        for parameter in rule.parameters.values():
            for dated in parameter.values.values():
                assert dated.verified or "示例" in dated.source or "做法" in dated.source, rule.id


def test_a_rule_not_yet_written_is_not_there():
    for slug in ("emergency-written-up", "emergency-reported", "mover-by-ballot", "zero-proposals"):
        assert f"decisions.{slug}" not in RULES
