"""The command that serves notices, and the process that does so by itself."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import Result

from liuhen.doors.cli.notices import Rounds
from liuhen.kit import clock


@pytest.mark.django_db
def test_nothing_is_due_without_a_campaign(call: Callable[..., Result]) -> None:
    answer = call("notices")
    assert answer.exit_code == 0
    assert "今天没有应发的提醒" in answer.output


def test_the_process_looks_at_its_first_round_and_then_every_ten_minutes() -> None:
    looked: list[int] = []
    with clock.use(clock.Stepping(datetime(2026, 6, 1, tzinfo=UTC), timedelta(minutes=2))):
        rounds = Rounds(threading.Event(), lambda: looked.append(1))
        for _ in range(8):
            rounds.wait(0)
    assert len(looked) == 2


def test_nothing_is_served_once_the_process_is_to_stop() -> None:
    looked: list[int] = []
    stop = threading.Event()
    stop.set()
    Rounds(stop, lambda: looked.append(1)).wait(0)
    assert looked == []
