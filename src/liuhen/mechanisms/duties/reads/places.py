"""承担位置 At which organs a person or post stands, as which audience: chief, member or discipline officer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from liuhen.mechanisms.duties.audience import ASSEMBLIES, DISCIPLINE
from liuhen.mechanisms.duties.reads.lines import Holder, Via
from liuhen.mechanisms.duties.terms import Audience
from liuhen.organs.reads.groups import Member, seats_at, seats_held
from liuhen.organs.reads.staff import post, posts_of, posts_with_holders, tenures_in
from liuhen.organs.reads.tree import organ, organs_by_id

VACANT = "空缺"

__all__ = ["Place", "Team", "of_person", "of_post", "team_at"]


@dataclass(frozen=True)
class Place:
    """位置 One audience at one organ, through one post."""

    path: str
    audience: str
    via: Via

    @property
    def is_chief(self) -> bool:
        """是否主要负责人 Then the unit's tasks are his as well."""
        return self.audience == Audience.CHIEF


@dataclass(frozen=True)
class Office:
    """职务所在 A post and where it is."""

    post: UUID
    title: str
    chief: bool
    organ: UUID
    organ_name: str
    path: str


@dataclass(frozen=True)
class Team:
    """班子 Who answers as what at one organ on a day."""

    chiefs: tuple[Holder, ...]
    members: tuple[Holder, ...]
    discipline: tuple[Holder, ...]
    has_body: bool

    def of(self, audience: str) -> tuple[Holder, ...]:
        """某类承担人 The holders of one audience; a body has none of its own."""
        found = {Audience.CHIEF: self.chiefs, Audience.MEMBER: self.members, Audience.DISCIPLINE: self.discipline}
        return found.get(Audience(audience), ())


def of_person(person: UUID, on: date) -> tuple[list[Place], list[UUID]]:
    """个人的位置 Everything a person is on the day, and the posts he holds. Three queries."""
    held = posts_of(person, on)
    seats = seats_held(person, [one.post for one in held], on, besides=ASSEMBLIES)
    offices = [Office(one.post, one.title, one.chief, one.organ, one.organ_name, one.path) for one in held]
    return _places(offices, seats), [one.post for one in held]


def of_post(id: UUID, on: date) -> list[Place]:
    """职务的位置 The same for a post, whoever holds it."""
    row = post(id)
    office = Office(id, row.title, row.chief, row.organ_id, row.organ.name, row.organ.path)
    return _places([office], [seat for seat in seats_held(id, [id], on, besides=ASSEMBLIES) if seat.post == id])


def _places(held: list[Office], seats: list[Member]) -> list[Place]:
    organs = organs_by_id({one.organ for one in held} | {seat.organ for seat in seats})
    seated = {seat.organ for seat in seats}
    found: dict[tuple[UUID, str], Place] = {}
    chief_at = {seat.organ for seat in seats if seat.is_chief}
    for seat in seats:
        audience = Audience.CHIEF if seat.organ in chief_at else Audience.MEMBER
        place = organs[seat.organ]
        via = Via(seat.organ, place.name, seat.post, seat.title)
        found.setdefault((seat.organ, audience), Place(place.path, audience, via))
    for one in held:
        via = Via(one.organ, one.organ_name, one.post, one.title)
        if one.chief and one.organ not in seated:
            found.setdefault((one.organ, Audience.CHIEF), Place(one.path, Audience.CHIEF, via))
        if organs[one.organ].kind in DISCIPLINE:
            found.setdefault((one.organ, Audience.DISCIPLINE), Place(one.path, Audience.DISCIPLINE, via))
    return list(found.values())


def team_at(id: UUID, on: date) -> Team:
    """单位的承担人 Chiefs, members and discipline officers of an organ on the day. Four queries."""
    place, seats = organ(id), seats_at(id, on, besides=ASSEMBLIES)
    posts = posts_with_holders(id, on)
    by_post = _by_post(posts, seats, on)
    chief_keys = {_key(seat) for seat in seats if seat.is_chief}
    chiefs = _seated([seat for seat in seats if _key(seat) in chief_keys], by_post)
    members = _seated([seat for seat in seats if _key(seat) not in chief_keys], by_post)
    sitting = {holder.person for holder in (*chiefs, *members)} | {seat.post for seat in seats}
    by_office = [holder for held, _ in posts for holder in by_post[held.pk]]
    chief_posts = {held.pk for held, _ in posts if held.chief}
    chiefs += [one for one in by_office if one.post in chief_posts and not {one.person, one.post} & sitting]
    return Team(tuple(chiefs), tuple(members), tuple(by_office) if place.kind in DISCIPLINE else (), bool(seats))


def _key(seat: Member) -> UUID:
    return seat.post or seat.person


def _seated(seats: Iterable[Member], by_post: dict[UUID, list[Holder]]) -> list[Holder]:
    found: dict[UUID, list[Holder]] = {}
    for seat in seats:
        mine = [Holder(seat.person, seat.name, None, seat.title)]
        found.setdefault(_key(seat), by_post.get(seat.post, mine) if seat.post else mine)
    return [holder for holders in found.values() for holder in holders]


def _by_post(posts: list[Any], seats: Iterable[Member], on: date) -> dict[UUID, list[Holder]]:
    """Holders of every seat's post: from the organ's own posts, and for posts elsewhere by one more query."""
    found = {held.pk: [_holder(row, held) for row in tenures] for held, tenures in posts}
    elsewhere = {seat.post: seat.title for seat in seats if seat.post and seat.post not in found}
    for row in tenures_in(elsewhere, on) if elsewhere else ():
        found.setdefault(row.post_id, []).append(_holder(row, row.post))
    titles = elsewhere | {held.pk: held.title for held, _ in posts}
    return {id: found.get(id) or [Holder(None, VACANT, id, title)] for id, title in titles.items()}


def _holder(row: Any, held: Any) -> Holder:
    return Holder(row.person_id, row.person.name, held.pk, held.title)
