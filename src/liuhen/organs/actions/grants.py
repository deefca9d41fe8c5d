"""授权 Let one person see or do one thing beyond the powers of his posts."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.kit.refusals import NotFound, NotPermitted, WrongState
from liuhen.ledger.book import Actor, Entry
from liuhen.organs import records as r
from liuhen.organs.actions._words import bad, in_order, text
from liuhen.organs.models import Grant
from liuhen.organs.permits import require_may
from liuhen.organs.powers import post_kinds
from liuhen.organs.reads import staff, tree
from liuhen.organs.spans import today

GRANTABLE_WORDS = {
    "organ.read": "查阅单位信息",
    "people.read": "查阅人员名册",
    "portfolio.read": "查阅分工及核实提示",
    "dossier.read": "查阅决策档案（不含密封的表态）",
}
"""可授权事项 What can be granted for an organ and all below it: looking, never acting."""


def give_grant(
    *,
    by: Actor,
    person: UUID,
    verb: str,
    organ: UUID,
    until: date,
    reason: str,
    matter: UUID | None = None,
    since: date | None = None,
    id: UUID | None = None,
) -> Entry:
    """授权查阅 Until a day, for a reason; nobody grants anything to himself, nor business to an administrator.

    For an organ and all below it only looking is granted (`GRANTABLE_WORDS`); for a `matter`, what its owner asks for.
    """
    found, since = tree.organ(organ), since or today()
    require_may(by, "grant.give", found)
    staff.person(person)
    if person == by.person:
        raise NotPermitted("organs.no-self-grant", "不得给自己授权")
    if matter is None and verb not in GRANTABLE_WORDS:
        raise bad("verb", "请选择授权事项")
    _require_no_administrator(person)
    in_order(since, until, "until", "授权截止不能早于开始")
    record = r.GrantGiven(
        grant=id or uuid7(),
        person=person,
        verb=text(verb, "verb", "授权事项", 40),
        organ=organ,
        matter=matter,
        since=since,
        until=until,
        reason=text(reason, "reason", "授权理由", 500),
    )
    return tree.book_of(found).append(record, by=by, organ=organ)


def _require_no_administrator(person: UUID) -> None:
    known = post_kinds()
    if any(post.kind in known and known[post.kind].administrator for post in staff.posts_of(person)):
        raise NotPermitted("platform.three-administrators", "三名管理员不参与业务，不能获得查阅授权")


def withdraw_grant(*, by: Actor, grant: UUID, until: date | None = None) -> Entry:
    """收回授权 The grant ends before its day."""
    row, until = _grant(grant), until or today()
    require_may(by, "grant.give", row.organ)
    book = tree.book_of(row.organ)
    with book.writing("grant", grant):
        row = _grant(grant)
        if row.until <= until:
            raise WrongState("organs.tenure-ended", "该授权已经结束")
        return book.append(r.GrantWithdrawn(grant=grant, until=until), by=by, organ=row.organ_id)


def _grant(id: UUID) -> Grant:
    found = Grant.objects.filter(pk=id).select_related("organ").first()
    if found is None:
        raise NotFound("organs.unknown-grant", "没有这项授权")
    return found
