"""签名凭证的记录 Enrolment and revocation of signing keys, as they stand in the book."""

from __future__ import annotations

from uuid import UUID

from liuhen.ledger.records import Record, internal, public, record


@record("ledger.key-enrolled/1", log="internal", subject=("signer-key", "key"))
class KeyEnrolled(Record):
    """签名凭证登记 A person enrols a public key; from now on what it signs is that person's.

    `public_key`: hexadecimal, 32 bytes Ed25519 (pin) or the COSE key (passkey). `rp`: the host a passkey is bound to.
    """

    key: UUID = public()
    person: UUID = public()
    provider: str = public()
    public_key: str = public()
    rp: str = public()
    credential: str = internal()
    label: str = internal()


@record("ledger.key-revoked/1", log="internal", subject=("signer-key", "key"))
class KeyRevoked(Record):
    """签名凭证注销 A key is taken out of use; what it signed before stays valid.

    `cause`: lost, replaced, suspected or left.
    """

    key: UUID = public()
    person: UUID = public()
    cause: str = public()
    reason: str = internal()
