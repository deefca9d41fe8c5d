"""追溯 From a decision to everything that made it and came of it, and back (M40, M47, M52)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from liuhen.ledger.entries import Entry
from liuhen.mechanisms.decisions.models import ActConfirmation, Consequence, Item, Motion
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
    moved = motion.confirmations.filter(role="mover", refused=False).exists() or motion.mover_default
    gaps = tuple(gap for gap, missing in (("动议人未签名", not moved), ("主持人未确认", not _chair(motion))) if missing)
    decided = motion.state in ("decided", "rejected", "archived")
    results = Consequence.objects.filter(motion=motion.id, kind__in=("result", "loss")).exists()
    return [
        Stage(STAGES[0], bool(moved), "已动议" if moved else "未动议", gaps),
        Stage(STAGES[1], decided, motion.get_state_display(), tuple(trace_gaps(motion))),
        Stage(STAGES[2], False, "未到"),
        Stage(STAGES[3], results, "已有结果" if results else "未到"),
    ]


def _chair(motion: Motion) -> bool:
    return motion.confirmations.filter(role="chair").exists()


def trace_gaps(motion: Motion) -> list[str]:
    """留痕缺项 What is named as missing in the records of the meetings that dealt with this motion."""
    ids = Item.objects.filter(motion=motion).values_list("meeting", flat=True)
    return list(dict.fromkeys(gap for id in ids for gap in meetings.get(id).gaps))


def decision_behind(consequence: UUID) -> Motion | None:
    """谁决定的 The decision behind a payment, contract, result or loss; None when it is untraced."""
    row = Consequence.objects.filter(pk=consequence).first()
    return Motion.objects.filter(pk=row.motion).first() if row and row.motion else None


def consequences_of(motion: UUID) -> list[Consequence]:
    """后果 What came of a decision, oldest first."""
    return list(Consequence.objects.filter(motion=motion).order_by("occurred", "id"))


def file_of(motion: Motion) -> list[Entry]:
    """全卷 Every entry on the motion's own file, in order."""
    return book_of(motion.organ).file_of("motion", motion.id)


def entries_entered_for(motion: Motion) -> list[EnteredFor]:
    """代录清单 Acts on this motion that a recorder entered from paper."""
    confirmed = set(ActConfirmation.objects.filter(motion=motion.id).values_list("confirmed", flat=True))
    return [
        EnteredFor(
            entry.id,
            UUID(behalf),
            entry.leaf_hash.hex(),
            entry.id in confirmed,
            entry.kind,
            entry.occurred,
            entry.recorded,
        )
        for entry in file_of(motion)
        if (behalf := entry.body.get("on_behalf"))
    ]


def entered_for(motion: Motion, entry: UUID) -> EnteredFor | None:
    """代录 One such act, or None."""
    return next((row for row in entries_entered_for(motion) if row.entry == entry), None)
