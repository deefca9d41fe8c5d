"""Decisions have one shape: a number, four headings, a page."""

from __future__ import annotations

import re

import pytest

from tests.docs.text import DECISIONS

HEADINGS = ["Situation", "Decision", "Rejected", "Price"]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name[:4])
def test_shape(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"\d{4}(-[a-z0-9]+)+\.md", path.name)
    assert lines[0].startswith(f"# {path.name[:4]} ")
    assert [line[3:] for line in lines if line.startswith("## ")] == HEADINGS
    assert len(lines) <= 60


def test_numbers_are_given_once():
    numbers = [path.name[:4] for path in DECISIONS]
    assert len(numbers) == len(set(numbers))
