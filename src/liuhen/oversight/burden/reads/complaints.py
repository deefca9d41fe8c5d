"""反映 What people complained of: counted for everybody, read by the handling office, answered under a number."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from liuhen.kit import clock
from liuhen.kit.refusals import NotFound
from liuhen.ledger.records import Actor
from liuhen.organs.models import Organ, below
from liuhen.organs.reads.rights import may, scope
from liuhen.organs.reads.tree import book_of
from liuhen.organs.reads.tree import organ as organ_of
from liuhen.oversight.burden.models import Complaint
from liuhen.oversight.burden.reads.meter import FEW, staffed, steps


def large_organ(organ: UUID) -> UUID:
    """反映记到的单位 The unit itself, or the nearest above it in which a complaint does not point at one person."""
    chain = list(Organ.objects.filter(path__in=steps(organ_of(organ).path)).order_by("-path"))
    many = staffed(row.pk for row in chain)
    chosen: UUID = next((row.pk for row in chain if many.get(row.pk, 0) >= FEW), chain[-1].pk)
    return chosen


def counted(path: str, month: str) -> dict[str, int]:
    """反映数 Made in a month of Beijing, and how many of these are answered; open to everybody."""
    first, end = _bounds(month)
    rows = Complaint.objects.filter(organ__in=Organ.objects.filter(below(path)).values("pk"), at__gte=first, at__lt=end)
    return rows.aggregate(made=Count("pk"), answered=Count("pk", filter=Q(answered__isnull=False)))


def _bounds(month: str) -> tuple[datetime, datetime]:
    year, number = map(int, month.split("-"))
    days = (date(year, number, 1), date(year + number // 12, number % 12 + 1, 1))
    first, end = (datetime.combine(day, time(), clock.SHANGHAI) for day in days)
    return first, end


def for_office(by: Actor) -> QuerySet[Complaint]:
    """待处理的反映 Within the handling office's reach: those without an answer first, the oldest at the head."""
    rows = Complaint.objects.filter(scope(by, "complaint.answer", "organ"))
    return rows.order_by(F("answered").asc(nulls_first=True), "at", "id")


def get(number: UUID) -> Complaint:
    """一件反映 By its number, which only whoever made it and the handling office know. Raises NotFound."""
    found = Complaint.objects.filter(pk=number).first()
    if found is None:
        raise NotFound("platform.not-found", "没有这件反映，请核对编号")
    return found


def may_handle(row: Complaint, by: Actor) -> bool:
    """可否处理 Whether the person is of the handling office for the unit."""
    return may(by, "complaint.answer", row.organ)


def words_of(row: Complaint, *, by: Actor) -> str:
    """反映内容 Opened from the vault for the handling office; the look is logged."""
    opened: str = book_of(row.organ).open(row.entry, "words", by=by, purpose="处理负担反映")
    return opened
