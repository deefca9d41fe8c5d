"""Working days by the published tables, by the office's own edits, and honestly provisional beyond them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuhen.kit import money
from liuhen.kit.calendar import OFFICIAL, PROVISIONAL, Calendar, end_of_day


def test_the_published_holidays_of_2026_and_their_make_up_days() -> None:
    published = Calendar()
    assert not published.is_working(date(2026, 10, 1))
    assert published.is_working(date(2026, 10, 8))
    assert published.is_working(date(2026, 2, 14))  # a Saturday worked for the Spring Festival
    assert not published.is_working(date(2026, 9, 26))


def test_a_year_without_a_table_is_provisional_and_falls_back_on_the_week() -> None:
    published = Calendar()
    assert (published.status(2026), published.status(2027)) == (OFFICIAL, PROVISIONAL)
    assert published.is_working(date(2027, 10, 1)) and not published.is_working(date(2027, 10, 2))


def test_an_office_edits_its_own_table() -> None:
    edited = Calendar({date(2027, 10, 1): False, date(2027, 10, 9): True})
    assert not edited.is_working(date(2027, 10, 1)) and edited.is_working(date(2027, 10, 9))


@given(st.dates(date(2020, 1, 1), date(2028, 1, 1)), st.integers(1, 30))
def test_counting_working_days_there_and_back_agrees(day: date, count: int) -> None:
    published = Calendar()
    end = published.add_working_days(day, count)
    assert published.is_working(end)
    assert published.working_days_between(day, end) == count


def test_a_day_ends_at_twenty_four_hours_in_shanghai() -> None:
    end = end_of_day(date(2026, 7, 4))
    assert end == datetime(2026, 7, 4, 16, tzinfo=UTC)
    assert (end - timedelta(milliseconds=1)).date() == date(2026, 7, 4)


@given(st.integers(-(10**15), 10**15))
def test_an_amount_reads_back_as_it_is_written(amount: int) -> None:
    assert money.fen(money.yuan(amount)) == amount


@pytest.mark.parametrize(("text", "fen"), [("1,234.5", 123450), ("0.01", 1), ("-3", -300), ("1，000", 100000)])
def test_amounts_as_people_write_them(text: str, fen: int) -> None:
    assert money.fen(text) == fen


@pytest.mark.parametrize("text", ["", "三百万", "1.234", "1,23", "1e3", "--1", "¥5", "1 000", "NaN"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        money.fen(text)
