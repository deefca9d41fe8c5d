"""失职核查接口 Examine by a line of the list, and answer; facts and words are opened apart, and each look is logged."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status

from liuhen.kit.refusals import NotFound
from liuhen.ledger.records import Actor
from liuhen.mechanisms.duties import actions
from liuhen.mechanisms.duties.models import Examination
from liuhen.mechanisms.duties.reads import examinations
from liuhen.organs.reads.tree import book_of
from liuhen.rules.doorway import Written, actor_of, written
from liuhen.ui.api import Day, Given, Instant, Page, Paging, Prose, answers, page_of

router = Router(tags=["失职核查"])


class ExaminationShape(Schema):
    """失职核查 `person`: who held the post on that day, derived; None: the body as a whole."""

    id: UUID
    organ: UUID
    item: UUID
    version: UUID
    on: Day
    post: UUID | None
    person: UUID | None
    examined_by: UUID
    at: Instant
    answered: int


class Examining(Given):
    """登记核查 `post` only where several posts carry the item."""

    organ: UUID
    item: UUID | None = None
    on: Day
    facts: Prose
    post: UUID | None = None


class Answering(Given):
    """陈述申辩"""

    words: Prose


class Words(Schema):
    """启封内容"""

    facts: str
    answers: list[str]


@router.get("", response=answers(Page[ExaminationShape]))
def duty_examinations(request: HttpRequest, asked: Query[Paging]) -> Any:
    """核查一览 Where one examines, and what concerns oneself."""
    return page_of(examinations.visible_to(actor_of(request)), asked, _shape)


@router.post("", response=answers(Written, 201))
def duty_examine(request: HttpRequest, given: Examining) -> Status:
    """登记核查 Refused without a line of the list in force that day (M13)."""
    return written(actions.examine_failure(by=actor_of(request), **given.model_dump()), "examination")


@router.get("/{uuid:examination}", response=answers(ExaminationShape))
def duty_examination(request: HttpRequest, examination: UUID) -> Any:
    """一项核查"""
    return _shape(_visible(examination, actor_of(request)))


@router.post("/{uuid:examination}/open", response=answers(Words))
def duty_examination_open(request: HttpRequest, examination: UUID) -> Any:
    """启封 Facts and the person's own words; the look is logged."""
    by = actor_of(request)
    row = _visible(examination, by)
    book, entries = book_of(row.organ), [one.entry for one in row.answers.all()]
    said = book.open_many(entries, "words", by=by, purpose="查阅陈述申辩") if entries else {}
    return {
        "facts": book.open(row.entry, "facts", by=by, purpose="查阅失职核查"),
        "answers": [said[entry, "words"] for entry in entries],
    }


@router.post("/{uuid:examination}/answers", response=answers(Written, 201))
def duty_examination_answer(request: HttpRequest, examination: UUID, given: Answering) -> Status:
    """陈述申辩 By the person."""
    by = actor_of(request)
    _visible(examination, by)
    return written(actions.answer_failure(examination=examination, by=by, words=given.words))


def _visible(examination: UUID, by: Actor) -> Examination:
    row = examinations.examination(examination)
    if not examinations.may_open(row, by):
        raise NotFound("duties.unknown-examination", "没有这项核查")
    return row


def _shape(row: Examination) -> dict[str, Any]:
    same = ("id", "organ", "item", "on", "post", "person", "examined_by", "at")
    return {
        **{name: getattr(row, name) for name in same},
        "version": row.version_id,
        "answered": len(row.answers.all()),
    }
