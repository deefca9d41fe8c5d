"""隶属线 Who is whose direct subordinate chief on a day, from the tree, the chief posts and their holders.

An organ's superior is the nearest organ above it that has a chief post. A division without a chief post of its own is
led by the Party committee directly in it: that committee's chief hears the bodies beside it and the committees of the
divisions below. Read once, a tree answers for any number of days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from liuhen.organs.kinds import DIVISIONS, OrganKind
from liuhen.organs.models import Organ, OrganPast, Post, Tenure, below
from liuhen.organs.spans import covers


class Node(NamedTuple):
    """单位 One organ as it is now."""

    id: UUID
    parent: UUID | None
    kind: str
    code: str
    name: str
    path: str
    since: date
    until: date | None


class Seat(NamedTuple):
    """正职 A chief post; `chief` until it is abolished."""

    id: UUID
    organ: UUID
    kind: str
    title: str
    precedence: int
    since: date
    until: date | None


class Held(NamedTuple):
    """任职 Who holds a chief post, from when to when."""

    post: UUID
    person: UUID
    name: str
    since: date
    until: date | None


class Past(NamedTuple):
    """沿革 Name and superior an organ once had."""

    organ: UUID
    parent: UUID | None
    name: str
    since: date
    until: date | None


Place = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Edge:
    """一对上下级 One chief post and the organ whose chief hears its holder; `person` is None while it is vacant."""

    superior: UUID
    superior_name: str
    organ: UUID
    organ_name: str
    path: str
    post: UUID
    kind: str
    title: str
    person: UUID | None
    name: str


class Line:
    """当日隶属线 Every edge of a tree on one day, in the order of the organs' codes and names."""

    def __init__(self, edges: Iterable[Edge], chiefs: dict[UUID, tuple[tuple[UUID, str], ...]]) -> None:
        self.edges = tuple(edges)
        self._chiefs = chiefs

    def below(self, superiors: Iterable[UUID]) -> list[Edge]:
        """直接下级 The edges below these organs."""
        wanted = set(superiors)
        return [edge for edge in self.edges if edge.superior in wanted]

    def of_post(self, post: UUID) -> Edge | None:
        """本职务 The edge above this post, or None when nobody hears it."""
        return next((edge for edge in self.edges if edge.post == post), None)

    def chiefs(self, organ: UUID) -> tuple[tuple[UUID, str], ...]:
        """主要负责人 Who holds a chief post of the organ, as (id, name), the first post first."""
        return self._chiefs.get(organ, ())


class Tree:
    """单位与正职 What lies under one path, with its history; four queries however large it is."""

    def __init__(self, path: str) -> None:
        organs = Organ.objects.filter(below(path))
        inside = organs.values("pk")
        self._nodes = [Node(*row) for row in organs.order_by("path").values_list(*Node._fields)]
        self._seats = [
            Seat(*row)
            for row in Post.objects.filter(chief=True, organ__in=inside)
            .order_by("precedence", "id")
            .values_list("id", "organ_id", "kind", "title", "precedence", "since", "until")
        ]
        held = Tenure.objects.filter(post__chief=True, post__organ__in=inside).order_by("since", "id")
        self._held = [Held(*row) for row in held.values_list("post_id", "person_id", "person__name", "since", "until")]
        past = OrganPast.objects.filter(organ__in=inside)
        self._past = [Past(*row) for row in past.values_list("organ_id", "parent_id", "name", "since", "until")]
        self._lines: dict[date, Line] = {}

    def on(self, day: date) -> Line:
        """某日 The line of that day."""
        if day not in self._lines:
            self._lines[day] = self._line(day)
        return self._lines[day]

    def _line(self, day: date) -> Line:
        nodes = {node.id: node for node in self._as_of(day)}
        seats: dict[UUID, list[Seat]] = {}
        for seat in self._seats:
            if covers((seat.since, seat.until), day) and seat.organ in nodes:
                seats.setdefault(seat.organ, []).append(seat)
        held: dict[UUID, list[Held]] = {}
        for one in self._held:
            if covers((one.since, one.until), day):
                held.setdefault(one.post, []).append(one)
        above = superiors(nodes, set(seats))
        places: dict[UUID, Place] = {}
        order = sorted(above, key=lambda organ: _place(organ, nodes, places))
        edges = [
            edge
            for organ in order
            for seat in seats[organ]
            for edge in _edges(nodes[organ], nodes[above[organ]], seat, held.get(seat.id, []))
        ]
        return Line(edges, {organ: _holders(found, held) for organ, found in seats.items()})

    def _as_of(self, day: date) -> Iterable[Node]:
        past = {one.organ: one for one in self._past if covers((one.since, one.until), day)}
        for node in self._nodes:
            if covers((node.since, node.until), day):
                then = past.get(node.id)
                yield node._replace(parent=then.parent, name=then.name) if then else node


def superiors(nodes: dict[UUID, Node], led: set[UUID]) -> dict[UUID, UUID]:
    """上级 For each organ with a chief post the organ whose chief hears it; the topmost has none."""
    leading: dict[UUID, UUID] = {}
    for node in sorted(nodes.values(), key=lambda node: (node.code, node.name, str(node.id))):
        above = nodes.get(node.parent) if node.parent else None
        if node.kind == OrganKind.COMMITTEE and node.id in led and above and above.kind in DIVISIONS:
            leading.setdefault(above.id, node.id)
    found = {organ: _above(organ, nodes, led, leading) for organ in led}
    return {organ: superior for organ, superior in found.items() if superior is not None}


def _above(organ: UUID, nodes: dict[UUID, Node], led: set[UUID], leading: dict[UUID, UUID]) -> UUID | None:
    seen, parent = {organ}, nodes[organ].parent
    while parent is not None and parent in nodes and parent not in seen:
        if parent in led:
            return parent
        if (leader := leading.get(parent)) and leader not in seen:
            return leader
        seen.add(parent)
        parent = nodes[parent].parent
    return None


def _place(organ: UUID, nodes: dict[UUID, Node], known: dict[UUID, Place]) -> Place:
    """Where the organ stands in the tree, read from the top: by code, then by name."""
    if organ not in known:
        node = nodes[organ]
        above = _place(node.parent, nodes, known) if node.parent in nodes else ()
        known[organ] = (*above, (node.code or "~", node.name, str(organ)))
    return known[organ]


def _edges(node: Node, above: Node, seat: Seat, held: list[Held]) -> Iterable[Edge]:
    people: list[tuple[UUID | None, str]] = [(one.person, one.name) for one in held]
    for person, name in people or [(None, "")]:
        yield Edge(above.id, above.name, node.id, node.name, node.path, seat.id, seat.kind, seat.title, person, name)


def _holders(seats: list[Seat], held: dict[UUID, list[Held]]) -> tuple[tuple[UUID, str], ...]:
    return tuple((one.person, one.name) for seat in seats for one in held.get(seat.id, []))


def territories(organs: Iterable[Organ]) -> dict[UUID, str]:
    """管辖范围 The path of everything below each organ's chief: a division's committee leads it all. Two queries."""
    found = list(organs)
    parents = {row.parent_id for row in found if row.kind == OrganKind.COMMITTEE and row.parent_id}
    if not parents:
        return {row.pk: row.path for row in found}
    divisions = dict(Organ.objects.filter(pk__in=parents, kind__in=DIVISIONS).values_list("pk", "path"))
    led = set(Post.objects.filter(organ__in=divisions, chief=True).values_list("organ", flat=True))
    free = {pk: path for pk, path in divisions.items() if pk not in led}
    return {row.pk: free.get(row.parent_id, row.path) if row.kind == OrganKind.COMMITTEE else row.path for row in found}
