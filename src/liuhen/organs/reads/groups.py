"""领导班子 Leading groups and who sits in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from liuhen.kit.once import once, tell
from liuhen.kit.refusals import NotFound
from liuhen.organs.kinds import Role
from liuhen.organs.models import Group, Seat
from liuhen.organs.spans import covers, on_day, today


@dataclass(frozen=True)
class Member:
    """班子成员 One member of a leading group on a day; `precedence` is the order of speaking."""

    seat: UUID
    person: UUID
    name: str
    post: UUID | None
    title: str
    organ: UUID
    role: Role
    precedence: int
    group: UUID

    @property
    def is_chief(self) -> bool:
        """是否主要负责人"""
        return self.role is Role.CHIEF


@once
def group(id: UUID) -> Group:
    """领导班子 One leading group. Raises NotFound."""
    found = Group.objects.filter(pk=id).select_related("organ").first()
    if found is None:
        raise NotFound("organs.unknown-group", "没有这个领导班子")
    return found


def groups_of(organ: UUID, on: date | None = None) -> list[Group]:
    """单位的领导班子 The leading groups of an organ on the day."""
    return list(Group.objects.filter(on_day(on or today()), organ=organ).order_by("kind", "name", "id"))


@once
def groups_of_person(person: UUID, on: date | None = None) -> list[Group]:
    """所在班子 The leading groups in which a person sits on the day."""
    day = on or today()
    seats = Seat.objects.filter(on_day(day), on_day(day, "group__"), person=person)
    return [seat.group for seat in seats.select_related("group", "group__organ").order_by("group__name", "id")]


def members_of(group: UUID, on: date | None = None) -> list[Member]:
    """班子成员 The members on the day, in order of speaking; the chief stands where his precedence puts him."""
    day = on or today()
    return [_member(seat) for seat in _seats_of(group) if covers((seat.since, seat.until), day)]


@once
def _seats_of(group_id: UUID) -> list[Seat]:
    """Every seat the group ever had: a page may ask for two days of it."""
    rows = Seat.objects.filter(group=group_id).select_related("person", "post", "group__organ")
    seats = list(rows.order_by("precedence", "since", "id"))
    for seat in seats[:1]:
        tell(group, seat.group, group_id)
    return seats


def chief_of(group: UUID, on: date | None = None) -> Member | None:
    """主要负责人 The chief of the group on the day, or None while the seat is empty."""
    return next((member for member in members_of(group, on) if member.is_chief), None)


def seats_at(organ: UUID, on: date | None = None, *, besides: Iterable[str] = ()) -> list[Member]:
    """单位的席位 Every seat in the leading groups of an organ on the day, but for groups of the kinds `besides`."""
    day = on or today()
    return _members(Seat.objects.filter(on_day(day), on_day(day, "group__"), group__organ=organ), besides)


def seats_held(
    person: UUID, posts: Iterable[UUID], on: date | None = None, *, besides: Iterable[str] = ()
) -> list[Member]:
    """所任席位 The seats that go with these posts, and those the person has without a post, on the day."""
    return _seats_held(person, tuple(posts), on or today(), tuple(besides))


@once
def _seats_held(person: UUID, posts: tuple[UUID, ...], day: date, besides: tuple[str, ...]) -> list[Member]:
    mine = Q(post__in=posts) | Q(post=None, person=person)
    return _members(Seat.objects.filter(mine, on_day(day), on_day(day, "group__")), besides)


def _members(rows: QuerySet[Seat], besides: Iterable[str]) -> list[Member]:
    rows = rows.exclude(group__kind__in=list(besides)).select_related("person", "post", "group")
    return [_member(seat) for seat in rows.order_by("group__name", "precedence", "since", "id")]


def _member(seat: Seat) -> Member:
    return Member(
        seat=seat.pk,
        person=seat.person_id,
        name=seat.person.name,
        post=seat.post_id,
        title=seat.post.title if seat.post else "",
        organ=seat.group.organ_id,
        role=Role(seat.role),
        precedence=seat.precedence,
        group=seat.group_id,
    )
