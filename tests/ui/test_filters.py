"""How instants, money, digests and unknown values read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from liuhen.kit import clock
from liuhen.ui import filters

NOON = datetime(2026, 11, 22, 2, 45, 56, tzinfo=UTC)


def test_instants_are_shown_in_shanghai() -> None:
    assert filters.when(NOON) == "2026年11月22日 10:45"
    assert filters.hour(NOON) == "10:45"
    assert filters.iso(NOON) == "2026-11-22T02:45:56.000Z"


def test_a_late_evening_in_utc_is_the_next_day_in_shanghai() -> None:
    assert filters.day(datetime(2026, 12, 31, 16, 0, tzinfo=UTC)) == "2027年1月1日"


def test_a_day_is_not_moved() -> None:
    assert filters.day(date(2026, 1, 5)) == filters.when(date(2026, 1, 5)) == "2026年1月5日"


@pytest.mark.parametrize("show", [filters.when, filters.day, filters.hour, filters.yuan, filters.count, filters.short])
def test_unknown_is_unknown_and_never_zero(show: object) -> None:
    assert show(None) == "未知"  # type: ignore[operator]


@pytest.mark.parametrize(("fen", "text"), [(0, "0.00"), (123456, "1,234.56"), (-5, "-0.05")])
def test_money_keeps_its_unit_on_the_line(fen: int, text: str) -> None:
    assert filters.yuan(fen) == f"{text}\u00a0元"


def test_a_digest_is_shortened_at_both_ends() -> None:
    assert filters.short("9f3c" + "0" * 56 + "a1e7") == "9f3c…a1e7"
    assert filters.short(bytes.fromhex("9f3c00000000a1e7")) == "9f3c…a1e7"
    assert filters.short("abc") == "abc"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, ""),
        (0.5, ""),
        (-90, ""),
        (10, "隔 10 分钟 入账"),
        (60, "隔 1 小时 0 分 入账"),
        (2760, "隔 1 天 22 小时 入账"),
        (1440, "隔 1 天 入账"),
    ],
)
def test_the_gap_between_the_two_clocks(minutes: float, words: str) -> None:
    assert filters.gap(NOON, NOON + timedelta(minutes=minutes)) == words


def test_how_long_ago_is_counted_by_the_products_clock() -> None:
    with clock.use(clock.Fixed(NOON + timedelta(hours=2))):
        assert filters.ago(NOON) == "2 小时 0 分前"


@pytest.mark.parametrize(
    ("octets", "text"), [(0, "0 B"), (1023, "1023 B"), (2048, "2 KB"), (5 * 1024 * 1024, "5.0 MB")]
)
def test_sizes(octets: int, text: str) -> None:
    assert filters.size(octets).replace("\u00a0", " ") == text


def test_english_days() -> None:
    with translation.override("en"):
        assert filters.when(NOON) == "2026-11-22 10:45"
