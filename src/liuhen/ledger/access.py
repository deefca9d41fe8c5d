"""查阅 The only place where vaulted values are opened, and where every look at a sealed one is logged."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from liuhen.kit import clock
from liuhen.kit.refusals import NotFound, WrongState
from liuhen.ledger.models import Look, Release, VaultRow
from liuhen.ledger.records import Actor, Mark
from liuhen.ledger.vault import Opened, VaultError, ring_of, unseal


def open_value(entry: UUID, field: str, *, by: Actor, purpose: str) -> Opened:
    """启封 One vaulted value and its salt. Raises WrongState while it is held, NotFound when it is gone."""
    row = VaultRow.objects.filter(entry=entry, field=field).first()
    if row is None:
        raise NotFound("platform.not-found", "存证簿中没有这一项内容")
    held = bool(row.hold) and not is_released(row.hold)
    if row.mark == Mark.SEALED:
        _log(entry, field, by, purpose, granted=not held)
    if held:
        raise _still_held()
    try:
        return unseal(row)
    except VaultError as error:
        raise NotFound("platform.not-found", str(error)) from error


def open_values(
    entries: Iterable[UUID], fields: Iterable[str], *, by: Actor, purpose: str
) -> dict[tuple[UUID, str], Opened]:
    """批量启封 These fields of these entries, as `open_value` opens them one by one, in five queries at most.

    All of them or none: one value still held refuses the whole, and every look is logged as refused.
    """
    rows = list(VaultRow.objects.filter(entry__in=list(entries), field__in=list(fields)))
    holds = {row.hold for row in rows if row.hold}
    released = set(Release.objects.filter(hold__in=holds).values_list("hold", flat=True)) if holds else set()
    granted = holds <= released
    _log_all([row for row in rows if row.mark == Mark.SEALED], by, purpose, granted=granted)
    if not granted:
        raise _still_held()
    ring = ring_of(row.owner for row in rows)
    try:
        return {(row.entry, row.field): unseal(row, ring) for row in rows}
    except VaultError as error:
        raise NotFound("platform.not-found", str(error)) from error


def still_held(entries: Iterable[UUID]) -> set[tuple[UUID, str]]:
    """尚未解封 Which fields of these entries nobody may open yet. Two queries."""
    rows = VaultRow.objects.filter(entry__in=list(entries)).exclude(hold="")
    holds = {(row.entry, row.field): row.hold for row in rows.only("entry", "field", "hold")}
    released = set(Release.objects.filter(hold__in=set(holds.values())).values_list("hold", flat=True))
    return {place for place, hold in holds.items() if hold not in released}


def is_released(hold: str) -> bool:
    """是否解封 Whether a releasing record was written for this hold."""
    return Release.objects.filter(hold=hold).exists()


def looks_at(entry: UUID) -> list[Look]:
    """查阅记录 Who looked at the sealed fields of an entry, oldest first."""
    return list(Look.objects.filter(entry=entry).order_by("at", "pk"))


def looks() -> QuerySet[Look]:
    """全部查阅记录 Every look at a sealed field, granted or not, newest first (for the audit administrator)."""
    return Look.objects.order_by("-at", "-pk")


def _log(entry: UUID, field: str, by: Actor, purpose: str, *, granted: bool) -> None:
    Look.objects.create(
        at=clock.now(), person=by.person, organ=by.organ, entry=entry, field=field, purpose=purpose, granted=granted
    )


def _log_all(rows: Iterable[VaultRow], by: Actor, purpose: str, *, granted: bool) -> None:
    common = {"at": clock.now(), "person": by.person, "organ": by.organ, "purpose": purpose, "granted": granted}
    Look.objects.bulk_create([Look(entry=row.entry, field=row.field, **common) for row in rows])


def _still_held() -> WrongState:
    return WrongState("platform.sealed-held", "须待最后一人表态完毕方可启封，任何人不得提前查看")
