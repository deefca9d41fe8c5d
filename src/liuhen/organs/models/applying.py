"""入表 One function per record brings the tables up to date."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import Value
from django.db.models.functions import Concat, Substr

from liuhen.ledger.book import Entry
from liuhen.ledger.records import applies
from liuhen.organs import records as r
from liuhen.organs.models.tables import (
    STEP,
    CalendarDay,
    Charge,
    Grant,
    Group,
    Organ,
    OrganPast,
    Person,
    Portfolio,
    Post,
    Seat,
    Supervision,
    Tenure,
    below,
)


def _path_of(organ: UUID) -> str:
    # By hand: an import of the country asks this 45,000 times, and building the query costs ten times the answer.
    with connection.cursor() as cursor:
        wanted = Organ._meta.pk.get_db_prep_value(organ, connection)
        cursor.execute("SELECT path FROM organs_organ WHERE id = %s", [wanted])
        return str(cursor.fetchone()[0])


def _insert(row: models.Model) -> None:
    row.save(force_insert=True)


def _set(table: type[models.Model], id: UUID, **values: Any) -> None:
    table._default_manager.filter(pk=id).update(**values)


@applies(r.OrganEstablished)
def _(record: r.OrganEstablished, entry: Entry) -> None:
    parent = _path_of(record.parent) if record.parent else ""
    _insert(
        Organ(
            id=record.organ,
            parent_id=record.parent,
            kind=record.kind,
            code=record.code,
            name=record.name,
            path=f"{parent}{record.organ.hex}",
            since=record.since,
            settled=record.since,
            book=entry.book,
            founder=entry.actor.person,
        )
    )


def _retire(organ: Organ, entry: Entry, until: Any) -> None:
    """What the organ was up to now becomes its past."""
    _insert(
        OrganPast(
            id=entry.id, organ=organ, parent_id=organ.parent_id, name=organ.name, since=organ.settled, until=until
        )
    )


@applies(r.OrganRenamed)
def _(record: r.OrganRenamed, entry: Entry) -> None:
    _retire(Organ.objects.get(pk=record.organ), entry, record.since)
    _set(Organ, record.organ, name=record.name, settled=record.since)


@applies(r.OrganMoved)
def _(record: r.OrganMoved, entry: Entry) -> None:
    organ, parent = Organ.objects.get(pk=record.organ), Organ.objects.get(pk=record.parent)
    _retire(organ, entry, record.since)
    tail = len(organ.path) - STEP + 1
    Organ.objects.filter(below(organ.path)).update(path=Concat(Value(parent.path), Substr("path", tail)))
    _set(Organ, record.organ, parent_id=record.parent, settled=record.since)


@applies(r.OrganClosed)
def _(record: r.OrganClosed, entry: Entry) -> None:
    _set(Organ, record.organ, until=record.until, successor=record.successor)


@applies(r.PostCreated)
def _(record: r.PostCreated, entry: Entry) -> None:
    _insert(
        Post(
            id=record.post,
            organ_id=record.organ,
            kind=record.kind,
            title=record.title,
            chief=record.chief,
            precedence=record.precedence,
            seats=record.seats,
            since=record.since,
        )
    )


@applies(r.PostAbolished)
def _(record: r.PostAbolished, entry: Entry) -> None:
    _set(Post, record.post, until=record.until)


@applies(r.PersonRegistered)
def _(record: r.PersonRegistered, entry: Entry) -> None:
    # A redacted name reads back as None: the person stays, the name is gone.
    _insert(Person(id=record.person, organ_id=record.organ, name=record.name or "", number=record.number or ""))


@applies(r.PersonCorrected)
def _(record: r.PersonCorrected, entry: Entry) -> None:
    _set(Person, record.person, name=record.name or "", number=record.number or "")


@applies(r.TenureBegan)
def _(record: r.TenureBegan, entry: Entry) -> None:
    _insert(
        Tenure(
            id=record.tenure,
            person_id=record.person,
            post_id=record.post,
            since=record.since,
            until=record.until,
            document=record.document or "",
        )
    )


@applies(r.TenureEnded)
def _(record: r.TenureEnded, entry: Entry) -> None:
    _set(Tenure, record.tenure, until=record.until, ended_by=record.document or "")


@applies(r.LeadingGroupFormed)
def _(record: r.LeadingGroupFormed, entry: Entry) -> None:
    _insert(Group(id=record.group, organ_id=record.organ, kind=record.kind, name=record.name, since=record.since))


@applies(r.LeadingGroupDissolved)
def _(record: r.LeadingGroupDissolved, entry: Entry) -> None:
    _set(Group, record.group, until=record.until)


@applies(r.MemberSeated)
def _(record: r.MemberSeated, entry: Entry) -> None:
    _insert(
        Seat(
            id=record.seat,
            group_id=record.group,
            person_id=record.person,
            post_id=record.post,
            role=record.role,
            precedence=record.precedence,
            since=record.since,
        )
    )


@applies(r.MemberLeft)
def _(record: r.MemberLeft, entry: Entry) -> None:
    _set(Seat, record.seat, until=record.until)


@applies(r.PortfolioAssigned)
def _(record: r.PortfolioAssigned, entry: Entry) -> None:
    Portfolio.objects.filter(group=record.group, until=None).update(until=record.since)
    _insert(
        Portfolio(
            id=record.portfolio,
            entry=entry.id,
            group_id=record.group,
            organ_id=record.organ,
            since=record.since,
            marks=record.marks,
        )
    )
    Charge.objects.bulk_create(_charges(record))


def _charges(record: r.PortfolioAssigned) -> list[Charge]:
    lines = [(person, item, None) for person, items in (record.items or {}).items() for item in items]
    lines += [(person, "", organ) for person, organs in record.charges.items() for organ in organs]
    return [
        Charge(
            id=f"{record.portfolio}:{number}",
            portfolio_id=record.portfolio,
            person_id=UUID(person),
            precedence=number,
            item=item,
            organ_id=organ,
        )
        for number, (person, item, organ) in enumerate(sorted(lines, key=lambda line: line[0]))
    ]


@applies(r.PortfolioSupervised)
def _(record: r.PortfolioSupervised, entry: Entry) -> None:
    _insert(
        Supervision(
            id=record.supervision,
            group_id=record.group,
            chief_id=record.chief,
            deputy_id=record.deputy,
            on=record.on,
            item=record.item or "",
            words=record.words or "",
        )
    )


@applies(r.CalendarDayDeclared)
def _(record: r.CalendarDayDeclared, entry: Entry) -> None:
    values = {"works": record.works, "document": record.document}
    CalendarDay.objects.update_or_create(
        book=entry.book, day=record.day, defaults=values, create_defaults={**values, "id": entry.id}
    )


@applies(r.GrantGiven)
def _(record: r.GrantGiven, entry: Entry) -> None:
    _insert(
        Grant(
            id=record.grant,
            person_id=record.person,
            verb=record.verb,
            organ_id=record.organ,
            matter=record.matter,
            given_by=entry.actor.person,
            since=record.since,
            until=record.until,
            reason=record.reason or "",
        )
    )


@applies(r.GrantWithdrawn)
def _(record: r.GrantWithdrawn, entry: Entry) -> None:
    _set(Grant, record.grant, until=record.until)
