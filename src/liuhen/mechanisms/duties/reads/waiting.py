"""责任书待办 What of letters waits for one person: signatures, letters due anew, holes in his branch. For the desk."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from liuhen.ledger.records import Actor
from liuhen.mechanisms.duties.letter_terms import Kind
from liuhen.mechanisms.duties.models import Letter
from liuhen.mechanisms.duties.reads.letters import waiting_for
from liuhen.organs.reads.staff import names

__all__ = ["Todo", "todo_for"]

MOST = 20


@dataclass(frozen=True)
class Todo:
    """待办一项 What, where it is done (route and id), and why."""

    title: str
    route: str
    id: UUID
    state: str
    note: str = ""
    urgent: bool = False


def todo_for(by: Actor) -> list[Todo]:
    """我的待办 Letters that wait for one's own signature, the oldest first. Two queries."""
    rows = list(waiting_for(by.person)[:MOST])
    known = names({row.upper for row in rows} | {row.lower for row in rows})
    return [_todo(row, by, known) for row in rows]


def _todo(row: Letter, by: Actor, known: dict[UUID, str]) -> Todo:
    if row.kind == Kind.PLEDGE:
        return Todo(f"{row.year}年度承诺书", "letter", row.pk, "待签名", "由本人签名")
    other = row.lower if row.upper == by.person else row.upper
    side = "责任人" if row.upper == by.person else "上级"
    return Todo(f"{row.year}年度责任书", "letter", row.pk, "待签名", f"{side}：{known.get(other, '未知')}")
