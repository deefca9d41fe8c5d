"""The claim of coverage in specs/articles.yaml holds: numbers, quotations, and a scenario behind every built row."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from pytest_bdd.feature import get_features

TOP = Path(__file__).resolve().parents[2]
SPECS = TOP / "specs"
TABLE: dict[str, dict[str, Any]] = yaml.safe_load((SPECS / "articles.yaml").read_text("utf-8"))["mechanisms"]
SOURCES = {"S0": "000_a96f8269871733e7.txt", "S3": "003_0dd6ed96f68319bd.txt"}
NUMBER = re.compile(r"M\d+")
FEATURES = get_features([str(SPECS)])
# A quotation may leave words out; what stands on either side of the gap must occur.
GAP = re.compile(r"…+|\.{3}|⋯")


def scenarios_by_tag() -> dict[str, list[str]]:
    """Names of scenarios by the number of the mechanism; a tag of a feature holds for all its scenarios."""
    found: dict[str, list[str]] = {}
    for feature in FEATURES:
        for scenario in feature.scenarios.values():
            for tag in filter(NUMBER.fullmatch, feature.tags | scenario.tags):
                found.setdefault(tag, []).append(scenario.name)
    return found


def plain(text: str) -> str:
    """Without spaces and line breaks, full-width and half-width forms made one."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def test_all_103_mechanisms_are_there_in_order() -> None:
    assert list(TABLE) == [f"M{number:02d}" for number in range(1, 104)]
    assert {row["state"] for row in TABLE.values()} <= {"built", "partly", "planned"}


def test_every_built_mechanism_has_a_scenario() -> None:
    built = [number for number, row in TABLE.items() if row["state"] != "planned"]
    assert [number for number in built if number not in scenarios_by_tag()] == []


def test_every_tag_points_at_a_built_mechanism() -> None:
    assert [tag for tag in scenarios_by_tag() if TABLE.get(tag, {"state": "planned"})["state"] == "planned"] == []


def test_what_is_partly_built_says_what_is_missing() -> None:
    said = {number for number, row in TABLE.items() if row.get("missing")}
    assert said == {number for number, row in TABLE.items() if row["state"] == "partly"}


@pytest.mark.parametrize("number", [number for number, row in TABLE.items() if row["quote"]])
def test_the_quotation_stands_in_the_article(number: str) -> None:
    row = TABLE[number]
    article = plain((TOP / "docs" / "sources" / SOURCES[row["source"]]).read_text("utf-8"))
    missing = [part for part in GAP.split(row["quote"]) if part and plain(part) not in article]
    assert missing == []


def test_no_feature_tells_more_than_eight_scenarios() -> None:
    assert {feature.name: len(feature.scenarios) for feature in FEATURES if len(feature.scenarios) > 8} == {}
