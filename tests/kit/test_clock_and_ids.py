"""Time is an input, in UTC milliseconds; identifiers sort by it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuhen.kit import clock
from liuhen.kit.ids import uuid7

MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  (hypothesis wants naive bounds)


@given(MOMENTS)
def test_a_time_reads_back_as_it_was_written(moment: datetime) -> None:
    text = clock.rfc3339(moment)
    assert len(text) == 24 and text.endswith("Z")
    assert clock.parse(text) == clock.truncated(moment)
    assert clock.millis(moment) == clock.millis(clock.truncated(moment))


@pytest.mark.parametrize(
    "text", ["2026-11-22T02:45:56Z", "2026-11-22T02:45:56.000+08:00", "2026-11-22 02:45:56.000Z", "", "昨天"]
)
def test_any_other_spelling_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        clock.parse(text)


def test_a_time_without_a_zone_is_not_an_instant() -> None:
    with pytest.raises(ValueError):
        clock.truncated(datetime(2026, 1, 1))  # noqa: DTZ001


def test_another_clock_stands_only_inside_its_block() -> None:
    fixed = datetime(2026, 7, 1, 14, tzinfo=UTC)
    with clock.use(clock.Fixed(fixed)):
        assert clock.now() == fixed and clock.is_simulated()
        with clock.use(clock.Stepping(fixed, timedelta(seconds=1))):
            assert clock.now() == fixed + timedelta(seconds=1)
        assert clock.now() == fixed
    assert not clock.is_simulated()
    assert clock.now().microsecond % 1000 == 0


@given(MOMENTS, st.integers(1, 10_000_000))
def test_later_identifiers_sort_later(moment: datetime, span: int) -> None:
    first, second = uuid7(moment), uuid7(moment + timedelta(milliseconds=span))
    assert str(first) < str(second)
    assert first.version == 7 and first.variant == "specified in RFC 4122"
