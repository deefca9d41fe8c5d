"""计票 The result of a vote from the rule, the roll and the votes: exact fractions, recomputable by anyone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from liuhen.mechanisms.decisions.terms import Choice
from liuhen.rules.exact import passes

MEMBERS, PRESENT, VALID = "应到会", "到会", "有效票"


@dataclass(frozen=True)
class Result:
    """结果 Whether it passed, on which base, with how many in favour."""

    passed: bool
    base: int
    agree: int


def count(choices: Iterable[str], roll: int) -> dict[str, int]:
    """点票 Counts named votes; whoever is on the roll and did not vote is counted as such, never as agreeing."""
    given = list(choices)
    tally = {choice.value: given.count(choice.value) for choice in Choice}
    return {**tally, "not_cast": roll - len(given)}


def decide(rule: Mapping[str, Any], tally: Mapping[str, int], *, roll: int, members: int) -> Result:
    """算结果 `rule` is {num, den, op, base}; "超过" is ">" and "以上" is ">=" (民法典 art. 1259). No rounding.

    `members` is 应到会, `roll` 到会; the valid votes come from the tally.
    """
    agree = tally[Choice.FOR]
    valid = sum(tally[choice.value] for choice in Choice)
    base = {MEMBERS: members, PRESENT: roll, VALID: valid}[rule["base"]]
    return Result(base > 0 and passes(agree, base, rule["num"], rule["den"], rule["op"]), base, agree)
