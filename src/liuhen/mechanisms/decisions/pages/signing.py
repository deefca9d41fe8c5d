"""页面上的签名 The statement of a decision's act, built again from the form that comes back; see signatures.forms."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from liuhen.ledger.signatures import web
from liuhen.ledger.signatures.forms import Ask, ask, challenge, is_challenge, signed, signed_on_paper
from liuhen.mechanisms.decisions.signing import Statement, dated_in
from liuhen.rules.acting import actor_of

__all__ = ["Ask", "ask", "challenge", "is_challenge", "signed", "signed_on_paper", "statement"]


def statement(
    request: HttpRequest,
    *,
    act: str,
    motion: UUID,
    says: str,
    text_sha256: str,
    item: UUID | None = None,
    words: str = "",
    signer: UUID | None = None,
    dated: datetime | None = None,
    nonce: str = "",
) -> Statement:
    """文书 What the person at the keyboard signs.

    `signer`, `dated` and a `nonce` of its own are given for a page signed on paper.

    Raises BadInput when the form's date is missing, ahead of the clock or more than an hour old.
    """
    return Statement(
        act=act,
        motion=motion,
        person=signer or actor_of(request).person,
        says=says,
        text_sha256=text_sha256,
        item=item,
        words=words.strip(),
        dated=dated or dated_in(request.POST.get("dated", "")),
        nonce=nonce or web.nonce(request),
    )
