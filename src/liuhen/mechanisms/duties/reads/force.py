"""现行清单 Which versions of which lists apply at which organs on a day: few queries for any number of organs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from liuhen.mechanisms.duties.models import Adoption, DutyItem, ListVersion
from liuhen.mechanisms.duties.terms import Change
from liuhen.organs.reads.tree import organs_under
from liuhen.organs.spans import on_day

__all__ = ["Force", "at_organs", "items_in_force", "under"]

STEP = 32  # hexadecimal digits of one organ in a path


@dataclass
class Force:
    """现行清单 What applies on one day at the organs it was read for, asked by their paths."""

    on: date
    own: dict[str, list[ListVersion]] = field(default_factory=dict)
    deep: dict[str, list[ListVersion]] = field(default_factory=dict)
    items: dict[UUID, list[DutyItem]] = field(default_factory=dict)
    _from_above: dict[str, tuple[ListVersion, ...]] = field(default_factory=dict)

    def versions(self, path: str) -> tuple[ListVersion, ...]:
        """现行版本 The versions in force at the organ with this path, each once, in a fixed order."""
        found = {version.pk: version for version in (*self._inherited(path), *self.own.get(path[-STEP:], ()))}
        return tuple(sorted(found.values(), key=lambda version: (version.list.founded_at, str(version.pk))))

    def lines(self, path: str, *audiences: str) -> list[DutyItem]:
        """现行条目 The items in force at the organ for these audiences, list by list and in the list's order."""
        return [
            item for version in self.versions(path) for item in self.items[version.pk] if item.audience in audiences
        ]

    def _inherited(self, path: str) -> tuple[ListVersion, ...]:
        if not path:
            return ()
        if path not in self._from_above:
            self._from_above[path] = (*self._inherited(path[:-STEP]), *self.deep.get(path[-STEP:], ()))
        return self._from_above[path]


def at_organs(paths: Iterable[str], on: date) -> Force:
    """某些单位的现行清单 For the organs with these paths. Three queries."""
    steps = {path[at : at + STEP] for path in paths for at in range(0, len(path), STEP)}
    return _read(Q(organ__in=[UUID(step) for step in steps]), on) if steps else Force(on)


def under(path: str, on: date) -> Force:
    """本级及以下的现行清单 For the organ with this path and everything below it. Three queries."""
    above = [UUID(path[at : at + STEP]) for at in range(0, len(path), STEP)]
    below = organs_under(path, on).order_by().values("pk")
    return _read(Q(organ__in=above) | Q(organ__in=below), on)


def items_in_force(items: Iterable[UUID], on: date) -> list[DutyItem]:
    """现行条目 These items as the versions in force on the day have them; those no longer in any are left out."""
    rows = DutyItem.objects.filter(on_day(on, "version__"), item__in=set(items)).exclude(changed=Change.DROPPED)
    return list(rows.select_related("version", "version__list"))


def _read(where: Q, on: date) -> Force:
    adoptions = list(Adoption.objects.filter(where, on_day(on)))
    lists = {row.list_id for row in adoptions}
    rows = ListVersion.objects.filter(on_day(on), list__in=lists).select_related("list")
    versions = {row.list_id: row for row in rows}
    force = Force(on, items=_items(versions.values()))
    for row in adoptions:
        if row.list_id in versions:
            (force.deep if row.deep else force.own).setdefault(row.organ.hex, []).append(versions[row.list_id])
    return force


def _items(versions: Iterable[ListVersion]) -> dict[UUID, list[DutyItem]]:
    known = {version.pk: version for version in versions}
    found: dict[UUID, list[DutyItem]] = {id: [] for id in known}
    rows = DutyItem.objects.filter(version__in=known).exclude(changed=Change.DROPPED)
    for row in rows.order_by("number", "entry"):
        row.version = known[row.version_id]
        found[row.version_id].append(row)
    return found
