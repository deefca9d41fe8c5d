"""补签可否办理 After the outcome: one's own hand for a stage left unsigned, or a refusal before a witness (M38)."""

from __future__ import annotations

from uuid import UUID

from liuhen.kit.refusals import BadInput, WrongState
from liuhen.ledger.book import Actor
from liuhen.mechanisms.decisions.permits.meeting import require_may_run
from liuhen.mechanisms.decisions.reads.room import Room
from liuhen.mechanisms.decisions.reads.stages import unsigned
from liuhen.mechanisms.decisions.states import ITEM_ACTS
from liuhen.rules.permits import require_filled, require_own, require_state

__all__ = ["require_may_refuse_stage", "require_may_sign_stage"]


def require_may_sign_stage(room: Room, *, by: Actor, stage: str) -> list[str]:
    """可否补签 By the person who is missing there, himself."""
    _require_missing(room, stage, by.person)
    require_own(by, by.person, "补签")
    return []


def require_may_refuse_stage(
    room: Room, *, by: Actor, stage: str, person: UUID, witness: UUID, reason: str
) -> list[str]:
    """可否补记拒签 By whoever ran the meeting; the witness is somebody else."""
    require_may_run(room.meeting, by)
    require_filled(reason=reason)
    if witness == person:
        raise BadInput("platform.input", "拒绝签名须有他人见证", fields={"witness": "请另选一人"})
    _require_missing(room, stage, person)
    return []


def _require_missing(room: Room, stage: str, person: UUID) -> None:
    require_state(room.item.state, ITEM_ACTS["sign_stage"][0], room.item.get_state_display())
    if (stage, person) not in unsigned(room):
        raise WrongState("decisions.signed-or-named", "这个环节不缺此人的签名")
