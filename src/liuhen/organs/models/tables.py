"""读数表 Tables of organs and people: readings of the book.

An organ's `path` is the sequence of ids from the root down to itself, 32 hexadecimal digits each and nothing between.
Everything at or below an organ therefore lies in `path <= x < path + "g"`: a plain range that any index serves and
every collation orders alike. References carry no database constraint, since a replay empties the tables in any order.
"""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.db import models
from django.db.models import Q

from liuhen.ledger.tables import Reading

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
    precedence = models.PositiveIntegerField()
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
    precedence = models.PositiveIntegerField()

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
    precedence = models.PositiveIntegerField()
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
