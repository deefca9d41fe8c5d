"""成批的行 Organs, posts with holders and seats of a whole tree on a day, as plain tuples: for counting thousands.

Beside what lies at and below the path come the organs above it with their chief posts, since a letter, a report or a
hearing joins two levels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from liuhen.organs.kinds import OrganKind, Role
from liuhen.organs.models import STEP, Organ, OrganPast, Post, Seat, Tenure, below
from liuhen.organs.spans import on_day

__all__ = ["PostHeld", "Seated", "organs", "posts_held", "seats"]


class PostHeld(NamedTuple):
    """任职一行 A post and who holds it on the day; `person` is None for a chief post that nobody holds."""

    person: UUID | None
    post: UUID
    kind: str
    chief: bool
    precedence: int
    organ: UUID
    path: str


class Seated(NamedTuple):
    """席位一行 A seat and who sits in it on the day: the holder of its post, where it goes with one."""

    group: UUID
    organ: UUID
    person: UUID
    post: UUID | None
    chief: bool


def organs(path: str, on: date) -> list[tuple[UUID, UUID | None, str, str, str]]:
    """单位 Id, superior on the day, kind, name and path; with everything above and its committees. Two queries."""
    found = Organ.objects.filter(on_day(on)).filter(below(path) | _above(path, "")).order_by("path")
    past = dict(OrganPast.objects.filter(on_day(on)).values_list("organ", "parent"))
    return [
        (id, past.get(id, parent), kind, name, place)
        for id, parent, kind, name, place in found.values_list("pk", "parent", "kind", "name", "path")
    ]


def posts_held(path: str, on: date) -> list[PostHeld]:
    """任职 Everybody in office at and below the path, with the other posts they hold, and the chiefs above.

    Three queries (five below a root): the posts once, and of thousands of holders nothing but two ids.
    """
    chiefs = Q(chief=True) & _above(path, "organ__")
    posts = _posts(below(path, "organ__path") | chiefs)
    here = Tenure.objects.filter(on_day(on))
    inside = below(path, "post__organ__path")
    held = list(here.filter(inside | Q(post__chief=True) & _above(path, "post__organ__")).values_list("person", "post"))
    if len(path) > STEP:
        elsewhere = here.filter(person__in=here.filter(inside).values("person")).exclude(inside)
        more = list(elsewhere.values_list("person", "post"))
        posts |= _posts(Q(pk__in={post for _, post in more} - set(posts)))
        held += more
    taken = {post for _, post in held}
    open_chiefs = Post.objects.filter(on_day(on), chief=True).filter(below(path, "organ__path") | chiefs)
    vacant = [post for post in open_chiefs.values_list("pk", flat=True) if post not in taken]
    return [
        *(PostHeld(person, post, *posts[post]) for person, post in held),
        *(PostHeld(None, post, *posts[post]) for post in vacant),
    ]


def _posts(wanted: Q) -> dict[UUID, tuple[str, bool, int, UUID, str]]:
    columns = ("pk", "kind", "chief", "precedence", "organ", "organ__path")
    return {id: tuple(rest) for id, *rest in Post.objects.filter(wanted).values_list(*columns)}


def seats(path: str, on: date, *, besides: Iterable[str] = ()) -> list[Seated]:
    """席位 In the leading groups at and below the path, and in those where somebody from there sits. Two queries."""
    sitting = Seat.objects.filter(on_day(on)).filter(below(path, "post__organ__path")).values("group")
    wanted = below(path, "group__organ__path") | Q(group__in=sitting)
    found = Seat.objects.filter(on_day(on), on_day(on, "group__")).filter(wanted)
    found = found.exclude(group__kind__in=list(besides))
    holders: dict[UUID, list[UUID]] = {}
    tenures = Tenure.objects.filter(on_day(on), post__in=found.values("post"))
    for post, person in tenures.order_by("since", "id").values_list("post", "person"):
        holders.setdefault(post, []).append(person)
    columns = ("group", "group__organ", "person", "post", "role")
    ordered = found.order_by("group__organ__path", "group__name", "group", "precedence", "id")
    return list(_seated(ordered.values_list(*columns), holders))


def _seated(
    rows: Iterable[tuple[UUID, UUID, UUID, UUID | None, str]], holders: dict[UUID, list[UUID]]
) -> Iterator[Seated]:
    for group, organ, person, post, role in rows:
        sitting = [person] if post is None else holders.get(post, [])
        # A post with many places: the seat is the person's who was seated, as long as he holds it.
        for one in [person] if person in sitting else sitting:
            yield Seated(group, organ, one, post, role == Role.CHIEF)


def _above(path: str, column: str) -> Q:
    """The organs above the path, and the committees by which divisions among them are led."""
    above = [UUID(path[at : at + STEP]) for at in range(0, len(path) - STEP, STEP)]
    return Q(**{f"{column}pk__in": above}) | Q(**{f"{column}parent__in": above, f"{column}kind": OrganKind.COMMITTEE})
