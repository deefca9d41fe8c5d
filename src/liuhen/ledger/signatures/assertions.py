"""通行密钥的使用 Asking a person's device, and taking its answer, for a signature or for a log-in."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db import transaction
from webauthn import generate_authentication_options, options_to_json
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.structs import PublicKeyCredentialDescriptor, UserVerificationRequirement

from liuhen.kit.refusals import NotPermitted, WrongState
from liuhen.ledger.signatures import ceremonies
from liuhen.ledger.signatures.base import Document, Signature
from liuhen.ledger.signatures.models import PasskeyCounter, SignerKey
from liuhen.ledger.signatures.passkey import Answer, check_answer, evidence_of, keys_of
from liuhen.ledger.signatures.registry import EvidenceError


def providers_of(person: UUID) -> set[str]:
    """有何凭证 Which kinds of key this person has in use."""
    return set(SignerKey.objects.filter(person=person, revoked_at=None).values_list("provider", flat=True))


def options(purpose: str, person: UUID, rp: str, digest: bytes) -> dict[str, Any]:
    """质询 What the browser needs to ask one of the person's passkeys. Raises WrongState when there is none."""
    usable = [key for key in keys_of(person) if key.rp == rp and key.credential]
    if not usable:
        raise WrongState("signatures.key", "您还没有登记通行密钥", next_step="请先在“我的账户与签名凭证”中登记")
    made = generate_authentication_options(
        rp_id=rp,
        challenge=ceremonies.give(purpose, person, digest),
        allow_credentials=[PublicKeyCredentialDescriptor(base64url_to_bytes(key.credential or "")) for key in usable],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    parsed: dict[str, Any] = json.loads(options_to_json(made))
    return parsed


def signed(person: UUID, answer: str, document: Document) -> Signature:
    """取签名 The signature in a device's answer, checked. Raises NotPermitted."""
    key, given, nonce = _answered("sign", person, answer, document.digest)
    return Signature("passkey", str(key.id), evidence_of(given, key, nonce, document.digest))


def logged_in(person: UUID, answer: str) -> SignerKey:
    """验登录 The passkey that answered a log-in challenge. Raises NotPermitted."""
    return _answered("login", person, answer, b"")[0]


def _answered(purpose: str, person: UUID, text: str, digest: bytes) -> tuple[SignerKey, Answer, bytes]:
    try:
        answer = Answer.read(text)
        nonce = ceremonies.take(purpose, person, answer.challenge, digest)
        key = next((key for key in keys_of(person) if key.credential == answer.credential), None)
        if key is None:
            raise EvidenceError("这个通行密钥没有登记在您名下，或已注销")
        check_answer(answer, key, ceremonies.challenge_of(purpose, nonce, digest))
        _check_counter(key.id, answer.count)
    except EvidenceError as error:
        raise NotPermitted("signatures.passkey", str(error)) from error
    return key, answer, nonce


def _check_counter(key: UUID, count: int) -> None:
    """A device that counts never counts back; one that does not count stays at 0."""
    with transaction.atomic():
        PasskeyCounter.objects.get_or_create(key=key)
        row = PasskeyCounter.objects.select_for_update().get(key=key)
        if (count or row.count) and count <= row.count:
            raise EvidenceError("通行密钥的使用次数倒退，可能被复制，请立即注销并联系安全保密管理员")
        row.count = count
        row.save(update_fields=["count"])
