"""What our guards let through raises none of the five exceptions of the state-assets commission's data collection.

The five are computed here as that system computes them, from nothing but an exported dossier's JSON and the roll.
"""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from liuhen.kit.refusals import Refusal
from liuhen.mechanisms.decisions.exporting import export_dossier
from tests.decisions.scene import CHIEF, Scene

pytestmark = pytest.mark.django_db


def leaves(parts: dict[str, bytes]) -> list[dict[str, Any]]:
    """The entries of a dossier, in the order of the log."""
    return [json.loads(parts[path]) for path in sorted(parts) if path.startswith("entries/")]


def exceptions(parts: dict[str, bytes], *, legal_flag: bool, before: set[str]) -> list[str]:
    """Which of the five the exported decision would raise."""
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for leaf in leaves(parts):
        by_kind.setdefault(leaf["type"], []).append(leaf["public"])
    gates = {row["gate"]: row for row in by_kind.get("decisions.gate-recorded/1", [])}
    found = []
    if legal_flag and "legal" not in gates:
        found.append("1 未经合法合规审查")
    if "party" in before and "party" not in gates:
        found.append("2 决策会议顺序不当，3 党委（党组）会未前置")
    opened, vote = by_kind["decisions.item-opened/1"][-1], by_kind["decisions.vote-opened/1"][-1]
    quorum = opened["quorum"]
    if Fraction(quorum["present"], quorum["members"]) < Fraction(quorum["num"], quorum["den"]):
        found.append("4 不符合会议召开条件")
    counted, ruled = by_kind["decisions.vote-counted/1"][-1], by_kind["decisions.outcome-ruled/1"][-1]
    share, needed = (
        Fraction(counted["tally"]["for"], counted["base"]),
        Fraction(vote["rule"]["num"], vote["rule"]["den"]),
    )
    enough = share > needed if vote["rule"]["op"] == ">" else share >= needed
    if ruled["outcome"] == "passed" and not enough:
        found.append("5 表决结果不一致")
    return found


@pytest.mark.parametrize("agree", range(10))
def test_no_count_of_votes_raises_an_exception(scene: Scene, agree: int) -> None:
    motion = scene.moved()
    scene.decided(motion, ["for"] * agree + ["against"] * (9 - agree))
    assert exceptions(export_dossier(motion, by=scene.cast.actor(CHIEF)), legal_flag=True, before=set()) == []


def test_a_result_that_the_count_does_not_carry_cannot_be_announced(scene: Scene) -> None:
    motion = scene.moved()
    item = scene.seated(motion)
    scene.state_all(item)
    scene.conclude(item)
    scene.open_vote(item)
    for key in ("deputy-secretary", CHIEF):
        scene.vote(item, key)
    assert not scene.close_vote(item)
    with pytest.raises(Refusal) as refused:
        scene.rule(item, "passed")
    assert refused.value.rule == "decisions.outcome-computed"


def test_without_a_review_nothing_reaches_the_agenda(scene: Scene) -> None:
    motion = scene.draft()
    scene.self_check(motion)
    scene.sign(motion)
    with pytest.raises(Refusal) as refused:
        scene.table(scene.call(), motion)
    assert refused.value.rule == "decisions.gates-closed"
