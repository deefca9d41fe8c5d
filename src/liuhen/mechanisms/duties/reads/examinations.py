"""失职核查查询 What was examined at an organ and below, and what concerns one person."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from liuhen.kit.refusals import NotFound
from liuhen.ledger.records import Actor
from liuhen.mechanisms.duties.models import DutyItem, Examination
from liuhen.organs.reads.rights import scope

EXAMINE, SPEAK = "failure.examine", "motion.confirm"
"""核查、代表班子陈述 Who examines; who speaks for a body: whoever confirms its motions."""

__all__ = ["EXAMINE", "SPEAK", "cited_item", "examination", "may_open", "open_for", "visible_to"]


def examination(id: UUID) -> Examination:
    """失职核查 One examination. Raises NotFound."""
    found = Examination.objects.filter(pk=id).select_related("version", "version__list").first()
    if found is None:
        raise NotFound("duties.unknown-examination", "没有这项核查")
    return found


def cited_item(row: Examination) -> DutyItem:
    """所引条款 The line it cites, as that version has it."""
    return DutyItem.objects.select_related("version", "version__list").get(version=row.version_id, item=row.item)


def visible_to(by: Actor) -> QuerySet[Examination]:
    """可见的核查 Where one examines, what concerns oneself, and what concerns the body one speaks for."""
    for_the_body = Q(person=None) & scope(by, SPEAK, "organ")
    rows = Examination.objects.filter(scope(by, EXAMINE, "organ") | Q(person=by.person) | for_the_body)
    return rows.select_related("version", "version__list").prefetch_related("answers").order_by("-at", "id")


def may_open(row: Examination, by: Actor) -> bool:
    """可否查阅 The same question for one of them."""
    return visible_to(by).filter(pk=row.pk).exists()


def open_for(person: UUID) -> list[Examination]:
    """待陈述 Examinations of this person of which he has said nothing yet."""
    rows = Examination.objects.filter(person=person, answers=None)
    return list(rows.select_related("version", "version__list").order_by("at"))
