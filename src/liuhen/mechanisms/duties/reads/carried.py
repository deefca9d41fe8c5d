"""所承担的责任 What a person, a post or an organ carries on a day: looked up, never copied to anybody (M05-M08, M14).

`carried` and `carried_by_post` give whole lines for pages and letters. `bases` gives only digests, for everything below
an organ at once: a letter whose basis is no longer the organ's is stale.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from liuhen.kit import canonical
from liuhen.mechanisms.duties.models import Assignment, DutyItem
from liuhen.mechanisms.duties.reads import force, tasks
from liuhen.mechanisms.duties.reads.bases import Bases, bases
from liuhen.mechanisms.duties.reads.lines import Carried, ItemLine, TaskLine, Via
from liuhen.mechanisms.duties.reads.places import Place, of_person, of_post
from liuhen.mechanisms.duties.terms import Audience
from liuhen.organs.reads.staff import titles_of
from liuhen.organs.spans import on_day

__all__ = [
    "Bases",
    "Carried",
    "ItemLine",
    "TaskLine",
    "Via",
    "bases",
    "basis_of",
    "body_lines",
    "carried",
    "carried_by_post",
]


def carried(person: UUID, on: date) -> Carried:
    """个人责任 All items and tasks of a person on the day, each once, whatever number of posts they come through."""
    places, posts = of_person(person, on)
    return _carried(places, posts, on)


def carried_by_post(post: UUID, on: date) -> Carried:
    """职务责任 The same for a post, whoever holds it."""
    return _carried(of_post(post, on), [post], on)


def body_lines(path: str, via: Via, on: date) -> list[ItemLine]:
    """班子责任 The items an organ's leading group carries as a body (M05)."""
    return _merged((item, via) for item in force.at_organs([path], on).lines(path, Audience.BODY))


def _carried(places: list[Place], posts: list[UUID], on: date) -> Carried:
    known = force.at_organs({place.path for place in places}, on)
    found = [(item, place.via) for place in places for item in known.lines(place.path, place.audience)]
    lines = _merged([*found, *_assigned(posts, on)])
    mine = tasks.lines_for(posts, [place.via.organ for place in places if place.is_chief], on)
    return Carried(tuple(lines), tuple(mine), basis_of(((line.version, line.item) for line in lines), mine))


def basis_of(items: Iterable[tuple[UUID, UUID]], mine: Iterable[TaskLine]) -> str:
    """责任摘要 Digest of exactly what is carried: versions with items, and tasks as they stand assigned."""
    held = {
        "items": sorted(f"{version}/{item}" for version, item in items),
        "tasks": sorted({str(line.term) for line in mine}),
    }
    return hashlib.sha256(canonical.encode(held)).hexdigest()


def _assigned(posts: list[UUID], on: date) -> list[tuple[DutyItem, Via]]:
    rows = list(Assignment.objects.filter(on_day(on), post__in=posts))
    if not rows:
        return []
    titles = titles_of(row.post for row in rows)
    items = {item.item: item for item in force.items_in_force({row.item for row in rows}, on)}
    return [
        (items[row.item], Via(row.list.organ, "", row.post, titles.get(row.post, ""), assigned=True))
        for row in rows
        if row.item in items
    ]


def _merged(found: Iterable[tuple[DutyItem, Via]]) -> list[ItemLine]:
    """Each duty once: the same item through two posts, and the same words in two lists, are one line."""
    together: dict[tuple[str, str], list[tuple[DutyItem, Via]]] = {}
    for item, via in found:
        together.setdefault((item.side, "".join(item.text.split())), []).append((item, via))
    return [_line(pairs) for pairs in together.values()]


def _line(pairs: list[tuple[DutyItem, Via]]) -> ItemLine:
    first = pairs[0][0]
    version = first.version
    same = ("item", "number", "audience", "side", "text", "measure", "period", "threshold", "sample")
    lists = dict.fromkeys(item.version.list.name for item, _ in pairs)
    return ItemLine(
        version=version.pk,
        list=version.list_id,
        list_name="、".join(lists),
        status=version.status,
        evidence=tuple(first.evidence),
        via=tuple(dict.fromkeys(via for _, via in pairs)),
        same=tuple(dict.fromkeys(item.item for item, _ in pairs if item.item != first.item)),
        **{name: getattr(first, name) for name in same},
    )
