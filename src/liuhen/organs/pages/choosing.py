"""找人 Somebody in office is found by name or number, without script: typed, listed, chosen."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest

from liuhen.kit.refusals import BadInput
from liuhen.organs.models import Tenure, below
from liuhen.organs.reads import organ as organ_of
from liuhen.organs.reads.tree import region_of
from liuhen.organs.spans import on_day, today

MOST = 20


def found_people(request: HttpRequest, organ: UUID) -> list[tuple[str, str]]:
    """在任人员 Up to twenty in the organ's region with this name or number: person:post, and how to tell them apart."""
    words = request.GET.get("seek", request.POST.get("seek", "")).strip()
    if not words:
        return []
    rows = Tenure.objects.filter(on_day(today()), below(region_of(organ_of(organ)), "post__organ__path"))
    rows = rows.filter(Q(person__name__contains=words) | Q(person__number=words))
    rows = rows.select_related("person", "post", "post__organ").order_by("person__name", "post__organ__path", "id")
    return [
        (f"{row.person_id}:{row.post_id}", f"{row.person.name}（{row.post.organ.name} {row.post.title}）")
        for row in rows[:MOST]
    ]


def chosen_person(request: HttpRequest, name: str = "who") -> tuple[UUID, UUID]:
    """所选人员 The person and the post behind the choice. Raises BadInput."""
    person, _, post = request.POST.get(name, "").partition(":")
    try:
        return UUID(person), UUID(post)
    except ValueError as error:
        raise BadInput("platform.input", "请先找到并选择一名在任人员", fields={name: "请选择人员"}) from error
