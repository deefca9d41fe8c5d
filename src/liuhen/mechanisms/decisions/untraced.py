"""未挂决策 What nobody tied to a decision: payments count above the body's limit, all else in any amount (M41)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from liuhen.kit import clock
from liuhen.mechanisms.decisions.models import Consequence
from liuhen.mechanisms.decisions.terms import Consequence as Kind
from liuhen.organs.reads.groups import groups_of
from liuhen.rules.judge import judge
from liuhen.rules.reads import InForce, body_rules, in_force_of

RULES = {Kind.PAYMENT: "decisions.payment-traced"}
"""规则 What is asked of each kind; the others need only a decision, whatever the amount."""
OTHERWISE = "decisions.traced-to-decision"


@dataclass(frozen=True)
class Untraced:
    """未挂决策 One consequence without a decision, and what the rule says of it."""

    row: Consequence
    sentence: str

    @property
    def above(self) -> bool:
        """是否超限 Whether the rule makes a finding of it."""
        return bool(self.sentence)


def untraced_of(organ: UUID) -> list[Untraced]:
    """未挂决策清单 Everything of this unit without a decision, newest first, from the moment of entry."""
    return judged(Consequence.objects.filter(organ=organ, motion=None).order_by("-occurred", "-id"))


def judged(rows: Iterable[Consequence]) -> list[Untraced]:
    """逐笔判断 What the rules in force say of each; those that are findings first, otherwise in the order given."""
    today = clock.local(clock.now()).date()
    rules = in_force_of({*RULES.values(), OTHERWISE}, today)
    limits: dict[UUID, dict[str, Any]] = {}
    found = []
    for row in rows:
        if row.organ not in limits:
            limits[row.organ] = _limits(row.organ, today)
        found.append(Untraced(row, _sentence(row, rules, limits[row.organ])))
    return sorted(found, key=lambda one: not one.above)


def _sentence(row: Consequence, rules: dict[str, InForce], limits: dict[str, Any]) -> str:
    rule = rules[RULES.get(Kind(row.kind), OTHERWISE)].rule
    facts = {name: value for name, value in _facts(row).items() if name in rule.kinds}
    own = {"threshold": limits[row.category]} if row.category in limits and "threshold" in rule.parameters else None
    found = judge(rule, facts, row.recorded, settings=own, exactly=True)
    return found.sentence if found.is_broken else ""


def _limits(organ: UUID, on: date) -> dict[str, Any]:
    """The limits in 分 of the unit's own body, by class of matter; without any the rule's sample value stands."""
    groups = groups_of(organ, on)
    if not groups:
        return {}
    classes = body_rules(groups[0].kind, on, organ).rules.all
    return {name: str(one.threshold_fen) for name, one in classes.items() if one.threshold_fen is not None}


def _facts(row: Consequence) -> dict[str, Any]:
    return {
        "kind": row.get_kind_display(),
        "name": row.reference or "",
        "decision": None,
        "paid_at": row.occurred,
        "untraced": row.amount_fen or 0,
    }
