"""生成责任书 What the letters of one branch say on a day: read once for a whole branch, made up one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_OID, UUID, uuid5

from liuhen.mechanisms.duties.coverage import Need
from liuhen.mechanisms.duties.letter_terms import Kind, Way
from liuhen.mechanisms.duties.letter_text import Duty, Party, Task, Words, digest, letter_words, plain
from liuhen.mechanisms.duties.models import Assignment, DutyItem, TaskPart
from liuhen.mechanisms.duties.reads.bases import Bases, bases
from liuhen.mechanisms.duties.reads.covering import basis_of
from liuhen.mechanisms.duties.terms import Audience, Part
from liuhen.organs.kinds import OrganKind
from liuhen.organs.models import Organ, Post
from liuhen.organs.reads.staff import names
from liuhen.organs.spans import on_day

STEP = 32

__all__ = ["Draft", "Drawing", "drawing", "letter_id", "parted"]


@dataclass(frozen=True)
class Draft:
    """文稿 One letter as it would be drawn today."""

    need: Need
    kind: str
    year: int
    words: Words
    basis: str
    lists: tuple[UUID, ...]
    items: tuple[UUID, ...]
    tasks: tuple[UUID, ...]

    @property
    def text(self) -> str:
        """全文"""
        return plain(self.words)

    @property
    def text_sha256(self) -> str:
        """文本摘要"""
        return digest(self.text)


@dataclass(frozen=True)
class Titled:
    """职务 Title and kind of a post, the kind of its organ and of the one above."""

    title: str
    kind: str
    place: str
    above: str


@dataclass
class Drawing:
    """生成 All that the letters of these needs are made of."""

    on: date
    known: Bases
    people: dict[UUID, str]
    posts: dict[UUID, Titled]
    parts: dict[UUID, list[TaskPart]]
    assigned: dict[UUID, list[DutyItem]]

    def draft(self, need: Need) -> Draft:
        """文稿 What the subordinate of this need carries, in words."""
        items, parts = self._items(need), self._parts(need)
        kind = Kind.PLEDGE if need.way is Way.OWN else Kind.LETTER
        duties = [Duty(item.text, item.measure, item.period) for item in items]
        return Draft(
            need=need,
            kind=kind,
            year=self.on.year,
            words=letter_words(
                kind, self.on.year, self._parties(need), duties, _tasks(parts), state=self._is_secretary(need)
            ),
            basis=basis_of(self.known)(need),
            lists=tuple(sorted({item.version_id for item in items}, key=str)),
            items=tuple(item.item for item in items),
            tasks=tuple(dict.fromkeys(part.task_id for part in parts)),
        )

    def _items(self, need: Need) -> list[DutyItem]:
        if need.way is Way.OWN:
            return []
        places = [(need.organ, need.audience), *need.also]
        found = [item for organ, audience in places for item in self._lines(organ, audience)]
        found += self.assigned.get(need.lower_post or need.organ, ())
        return list({item.item: item for item in found}.values())

    def _lines(self, organ: UUID, audience: str) -> list[DutyItem]:
        path = self.known.paths.get(organ)
        return self.known.force.lines(path, audience) if path else []

    def _parts(self, need: Need) -> list[TaskPart]:
        if need.way is Way.OWN:
            return []
        led = [part for part in self.parts.get(need.lower_post or need.organ, ()) if part.part == Part.LEAD]
        if need.audience != Audience.CHIEF:
            return led
        return [*led, *(part for part in self.parts.get(need.organ, ()) if part.part != Part.LEAD)]

    def _parties(self, need: Need) -> list[Party]:
        if need.way is Way.OWN:
            return [Party("承诺人", *self._named(need.lower, need.lower_post))]
        assert need.upper is not None
        return [
            Party("上级", *self._named(need.upper, need.upper_post)),
            Party("责任人", *self._named(need.lower, need.lower_post)),
        ]

    def _named(self, person: UUID, post: UUID | None) -> tuple[str, str]:
        titled = self.posts.get(post) if post else None
        return self.people.get(person, "未知"), titled.title if titled else ""

    def _is_secretary(self, need: Need) -> bool:
        titled = self.posts.get(need.lower_post) if need.lower_post else None
        secretary = ("party-secretary", OrganKind.COMMITTEE, OrganKind.TOWNSHIP)
        return titled is not None and (titled.kind, titled.place, titled.above) == secretary


def drawing(path: str, on: date, needs: Iterable[Need], known: Bases | None = None) -> Drawing:
    """生成 For needs at the organ with this path and below; a fixed number of queries beside those of `bases`."""
    needs = list(needs)
    known = known or bases(path[:STEP], on)
    posts = {post for need in needs for post in (need.upper_post, need.lower_post) if post}
    people = {person for need in needs for person in (need.upper, need.lower) if person}
    carrying = {need.lower_post for need in needs if need.upper and need.lower_post}
    return Drawing(
        on,
        known,
        {id: name for part in parted(people) for id, name in names(part).items()},
        _titles(posts),
        _task_parts({need.organ for need in needs if need.upper}, carrying, on),
        _given(known, carrying, on),
    )


def letter_id(need: Need, year: int, replaces: UUID | None) -> UUID:
    """责任书编号 The id of the one letter that may follow `replaces` on this edge: a second one cannot be drawn."""
    parts = ("liuhen/letter", need.organ if need.upper else "", need.upper or "", need.lower, year, replaces or "")
    return uuid5(NAMESPACE_OID, "/".join(map(str, parts)))


def _tasks(parts: Iterable[TaskPart]) -> list[Task]:
    found: dict[UUID, tuple[TaskPart, list[str]]] = {}
    for part in parts:
        found.setdefault(part.task_id, (part, []))[1].append(str(Part(part.part).label))
    return [
        Task(part.task.number, part.task.title, "、".join(dict.fromkeys(words)), part.task.due)
        for part, words in found.values()
    ]


def _titles(posts: set[UUID]) -> dict[UUID, Titled]:
    columns = ("pk", "title", "kind", "organ__kind", "organ__parent")
    rows = [row for part in parted(posts) for row in Post.objects.filter(pk__in=part).values_list(*columns)]
    above = parted({parent for *_, parent in rows if parent})
    kinds = {id: kind for part in above for id, kind in Organ.objects.filter(pk__in=part).values_list("pk", "kind")}
    return {id: Titled(title, kind, place, kinds.get(parent, "")) for id, title, kind, place, parent in rows}


def _task_parts(organs: set[UUID], posts: set[UUID], on: date) -> dict[UUID, list[TaskPart]]:
    rows = TaskPart.objects.filter(on_day(on), task__plan__year=on.year).select_related("task")
    found: dict[UUID, list[TaskPart]] = {}
    for row in rows.order_by("task__number", "id"):
        key = row.post if row.part == Part.LEAD else row.organ
        if key in posts or key in organs:
            found.setdefault(key, []).append(row)
    return found


def _given(known: Bases, posts: set[UUID], on: date) -> dict[UUID, list[DutyItem]]:
    in_force = {item.item: item for items in known.force.items.values() for item in items}
    found: dict[UUID, list[DutyItem]] = {}
    for post, item in Assignment.objects.filter(on_day(on)).order_by("id").values_list("post", "item"):
        if post in posts and item in in_force:
            found.setdefault(post, []).append(in_force[item])
    return found


def parted(ids: set[UUID], size: int = 500) -> Iterable[list[UUID]]:
    """分批 As many ids as one condition takes in every database."""
    ordered = sorted(ids)
    return (ordered[at : at + size] for at in range(0, len(ordered), size))
