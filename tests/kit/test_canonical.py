"""One value, one spelling; whatever lies outside the strict profile is refused by name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from liuhen.kit import canonical
from liuhen.kit.canonical import CanonicalError

VECTORS = Path(__file__).parents[1] / "vectors" / "rfc8785"
KEYS = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=8)
TEXTS = st.sampled_from(["", "同意", "“三重一大”", 'a\n\t\\"b', "燚", "\u2028"])
LEAVES = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4))


@given(VALUES)
def test_our_spelling_is_rfc_8785_and_reads_back(value: Any) -> None:
    data = canonical.encode(value)
    assert data == rfc8785.dumps(value)
    assert canonical.decode(data) == value


@given(st.dictionaries(KEYS, LEAVES | st.text(), max_size=8))
def test_what_is_sound_by_its_making_is_spelled_alike(value: dict[str, Any]) -> None:
    """The quick spelling gives the very same bytes, and refuses what the slow one refuses."""
    try:
        wanted: Any = canonical.encode(value)
    except CanonicalError as error:
        wanted = str(error)
    try:
        assert canonical.spell(value) == wanted
    except CanonicalError as error:
        assert str(error) == wanted


@pytest.mark.parametrize("spell", [canonical.encode, canonical.spell])
@pytest.mark.parametrize("value", ["行\n\u0301", 2**53, -(2**60), "\ud800", "e\u0301"])
def test_both_spellings_refuse_what_a_verifier_would(spell: Callable[[Any], bytes], value: Any) -> None:
    """A combining mark after a control character would join the letter of its escape: the whole is not in NFC."""
    with pytest.raises(CanonicalError):
        spell({"text": value})


@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode", "values", "weird"])
def test_published_vectors_agree_wherever_the_profile_takes_them(name: str) -> None:
    value = json.loads((VECTORS / "input" / f"{name}.json").read_bytes())
    try:
        data = canonical.encode(value)
    except CanonicalError:
        return  # floats, keys outside ASCII and text outside NFC have no place in the book
    assert data == (VECTORS / "output" / f"{name}.json").read_bytes()


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        float("nan"),
        2**53,
        -(2**53),
        {"键": 1},
        {1: 2},
        {"": 1},
        "e\u0301",
        "\ud800",
        b"x",
        {"a": {1, 2}},
        object(),
    ],
)
def test_what_is_outside_the_profile_is_refused(value: Any) -> None:
    with pytest.raises(CanonicalError):
        canonical.encode(value)


def test_sixteen_levels_are_the_most() -> None:
    value: Any = 1
    for _ in range(15):
        value = [value]
    canonical.encode(value)
    with pytest.raises(CanonicalError, match="deeper"):
        canonical.encode([value])


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}', b'{"b":1,"a":2}', b'{"a": 1}', b'{"a":1', b"[1.0]", b"[NaN]", b"\xff", b"[1e2]",
        b'"\\u540c"', b"[01]", b" 1", b"[" * 5000 + b"]" * 5000, b"",
    ],
)  # fmt: skip
def test_another_spelling_of_the_same_value_is_no_entry(data: bytes) -> None:
    with pytest.raises(CanonicalError):
        canonical.decode(data)
