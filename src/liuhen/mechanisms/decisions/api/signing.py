"""接口上的签名 The statement of a decision's act, fresh or built again; see rules.signed_doorway."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from liuhen.mechanisms.decisions.signing import Statement
from liuhen.rules.doorway import actor_of
from liuhen.rules.signed_doorway import Asked, Hand, Paper, SignedBy, again, offered, signed

__all__ = ["Asked", "Hand", "Paper", "SignedBy", "offered", "signed", "stated"]


def stated(
    request: HttpRequest,
    hand: Hand | None,
    *,
    act: str,
    motion: UUID,
    says: str,
    text_sha256: str,
    item: UUID | None = None,
    words: str = "",
) -> Statement:
    """文书 A fresh one when there is no `hand` yet, else the one that was asked for. Raises BadInput when too old."""
    return Statement(
        act=act,
        motion=motion,
        person=actor_of(request).person,
        says=says,
        text_sha256=text_sha256,
        item=item,
        words=words.strip(),
        **again(hand),
    )
