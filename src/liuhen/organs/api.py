"""单位与人员接口 Organs, posts, leading groups and people, as of any day. Whoever may see the page may read it here."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import StringConstraints

from liuhen.kit.refusals import NotPermitted
from liuhen.ledger.records import Actor
from liuhen.organs import permits, reads
from liuhen.organs.models import Group, Organ, Person
from liuhen.organs.spans import today
from liuhen.ui.api import Day, Page, Paging, answers, page_of

router = Router(tags=["单位与人员"])
Sought = Annotated[str, StringConstraints(max_length=100, pattern=r"^[^\x00-\x1f]*$")]


class OnDay(Schema):
    """哪一天 Today when left out."""

    on: Day | None = None


class OrganShape(Schema):
    """单位"""

    id: UUID
    parent_id: UUID | None
    kind: str
    code: str
    name: str
    since: date
    until: date | None


class HeldShape(Schema):
    """任职"""

    tenure: UUID
    post: UUID
    title: str
    kind: str
    chief: bool
    organ: UUID
    organ_name: str
    since: date
    until: date | None


class GroupShape(Schema):
    """领导班子"""

    id: UUID
    organ_id: UUID
    kind: str
    name: str


class MemberShape(Schema):
    """班子成员 In the order of speaking."""

    person: UUID
    name: str
    post: UUID | None
    title: str
    role: str
    precedence: int


class GroupFull(GroupShape):
    """班子全貌"""

    members: list[MemberShape]


class HolderShape(Schema):
    """职务与任职人"""

    post: UUID
    title: str
    kind: str
    chief: bool
    holders: list[UUID]
    names: list[str]


class OrganFull(OrganShape):
    """单位全貌 Superiors, posts with holders, leading groups."""

    superiors: list[UUID]
    posts: list[HolderShape]
    groups: list[GroupShape]


class PersonShape(Schema):
    """人员"""

    id: UUID
    name: str
    organ_id: UUID


class PersonFull(PersonShape):
    """人员全貌 With the posts held on the day."""

    posts: list[HeldShape]


class OrgansAsked(Paging):
    """检索单位 Words of the name, or the beginning of the code."""

    q: Sought


class ChildrenAsked(Paging):
    """下级检索"""

    q: Sought = ""
    on: Day | None = None


@router.get("/organs", response=answers(Page[OrganShape]))
def organ_search(request: HttpRequest, asked: Query[OrgansAsked]) -> Any:
    """检索单位"""
    return page_of(reads.search(asked.q.strip()), asked)


@router.get("/organs/{uuid:organ}", response=answers(OrganFull))
def organ_show(request: HttpRequest, organ: UUID, asked: Query[OnDay]) -> Any:
    """单位 As of the day asked for."""
    found, on = reads.organ(organ), asked.on or today()
    return {
        **_organ(found, on),
        "superiors": found.ancestors[:-1],
        "posts": [_post(post, held) for post, held in reads.posts_with_holders(organ, on)],
        "groups": reads.groups_of(organ, on),
    }


def _organ(found: Organ, on: date) -> dict[str, Any]:
    plain = {name: getattr(found, name) for name in OrganShape.model_fields}
    return plain | {"name": reads.name_on(found, on), "parent_id": reads.superior_on(found, on)}


def _post(post: Any, held: list[Any]) -> dict[str, Any]:
    return {
        "post": post.pk,
        "title": post.title,
        "kind": post.kind,
        "chief": post.chief,
        "holders": [row.person_id for row in held],
        "names": [row.person.name for row in held],
    }


@router.get("/organs/{uuid:organ}/children", response=answers(Page[OrganShape]))
def organ_children(request: HttpRequest, organ: UUID, asked: Query[ChildrenAsked]) -> Any:
    """下级单位"""
    reads.organ(organ)
    return page_of(reads.children(organ, asked.on, words=asked.q.strip()), asked)


@router.get("/organs/{uuid:organ}/people", response=answers(Page[PersonShape]))
def organ_people(request: HttpRequest, organ: UUID, asked: Query[ChildrenAsked]) -> Any:
    """人员名册 For those in charge of people here."""
    found = reads.organ(organ)
    permits.require_any(_actor(request), ("people.read", "people.edit"), found)
    return page_of(reads.people(found.path, asked.q.strip(), asked.on), asked)


@router.get("/groups/{uuid:group}", response=answers(GroupFull))
def group_show(request: HttpRequest, group: UUID, asked: Query[OnDay]) -> Any:
    """领导班子 Its members on the day."""
    found: Group = reads.group(group)
    plain = {name: getattr(found, name) for name in GroupShape.model_fields}
    return plain | {"members": reads.members_of(group, asked.on)}


@router.get("/people/{uuid:person}", response=answers(PersonFull))
def person_show(request: HttpRequest, person: UUID, asked: Query[OnDay]) -> Any:
    """人员 For himself and for those in charge of people."""
    found: Person = reads.person(person)
    by = _actor(request)
    if by.person != person:
        permits.require_any(by, ("people.read", "people.edit"), found.organ)
    plain = {name: getattr(found, name) for name in PersonShape.model_fields}
    return plain | {"posts": reads.posts_of(person, asked.on)}


def _actor(request: HttpRequest) -> Actor:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise NotPermitted("platform.signed-in", "请用本人的令牌")
    return actor
