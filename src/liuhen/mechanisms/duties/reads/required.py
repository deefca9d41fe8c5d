"""应签 Which letters are due on a day at and below an organ, from the tree, the posts, the groups and what was decided.

A fixed number of queries for a village or a prefecture: every table is read once as plain tuples, the rest are sets.
The edges are of three kinds: the leader of an organ and the leader of the organ above; the chief of a leading group and
each other member; everybody's own. Two people owe one another one letter, however many edges join them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from liuhen.mechanisms.duties.audience import ASSEMBLIES, DISCIPLINE
from liuhen.mechanisms.duties.coverage import Need
from liuhen.mechanisms.duties.letter_terms import Pledges, Way
from liuhen.mechanisms.duties.models import Cascade
from liuhen.mechanisms.duties.terms import Audience
from liuhen.organs.kinds import DIVISIONS, OrganKind
from liuhen.organs.reads import rows
from liuhen.organs.reads.rows import PostHeld, Seated

__all__ = ["Plan", "Required", "required"]

STEP = 32  # hexadecimal digits of one organ in a path


class Plan(NamedTuple):
    """部署 What was decided for an organ and all below it."""

    id: UUID
    vertical: bool
    team: bool
    tasks: bool
    pledges: str


class Place(NamedTuple):
    """单位 An organ of the day."""

    id: UUID
    parent: UUID | None
    kind: str
    name: str
    path: str


@dataclass
class Required:
    """应签 The needs of a day, the organs they stand in, and the chief posts that nobody holds."""

    path: str
    on: date
    places: dict[UUID, Place]
    needs: list[Need] = field(default_factory=list)
    vacant: list[tuple[UUID, UUID]] = field(default_factory=list)
    planned: bool = False


def required(path: str, on: date, *, bearing: Iterable[UUID] = ()) -> Required:
    """应签 At the organ with this path and below. `bearing`: organs with tasks, whose heads sign for them (M10)."""
    found = Required(path, on, _places(path, on))
    plans = _Plans(path, on)
    found.planned = bool(plans.known)
    if not found.planned:
        return found
    posts = rows.posts_held(path, on)
    seats = rows.seats(path, on, besides=ASSEMBLIES)
    leaders = _Leaders(found.places, posts)
    joined: dict[tuple[UUID, UUID], Need] = {}
    for need in (*_vertical(found, plans, leaders, frozenset(bearing)), *_team(found, plans, seats)):
        assert need.upper is not None
        pair = (need.upper, need.lower)
        joined[pair] = _with(joined[pair], need) if pair in joined else need
    found.needs = [*(need for need in joined.values() if need.path.startswith(path)), *_own(found, plans, posts, seats)]
    found.vacant = [(id, post) for id, post in leaders.vacant.items() if found.places[id].path.startswith(path)]
    return found


def _with(first: Need, other: Need) -> Need:
    """Two people owe one another one letter, however many edges join them; it speaks of all they join."""
    place = (other.organ, other.audience)
    if place in ((first.organ, first.audience), *first.also):
        return first
    return first._replace(also=(*first.also, place))


class _Plans:
    """The nearest decision above each organ."""

    def __init__(self, path: str, on: date) -> None:
        asked = Cascade.objects.filter(year=on.year, since__lte=on).order_by("since", "recorded", "id")
        columns = ("organ", "id", "vertical", "team", "tasks", "pledges")
        self.known = {organ: Plan(*plan) for organ, *plan in asked.values_list(*columns)}
        self.nearest: dict[str, Plan | None] = {"": None}

    def at(self, path: str) -> Plan | None:
        if path not in self.nearest:
            own = self.known.get(UUID(path[-STEP:]))
            self.nearest[path] = own or self.at(path[:-STEP])
        return self.nearest[path]


class _Leaders:
    """Who leads an organ: the holder of its first chief post; a division is led by its committee's."""

    def __init__(self, places: dict[UUID, Place], posts: Iterable[PostHeld]) -> None:
        self.places = places
        self.chiefs: dict[UUID, list[PostHeld]] = {}
        for held in posts:
            if held.chief:
                self.chiefs.setdefault(held.organ, []).append(held)
        self.committees = {
            place.parent: place.id for place in places.values() if place.kind == OrganKind.COMMITTEE and place.parent
        }
        self.vacant: dict[UUID, UUID] = {}
        self.known: dict[UUID, PostHeld | None] = {}

    def of(self, organ: UUID) -> PostHeld | None:
        if organ not in self.known:
            self.known[organ] = self._find(organ)
        return self.known[organ]

    def _find(self, organ: UUID) -> PostHeld | None:
        chiefs = self.chiefs.get(organ)
        if chiefs:
            first = min(chiefs, key=lambda held: (held.kind != "party-secretary", held.precedence, str(held.post)))
            held = [one for one in chiefs if one.post == first.post and one.person is not None]
            if not held:
                self.vacant[organ] = first.post
                return None
            return min(held, key=lambda one: str(one.person))
        place, committee = self.places.get(organ), self.committees.get(organ)
        return self.of(committee) if place and place.kind in DIVISIONS and committee else None

    def above(self, organ: UUID, besides: UUID) -> PostHeld | None:
        """The nearest leader above who is somebody else."""
        place = self.places.get(organ)
        while place is not None and place.parent is not None:
            leader = self.of(place.parent)
            if leader is not None and leader.person != besides:
                return leader
            place = self.places.get(place.parent)
        return None


def _places(path: str, on: date) -> dict[UUID, Place]:
    return {row[0]: Place(*row) for row in rows.organs(path, on)}


def _vertical(found: Required, plans: _Plans, leaders: _Leaders, bearing: frozenset[UUID]) -> Iterator[Need]:
    for place in found.places.values():
        plan = plans.at(place.path)
        if plan is None or not place.path.startswith(found.path):
            continue
        if not (plan.vertical or (plan.tasks and place.id in bearing)):
            continue
        leader = leaders.of(place.id)
        # A division is led by its committee's secretary: the edge stands at the committee, once.
        if leader is None or leader.organ != place.id:
            continue
        assert leader.person is not None
        upper = leaders.above(place.id, leader.person)
        if upper is not None:
            audience = Audience.DISCIPLINE if place.kind in DISCIPLINE else Audience.CHIEF
            yield Need(
                Way.VERTICAL, place.path, place.id, upper.person, upper.post, leader.person, leader.post, audience
            )


def _team(found: Required, plans: _Plans, seats: Iterable[Seated]) -> Iterator[Need]:
    groups: dict[UUID, list[Seated]] = {}
    for seat in seats:
        groups.setdefault(seat.group, []).append(seat)
    for members in groups.values():
        place = found.places.get(members[0].organ)
        plan = plans.at(place.path) if place else None
        chief = next((one for one in members if one.chief), None)
        if place is None or plan is None or not plan.team or chief is None:
            continue
        for one in members:
            if one.person != chief.person:
                yield Need(
                    Way.TEAM, place.path, place.id, chief.person, chief.post, one.person, one.post, Audience.MEMBER
                )


def _own(found: Required, plans: _Plans, posts: Iterable[PostHeld], seats: Iterable[Seated]) -> Iterator[Need]:
    leading = {seat.person for seat in seats} | {held.person for held in posts if held.chief}
    homes: dict[UUID, PostHeld] = {}
    for held in posts:
        if held.person is None:
            continue
        other = homes.get(held.person)
        if other is None or _home(held) < _home(other):
            homes[held.person] = held
    for person, held in homes.items():
        if not held.path.startswith(found.path):
            continue
        plan = plans.at(held.path)
        if plan is None or plan.pledges == Pledges.NONE:
            continue
        if plan.pledges == Pledges.ALL or person in leading:
            yield Need(Way.OWN, held.path, held.organ, None, None, person, held.post)


def _home(held: PostHeld) -> tuple[bool, str, int, str]:
    """Where somebody with several posts signs his own: where he leads, else the first of the tree."""
    return (not held.chief, held.path, held.precedence, str(held.post))
