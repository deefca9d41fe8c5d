"""A district, a standing committee of eleven, and short words for what happens in its room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from liuhen.doors.cli.demo.cast import Cast
from liuhen.kit import clock
from liuhen.organs.fengtai import establish
from tests.decisions.scene import MEMBERS, Scene
from tests.snapshots import start_from

NINE_O_CLOCK = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


@pytest.fixture
def time() -> Iterator[clock.Stepping]:
    with clock.use(clock.Stepping(NINE_O_CLOCK, timedelta(milliseconds=7))) as stepping:
        assert isinstance(stepping, clock.Stepping)
        yield stepping


@pytest.fixture
def cast(db: None, folders: object, time: clock.Stepping, settings: object) -> Cast:
    settings.LIUHEN_DEMO = True  # type: ignore[attr-defined]  # a PIN signs 三重一大 in the demo alone
    settings.LIUHEN_SECOND_FACTOR = False  # type: ignore[attr-defined]
    return start_from("district", time, _cast)


def _cast() -> Cast:
    made = Cast(establish())
    made.give_pins([*MEMBERS, "recorder", "water-head"])
    return made


@pytest.fixture
def scene(cast: Cast, time: clock.Stepping) -> Scene:
    return Scene(cast, time)
