"""单位树 The tree of organs, as it is and as it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from liuhen.kit.once import once, once_each
from liuhen.kit.refusals import NotFound
from liuhen.ledger.book import Book
from liuhen.organs.kinds import DIVISIONS
from liuhen.organs.models import Organ, OrganPast, below
from liuhen.organs.spans import on_day, today

DEFAULT_BOOK = "liuhen.local"


def organ(id: UUID) -> Organ:
    """单位 One organ. Raises NotFound."""
    found = known(id)
    if found is None:
        raise NotFound("organs.unknown-organ", "没有这个单位")
    return found


@once
def known(id: UUID) -> Organ | None:
    """单位，若有 One organ, or None."""
    return Organ.objects.filter(pk=id).first()


def book_of(organ: Organ | UUID | None) -> Book:
    """所属存证簿 The book in which this organ's acts are written: the one it was established in."""
    if isinstance(organ, Organ):
        return Book(organ.book)
    found = known(organ) if organ else None
    return Book(found.book if found else default_origin())


def default_origin() -> str:
    """默认存证簿 The book of organs above or outside every county-level unit."""
    return str(getattr(settings, "LIUHEN_BOOK", DEFAULT_BOOK))


def organs_under(path: str, on: date | None = None) -> QuerySet[Organ]:
    """本级及以下 The organ with this path and all below it that exist on the day."""
    return Organ.objects.filter(below(path), on_day(on or today())).order_by("path")


def children(id: UUID | None, on: date | None = None, *, words: str = "") -> QuerySet[Organ]:
    """下级单位 Direct subordinates on the day, by code and name; `words` narrows by name or code."""
    day = on or today()
    now = Q(parent=id, settled__lte=day)
    then = Exists(OrganPast.objects.filter(on_day(day), organ=OuterRef("pk"), parent=id))
    rows = Organ.objects.filter(on_day(day)).filter(now if on is None else now | Q(then))
    if words:
        rows = rows.filter(Q(name__contains=words) | Q(code__startswith=words))
    return rows.order_by("code", "name", "id")


def crumbs(found: Organ) -> list[Organ]:
    """上级链 The organs from the root down to this one."""
    return list(Organ.objects.filter(pk__in=found.ancestors).order_by("path"))


@once
def region_of(found: Organ) -> str:
    """所在区划 Path of the nearest division at or above the organ; its own when there is none."""
    rows = Organ.objects.filter(pk__in=found.ancestors, kind__in=DIVISIONS).order_by("-path")
    return rows.values_list("path", flat=True).first() or found.path


def past_of(id: UUID) -> list[OrganPast]:
    """沿革 Names and superiors the organ once had, newest first."""
    return list(OrganPast.objects.filter(organ=id).select_related("parent").order_by("-since"))


def name_on(found: Organ, on: date) -> str:
    """当日名称 What the organ was called on the day."""
    past = OrganPast.objects.filter(on_day(on), organ=found.pk).values_list("name", flat=True).first()
    return past or found.name


def superior_on(found: Organ, on: date) -> UUID | None:
    """当日上级 The organ's direct superior on the day."""
    past = OrganPast.objects.filter(on_day(on), organ=found.pk).first()
    return past.parent_id if past else found.parent_id


@once_each
def organ_names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """单位名称 Names of organs by id."""
    return dict(Organ.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def organs_by_id(ids: Iterable[UUID]) -> dict[UUID, Organ]:
    """单位表 Organs by id; unknown ids are left out."""
    return Organ.objects.in_bulk(set(ids))


@once_each
def organ_codes(ids: Iterable[UUID]) -> dict[UUID, str]:
    """单位代码 Codes of organs by id."""
    return dict(Organ.objects.filter(pk__in=set(ids)).values_list("pk", "code"))


def search(words: str, within: Q | None = None) -> QuerySet[Organ]:
    """检索单位 Organs whose name holds the words or whose code begins with them."""
    rows = Organ.objects.filter(Q(name__contains=words) | Q(code__startswith=words), on_day(today()))
    return (rows.filter(within) if within is not None else rows).order_by("path")
