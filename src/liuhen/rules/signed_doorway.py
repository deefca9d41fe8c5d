"""接口上的签名 Two steps: ask for the exact document, then act with a signature over that very document.

Each signed act has two addresses: `…/statement` gives the document (its bytes, digest, nonce and date, and for a
passkey the options the device signs under); the act itself carries nonce and date back: the same bytes are built.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Schema
from pydantic import StringConstraints

from liuhen.kit import clock
from liuhen.ledger.signatures import web
from liuhen.ledger.signatures.statement import Signed, Statement, dated_in
from liuhen.rules.doorway import actor_of
from liuhen.ui.api import Given, Instant, Yes


class Asked(Given):
    """求签 Whether options for a passkey are wanted as well."""

    passkey: Yes = False


class Hand(Given):
    """签名 How it was signed, and the nonce and date of the document that was asked for."""

    provider: Literal["pin", "passkey"] = "pin"
    pin: Annotated[str, StringConstraints(max_length=40)] = ""
    passkey: Annotated[str, StringConstraints(max_length=20_000)] = ""
    nonce: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    dated: Annotated[str, StringConstraints(max_length=40)]


class SignedBy(Given):
    """须签名的办理 An act that carries nothing but its signature."""

    signature: Hand


class Paper(Schema):
    """所签文书 The document to be signed: its parts, exact text and digest."""

    document: dict[str, str | None]
    text: str
    sha256: str
    nonce: str
    dated: Instant
    passkey: dict[str, Any] | None = None


def again(hand: Hand | None) -> dict[str, Any]:
    """再造文书 Date and nonce of the document asked for; nothing for a fresh one. Raises BadInput: too old."""
    return {} if hand is None else {"dated": dated_in(hand.dated), "nonce": hand.nonce}


def offered(request: HttpRequest, statement: Statement, asked: Asked | None) -> dict[str, Any]:
    """交出文书 What is to be signed, and for a passkey under which options."""
    document = statement.document
    wanted = asked is not None and asked.passkey
    return {
        "document": statement.facts,
        "text": document.content.decode(),
        "sha256": document.digest.hex(),
        "nonce": statement.nonce,
        "dated": clock.truncated(statement.dated),
        "passkey": web.challenge(request, document) if wanted else None,
    }


def signed(request: HttpRequest, statement: Statement, hand: Hand) -> Signed:
    """签名 The statement under the person's own signature. Call it before `book.writing`."""
    return Signed(
        statement,
        web.collect_at_once(
            actor_of(request).person,
            statement.document,
            provider=hand.provider,
            pin=hand.pin,
            passkey=hand.passkey,
        ),
    )
