"""A founded district with a leading group of 1 + 7, with or without a list in force, copied for every test."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from liuhen.kit import clock
from tests.duties import scene
from tests.duties.scene import District
from tests.snapshots import start_from

NINE_O_CLOCK = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def time() -> Iterator[clock.Stepping]:
    with clock.use(clock.Stepping(NINE_O_CLOCK, timedelta(milliseconds=7))) as stepping:
        assert isinstance(stepping, clock.Stepping)
        yield stepping


@pytest.fixture
def district(db: None, folders: object, time: clock.Stepping) -> District:
    """Organs, posts and people; no list yet."""
    return deepcopy(start_from("duties-district", time, scene.found))


@pytest.fixture
def listed(db: None, folders: object, time: clock.Stepping) -> tuple[District, UUID]:
    """The same with a list of 11, 9 and 5 items in force everywhere."""
    return deepcopy(start_from("duties-listed", time, _listed))


def _listed() -> tuple[District, UUID]:
    made = scene.found()
    return made, scene.publish(made)
