"""所及范围 Where somebody may read coverage or issue letters: a committee acts for its division."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from liuhen.ledger.records import Actor
from liuhen.organs.kinds import DIVISIONS, OrganKind
from liuhen.organs.models import STEP, Organ, below
from liuhen.organs.reads.rights import NOWHERE, powers_of

__all__ = ["reaches", "widest", "within"]


def reaches(by: Actor, *verbs: str) -> list[str]:
    """所及 Paths at and below which one of the verbs is allowed, none of them below another. Two queries."""
    powers = [power for power in powers_of(by.person).all if power.verb in verbs]
    steps = {UUID(power.path[at : at + STEP]) for power in powers for at in range(0, len(power.path), STEP)}
    kinds = dict(Organ.objects.filter(pk__in=steps).values_list("path", "kind")) if steps else {}
    found = sorted({_stretched(power.path, kinds) if power.deep else power.path for power in powers})
    return [path for path in found if not any(path != other and path.startswith(other) for other in found)]


def within(paths: list[str], column: str = "path") -> Q:
    """范围条件 The condition on an organ's path column."""
    condition = Q()
    for path in paths:
        condition |= below(path, column)
    return condition or NOWHERE


def widest(by: Actor, *verbs: str) -> str:
    """最宽处 The path nearest the root at which the actor may look; "" for nowhere."""
    return min(reaches(by, *verbs), key=len, default="")


def _stretched(path: str, kinds: dict[str, str]) -> str:
    """An office acts for the body above it, a committee for the division it leads."""
    if kinds.get(path) == OrganKind.OFFICE and len(path) > STEP:
        path = path[:-STEP]
    if kinds.get(path) == OrganKind.COMMITTEE and kinds.get(path[:-STEP]) in DIVISIONS:
        path = path[:-STEP]
    return path
