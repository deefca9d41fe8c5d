"""People of the story who come in by the JSON door."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from liuhen.doors.api import tokens
from tests.api.caller import Caller
from tests.decisions.conftest import cast, scene, time  # noqa: F401
from tests.decisions.scene import Scene

Enter = Callable[[str], Caller]


@pytest.fixture
def enter(scene: Scene) -> Enter:
    """A caller with a token of this person; the same one at every call."""
    known: dict[str, Caller] = {}

    def made(key: str) -> Caller:
        if key not in known:
            known[key] = Caller(tokens.issue(scene.cast.person(key), "测试", 30), scene.cast.person(key))
        return known[key]

    return made
