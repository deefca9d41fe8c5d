"""所签文书 What a person signs: identity, act, text, one explicit opinion and date, in exact bytes.

A mechanism's own statement adds what it is about (a motion and an item, a letter …) as fields named in `about`.
The nonce keeps the digest from being guessed (there are only five stances); the document is vaulted with the act.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID, uuid4

from liuhen.kit import canonical, clock
from liuhen.kit.refusals import BadInput
from liuhen.ledger.records import Actor
from liuhen.ledger.signatures import registry
from liuhen.ledger.signatures.base import Document, Signature

FRESH = timedelta(minutes=60)
"""时限 How long a document may lie unsigned before the date on it is too old."""


def dated_in(text: str) -> datetime:
    """签名日期 The date of a document that comes back to be signed. Raises BadInput: unreadable, ahead, or too old."""
    now = clock.now()
    try:
        dated = clock.parse(text)
    except ValueError:
        dated = None
    if dated is None or not now - FRESH <= dated <= now:
        raise BadInput(
            "platform.stale", "页面打开已超过一小时，签名日期失效", next_step="请核对后重新签名，已填内容没有丢失"
        )
    return dated


def fresh_nonce() -> str:
    """随机数 128 random bits, hexadecimal."""
    return secrets.token_hex(16)


def unnamed(organ: UUID) -> Actor:
    """不具名 A name for one act alone: who objected or lodged a worry stands in the vault, not in the entry."""
    return Actor(person=uuid4(), organ=organ, post=None)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """文书 One act to be signed. `says` is the explicit opinion or the act in words; `dated` is UTC."""

    about: ClassVar[Mapping[str, str]] = {}
    """所涉 The fields, each an id or None, that say what the act is about, and their words."""

    act: str
    person: UUID
    says: str
    text_sha256: str
    words: str = ""
    dated: datetime = field(default_factory=clock.now)
    nonce: str = field(default_factory=fresh_nonce)

    @property
    def document(self) -> Document:
        """原文 The exact bytes to be signed. Raises BadInput for words the book cannot spell."""
        try:
            return Document.of(self.facts)
        except canonical.CanonicalError as error:
            raise BadInput("platform.input", f"文字不能入簿：{error}", fields={"words": "含有不规范的字符"}) from error

    @property
    def facts(self) -> dict[str, str | None]:
        """要素 What stands in the document, by name."""
        return {
            **{name: str(id) if (id := getattr(self, name)) else None for name in self.about},
            "act": self.act,
            "person": str(self.person),
            "says": self.says,
            "words": self.words,
            "text_sha256": self.text_sha256,
            "dated": clock.rfc3339(self.dated),
            "nonce": self.nonce,
        }


@dataclass(frozen=True)
class Signed:
    """已签文书 A statement with the signature under it."""

    statement: Statement
    signature: Signature

    @property
    def document(self) -> str:
        """所签原文 The exact text under the signature; vaulted, so that the evidence can be checked with it later."""
        return self.statement.document.content.decode()

    def require(self, *, act: str, person: UUID, text_sha256: str, says: str = "", **about: UUID | None) -> str:
        """核验签名 Checks that this very act was signed by this person over this text; returns the grade.

        `about`: what it must be about, by field; None asks nothing. Raises BadInput naming what does not fit.
        """
        stated = self.statement
        wrong = [
            name
            for name, ok in (
                ("所签事项", stated.act == act),
                ("签名人", stated.person == person),
                ("文本", stated.text_sha256 == text_sha256),
                ("意见", not says or stated.says == says),
                *((stated.about[name], id is None or getattr(stated, name) == id) for name, id in about.items()),
            )
            if not ok
        ]
        if wrong:
            raise BadInput(
                "platform.signature-invalid", f"签名与本次办理不符：{'、'.join(wrong)}", next_step="请刷新后重新签名"
            )
        verdict = registry.verify(self.signature.provider, self.signature.evidence, stated.document.digest, clock.now())
        if verdict.ok and registry.parse(self.signature.evidence, self.signature.provider)["person"] != str(person):
            raise BadInput("platform.signature-invalid", "这是别人的签名", next_step="请由本人签名")
        if not verdict.ok:
            raise BadInput("platform.signature-invalid", f"签名核验不通过：{verdict.note}", next_step="请重新签名")
        return str(verdict.grade)
