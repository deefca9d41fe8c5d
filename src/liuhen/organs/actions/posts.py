"""职务 Create and abolish posts."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.kit.refusals import WrongState
from liuhen.ledger.book import Actor, Entry
from liuhen.organs import records as r
from liuhen.organs.actions._words import bad, in_order, text
from liuhen.organs.models import Tenure
from liuhen.organs.permits import require_may, require_open
from liuhen.organs.powers import PostKind, post_kinds
from liuhen.organs.reads import staff, tree
from liuhen.organs.spans import on_day, today


def create_post(
    *,
    by: Actor,
    organ: UUID,
    kind: str,
    title: str = "",
    chief: bool | None = None,
    precedence: int = 100,
    seats: int = 1,
    since: date | None = None,
    id: UUID | None = None,
) -> Entry:
    """设立职务 A post of an organ; title and `chief` default to those of its kind; small `precedence` first."""
    found, known, since = tree.organ(organ), post_kind(kind), since or today()
    require_may(by, "organ.edit", found)
    require_open(found, since)
    if not 1 <= seats <= 10_000 or not 0 <= precedence <= 1_000_000:
        raise bad("seats", "职数为1至10000，排序为0至1000000")
    record = r.PostCreated(
        post=id or uuid7(),
        organ=organ,
        kind=known.code,
        title=text(title or known.word, "title", "职务名称", 120),
        chief=known.chief if chief is None else chief,
        precedence=precedence,
        seats=seats,
        since=since,
    )
    return tree.book_of(found).append(record, by=by, organ=organ)


def abolish_post(*, by: Actor, post: UUID, until: date | None = None) -> Entry:
    """撤销职务 The post ends; nobody may still hold it."""
    found, until = staff.post(post), until or today()
    require_may(by, "organ.edit", found.organ)
    book = tree.book_of(found.organ)
    with book.writing("post", post):
        found = staff.post(post)
        if found.until is not None:
            raise WrongState("organs.post-abolished", f"“{found.title}”已经撤销")
        in_order(found.since, until, "until", "撤销不能早于设立")
        if Tenure.objects.filter(on_day(until), post=post).exists():
            raise WrongState("organs.empty-before-closing", f"“{found.title}”还有人任职", next_step="请先登记免职")
        return book.append(r.PostAbolished(post=post, until=until), by=by, organ=found.organ_id)


def post_kind(code: str) -> PostKind:
    """职务类别 The kind of post. Raises BadInput for one that is not in the table of powers."""
    if code not in post_kinds():
        raise bad("kind", f"没有“{code}”这类职务")
    return post_kinds()[code]
