"""基层负担接口 The meter without names, what is asked and why, complaints and their answers."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import StringConstraints

from liuhen.oversight.burden import actions
from liuhen.oversight.burden.reads import complaints, meter
from liuhen.oversight.burden.terms import About, Outcome
from liuhen.rules.doorway import Written, actor_of, written
from liuhen.ui.api import Given, Instant, Line, Page, Paging, Prose, Yes, answers, page_of

router = Router(tags=["填报负担"])
complaining = Router(tags=["负担反映"])
Month = Annotated[str, StringConstraints(pattern=r"^20\d{2}-(0[1-9]|1[0-2])$")]


class MonthAsked(Paging):
    """检索 A month of Beijing; this month when none is named."""

    month: Month | None = None


class UnitShape(Schema):
    """单位负担 In the order of the tree, never by size."""

    organ: UUID
    name: str
    forms: int
    asked: int
    filled: int
    minutes: int


class FieldShape(Schema):
    """所填项目 `why` is the reason without which it may not be asked."""

    name: str
    way: str
    seconds: int
    why: str


class FormShape(Schema):
    """表单负担"""

    kind: str
    forms: int
    minutes: int
    fields: list[FieldShape]


class Complaining(Given):
    """负担反映 Without a name unless `named`."""

    about: About
    words: Prose
    page: Line = ""
    named: Yes = False


class ComplaintShape(Schema):
    """一件反映 `words` for the handling office alone; the look is logged."""

    id: UUID
    about: About
    at: Instant
    outcome: str
    answer: str | None
    answered: Instant | None
    words: str | None


class Answering(Given):
    """答复"""

    outcome: Outcome
    words: Prose


@router.get("/units", response=answers(Page[UnitShape]))
def unit_list(request: HttpRequest, asked: Query[MonthAsked]) -> Any:
    """各单位填报负担 Of the person's region; nobody by name."""
    by = actor_of(request)
    meter.catch_up(by.organ)
    return page_of(meter.units(meter.region(by), asked.month or meter.this_month()), asked, _unit)


def _unit(row: meter.Unit) -> dict[str, Any]:
    load = {name: getattr(row.load, name) for name in ("forms", "asked", "filled", "minutes")}
    return {"organ": row.organ, "name": row.name, **load}


@router.get("/forms", response=answers(Page[FormShape]))
def form_list(request: HttpRequest, asked: Query[MonthAsked]) -> Any:
    """各表单负担 With the reason of every field."""
    by = actor_of(request)
    meter.catch_up(by.organ)
    return page_of(meter.forms(meter.region(by), asked.month or meter.this_month()), asked, _form)


def _form(row: meter.FormLoad) -> dict[str, Any]:
    fields = [
        {"name": field.name, "way": field.way.word, "seconds": field.way.seconds, "why": field.why}
        for field in row.form.fields
    ]
    return {"kind": row.form.kind, "forms": row.load.forms, "minutes": row.load.minutes, "fields": fields}


@complaining.post("", response=answers(Written, 201))
def complaint_make(request: HttpRequest, given: Complaining) -> Status:
    """反映"""
    return written(actions.complain(by=actor_of(request), **given.model_dump()), "complaint")


@complaining.get("/{uuid:complaint}", response=answers(ComplaintShape))
def complaint_show(request: HttpRequest, complaint: UUID) -> Any:
    """一件反映 By its number."""
    by, row = actor_of(request), complaints.get(complaint)
    same = ("about", "at", "outcome", "answer", "answered")
    words = complaints.words_of(row, by=by) if complaints.may_handle(row, by) else None
    return {**{name: getattr(row, name) for name in same}, "id": row.pk, "words": words}


@complaining.post("/{uuid:complaint}/answer", response=answers(Written, 201))
def complaint_answer(request: HttpRequest, complaint: UUID, given: Answering) -> Status:
    """答复 By the handling office."""
    return written(actions.answer_complaint(complaint=complaint, by=actor_of(request), **given.model_dump()))


ROUTERS: tuple[tuple[str, Router], ...] = (("/burden", router), ("/complaints", complaining))
"""路由 Where each part of the interface stands; the door mounts them."""
