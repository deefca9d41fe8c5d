"""授权 Looks and acts allowed to one person beyond the powers of his posts."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from liuhen.organs.models import Grant, Organ, below
from liuhen.organs.spans import on_day, today


def has_grant(
    person: UUID, verb: str, *, matter: UUID | None = None, organ: UUID | None = None, on: date | None = None
) -> bool:
    """是否获授权 Whether the person was granted the verb for this matter, or at this organ or one above it."""
    wanted = Q(pk__in=[])
    if matter is not None:
        wanted |= Q(matter=matter)
    if organ is not None and (found := Organ.objects.filter(pk=organ).only("path").first()):
        wanted |= Q(matter=None, organ__in=found.ancestors)
    return Grant.objects.filter(on_day(on or today()), wanted, person=person, verb=verb).exists()


def grants_at(path: str, on: date | None = None) -> QuerySet[Grant]:
    """所作授权 Grants of the day for the organ with this path or below it, the one that ends first at the head."""
    rows = Grant.objects.filter(on_day(on or today()), below(path, "organ__path"))
    return rows.select_related("organ", "person").order_by("until", "id")


def grants_of(person: UUID, on: date | None = None) -> list[Grant]:
    """所获授权 The grants a person has on the day, the one that ends first at the head."""
    rows = Grant.objects.filter(on_day(on or today()), person=person).select_related("organ")
    return list(rows.order_by("until", "id"))
