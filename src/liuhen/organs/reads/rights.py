"""权限 What a person may do where, by the posts held on the day. A scope is a condition in SQL, never a list of ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from liuhen.kit.once import once
from liuhen.ledger.records import Actor
from liuhen.organs.kinds import DIVISIONS
from liuhen.organs.models import STEP, Grant, Organ, below
from liuhen.organs.powers import Reach, post_kinds
from liuhen.organs.reads.staff import Held, posts_of
from liuhen.organs.reads.tree import known
from liuhen.organs.spans import on_day, today

NOWHERE = Q(pk__in=[])


@dataclass(frozen=True)
class Power:
    """权限 One verb at the organ with this path, and at everything below it when `deep`."""

    verb: str
    path: str
    deep: bool

    def reaches(self, path: str) -> bool:
        """是否及于 Whether the power holds at the organ with that path."""
        return path.startswith(self.path) if self.deep else path == self.path


@dataclass(frozen=True)
class Powers:
    """权限集 All powers of one person on one day."""

    all: frozenset[Power]

    def allow(self, verb: str, path: str) -> bool:
        """是否有权 Whether the verb is allowed at the organ with that path."""
        return any(power.verb == verb and power.reaches(path) for power in self.all)

    def anywhere(self, verb: str) -> bool:
        """何处有权 Whether the verb is allowed at any organ."""
        return any(power.verb == verb for power in self.all)

    def scope(self, verb: str, column: str = "path") -> Q:
        """范围条件 The condition on an organ's path column under which the verb is allowed."""
        condition = Q()
        for power in self.all:
            if power.verb == verb:
                condition |= below(power.path, column) if power.deep else Q(**{column: power.path})
        return condition or NOWHERE


@once
def powers_of(person: UUID, on: date | None = None) -> Powers:
    """所有权限 The powers that follow from the posts a person holds on the day, and what he was granted beside them.

    A grant for one matter is not among them: whoever decides about that matter asks `has_grant`. An administrator
    gets nothing by grant: he stays apart from all business, whatever was given to him before he became one.
    """
    posts = posts_of(person, on)
    powers = powers_from(posts)
    if any(post.kind in post_kinds() and post_kinds()[post.kind].administrator for post in posts):
        return powers
    given = Grant.objects.filter(on_day(on or today()), person=person, matter=None)
    granted = (Power(verb, path, True) for verb, path in given.values_list("verb", "organ__path"))
    return Powers(powers.all.union(granted))


def powers_from(held: Iterable[Held]) -> Powers:
    """由任职得权限 The same, from posts already read."""
    return _powers_from([(one.kind, one.path) for one in held])


def _powers_from(posts: list[tuple[str, str]]) -> Powers:
    wide = [path for kind, path in posts if kind in post_kinds() and Reach.REGION in post_kinds()[kind].may]
    regions = _regions(wide) if wide else {}
    return Powers(frozenset(power for kind, path in posts for power in _powers(kind, path, regions.get(path, path))))


def may(actor: Actor, verb: str, organ: UUID, on: date | None = None) -> bool:
    """可否 Whether the actor's posts allow the verb at this organ."""
    found = known(organ)
    return found is not None and powers_of(actor.person, on).allow(verb, found.path)


def scope(actor: Actor, verb: str, column: str = "", on: date | None = None) -> Q:
    """可及范围 The condition under which a row lies where the actor may do this.

    `column` names the row's organ column ("organ"); left out, the rows are organs themselves.
    """
    found = powers_of(actor.person, on).scope(verb)
    return Q(**{f"{column}__in": Organ.objects.filter(found).values("pk")}) if column else found


def _powers(kind: str, path: str, region: str) -> list[Power]:
    known = post_kinds().get(kind)
    if known is None:
        return []
    place = {Reach.OWN: (path, False), Reach.BELOW: (path, True), Reach.REGION: (region, True)}
    return [Power(verb, *place[reach]) for reach, verbs in known.may.items() for verb in verbs]


def _regions(paths: list[str]) -> dict[str, str]:
    """The path of the nearest division at or above each path."""
    steps = {path: [path[:end] for end in range(STEP, len(path) + 1, STEP)] for path in paths}
    wanted = {step for found in steps.values() for step in found}
    divisions = set(Organ.objects.filter(path__in=wanted, kind__in=DIVISIONS).values_list("path", flat=True))
    return {path: next((step for step in reversed(found) if step in divisions), path) for path, found in steps.items()}
