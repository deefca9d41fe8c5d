"""A whole decision, from motion to outcome, by nine members of eleven."""

from __future__ import annotations

import pytest

from liuhen.mechanisms.decisions.reads import motions
from liuhen.mechanisms.decisions.reads.room import last_ballot
from tests.decisions.scene import Scene

pytestmark = pytest.mark.django_db


def test_a_decision_of_nine_members_passes(scene: Scene) -> None:
    motion = scene.moved()
    item = scene.decided(motion)
    ballot = last_ballot(item)
    assert ballot and ballot.tally == {"for": 9, "against": 0, "abstain": 0, "not_cast": 0}
    assert (ballot.base, ballot.passed) == (11, True)
    assert motions.get(motion).state == "decided"


def test_five_of_eleven_do_not_pass(scene: Scene) -> None:
    motion = scene.moved()
    scene.decided(motion, ["for"] * 5 + ["against"] * 4)
    assert motions.get(motion).state == "rejected"
