"""Traps of YAML: what an ordinary reader would quietly turn into something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from liuhen.rules.loader import RuleFileError, parse
from tests.rules.samples import EMERGENCY, rule


def read(text: str) -> dict:
    return parse(text.encode(), Path("x.yaml")).data


def test_every_scalar_stays_text():
    found = read("on: yes\nday: 2026-03-04\ntime: 2026-03-04 09:00\nclock: 09:30\nnumber: 010\nnil: ~\nflag: true\n")
    assert found == {
        "on": "yes",
        "day": "2026-03-04",
        "time": "2026-03-04 09:00",
        "clock": "09:30",
        "number": "010",
        "nil": "~",
        "flag": "true",
    }


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "stands twice"),
        ("a:\n  b: 1\n  b: 2\n", 3, "stands twice"),
        ("a: &x 1\nb: *x\n", 1, "anchors"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, "tags"),
        ("- a\n", 1, "mapping"),
        ("a: [1\n", 2, "expected"),
        ("? [a]\n: b\n", 1, "plain text"),
    ],
)
def test_anything_but_plain_text_lists_and_mappings_is_refused_with_its_line(text: str, line: int, what: str):
    with pytest.raises(RuleFileError, match=what) as caught:
        read(text)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"x.yaml:{line}: ")


def test_bytes_that_are_not_utf8_are_refused():
    with pytest.raises(RuleFileError, match="UTF-8"):
        parse("标题: 一".encode("gbk"), Path("x.yaml"))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("about: leader", "about: leader\nsince: 2014", "since"),
        ("about: leader", "on: leader\nabout: leader", "on"),
        ("limit: days}", "limit: days, grace: days}", "grace"),
        ("unit: day,", "unit: fortnight,", "fortnight"),
        ("value: 3,", "value: 三,", "invalid literal"),
        ("effect: find", "effect: forbid", "effect"),
        ("  within:", "  sometimes:", "none of the eight verbs"),
        ("  within: {from: decided_at, to: written_up_at, limit: days}", "  check: os.system", "not in the registry"),
        ("{days}日内", "{days.real}日内", "no plain name"),
        ("{days}日内", "{month}日内", "month"),
        ("source: daxing\n    quote:", "source: daxing\n    reference: 某文\n    quote:", "quoted"),
        ("expect: met", "expect: fine", "expect"),
    ],
)
def test_a_rule_says_only_what_a_rule_may_say(old: str, new: str, what: str):
    assert old in EMERGENCY
    with pytest.raises(RuleFileError, match=what) as caught:
        rule(EMERGENCY.replace(old, new, 1))
    assert caught.value.file == "decisions/sample.yaml"


def test_an_error_points_at_the_line_of_the_key():
    with pytest.raises(RuleFileError) as caught:
        rule(EMERGENCY.replace("about: leader", "about: leader\nsince: 2014"))
    assert caught.value.line == EMERGENCY.splitlines().index("about: leader") + 2


def test_the_version_is_the_digest_of_the_bytes():
    assert rule().version == rule().digest[:12]
    assert rule(EMERGENCY + "\n").version != rule().version
