"""待办 Questions to answer, and the two dates of a month's sample that must not be missed."""

from __future__ import annotations

from liuhen.kit import clock
from liuhen.ledger.records import Actor
from liuhen.mechanisms.dutylog.reads import samples
from liuhen.organs.powers import kinds_with
from liuhen.organs.reads.rights import may
from liuhen.organs.reads.staff import posts_of
from liuhen.ui.todo import Todo


def todo_for(by: Actor) -> list[Todo]:
    """我的待办 Questions to oneself first."""
    return [*_asked(by), *(_sampling(by) if _samples(by) else [])]


def _asked(by: Actor) -> list[Todo]:
    note = "核查记实时需要您说明；说明原样存入，不会被改动"
    return [Todo("说明一行记实", "dutylog-line", one.line, "待说明", note) for one in samples.waiting_for(by.person)]


def _samples(by: Actor) -> bool:
    """By the kinds of his posts alone: most people need no further look."""
    return any(held.kind in kinds_with("dutylog.sample") for held in posts_of(by.person))


def _sampling(by: Actor) -> list[Todo]:
    month = f"{clock.local(clock.now()):%Y-%m}"
    found = [
        Todo(f"抽取{one.month}的记实样本", "dutylog-samples", one.organ, "待抽取", "当月已结束，种子已事先承诺")
        for one in samples.undrawn(by, month)
    ]
    place = next((one for one in samples.places(by) if may(by, "dutylog.sample", one.pk)), None)
    if place and samples.find(place.pk, month) is None:
        note = "本月结束前承诺，逾期本月不能抽查"
        found.append(Todo(f"承诺{month}抽查的种子", "dutylog-samples", place.pk, "待承诺", note))
    return found
