"""履责情况接口 The state of every duty one carries: words, never a number."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from liuhen.mechanisms.dutylog.reads import lines
from liuhen.organs.spans import today
from liuhen.oversight.fulfilment import reads
from liuhen.oversight.fulfilment.states import State
from liuhen.rules.doorway import actor_of
from liuhen.ui.api import Day, answers

router = Router(tags=["履责情况"])


class DutyShape(Schema):
    """一项责任 `evidence` counts the lines behind it, by kind."""

    item: UUID
    list: str
    number: int
    audience: str
    side: str
    text: str
    measure: str
    state: State
    state_words: str
    evidence: dict[str, int]


class Asked(Schema):
    """哪一天 Today when left out."""

    on: Day | None = None


@router.get("", response=answers(list[DutyShape]))
def duty_list(request: HttpRequest, asked: Query[Asked]) -> Any:
    """我的履责情况 Each duty once, with its state in the year up to that day (M12, M14)."""
    lines.catch_up(request.person.book)  # type: ignore[attr-defined]
    found = reads.of_person(actor_of(request).person, asked.on or today())
    return [_shape(one) for one in found.duties]


def _shape(one: reads.Duty) -> dict[str, Any]:
    same = ("item", "number", "audience", "side", "text", "measure")
    return {name: getattr(one.line, name) for name in same} | {
        "list": one.line.list_name,
        "state": one.state,
        "state_words": str(one.state.label),
        "evidence": dict(one.shown.kinds),
    }


ROUTERS = (("/fulfilment", router),)
