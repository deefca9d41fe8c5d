"""签名凭证的表 The keys as the book knows them; beside them what the book must not hold: secrets and open sessions.

`SignerKey` is a reading of the book. The other tables are outside the rebuild: losing them costs a new
enrolment or a second entry of the PIN, never a fact.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from liuhen.ledger.entries import Entry
from liuhen.ledger.records import applies
from liuhen.ledger.signatures.records import KeyEnrolled, KeyRevoked
from liuhen.ledger.tables import Reading


class SignerKey(Reading):
    """签名凭证 One enrolled public key, and from when to when it counts."""

    id = models.UUIDField(primary_key=True)
    person = models.UUIDField(db_index=True)
    provider = models.CharField(max_length=20)
    public_key = models.TextField()
    rp = models.CharField(max_length=255, blank=True)
    credential = models.CharField(max_length=1400, blank=True, null=True)
    label = models.CharField(max_length=60, null=True)
    enrolled_at = models.DateTimeField()
    enrolled_entry = models.UUIDField()
    revoked_at = models.DateTimeField(null=True)
    revoked_entry = models.UUIDField(null=True)
    cause = models.CharField(max_length=12, blank=True)

    class Meta:
        db_table = "signatures_key"
        constraints = (
            # Two people with one key could each deny what it signed.
            models.UniqueConstraint(fields=["public_key"], name="signatures_key_once"),
        )


@applies(KeyEnrolled)
def _(record: KeyEnrolled, entry: Entry) -> None:
    SignerKey.objects.create(
        id=record.key,
        person=record.person,
        provider=record.provider,
        public_key=record.public_key,
        rp=record.rp,
        credential=record.credential,
        label=record.label,
        enrolled_at=entry.recorded,
        enrolled_entry=entry.id,
    )


@applies(KeyRevoked)
def _(record: KeyRevoked, entry: Entry) -> None:
    SignerKey.objects.filter(id=record.key).update(
        revoked_at=entry.recorded, revoked_entry=entry.id, cause=record.cause
    )


class PinSecret(models.Model):
    """口令密钥 A private key that only the PIN and the key-encryption key together open, and the wrong tries at it."""

    key = models.UUIDField(primary_key=True)
    salt = models.BinaryField(max_length=16)
    rounds = models.PositiveIntegerField()
    memory = models.PositiveIntegerField()
    blob = models.BinaryField()
    failures = models.PositiveIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "signatures_pin_secret"


class PinUnlock(models.Model):
    """口令已验 A private key re-wrapped under a random key that lies in the person's cookie alone."""

    id = models.UUIDField(primary_key=True)
    key = models.UUIDField()
    person = models.UUIDField()
    device = models.CharField(max_length=32)
    wrapped = models.BinaryField(null=True)
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "signatures_pin_unlock"
        indexes = (models.Index(fields=["device", "opened_at"], name="signatures_unlock_device"),)

    @classmethod
    def others_on(cls, device: str, person: object, since: datetime) -> bool:
        """同机他人 Whether somebody else entered a PIN on this device since then."""
        return cls.objects.filter(device=device, opened_at__gte=since).exclude(person=person).exists()


class Ceremony(models.Model):
    """质询 A passkey challenge given out once; it goes when it is used."""

    challenge = models.CharField(max_length=64, primary_key=True)
    purpose = models.CharField(max_length=8)
    nonce = models.BinaryField(max_length=32)
    person = models.UUIDField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "signatures_ceremony"


class PasskeyCounter(models.Model):
    """使用次数 The counter a passkey last showed; one that falls back means a copied key."""

    key = models.UUIDField(primary_key=True)
    count = models.BigIntegerField(default=0)

    class Meta:
        db_table = "signatures_counter"


SAME_SITTING = timedelta(hours=12)
"""同场 Two signers on one device within this time are marked."""
