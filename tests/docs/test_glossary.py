"""Every word has one meaning: the glossary is whole, and so are the first lines that speak for records and tables."""

from __future__ import annotations

import re

import pytest
import yaml

from liuhen.config import docs_states, docs_words
from liuhen.ledger.tables import readings
from liuhen.mechanisms.decisions.models import item as item_tables
from tests.docs.text import ROOT

CHINESE = re.compile(r"[\u4e00-\u9fff]")
SEED = """
organ committee post tenure chief member portfolio primary_duty oversight_duty duty_list duty_task duty_letter
pledge cascade motion mover major_matter opinion chief_speaks_last ballot emergency_decision write_up
report_back process_supervision result_inquiry duty_log duty_hearing work_hearing rating away_posting rotation
stated_reason declaration spot_check volunteer_supervisor inspection look_back rectification stationing talk
petition lead inquiry case four_forms accountability dual_inquiry notice power_item risk_point risk_grade
control warning assessment handover publication book entry checkpoint witness
"""


def test_the_seed_is_there():
    assert [code for code in SEED.split() if code not in docs_words.words()] == []


@pytest.mark.parametrize("code", sorted(docs_words.words()))
def test_a_word_is_whole(code):
    word = docs_words.words()[code]
    assert set(word) == set(docs_words.COLUMNS) and all(str(value).strip() for value in word.values())
    assert re.fullmatch(r"[a-z_]+", code) and CHINESE.search(word["zh"])
    assert word["means"].endswith((".", "…"))
    assert word["is_not"].endswith(".")


def test_no_two_words_share_a_chinese_term():
    terms = [word["zh"] for word in docs_words.words().values()]
    assert sorted(terms) == sorted(set(terms))


def test_every_source_is_known():
    mechanisms = yaml.safe_load((ROOT / "specs" / "articles.yaml").read_text(encoding="utf-8"))["mechanisms"]
    numbers = [word["source"] for word in docs_words.words().values() if re.fullmatch(r"M\d+", word["source"])]
    assert [number for number in numbers if number not in mechanisms] == []
    rules = {f"{path.parent.name}.{path.stem}" for path in (ROOT / "rulebook").glob("*/*.yaml")}
    named = [word["source"] for word in docs_words.words().values() if re.fullmatch(r"[a-z]+\.[a-z-]+", word["source"])]
    assert [rule for rule in named if rule not in rules] == []


def test_every_record_and_table_says_its_term_and_its_meaning():
    things = [cls for _, cls in docs_words.all_records()]
    things += [model for model in readings() if model.__module__.startswith("liuhen.")]
    mute = [
        thing.__name__
        for thing in things
        if not (CHINESE.match(docs_words.said(thing)[0]) and docs_words.said(thing)[1])
    ]
    assert mute == []


def test_the_page_covers_every_record_table_and_rule():
    page = (ROOT / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")
    wanted = [kind for kind, _ in docs_words.all_records()]
    wanted += [model._meta.db_table for model in readings() if model.__module__.startswith("liuhen.")]
    wanted += [f"{path.parent.name}.{path.stem}" for path in (ROOT / "rulebook").glob("*/*.yaml")]
    assert [name for name in wanted if f"`{name}`" not in page] == []


def test_what_a_record_is_not_belongs_to_a_record():
    kinds = {kind.split("/")[0] for kind, _ in docs_words.all_records()}
    assert set(docs_words.not_these()) - kinds == set()


def test_diagram_leads_where_an_outcome_leads():
    assert {str(outcome): str(state) for outcome, state in item_tables._AFTER.items()} == docs_states.OUTCOMES
