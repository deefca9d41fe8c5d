"""判定函数 The few rules that eight verbs cannot say: a fixed registry, counted and listed on the rules page.

A rule file names one as `check: name`; it cannot name anything that is not registered here.
Each is a pure function of a row (and of the instant of judging) and says which names its sentence may use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from liuhen.rules.exact import Share
from liuhen.rules.found import Facts, Found, broken, either, met, pending

PASSED, REJECTED = "通过", "否决"


@dataclass(frozen=True)
class Check:
    """判定函数 The function, what it is about, and the names it hands to a sentence."""

    run: Callable[[Facts], Found]
    about: str
    details: frozenset[str]


CHECKS: dict[str, Check] = {}


def check(name: str, *details: str) -> Callable[[Callable[[Facts], Found]], Callable[[Facts], Found]]:
    """登记 Enter a function in the registry under the name rule files use."""

    def enter(function: Callable[[Facts], Found]) -> Callable[[Facts], Found]:
        about = (function.__doc__ or "").strip().splitlines()[0]
        CHECKS[name] = Check(function, about, frozenset(details))
        return function

    return enter


def default_mover(*, mover: Any, presider: Any, chief: Any, by_ballot: bool) -> Any:
    """默认动议人 The chief when he himself presides and nobody is named; None in every other case (M43)."""
    unnamed = mover is None and not by_ballot
    return chief if unnamed and chief is not None and presider == chief else None


@check("mover.default", "due")
def _default_mover(facts: Facts) -> Found:
    """默认动议人 The default written at agenda lock is exactly the one M43 gives, neither missing nor invented."""
    row = facts.row
    known = {name: row[name] for name in ("mover", "presider", "chief")}
    due = default_mover(**known, by_ballot=bool(row["by_ballot"]))
    return either(row["default_mover"] == due, due=due)


# 推定的五个条件 M49: each is one sentence about the row; the list is also what a person under derivation is shown.
SILENCE_CONDITIONS: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    "有权机关已就动议原文作出最终认定，且未被撤销": lambda row: bool(
        row["finding_final"] and row["finding_on_original"] and not row["finding_overturned"]
    ),
    "会议在本规则施行之后": lambda row: (
        None not in (row["enacted_on"], row["met_on"]) and row["met_on"] >= row["enacted_on"]
    ),
    "本人在场，未缺席、未回避、未离席": lambda row: bool(
        row["was_present"] and not row["was_recused"] and not row["had_left"]
    ),
    "本人未表明任何态度，也未向派驻纪检监察组反映": lambda row: (
        not (row["stance"] or row["voted_openly"] or row["worry_lodged"] or row["only_secret_vote"])
    ),
    "已听取本人陈述并告知申诉途径": lambda row: bool(row["was_heard"] and row["appeal_told"]),
}


def unmet_silence_conditions(row: Mapping[str, Any]) -> tuple[str, ...]:
    """未满足的条件 Which of the five conditions of “视为同意（推定）” the row does not meet; empty means all hold."""
    return tuple(name for name, holds in SILENCE_CONDITIONS.items() if not holds(row))


@check("silence.five_conditions", "unmet")
def _silence(facts: Facts) -> Found:
    """视为同意（推定） Silence may be derived as agreement only when all five conditions hold."""
    unmet = unmet_silence_conditions(facts.row)
    return either(not unmet, unmet=unmet)


def computed_outcome(*, agree: int, base: int, share: Share) -> str:
    """计算结果 通过 when the votes in favour pass the share of the base, else 否决."""
    return PASSED if share.passed_by(agree, base) else REJECTED


@check("vote.outcome", "computed")
def _outcome(facts: Facts) -> Found:
    """表决结果 A typed result equals the one computed from the votes, the base and the share of the body's rules."""
    row = facts.row
    if None in (row["agree"], row["base"], row["share"]):
        return pending(computed="未知")
    computed = computed_outcome(agree=row["agree"], base=row["base"], share=row["share"])
    return either(row["typed"] == computed, computed=computed)


@check("vote.tally", "counted")
def _tally(facts: Facts) -> Found:
    """计票 A paper tally adds up: issued = returned + unreturned, returned = valid + invalid, valid = options."""
    row = facts.row
    names = ("issued", "returned", "unreturned", "valid", "invalid", "agree", "disagree", "defer", "abstain")
    if any(row[name] is None for name in names):
        return pending(counted=None)
    counted = row["agree"] + row["disagree"] + row["defer"] + row["abstain"]
    adds_up = row["issued"] == row["returned"] + row["unreturned"] and row["returned"] == row["valid"] + row["invalid"]
    return met(counted=counted) if adds_up and counted == row["valid"] else broken(counted=counted)
