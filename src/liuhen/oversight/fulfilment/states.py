"""履责状态 Four words for a duty, from what shows it; never a number, and nothing that orders people (M12, M15)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices

from liuhen.ledger.duty_lines import SHOW, EvidenceKind
from liuhen.rules.judge import judge
from liuhen.rules.model import Rule


class State(TextChoices):
    """状态 A soft duty has no measure, so nobody can say that it is done."""

    NONE = "none", "未开展"
    SHOW = "show", "只有样板动作"
    DONE = "done", "已开展"
    SOFT = "soft", "软任务（不可衡量）"


@dataclass(frozen=True)
class Shown:
    """佐证小结 How many lines of which kind show a duty; `named`: of these, how many name it."""

    kinds: Counter[str]
    named: int

    @property
    def all(self) -> int:
        """佐证条数"""
        return self.kinds.total()

    @property
    def other(self) -> int:
        """样板动作以外"""
        return sum(number for kind, number in self.kinds.items() if kind not in SHOW)

    @property
    def words(self) -> list[tuple[str, int]]:
        """分种类 In the order of the closed list."""
        return [(str(kind.label), self.kinds[kind]) for kind in EvidenceKind if self.kinds[kind]]


def state_of(shown: Shown, *, soft: bool, rule: Rule, at: datetime) -> State:
    """判状态 By the rule against the three show acts, as in force at that time."""
    if soft:
        return State.SOFT
    if not shown.all:
        return State.NONE
    found = judge(rule, {"all": shown.all, "other": shown.other}, at)
    return State.SHOW if found.is_broken else State.DONE
