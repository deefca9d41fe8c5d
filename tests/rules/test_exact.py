"""Shares are decided exactly, against the Fraction of the standard library."""

from __future__ import annotations

from fractions import Fraction

import pytest

from liuhen.rules.exact import Share, passes

FRACTIONS = [(1, 2), (2, 3), (1, 3), (3, 4), (4, 5), (1, 1), (3, 5)]


@pytest.mark.parametrize(("num", "den"), FRACTIONS)
def test_every_count_up_to_three_hundred(num: int, den: int):
    share = Fraction(num, den)
    for base in range(1, 301):
        for count in range(base + 1):
            assert passes(count, base, num, den, ">") is (Fraction(count, base) > share)
            assert passes(count, base, num, den, ">=") is (Fraction(count, base) >= share)


def test_five_of_ten_is_half_but_not_more_than_half():
    assert passes(5, 10, 1, 2, ">=")
    assert not passes(5, 10, 1, 2, ">")
    assert Share.parse(">1/2").needed(10) == 6
    assert Share.parse(">=1/2").needed(10) == 5
    assert Share.parse(">=2/3").needed(10) == 7


def test_nobody_is_no_majority():
    assert not passes(0, 0, 1, 2, ">=")
    assert Share.parse(">=1/2").needed(0) is None


@pytest.mark.parametrize("wrong", [(6, 5, 1, 2, ">="), (-1, 5, 1, 2, ">="), (1, 5, 1, 0, ">="), (1, 5, 1, 2, "=>")])
def test_what_is_no_share_is_an_error(wrong: tuple):
    with pytest.raises(ValueError):
        passes(*wrong)


@pytest.mark.parametrize("text", ["1/2", "0.5", ">0/2", ">3/2", ">=1/0", "≥1/2"])
def test_a_share_is_written_in_one_way(text: str):
    with pytest.raises((ValueError, ZeroDivisionError)):
        Share.parse(text)


def test_a_share_reads_as_officials_say_it():
    assert Share.parse(">=2/3").words() == "三分之二以上"
    assert Share.parse("> 1/2").words() == "超过二分之一"
    assert str(Share.parse("> 1/2")) == ">1/2"
