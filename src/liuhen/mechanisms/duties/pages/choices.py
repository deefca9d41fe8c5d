"""可选项 Posts and units one may choose from, and ids in an address or a form."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from liuhen.kit.refusals import BadInput
from liuhen.organs.reads.staff import tenures_under
from liuhen.organs.reads.tree import organ, organs_under

__all__ = ["asked_id", "ids_in", "posts_of_tree", "units_of_tree"]

MOST = 500
"""最多 How many entries a list to choose from may have; larger offices import a sheet."""


def asked_id(request: HttpRequest, name: str) -> UUID | None:
    """所选编号 An id in the address; None when none or unreadable."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def ids_in(request: HttpRequest, name: str) -> list[UUID]:
    """所选各项 Every id chosen in a form. Raises BadInput."""
    try:
        return [UUID(given) for given in request.POST.getlist(name) if given]
    except ValueError as error:
        raise BadInput("platform.input", "选择有误", fields={name: "请从列出的各项中选择"}) from error


def units_of_tree(place: UUID) -> list[tuple[str, str]]:
    """可选单位 Organs of the same tree, by name."""
    root = organ(place).path[:32]
    return [(str(row.pk), row.name) for row in organs_under(root)[:MOST]]


def posts_of_tree(place: UUID) -> list[tuple[str, str]]:
    """可选职务 Posts somebody holds in the same tree, leaders first."""
    rows = tenures_under(organ(place).path[:32]).order_by("-post__chief", "post__organ__path", "post__precedence")
    return [(str(row.post_id), f"{row.post.title}（{row.person.name}）") for row in rows[:MOST]]
