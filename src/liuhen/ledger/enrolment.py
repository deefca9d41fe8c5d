"""签名凭证登记 Enrolling and revoking signing keys: both are entries in the book.

One person has at most one PIN in use, and any number of passkeys.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from webauthn import generate_registration_options, options_to_json, verify_registration_response
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from liuhen.kit.ids import uuid7
from liuhen.kit.refusals import BadInput, NotFound, WrongState
from liuhen.ledger.book import Book
from liuhen.ledger.entries import Entry
from liuhen.ledger.records import Actor
from liuhen.ledger.signatures import ceremonies, passkey, pin, pins
from liuhen.ledger.signatures.models import SignerKey
from liuhen.ledger.signatures.publickeys import check_cose, check_ed25519
from liuhen.ledger.signatures.records import KeyEnrolled, KeyRevoked

CAUSES = {"lost": "遗失", "replaced": "更换", "suspected": "疑似泄露", "left": "离任"}
ALGORITHMS = [COSEAlgorithmIdentifier.EDDSA, COSEAlgorithmIdentifier.ECDSA_SHA_256]
MAX_ANSWER = 64 * 1024


def enrol_pin(book: Book, *, person: UUID, pin_entered: str, by: Actor, label: str = "签名口令") -> Entry:
    """设置口令 Makes a key pair locked by this PIN and enrols it; an earlier PIN of the person is replaced.

    Raises BadInput for a PIN that is too simple.
    """
    key = uuid7()
    public, locked = pin.make(pin_entered, str(key))
    check_ed25519(public)
    with transaction.atomic():
        earlier = pins.key_of(person)
        if earlier is not None:
            revoke(book, key=earlier.id, cause="replaced", reason="更换签名口令", by=by)
        entry = book.append(
            KeyEnrolled(
                key=key, person=person, provider="pin", public_key=public.hex(), rp="", credential="", label=label[:60]
            ),
            by=by,
        )
        pins.store(key, locked)
    return entry


def passkey_options(*, person: UUID, name: str, rp: str) -> dict[str, Any]:
    """登记质询 What the browser needs to make a passkey for this person, bound to the host `rp`."""
    options = generate_registration_options(
        rp_id=rp,
        rp_name="留痕",
        user_id=person.bytes,
        user_name=name,
        user_display_name=name,
        challenge=ceremonies.give("enrol", person, b""),
        authenticator_selection=AuthenticatorSelectionCriteria(
            user_verification=UserVerificationRequirement.REQUIRED, resident_key=ResidentKeyRequirement.PREFERRED
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(base64url_to_bytes(key.credential))
            for key in passkey.keys_of(person)
            if key.credential
        ],
        supported_pub_key_algs=ALGORITHMS,
    )
    parsed: dict[str, Any] = json.loads(options_to_json(options))
    return parsed


def enrol_passkey(book: Book, *, person: UUID, answer: str, rp: str, origin: str, by: Actor, label: str = "") -> Entry:
    """登记通行密钥 Enrols the passkey the browser just made. Raises BadInput for a weak key or a false answer."""
    credential, public = _registered(person, answer, rp, origin)
    check_cose(public)
    if SignerKey.objects.filter(public_key=public.hex()).exists():
        raise WrongState("signatures.key", "这个通行密钥已经登记过")
    record = KeyEnrolled(
        key=uuid7(),
        person=person,
        provider="passkey",
        public_key=public.hex(),
        rp=rp,
        credential=credential,
        label=(label.strip() or "通行密钥")[:60],
    )
    return book.append(record, by=by)


def revoke(book: Book, *, key: UUID, cause: str, reason: str, by: Actor) -> Entry:
    """注销 Takes a key out of use from now on. Raises NotFound, WrongState when revoked already, BadInput."""
    if cause not in CAUSES:
        raise BadInput("signatures.key", "请选择注销原因", fields={"cause": "请选择注销原因"})
    with book.writing("signer-key", key):
        found = SignerKey.objects.filter(id=key).first()
        if found is None:
            raise NotFound("platform.not-found", "没有这个签名凭证")
        if found.revoked_at is not None:
            raise WrongState("signatures.key", "这个签名凭证已经注销")
        entry = book.append(KeyRevoked(key=key, person=found.person, cause=cause, reason=reason.strip()), by=by)
        pins.forget(key)
    return entry


def keys_of(person: UUID) -> list[SignerKey]:
    """我的凭证 All keys of a person, revoked ones too, newest first."""
    return list(SignerKey.objects.filter(person=person).order_by("-enrolled_at"))


def in_use() -> QuerySet[SignerKey]:
    """在用凭证 Keys in use of everybody, newest first (for the 安全保密管理员)."""
    return SignerKey.objects.filter(revoked_at=None).order_by("-enrolled_at", "id")


def _registered(person: UUID, answer: str, rp: str, origin: str) -> tuple[str, bytes]:
    """Credential id (base64url) and COSE key of an answer to our own challenge, used up by this."""
    try:
        if len(answer) > MAX_ANSWER:
            raise ValueError("too long")
        given = json.loads(answer)
        client = json.loads(base64url_to_bytes(given["response"]["clientDataJSON"]))
        challenge = base64url_to_bytes(client["challenge"])
        ceremonies.take("enrol", person, challenge, b"")
        made = verify_registration_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=rp,
            expected_origin=origin,
            require_user_verification=True,
            supported_pub_key_algs=ALGORITHMS,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInput("signatures.passkey", "通行密钥登记没有成功：设备的应答不成立或没有核验本人") from error
    return bytes_to_base64url(made.credential_id), made.credential_public_key
