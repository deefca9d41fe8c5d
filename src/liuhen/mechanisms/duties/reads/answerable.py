"""承担人 Who answers for an item at an organ on a day: whoever held the post that day, never who holds it now (M06)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from liuhen.mechanisms.duties.models import Assignment, DutyItem
from liuhen.mechanisms.duties.reads import force
from liuhen.mechanisms.duties.reads.lines import Holder
from liuhen.mechanisms.duties.reads.places import VACANT, team_at
from liuhen.mechanisms.duties.terms import Audience
from liuhen.organs.reads.staff import tenures_in, titles_of
from liuhen.organs.reads.tree import organ as organ_row
from liuhen.organs.spans import on_day

__all__ = ["Answerable", "answerable", "line_on", "lines_on", "posts_answering"]


@dataclass(frozen=True)
class Answerable:
    """承担 An item as in force on the day at the organ, and who answers; a body's item is the body's own."""

    item: DutyItem
    holders: tuple[Holder, ...]
    body: bool


def lines_on(organ: UUID, on: date) -> list[DutyItem]:
    """当日条目 Every item in force at the organ on the day."""
    return force.at_organs([organ_row(organ).path], on).lines(organ_row(organ).path, *Audience.values)


def line_on(item: UUID, organ: UUID, on: date) -> DutyItem | None:
    """当日条款 The item as in force at the organ on the day, or given to a post of it by name; None when neither."""
    found = next((line for line in lines_on(organ, on) if line.item == item), None)
    if found is None and _given(item, organ, on):
        found = next(iter(force.items_in_force([item], on)), None)
    return found


def answerable(item: UUID, organ: UUID, on: date) -> Answerable | None:
    """何人承担 Who answered for the item at the organ on that day; None when it was not in force there."""
    line = line_on(item, organ, on)
    if line is None:
        return None
    team = team_at(organ, on)
    named = _given(item, organ, on)
    holders = dict.fromkeys((*team.of(line.audience), *named))
    return Answerable(line, tuple(holders), line.audience == Audience.BODY)


def posts_answering(organ: UUID, on: date) -> list[tuple[str, str]]:
    """可指明的职务 Posts of the organ's team on the day, for an item that several of them carry."""
    team = team_at(organ, on)
    holders = dict.fromkeys((*team.chiefs, *team.members, *team.discipline))
    return [(str(one.post), f"{one.title}（{one.name}）") for one in holders if one.post]


def _given(item: UUID, organ: UUID, on: date) -> list[Holder]:
    """Holders of posts of this organ to which the item was given by name."""
    posts = [row.post for row in Assignment.objects.filter(on_day(on), item=item)]
    if not posts:
        return []
    rows = [row for row in tenures_in(posts, on) if row.post.organ_id == organ]
    titles = titles_of(posts)
    return [Holder(row.person_id, row.person.name or VACANT, row.post_id, titles[row.post_id]) for row in rows]
