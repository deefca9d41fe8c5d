"""身份 Who sits at the keyboard today: the person, the post chosen, and what may be done from it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from liuhen.kit.refusals import NotFound
from liuhen.ledger.records import Actor
from liuhen.organs import reads
from liuhen.organs.reads import Held


@dataclass(frozen=True)
class Standing:
    """身份 A person in one of the posts held today (or in none), as pages show it."""

    id: UUID
    name: str
    organ: str
    post: str
    actor: Actor
    posts: tuple[Held, ...]
    book: str


def standing(person: UUID, chosen: str = "") -> Standing | None:
    """今日身份 The person in the chosen post, else in today's first; None for somebody the book does not know."""
    posts = tuple(reads.posts_of(person))
    if not posts:
        return _without_post(person)
    held = next((one for one in posts if str(one.tenure) == chosen), posts[0])
    actor = Actor(person, held.organ, held.post)
    return Standing(person, held.holder, held.organ_name, held.title, actor, posts, held.book)


def _without_post(person: UUID) -> Standing | None:
    try:
        found = reads.person(person)
    except NotFound:
        return None
    home = found.organ
    return Standing(person, found.name, home.name, "", Actor(person, home.pk), (), home.book)
