"""纸面录入可否办理 Who may enter from paper what others signed."""

from __future__ import annotations

from liuhen.ledger.book import Actor
from liuhen.mechanisms.decisions.models import Meeting
from liuhen.organs.reads.rights import may
from liuhen.rules.permits import require_power

__all__ = ["may_enter", "require_may_enter"]


def may_enter(sitting: Meeting, by: Actor) -> bool:
    """可否录入 The recorder of the meeting, or whoever holds that power at the organ."""
    return by.person == sitting.recorder or may(by, "paper.enter", sitting.organ)


def require_may_enter(sitting: Meeting, by: Actor) -> None:
    """须可录入 Raises NotPermitted."""
    if by.person != sitting.recorder:
        require_power(by, sitting.organ, "paper.enter")
