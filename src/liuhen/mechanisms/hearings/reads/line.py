"""隶属线 Who is whose direct subordinate chief on a day, from the tree, the chief posts and their holders.

An organ's superior is the nearest organ above it that has a chief post. A division without a chief post of its own is
led by the Party committee directly in it: that committee's chief hears the bodies beside it and the committees of the
divisions below. Read once, a tree answers for any number of days. Ids stay text here, and an organ goes by its path:
a prefecture has tens of thousands of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Model, QuerySet, TextField
from django.db.models.functions import Cast

from liuhen.organs.kinds import DIVISIONS, OrganKind
from liuhen.organs.models import STEP, Organ, OrganPast, Post, Tenure, below

SPAN = ("since", "until")
CONVERTED = frozenset({"id", "post_id", "person_id", *SPAN})


class Node(NamedTuple):
    """单位 One organ as it is now, or was on a day; `above` is the path of its superior in the tree."""

    path: str
    kind: str
    code: str
    name: str
    since: str
    until: str | None
    above: str = ""


class Seat(NamedTuple):
    """正职 A chief post until it is abolished."""

    organ: str
    id: str
    kind: str
    title: str
    since: str
    until: str | None


class Held(NamedTuple):
    """任职 Who holds a chief post, from when to when."""

    post: str
    person: str
    name: str
    since: str
    until: str | None


class Edge(NamedTuple):
    """一对上下级 One chief post and the organ whose chief hears its holder; `holder` is "" while it is vacant."""

    above: str
    superior_name: str
    path: str
    organ_name: str
    seat: str
    kind: str
    title: str
    holder: str
    name: str

    @property
    def superior(self) -> UUID:
        """上级单位 The organ whose chief hears."""
        return UUID(self.above[-STEP:])

    @property
    def organ(self) -> UUID:
        """单位 The organ of the post."""
        return UUID(self.path[-STEP:])

    @property
    def post(self) -> UUID:
        """职务 The chief post."""
        return UUID(self.seat)

    @property
    def person(self) -> UUID | None:
        """在任的人 Its holder, or None."""
        return UUID(self.holder) if self.holder else None


class Line:
    """当日隶属线 Every edge of a tree on one day, in the order of the organs' codes and names."""

    def __init__(self, edges: Iterable[Edge], chiefs: dict[str, tuple[tuple[UUID, str], ...]]) -> None:
        self.edges = tuple(edges)
        self._chiefs = chiefs

    def of_post(self, post: UUID) -> Edge | None:
        """本职务 The edge above this post, or None when nobody hears it."""
        return next((edge for edge in self.edges if edge.seat == post.hex), None)

    def chiefs(self, above: str) -> tuple[tuple[UUID, str], ...]:
        """主要负责人 Who holds a chief post of the organ with this path, as (id, name), the first post first."""
        return self._chiefs.get(above, ())


class Tree:
    """单位与正职 What lies under one path, with its history; four queries however large it is."""

    def __init__(self, path: str) -> None:
        organs = Organ.objects.filter(below(path)).order_by("path")
        self._nodes = [Node(*row, row[0][:-STEP]) for row in _plain(organs, "path", "kind", "code", "name", *SPAN)]
        seats = Post.objects.filter(below(path, "organ__path"), chief=True).order_by("precedence", "id")
        columns = ("id", "kind", "title", *SPAN)
        self._seats = [Seat(row[0], _hex(row[1]), *row[2:]) for row in _plain(seats, "organ__path", *columns)]
        held = Tenure.objects.filter(below(path, "post__organ__path"), post__chief=True).order_by("since", "id")
        columns = ("post_id", "person_id", "person__name", *SPAN)
        self._held = [Held(_hex(row[0]), _hex(row[1]), *row[2:]) for row in _plain(held, *columns)]
        past = OrganPast.objects.filter(below(path, "organ__path"))
        self._past = list(_plain(past, "organ__path", "parent__path", "name", *SPAN))
        self._lines: dict[date, Line] = {}

    def on(self, day: date) -> Line:
        """某日 The line of that day."""
        if day not in self._lines:
            self._lines[day] = self._line(day)
        return self._lines[day]

    def _line(self, day: date) -> Line:
        on = day.isoformat()
        nodes = {node.path: node for node in self._as_of(on)}
        seats: dict[str, list[Seat]] = {}
        for seat in self._seats:
            if _covers(seat.since, seat.until, on) and seat.organ in nodes:
                seats.setdefault(seat.organ, []).append(seat)
        held: dict[str, list[Held]] = {}
        for one in self._held:
            if _covers(one.since, one.until, on):
                held.setdefault(one.post, []).append(one)
        above = superiors(nodes, set(seats))
        places = _places(nodes)
        edges = (
            edge
            for path in sorted(above, key=places.__getitem__)
            for seat in seats[path]
            for edge in _edges(nodes[path], nodes[above[path]], seat, held.get(seat.id, []))
        )
        return Line(edges, {path: _holders(seats[path], held) for path in set(above.values())})

    def _as_of(self, on: str) -> Iterator[Node]:
        past = {path: (above or "", name) for path, above, name, *span in self._past if _covers(span[0], span[1], on)}
        for node in self._nodes:
            if _covers(node.since, node.until, on):
                then = past.get(node.path)
                yield node._replace(above=then[0], name=then[1]) if then else node


def superiors(nodes: dict[str, Node], led: set[str]) -> dict[str, str]:
    """上级 For each organ with a chief post, by path, the organ whose chief hears it; the topmost has none."""
    leading: dict[str, str] = {}
    committees = (node for node in nodes.values() if node.kind == OrganKind.COMMITTEE and node.path in led)
    for node in sorted(committees, key=lambda node: (node.code, node.name, node.path)):
        above = nodes.get(node.above)
        if above and above.kind in DIVISIONS:
            leading.setdefault(above.path, node.path)
    found = {path: _above(path, nodes, led, leading) for path in led}
    return {path: superior for path, superior in found.items() if superior}


def _above(path: str, nodes: dict[str, Node], led: set[str], leading: dict[str, str]) -> str:
    seen, place = {path}, nodes[path].above
    while place in nodes and place not in seen:
        if place in led:
            return place
        leader = leading.get(place)
        if leader and leader not in seen:
            return leader
        seen.add(place)
        place = nodes[place].above
    return ""


def _places(nodes: dict[str, Node]) -> dict[str, str]:
    """Where each organ stands in the tree, read from the top: by code, then by name; superiors come first."""
    found: dict[str, str] = {}
    for path, node in nodes.items():
        found[path] = f"{found.get(node.above, '')}\x01{node.code or '~'}\x02{node.name}\x02{path[-STEP:]}"
    return found


def _edges(node: Node, above: Node, seat: Seat, held: list[Held]) -> Iterator[Edge]:
    people = [(one.person, one.name) for one in held] or [("", "")]
    for person, name in people:
        yield Edge(above.path, above.name, node.path, node.name, seat.id, seat.kind, seat.title, person, name)


def _holders(seats: list[Seat], held: dict[str, list[Held]]) -> tuple[tuple[UUID, str], ...]:
    return tuple((UUID(one.person), one.name) for seat in seats for one in held.get(seat.id, []))


def _plain(rows: QuerySet[Model], *columns: str) -> Iterator[tuple[Any, ...]]:
    """These columns, ids and days as the database's own text: nothing is converted row by row."""
    texts = {f"{name}_text": Cast(name, TextField()) for name in columns if name in CONVERTED}
    wanted = [f"{name}_text" if name in CONVERTED else name for name in columns]
    return rows.annotate(**texts).values_list(*wanted).iterator(10_000)


def _covers(since: str, until: str | None, on: str) -> bool:
    """Days in ISO spelling sort like days."""
    return since <= on and (until is None or on < until)


def _hex(id: str) -> str:
    """An id as 32 digits, whatever the database writes between them."""
    return id.replace("-", "")


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
