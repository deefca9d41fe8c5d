"""读数表 Tables of organs and people: readings of the book, one applying function per record.

An organ's `path` is the sequence of ids from the root down to itself, 32 hexadecimal digits each and nothing between.
Everything at or below an organ therefore lies in `path <= x < path + "g"`: a plain range that any index serves and
every collation orders alike. References carry no database constraint, since a replay empties the tables in any order.
"""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import Q, Value
from django.db.models.functions import Concat, Substr

from liuhen.ledger.book import Entry
from liuhen.ledger.records import applies
from liuhen.ledger.tables import Reading
from liuhen.organs import records as r

STEP = 32
MAX_DEPTH = 16

Ref = partial(models.ForeignKey, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")


class Span(Reading):
    """期间 From `since` on, up to and not including `until`."""

    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        abstract = True


class Organ(Span):
    """单位 An organ as it is now. `settled` is the day since which name and superior are what they are.

    `book` is the origin of the book it was established in, which is the book of all its acts.
    """

    id = models.UUIDField(primary_key=True)
    parent = Ref("self", null=True)
    kind = models.CharField(max_length=12)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    path = models.CharField(max_length=STEP * MAX_DEPTH, unique=True)
    settled = models.DateField()
    successor = models.UUIDField(null=True)
    book = models.CharField(max_length=120)
    founder = models.UUIDField()

    class Meta:
        db_table = "organs_organ"
        indexes = (
            models.Index(fields=["parent", "code"], name="organs_organ_parent"),
            models.Index(fields=["code"], name="organs_organ_code"),
        )

    @property
    def depth(self) -> int:
        """层级 1 for a root."""
        return len(self.path) // STEP

    @property
    def ancestors(self) -> list[UUID]:
        """上级链 Ids from the root down to the organ itself."""
        return [UUID(self.path[at : at + STEP]) for at in range(0, len(self.path), STEP)]


class OrganPast(Span):
    """单位沿革 A name and a superior an organ once had."""

    id = models.UUIDField(primary_key=True)
    organ = Ref(Organ)
    parent = Ref(Organ, null=True)
    name = models.CharField(max_length=120)

    class Meta:
        db_table = "organs_organ_past"


class Post(Span):
    """职务 A post of an organ."""

    id = models.UUIDField(primary_key=True)
    organ = Ref(Organ)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    chief = models.BooleanField()
    rank = models.PositiveIntegerField()
    seats = models.PositiveIntegerField()

    class Meta:
        db_table = "organs_post"


class Person(Reading):
    """人员 A person by name; never shown to the public."""

    id = models.UUIDField(primary_key=True)
    organ = Ref(Organ)
    name = models.CharField(max_length=60)
    number = models.CharField(max_length=40, db_index=True)

    class Meta:
        db_table = "organs_person"


class Tenure(Span):
    """任职 A person in a post."""

    id = models.UUIDField(primary_key=True)
    person = Ref(Person)
    post = Ref(Post)
    document = models.CharField(max_length=200)
    ended_by = models.CharField(max_length=200)

    class Meta:
        db_table = "organs_tenure"


class Group(Span):
    """领导班子 A body that decides together."""

    id = models.UUIDField(primary_key=True)
    organ = Ref(Organ)
    kind = models.CharField(max_length=24)
    name = models.CharField(max_length=120)

    class Meta:
        db_table = "organs_group"


class Seat(Span):
    """席位 A person's seat in a leading group."""

    id = models.UUIDField(primary_key=True)
    group = Ref(Group)
    person = Ref(Person)
    post = Ref(Post, null=True)
    role = models.CharField(max_length=8)
    rank = models.PositiveIntegerField()

    class Meta:
        db_table = "organs_seat"


class Portfolio(Span):
    """分工表 One version of a group's division of work, with the flaws named when it was written."""

    id = models.UUIDField(primary_key=True)
    entry = models.UUIDField()
    group = Ref(Group)
    organ = Ref(Organ)
    marks = models.JSONField()

    class Meta:
        db_table = "organs_portfolio"


class Charge(Reading):
    """分管 One matter, or one organ, and the person who answers for it."""

    id = models.CharField(primary_key=True, max_length=60)
    portfolio = Ref(Portfolio)
    person = Ref(Person)
    rank = models.PositiveIntegerField()
    item = models.CharField(max_length=200)
    organ = Ref(Organ, null=True)

    class Meta:
        db_table = "organs_charge"


class Supervision(Reading):
    """正职监管 The chief's supervision of a deputy's field."""

    id = models.UUIDField(primary_key=True)
    group = Ref(Group)
    chief = Ref(Person)
    deputy = Ref(Person)
    on = models.DateField()
    item = models.CharField(max_length=200)
    words = models.TextField()

    class Meta:
        db_table = "organs_supervision"


class CalendarDay(Reading):
    """工作日调整 A day on which this book's offices work, or rest, against the published table."""

    id = models.UUIDField(primary_key=True)
    book = models.CharField(max_length=120)
    day = models.DateField()
    works = models.BooleanField()
    document = models.CharField(max_length=200)

    class Meta:
        db_table = "organs_calendar_day"
        constraints = (models.UniqueConstraint(fields=["book", "day"], name="organs_calendar_one"),)


class Grant(Span):
    """授权 A person may do one thing beyond his posts' powers, for one matter or at an organ and below."""

    id = models.UUIDField(primary_key=True)
    person = Ref(Person)
    verb = models.CharField(max_length=40)
    organ = Ref(Organ)
    matter = models.UUIDField(null=True, db_index=True)
    given_by = models.UUIDField()
    reason = models.TextField()

    class Meta:
        db_table = "organs_grant"


def below(path: str, column: str = "path") -> Q:
    """本级及以下 The SQL condition for an organ's path and everything below it."""
    return Q(**{f"{column}__gte": path, f"{column}__lt": path + "g"})


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
            rank=record.rank,
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
            rank=record.rank,
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
            rank=number,
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
