"""通行密钥签名 WebAuthn signatures: the device checks the person, the challenge binds the document.

The evidence keeps what the browser and the device gave, so that it can be checked again offline with nothing but
the enrolled key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from webauthn import verify_authentication_response
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_authenticator_data
from webauthn.helpers.exceptions import WebAuthnException

from liuhen.kit import canonical, clock
from liuhen.ledger.signatures.ceremonies import challenge_of
from liuhen.ledger.signatures.models import SignerKey
from liuhen.ledger.signatures.publickeys import ed25519_of
from liuhen.ledger.signatures.registry import EvidenceError, Grade
from liuhen.ledger.verify import ed25519
from liuhen.ledger.verify.merkle import ProofError

MAX_ANSWER = 16 * 1024
FIELDS = {
    "v", "provider", "key", "person", "public_key", "digest", "nonce", "at", "verdict",
    "credential", "client_data", "authenticator_data", "signature",
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """应答 What the device returned for a challenge, still as text (base64url)."""

    credential: str
    client_data: str
    authenticator_data: str
    signature: str

    @classmethod
    def read(cls, text: str) -> Answer:
        """读应答 The browser's JSON. Raises EvidenceError when it is not one."""
        try:
            if len(text) > MAX_ANSWER:
                raise ValueError
            given = json.loads(text)
            response = given["response"]
            fields = (given["id"], response["clientDataJSON"], response["authenticatorData"], response["signature"])
            if not all(isinstance(field, str) and field.isascii() for field in fields):
                raise ValueError
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise EvidenceError("通行密钥的应答不能读取") from error
        return cls(*fields)

    @classmethod
    def of(cls, evidence: Mapping[str, Any]) -> Answer:
        """取应答 The answer as the evidence keeps it."""
        found = [
            str(evidence.get(name, "")) for name in ("credential", "client_data", "authenticator_data", "signature")
        ]
        return cls(*found)

    @property
    def challenge(self) -> bytes:
        """质询值 The challenge the device says it answered. Raises EvidenceError."""
        try:
            return base64url_to_bytes(self._client()["challenge"])
        except (ValueError, KeyError, TypeError) as error:
            raise EvidenceError("通行密钥的应答缺少质询值") from error

    @property
    def origin(self) -> str:
        """来源 The address of the page on which the device was asked. Raises EvidenceError."""
        return str(self._client().get("origin", ""))

    @property
    def count(self) -> int:
        """使用次数 The device's own counter."""
        return parse_authenticator_data(base64url_to_bytes(self.authenticator_data)).sign_count

    def _client(self) -> dict[str, Any]:
        try:
            parsed = json.loads(base64url_to_bytes(self.client_data))
        except (ValueError, RecursionError) as error:
            raise EvidenceError("通行密钥的应答不能读取") from error
        if not isinstance(parsed, dict):
            raise EvidenceError("通行密钥的应答不能读取")
        return parsed


def check_answer(answer: Answer, key: SignerKey, challenge: bytes) -> None:
    """验应答 Raises EvidenceError unless this key answered this challenge, the person verified by the device."""
    if answer.credential != key.credential and key.credential is not None:
        raise EvidenceError("应答的通行密钥不是登记的那一个")
    if not _host_belongs(answer.origin, key.rp):
        raise EvidenceError("应答来自别的网站")
    public = bytes.fromhex(key.public_key)
    try:
        verify_authentication_response(
            credential=_credential(answer),
            expected_challenge=challenge,
            expected_rp_id=key.rp,
            expected_origin=answer.origin,
            credential_public_key=public,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
        _check_strictly(answer, public)
    except (WebAuthnException, ProofError, ValueError) as error:
        raise EvidenceError("通行密钥签名不成立，或设备没有核验本人") from error


def evidence_of(answer: Answer, key: SignerKey, nonce: bytes, digest: bytes) -> bytes:
    """成凭据 The evidence of an answer that was just checked."""
    now = clock.rfc3339(clock.now())
    return canonical.encode(
        {
            "v": 1,
            "provider": "passkey",
            "key": str(key.id),
            "person": str(key.person),
            "public_key": key.public_key,
            "digest": digest.hex(),
            "nonce": nonce.hex(),
            "at": now,
            "credential": answer.credential,
            "client_data": answer.client_data,
            "authenticator_data": answer.authenticator_data,
            "signature": answer.signature,
            "verdict": {"ok": True, "checked": now, "grade": Grade.PASSKEY.value},
        }
    )


class Passkey:
    """通行密钥 The provider as the registry knows it."""

    name = "passkey"
    grade = Grade.PASSKEY
    keyed = True

    def check(self, evidence: dict[str, Any], key: SignerKey | None) -> str:
        """查验 Raises EvidenceError unless the kept answer holds over the digest under the enrolled key."""
        if set(evidence) != FIELDS:
            raise EvidenceError("通行密钥凭据的内容不全或多余")
        if key is None or evidence["public_key"] != key.public_key:
            raise EvidenceError("凭据中的公钥不是登记的公钥")
        try:
            nonce, digest = bytes.fromhex(evidence["nonce"]), bytes.fromhex(evidence["digest"])
        except (ValueError, TypeError) as error:
            raise EvidenceError("通行密钥凭据的内容不能读取") from error
        if len(nonce) != 32 or len(digest) != 32:
            raise EvidenceError("通行密钥凭据的随机数或摘要长度不对")
        check_answer(Answer.of(evidence), key, challenge_of("sign", nonce, digest))
        return ""


def keys_of(person: UUID) -> list[SignerKey]:
    """通行密钥 The person's passkeys in use, oldest first."""
    rows = SignerKey.objects.filter(person=person, provider="passkey", revoked_at=None)
    return list(rows.order_by("enrolled_at"))


def _credential(answer: Answer) -> dict[str, Any]:
    return {
        "id": answer.credential,
        "rawId": answer.credential,
        "type": "public-key",
        "response": {
            "clientDataJSON": answer.client_data,
            "authenticatorData": answer.authenticator_data,
            "signature": answer.signature,
        },
    }


def _check_strictly(answer: Answer, public: bytes) -> None:
    """Ed25519 a second time, under the strict rules every verifier agrees on; and one spelling of each part."""
    parts = [base64url_to_bytes(text) for text in (answer.client_data, answer.authenticator_data, answer.signature)]
    if [bytes_to_base64url(part) for part in parts] != [
        answer.client_data, answer.authenticator_data, answer.signature
    ]:  # fmt: skip
        raise ValueError("not canonical base64url")
    raw = ed25519_of(public)
    if raw is not None:
        ed25519.verify(raw, parts[1] + hashlib.sha256(parts[0]).digest(), parts[2])


def _host_belongs(origin: str, rp: str) -> bool:
    parts = urlsplit(origin)
    host = parts.hostname or ""
    secure = parts.scheme == "https" or (parts.scheme == "http" and host == "localhost")
    return bool(rp) and secure and (host == rp or host.endswith("." + rp))
