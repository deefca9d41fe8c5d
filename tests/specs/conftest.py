"""Where the sentences of specs/*.feature get their meaning: one module of steps per chapter, all of them known here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from liuhen.kit import clock
from tests.decisions.conftest import NINE_O_CLOCK, time  # noqa: F401
from tests.specs.steps import after, duties, dutylog, letters, movers, people, room, silence, vote
from tests.specs.story import Story

STEPS = (people, movers, room, vote, after, silence, dutylog, duties, letters)
globals().update(
    {name: value for module in STEPS for name, value in vars(module).items() if name.startswith("pytestbdd_")}
)


def pytest_bdd_apply_tag(tag: str, function: Callable[..., Any]) -> bool:
    """A mechanism's number is no mark of pytest; `tampers` is one."""
    if tag == "tampers":
        pytest.mark.tampers(function)
    return True


@pytest.fixture
def story(db: None, folders: object, time: clock.Stepping, settings: Any) -> Iterator[Story]:
    settings.LIUHEN_DEMO = True  # a PIN signs 三重一大 in the demo alone
    told = Story(time)
    yield told
    assert told.refusal is None, f"refused, and the story does not say so: {told.refusal.message}"
