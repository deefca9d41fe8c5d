"""签名登记 The one road to every signature provider, and the verdict on evidence at a moment in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from liuhen.kit import canonical
from liuhen.ledger.signatures.models import SignerKey


class Grade(StrEnum):
    """签名等级 How hard it is for somebody else to have made this signature; rules say which one a matter needs."""

    PIN = "pin"
    HANDWRITTEN = "handwritten"
    PASSKEY = "passkey"

    @property
    def level(self) -> int:
        """等级数 1 (whoever knows the PIN), 2 (paper, recorder and witness), 3 (the person's own device)."""
        return list(Grade).index(self) + 1


class EvidenceError(Exception):
    """凭据不符 What is wrong with a piece of evidence, as a Chinese sentence."""


@dataclass(frozen=True)
class Verdict:
    """验签结论 Whether the evidence holds, of what grade it is, and why not or with what remark."""

    ok: bool
    grade: str
    note: str = ""


class Provider(Protocol):
    """签名方式 What the registry asks of a provider: its name, its grade, and a check of its evidence."""

    name: str
    grade: Grade
    keyed: bool

    def check(self, evidence: dict[str, Any], key: SignerKey | None) -> str:
        """查验 A remark ("" when there is none); raises EvidenceError when the evidence does not hold."""
        ...


_providers: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """登记 Adds a provider under its name. Raises TypeError when the name is taken by another."""
    if type(_providers.get(provider.name, provider)) is not type(provider):
        raise TypeError(f"signature provider {provider.name} is taken")
    _providers[provider.name] = provider


def grade_of(provider: str) -> Grade:
    """等级 The grade of a provider; KeyError when there is none of that name."""
    return _providers[provider].grade


def verify(provider: str, evidence: bytes, digest: bytes | None, at: datetime) -> Verdict:
    """验签 The verdict on evidence over `digest` for the moment `at` (UTC). Never raises.

    Without a digest only the evidence itself is judged, over the digest it names.
    """
    known = _providers.get(provider)
    if known is None:
        return Verdict(False, "", f"不认识的签名方式：{provider}")
    try:
        parsed = parse(evidence, known.name)
        if digest is not None and parsed["digest"] != digest.hex():
            raise EvidenceError("凭据所签的不是这份文件")
        key = _valid_key(parsed, known, at) if known.keyed else None
        return Verdict(True, known.grade, known.check(parsed, key))
    except EvidenceError as error:
        return Verdict(False, known.grade, str(error))


def parse(evidence: bytes, provider: str) -> dict[str, Any]:
    """读凭据 Evidence as a mapping. Raises EvidenceError unless it is canonical, of version 1 and of this provider."""
    try:
        parsed = canonical.decode(evidence)
    except canonical.CanonicalError as error:
        raise EvidenceError(f"凭据不能读取：{error}") from error
    if not isinstance(parsed, dict) or parsed.get("v") != 1 or parsed.get("provider") != provider:
        raise EvidenceError("凭据的格式或签名方式不符")
    if not isinstance(parsed.get("digest"), str) or not isinstance(parsed.get("person"), str):
        raise EvidenceError("凭据缺少所签摘要或签名人")
    return parsed


def _valid_key(parsed: dict[str, Any], provider: Provider, at: datetime) -> SignerKey:
    try:
        key = SignerKey.objects.filter(id=UUID(str(parsed.get("key")))).first()
    except ValueError:
        key = None
    if key is None or key.provider != provider.name:
        raise EvidenceError("签名凭证没有登记")
    if str(key.person) != parsed["person"]:
        raise EvidenceError("签名凭证登记在他人名下")
    if key.enrolled_at > at:
        raise EvidenceError("签名时凭证尚未登记")
    if key.revoked_at is not None and key.revoked_at <= at:
        raise EvidenceError("签名时凭证已经注销")
    return key
