"""未挂决策 Payments and contracts nobody tied to a decision; those above the threshold are findings (M40, M41)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from liuhen.mechanisms.decisions.models import Consequence
from liuhen.mechanisms.decisions.terms import Consequence as Kind
from liuhen.rules import guard

RULES = {Kind.PAYMENT: "decisions.payment-traced"}
"""规则 What is asked of each kind; the others need only a decision, whatever the amount."""


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
    rows = Consequence.objects.filter(organ=organ, motion=None).order_by("-occurred", "-id")
    return [Untraced(row, _sentence(row)) for row in rows]


def _sentence(row: Consequence) -> str:
    [found] = guard.marks([RULES.get(Kind(row.kind), "decisions.traced-to-decision")], _facts(row), row.recorded)
    return found.sentence if found.is_broken else ""


def _facts(row: Consequence) -> dict[str, Any]:
    return {
        "kind": row.get_kind_display(),
        "name": row.reference or "",
        "decision": None,
        "paid_at": row.occurred,
        "untraced": row.amount_fen or 0,
    }
