"""The district of the decisions' tests, a month on the clock, and the log brought up to date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from liuhen.doors.cli.demo.cast import Cast
from liuhen.kit import clock
from liuhen.ledger import sequencer
from liuhen.mechanisms.dutylog.reads import lines
from liuhen.organs.reads.tree import book_of
from tests.decisions.conftest import cast, scene, time  # noqa: F401
from tests.dutylog import acts  # noqa: F401

Log = Callable[[str], list[lines.Shown]]


@pytest.fixture
def indexed(cast: Cast) -> Callable[[], None]:
    """The sequencer's tick, and the log that follows it."""

    def run() -> None:
        book = book_of(cast.actor("party-secretary").organ).origin
        sequencer.settle(book)
        lines.catch_up(book)

    return run


@pytest.fixture
def log_of(cast: Cast, indexed: Callable[[], None]) -> Log:
    """A person's own lines of the current year, as he reads them."""

    def read(key: str) -> list[lines.Shown]:
        indexed()
        span = lines.year(clock.local(clock.now()).year)
        return lines.shown(list(lines.of_person(cast.person(key), span, cast.actor(key))))

    return read


@pytest.fixture
def go(time: clock.Stepping) -> Callable[[str], None]:
    """Moves the clock to a Beijing time such as "2026-12-01 09:00"."""

    def to(moment: str) -> None:
        time.at = clock.truncated(datetime.fromisoformat(moment).replace(tzinfo=clock.SHANGHAI))

    return to
