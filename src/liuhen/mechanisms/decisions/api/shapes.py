"""接口所出 What goes out of a motion, a meeting, an item: what the tables hold, never a sealed value."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema

from liuhen.mechanisms.decisions.models import Meeting, Motion
from liuhen.mechanisms.decisions.reads import meetings, motions, trace
from liuhen.organs.reads.staff import names
from liuhen.ui.api import Instant


class MotionLine(Schema):
    """动议 One line of a list."""

    id: UUID
    number: str
    title: str | None
    organ: UUID
    group: UUID
    category: str
    kind: str
    source: str
    amount_fen: int | None
    version: int
    state: str
    outcome: str
    drafted_by: UUID
    drafted_at: Instant
    mover: UUID | None
    mover_default: bool
    decided_at: Instant | None


class TextShape(Schema):
    """文本 One version; the first is the original for good."""

    version: int
    title: str | None
    text: str | None
    author: UUID
    at: Instant
    entry: UUID


class SelfCheckShape(Schema):
    """自查"""

    mover: UUID
    lawful: bool | None
    public_interest: bool | None
    personal_interest: bool | None
    real_need: bool | None
    at: Instant
    entry: UUID


class ConfirmationShape(Schema):
    """确认或拒绝"""

    role: str
    person: UUID
    refused: bool
    witness: UUID | None
    reason: str | None
    text_sha256: str
    at: Instant
    recorded: Instant
    entry: UUID


class GateShape(Schema):
    """前置程序"""

    gate: str
    result: str
    opinion: str
    responsible: UUID
    began: date | None
    ended: date | None
    reason: str | None
    at: Instant
    entry: UUID


class ItemLine(Schema):
    """议题"""

    id: UUID
    motion_id: UUID
    meeting: UUID
    order: int
    reporter: UUID
    state: str
    outcome: str
    resolution: str | None
    opened_at: Instant | None
    ruled_at: Instant | None


class StageShape(Schema):
    """环节"""

    name: str
    done: bool
    state: str
    gaps: list[str]


class MotionFull(MotionLine):
    """动议全貌 With its texts, self-check, gates, confirmations, items and the four stages."""

    source_detail: str | None
    catalogue_code: str
    amends: UUID | None
    paper_reference: str
    state_reason: str | None
    text_sha256: str
    decided_sha256: str
    texts: list[TextShape]
    self_check: SelfCheckShape | None
    confirmations: list[ConfirmationShape]
    gates: list[GateShape]
    items: list[ItemLine]
    chain: list[StageShape]
    names: dict[str, str]


class MeetingLine(Schema):
    """会议 One line of a list."""

    id: UUID
    number: str
    title: str | None
    place: str | None
    organ: UUID
    group: UUID
    starts: Instant
    presider: UUID
    recorder: UUID
    on_paper: bool
    state: str
    recording: bool
    opened_at: Instant | None
    closed_at: Instant | None


class SeatShape(Schema):
    """席位"""

    person: UUID
    role: str
    order: int
    capacity: str
    presence: str
    reason: str | None


class MeetingFull(MeetingLine):
    """会议全貌 With its agenda and its roll."""

    record_sha256: str
    gaps: list[str]
    sealed_at: Instant | None
    minutes_sha256: str
    minutes_number: str
    items: list[ItemLine]
    seats: list[SeatShape]
    names: dict[str, str]


def motion_full(row: Motion) -> dict[str, Any]:
    """动议全貌 About twelve queries, whatever the size."""
    texts, gates = list(row.texts.all()), list(motions.current_gates(row.id).values())
    confirmations = list(row.confirmations.order_by("recorded", "entry"))
    people = {row.drafted_by, row.mover, *(one.person for one in confirmations), *(one.author for one in texts)}
    return {
        **_own(row, MotionFull),
        "texts": texts,
        "self_check": motions.latest_self_check(row.id),
        "confirmations": confirmations,
        "gates": gates,
        "items": list(row.items.order_by("opened_at", "order")),
        "chain": [{**vars(stage), "gaps": list(stage.gaps)} for stage in trace.chain_of(row)],
        "names": _named(people | {gate.responsible for gate in gates}),
    }


def meeting_full(row: Meeting) -> dict[str, Any]:
    """会议全貌 Four queries."""
    items, seats = meetings.items_of(row.id), list(row.seats.all())
    return {
        **_own(row, MeetingFull),
        "items": items,
        "seats": seats,
        "names": _named({row.presider, row.recorder, *(i.reporter for i in items), *(s.person for s in seats)}),
    }


def _named(people: Iterable[UUID | None]) -> dict[str, str]:
    return {str(person): name for person, name in names(people).items()}


def _own(row: Any, shape: type[Schema]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _plain(shape.model_fields) if hasattr(type(row), name)}


def _plain(fields: Iterable[str]) -> list[str]:
    made = {"texts", "self_check", "confirmations", "gates", "items", "chain", "names", "seats"}
    return [name for name in fields if name not in made]
