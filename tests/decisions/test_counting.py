"""The outcome follows from rule, roll and votes alone: anyone can compute it again, here without any of our code."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuhen.mechanisms.decisions.counting import MEMBERS, PRESENT, VALID, count, decide
from liuhen.mechanisms.decisions.exporting import export_dossier
from liuhen.rules.bodies import CLASSES, body_sets
from tests.decisions.scene import CHIEF, NINE, Scene
from tests.depth import DEEP

MOST = 300
RULES = {
    (rule.num, rule.den, rule.op)
    for body in body_sets().values()
    for matter in CLASSES
    for rule in (body.for_matter(matter).pass_,)
} | {(1, 2, ">"), (1, 2, ">="), (2, 3, ">="), (2, 3, ">"), (3, 4, ">="), (1, 1, ">="), (4, 5, ">")}


def oracle(num: int, den: int, op: str, agree: int, base: int) -> bool:
    """An outsider's arithmetic: the share in favour held against the rule's, as exact fractions."""
    if base == 0:
        return False
    share, rule = Fraction(agree, base), Fraction(num, den)
    return share > rule if op == ">" else share >= rule


def tally(agree: int, against: int = 0, abstain: int = 0) -> dict[str, int]:
    return {"for": agree, "against": against, "abstain": abstain}


@pytest.mark.parametrize("rule", sorted(RULES), ids=str)
def test_every_vote_of_up_to_300_members_is_decided_as_an_outsider_would(rule: tuple[int, int, str]) -> None:
    num, den, op = rule
    for members in range(1, MOST + 1):
        for agree in range(members + 1):
            expected = oracle(num, den, op, agree, members)
            written = {"num": num, "den": den, "op": op, "base": MEMBERS}
            found = decide(written, tally(agree), roll=agree, members=members)
            assert (found.passed, found.base, found.agree) == (expected, members, agree), (members, agree)


@pytest.mark.parametrize(("rule", "base"), [*product([(1, 2, ">"), (2, 3, ">=")], [MEMBERS, PRESENT, VALID])], ids=str)
def test_each_base_for_every_number_present(rule: tuple[int, int, str], base: str) -> None:
    num, den, op = rule
    for members in range(1, 301 if DEEP else 61):
        for roll, agree in ((r, a) for r in range(members + 1) for a in range(r + 1)):
            valid = max(agree, roll - 1)
            on = {MEMBERS: members, PRESENT: roll, VALID: valid}[base]
            counted = tally(agree, valid - agree)
            found = decide({"num": num, "den": den, "op": op, "base": base}, counted, roll=roll, members=members)
            assert (found.passed, found.base) == (oracle(num, den, op, agree, on), on), (members, roll, agree)


@given(st.data())
def test_any_mixture_of_votes(data: st.DataObject) -> None:
    members = data.draw(st.integers(1, MOST))
    roll = data.draw(st.integers(0, members))
    choices = data.draw(st.lists(st.sampled_from(["for", "against", "abstain"]), max_size=roll))
    num, den, op = data.draw(st.sampled_from(sorted(RULES)))
    base = data.draw(st.sampled_from([MEMBERS, PRESENT, VALID]))
    counted = count(choices, roll)
    assert sum(counted.values()) == roll
    found = decide({"num": num, "den": den, "op": op, "base": base}, counted, roll=roll, members=members)
    on = {MEMBERS: members, PRESENT: roll, VALID: len(choices)}[base]
    assert found.passed == oracle(num, den, op, choices.count("for"), on)


def test_more_than_half_of_ten_is_not_five() -> None:
    rule = {"num": 1, "den": 2, "op": ">", "base": MEMBERS}
    assert [decide(rule, tally(n), roll=10, members=10).passed for n in (4, 5, 6)] == [False, False, True]


def test_nobody_there_decides_nothing() -> None:
    rule = {"num": 1, "den": 2, "op": ">=", "base": VALID}
    assert not decide(rule, tally(0), roll=0, members=9).passed


@pytest.mark.django_db
@pytest.mark.parametrize("votes", [["for"] * 6 + ["against"] * 2 + ["abstain"], ["for"] * 5 + ["against"] * 4])
def test_a_stranger_computes_the_outcome_from_the_exported_json(scene: Scene, votes: list[str]) -> None:
    motion = scene.moved()
    scene.decided(motion, votes)
    parts = export_dossier(motion, by=scene.cast.actor(CHIEF))
    entries = [json.loads(data) for path, data in parts.items() if path.startswith("entries/")]
    disclosed = json.loads(parts["disclosed.json"])
    by_kind = {entry["type"]: entry["public"] for entry in entries}
    opened, counted, ruled = (
        by_kind[f"decisions.{name}/1"] for name in ("vote-opened", "vote-counted", "outcome-ruled")
    )
    cast = [entry for entry in entries if entry["type"] == "decisions.vote-cast/1"]
    assert {entry["public"]["person"] for entry in cast} == set(opened["roll"]) and len(cast) == len(NINE)
    said = [disclosed[entry["id"]]["choice"]["value"] for entry in cast]
    members = [seat for seat in by_kind["decisions.meeting-opened/1"]["roll"] if seat["capacity"] == "member"]
    rule = opened["rule"]
    passed = oracle(rule["num"], rule["den"], rule["op"], said.count("for"), len(members))
    assert (rule["base"], counted["base"], counted["passed"]) == ("应到会", len(members), passed)
    assert ruled["outcome"] == ("passed" if passed else "rejected")
    assert ruled["text_sha256"] == opened["text_sha256"]
