"""人员与任职 People, posts and who held them when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from liuhen.kit.once import once, once_each, tell
from liuhen.kit.refusals import NotFound
from liuhen.organs.models import Organ, Person, Post, Tenure, below
from liuhen.organs.reads.tree import known
from liuhen.organs.spans import on_day, today


@dataclass(frozen=True)
class Held:
    """任职情况 A post a person holds or held, and where; `book` is the name of the organ's book."""

    tenure: UUID
    post: UUID
    title: str
    kind: str
    chief: bool
    organ: UUID
    organ_name: str
    path: str
    since: date
    until: date | None
    book: str
    holder: str


def person(id: UUID) -> Person:
    """人员 One person. Raises NotFound."""
    found = Person.objects.filter(pk=id).select_related("organ").first()
    if found is None:
        raise NotFound("organs.unknown-person", "没有这个人员")
    return found


def post(id: UUID) -> Post:
    """职务 One post. Raises NotFound."""
    found = Post.objects.filter(pk=id).select_related("organ").first()
    if found is None:
        raise NotFound("organs.unknown-post", "没有这个职务")
    return found


@once_each
def titles_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """职务名称 Titles of posts by id; unknown ids are left out."""
    return dict(Post.objects.filter(pk__in=set(ids)).values_list("pk", "title"))


def name_of(id: UUID | None) -> str:
    """姓名 A person's name; "未知" when there is none."""
    return (Person.objects.filter(pk=id).values_list("name", flat=True).first() if id else None) or "未知"


@once_each
def names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """姓名表 Names of people by id."""
    return dict(Person.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def tenures_of(person: UUID) -> list[Held]:
    """任职经历 Every post the person ever held, newest first."""
    return [_held(row) for row in _tenures(Q(person=person)).order_by("-since", "id")]


def posts_of(person: UUID, on: date | None = None) -> list[Held]:
    """所任职务 The posts a person holds on the day, chief posts first."""
    return _posts_of(person, on or today())


@once
def _posts_of(person: UUID, on: date) -> list[Held]:
    rows = _tenures(Q(person=person) & on_day(on))
    found = list(rows.order_by("-post__chief", "post__precedence", "since", "id"))
    for row in found:
        tell(known, row.post.organ, row.post.organ_id)
    return [_held(row) for row in found]


def holders(post: UUID, on: date | None = None) -> list[Person]:
    """任职人 Who holds the post on the day."""
    rows = Tenure.objects.filter(on_day(on or today()), post=post).select_related("person").order_by("since", "id")
    return [row.person for row in rows]


def tenures_in(posts: Iterable[UUID], on: date | None = None) -> list[Tenure]:
    """各职务的任职 Who holds any of these posts on the day."""
    rows = Tenure.objects.filter(on_day(on or today()), post__in=set(posts))
    return list(rows.select_related("person", "post").order_by("since", "id"))


def posts_with_holders(organ: UUID, on: date | None = None) -> list[tuple[Post, list[Tenure]]]:
    """职务与任职人 The posts of an organ on the day, in order, each with its tenures (and their persons)."""
    day = on or today()
    posts = list(Post.objects.filter(on_day(day), organ=organ).order_by("precedence", "title", "id"))
    tenures = Tenure.objects.filter(on_day(day), post__organ=organ).select_related("person").order_by("since", "id")
    held: dict[UUID, list[Tenure]] = {row.pk: [] for row in posts}
    for row in tenures:
        held.setdefault(row.post_id, []).append(row)
    return [(row, held[row.pk]) for row in posts]


def people(within: str, words: str = "", on: date | None = None) -> QuerySet[Person]:
    """人员名册 People registered at, or in office at, the organ with this path or below it."""
    day = on or today()
    serving = Tenure.objects.filter(on_day(day)).filter(below(within, "post__organ__path")).values("person")
    rows = Person.objects.filter(below(within, "organ__path") | Q(pk__in=serving))
    if words:
        rows = rows.filter(Q(name__contains=words) | Q(number=words))
    return rows.select_related("organ").order_by("name", "number", "id")


def subordinate_chiefs(organ: UUID, on: date | None = None) -> list[Tenure]:
    """下级主要负责人 The holders of chief posts of the direct subordinates on the day, in the organs' order."""
    rows = Tenure.objects.filter(on_day(on or today()), post__organ__parent=organ, post__chief=True)
    return list(
        rows.select_related("person", "post", "post__organ").order_by("post__organ__code", "post__precedence", "id")
    )


def home_of(id: UUID) -> Organ:
    """所属单位 The organ at which a person is registered."""
    return person(id).organ


def posts_of_many(people: Iterable[UUID], on: date | None = None) -> dict[UUID, list[Held]]:
    """各人所任职务 The posts of several people on the day."""
    wanted: dict[UUID, list[Held]] = {person: [] for person in people}
    for row in _tenures(Q(person__in=wanted) & on_day(on or today())).order_by(
        "-post__chief", "post__precedence", "id"
    ):
        wanted[row.person_id].append(_held(row))
    return wanted


def tenures_under(path: str, on: date | None = None) -> QuerySet[Tenure]:
    """在任名单 Every tenure of the day at the organ with this path and below."""
    rows = Tenure.objects.filter(on_day(on or today())).filter(below(path, "post__organ__path"))
    rows = rows.select_related("person", "post", "post__organ")
    return rows.order_by("post__organ__path", "post__precedence", "person__name", "id")


def _tenures(condition: Q) -> QuerySet[Tenure]:
    return Tenure.objects.filter(condition).select_related("person", "post", "post__organ")


def _held(row: Tenure) -> Held:
    post, organ = row.post, row.post.organ
    return Held(
        row.pk, post.pk, post.title, post.kind, post.chief, organ.pk, organ.name, organ.path, row.since, row.until,
        organ.book, row.person.name,
    )  # fmt: skip
