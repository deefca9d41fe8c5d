"""责任书待办 What of letters waits for one person: signatures, letters due anew, holes in his branch. For the desk."""

from __future__ import annotations

from uuid import UUID

from liuhen.ledger.records import Actor
from liuhen.mechanisms.duties.coverage import Line
from liuhen.mechanisms.duties.letter_terms import Kind, Standing
from liuhen.mechanisms.duties.models import Cascade, Letter
from liuhen.mechanisms.duties.reads.covering import coverage
from liuhen.mechanisms.duties.reads.letters import waiting_for
from liuhen.mechanisms.duties.reads.reach import widest
from liuhen.organs.reads.staff import names, posts_of
from liuhen.organs.spans import today
from liuhen.ui.todo import Todo

__all__ = ["Todo", "owed_at", "todo_for"]

MOST, STEP = 20, 32
UNDRAWN = (Standing.NONE, Standing.ENDED)


def todo_for(by: Actor) -> list[Todo]:
    """我的待办 Letters to sign, those due anew since a post changed hands, and the holes of one's branch."""
    rows = list(waiting_for(by.person)[:MOST])
    known = names({row.upper for row in rows} | {row.lower for row in rows})
    signing = [_todo(row, by, known) for row in rows]
    if not Cascade.objects.filter(year=today().year, since__lte=today()).exists():
        return signing
    return [*signing, *_owed(by), *_holes(by)]


def owed_at(path: str, person: UUID) -> list[Line]:
    """应签未立 What a person owes at an organ and nobody has drawn yet."""
    lines = coverage(path, today()).coverage.lines
    return [line for line in lines if line.need.lower == person and line.standing in UNDRAWN]


def _owed(by: Actor) -> list[Todo]:
    """Of the organs one leads only: everybody else's are drawn by a campaign, and looked up here for nothing."""
    led = {held.organ: held for held in posts_of(by.person) if held.chief}
    found = []
    for organ, held in led.items():
        for line in owed_at(held.path, by.person):
            note = "任职变动后须由继任者另签" if line.standing is Standing.ENDED else "按部署应签，还没有生成"
            word = "责任书" if line.need.upper else "承诺书"
            found.append(Todo(f"{today().year}年度{word}", "letter-due", organ, "待签订", note))
    return found


def _holes(by: Actor) -> list[Todo]:
    top = widest(by, "coverage.read")
    if not top:
        return []
    found = coverage(top, today())
    if not found.required.planned or not found.coverage.all.holes:
        return []
    tally = found.coverage.all
    note = f"应签{tally.required}份，已签{tally.signed}份"
    organ = UUID(top[-STEP:])
    return [Todo(f"责任书缺口{tally.holes}份", "duty-coverage-at", organ, f"缺口{tally.holes}", note)]


def _todo(row: Letter, by: Actor, known: dict[UUID, str]) -> Todo:
    if row.kind == Kind.PLEDGE:
        return Todo(f"{row.year}年度承诺书", "letter", row.pk, "待签名", "由本人签名")
    other = row.lower if row.upper == by.person else row.upper
    side = "责任人" if row.upper == by.person else "上级"
    return Todo(f"{row.year}年度责任书", "letter", row.pk, "待签名", f"{side}：{known.get(other, '未知')}")
