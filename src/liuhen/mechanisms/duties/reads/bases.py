"""责任基础 Digests of what every organ below a path carries, by audience: one read for a whole district's letters."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from liuhen.mechanisms.duties.models import Assignment, TaskPart
from liuhen.mechanisms.duties.reads import force
from liuhen.mechanisms.duties.reads.force import Force
from liuhen.mechanisms.duties.terms import Part
from liuhen.organs.reads.tree import organs_under
from liuhen.organs.spans import on_day

__all__ = ["Bases", "bases"]


@dataclass
class Bases:
    """责任基础 What the organs below a path carry on a day, as digests."""

    force: Force
    paths: dict[UUID, str]
    units: dict[UUID, list[str]]
    leads: dict[UUID, list[str]]
    assigned: dict[UUID, list[str]]
    _lines: dict[tuple[tuple[UUID, ...], str], tuple[str, ...]] = field(default_factory=dict)
    _known: dict[tuple[str, ...], str] = field(default_factory=dict)

    def of(self, organ: UUID, audience: str, post: UUID | None = None) -> str:
        """基础摘要 Digest over the items of this audience in force at the organ and the tasks of the organ.

        `post`: with the tasks this post leads and the items given to it by name. "" for an organ that is not below.
        """
        path = self.paths.get(organ)
        if path is None:
            return ""
        held = (*self._items(path, str(audience)), "|", *self.units.get(organ, ()))
        if post is not None:
            held = (*held, "|", *self.leads.get(post, ()), "|", *self.assigned.get(post, ()))
        if held not in self._known:
            self._known[held] = hashlib.sha256("\n".join(held).encode()).hexdigest()
        return self._known[held]

    def _items(self, path: str, audience: str) -> tuple[str, ...]:
        versions = tuple(version.pk for version in self.force.versions(path))
        place = (versions, audience)
        if place not in self._lines:
            items = (item for version in versions for item in self.force.items[version] if item.audience == audience)
            self._lines[place] = tuple(sorted(str(item.entry) for item in items))
        return self._lines[place]


def bases(path: str, on: date) -> Bases:
    """责任基础 For the organ with this path and everything below it. Six queries, whatever their number."""
    organs = organs_under(path, on).order_by()
    parts = TaskPart.objects.filter(on_day(on), task__plan__year=on.year).order_by()
    ids = organs.values("pk")
    assigned = Assignment.objects.filter(on_day(on)).order_by()
    return Bases(
        force.under(path, on),
        dict(organs.values_list("pk", "path")),
        _grouped(parts.filter(organ__in=ids).exclude(part=Part.LEAD).values_list("organ", "term", "part")),
        _grouped(parts.filter(part=Part.LEAD).values_list("post", "term", "part")),
        _grouped(assigned.values_list("post", "item", "id")),
    )


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    for key, *what in rows:
        found.setdefault(key, []).append("/".join(map(str, what)))
    return {key: sorted(held) for key, held in found.items()}
