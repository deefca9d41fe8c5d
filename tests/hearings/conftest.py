"""The county of eight, founded once and copied for every test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from liuhen.kit import clock
from tests.hearings.scene import County, found_county, local
from tests.snapshots import start_from


@pytest.fixture
def time() -> Iterator[clock.Stepping]:
    with clock.use(clock.Stepping(local("2026-01-05 09:00"), timedelta(milliseconds=7))) as stepping:
        assert isinstance(stepping, clock.Stepping)
        yield stepping


@pytest.fixture
def county(db: None, folders: object, time: clock.Stepping, settings: object) -> County:
    settings.LIUHEN_DEMO = True  # type: ignore[attr-defined]
    settings.LIUHEN_SECOND_FACTOR = False  # type: ignore[attr-defined]
    settings.LIUHEN_BOOK = "demo.liuhen/county"  # type: ignore[attr-defined]
    return start_from("county", time, found_county)
