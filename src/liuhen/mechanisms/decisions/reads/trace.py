"""追溯 From a decision to everything that made it and came of it, and back (M40, M47, M52)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from liuhen.kit.once import once
from liuhen.ledger.entries import Entry
from liuhen.mechanisms.decisions.models import ActConfirmation, Consequence, Motion
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.organs.reads.tree import book_of

STAGES = ("初始动议", "决策留痕", "过程监审", "结果查究")


@dataclass(frozen=True)
class Stage:
    """环节 One of the four stages of a decision's chain, with its state and its gaps (M52)."""

    name: str
    done: bool
    state: str
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True)
class EnteredFor:
    """代录 An act entered from paper on somebody's behalf, and whether he has confirmed it since."""

    entry: UUID
    person: UUID
    leaf_hash: str
    confirmed: bool
    kind: str
    occurred: datetime
    recorded: datetime


def chain_of(motion: Motion) -> list[Stage]:
    """四环节 The four stages. Supervision and inquiry are reached only by links yet: without any they read 未到."""
    given = {(one.role, one.refused) for one in motion.confirmations.all()}
    moved = ("mover", False) in given or motion.mover_default
    chair = any(role == "chair" for role, _ in given)
    gaps = tuple(gap for gap, missing in (("动议人未签名", not moved), ("主持人未确认", not chair)) if missing)
    decided = motion.state in ("decided", "rejected", "archived")
    results = any(one.kind in ("result", "loss") for one in consequences_of(motion.id))
    return [
        Stage(STAGES[0], bool(moved), "已动议" if moved else "未动议", gaps),
        Stage(STAGES[1], decided, motion.get_state_display(), tuple(trace_gaps(motion))),
        Stage(STAGES[2], False, "未到"),
        Stage(STAGES[3], results, "已有结果" if results else "未到"),
    ]


@once
def trace_gaps(motion: Motion) -> list[str]:
    """留痕缺项 What is named as missing in the records of the meetings that dealt with this motion."""
    items = motion.items.all()
    held = {sitting.id: sitting.gaps for sitting in meetings.of_motion(motion.id)} if items else {}
    return list(dict.fromkeys(gap for item in items for gap in held[item.meeting]))


def decision_behind(consequence: UUID) -> Motion | None:
    """谁决定的 The decision behind a payment, contract, result or loss; None when it is untraced."""
    row = Consequence.objects.filter(pk=consequence).first()
    return Motion.objects.filter(pk=row.motion).first() if row and row.motion else None


@once
def consequences_of(motion: UUID) -> list[Consequence]:
    """后果 What came of a decision, oldest first."""
    return list(Consequence.objects.filter(motion=motion).order_by("occurred", "id"))


@once
def file_of(motion: Motion) -> list[Entry]:
    """全卷 Every entry on the motion's own file, in order."""
    return book_of(motion.organ).file_of("motion", motion.id)


def entries_entered_for(motion: Motion) -> list[EnteredFor]:
    """代录清单 Acts on this motion that a recorder entered from paper."""
    entered = [entry for entry in file_of(motion) if entry.body.get("on_behalf")]
    acts = ActConfirmation.objects.filter(motion=motion.id)
    confirmed = set(acts.values_list("confirmed", flat=True)) if entered else set()
    return [
        EnteredFor(
            entry.id,
            UUID(entry.body["on_behalf"]),
            entry.leaf_hash.hex(),
            entry.id in confirmed,
            entry.kind,
            entry.occurred,
            entry.recorded,
        )
        for entry in entered
    ]


def entered_for(motion: Motion, entry: UUID) -> EnteredFor | None:
    """代录 One such act, or None."""
    return next((row for row in entries_entered_for(motion) if row.entry == entry), None)
