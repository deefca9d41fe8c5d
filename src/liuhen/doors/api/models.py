"""接口的表 Tokens and keys that count once. None of it is a fact of the book; losing it costs a new token."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, models, transaction

from liuhen.kit import clock
from liuhen.kit.ids import uuid7

STEP = timedelta(minutes=1)
"""活动精度 A token's last use is written at most so often."""

KEPT = timedelta(days=1)
"""重放防护 How long a spent key is remembered; a document to be signed is too old long before."""


class ApiToken(models.Model):
    """令牌 Lets a machine act for one person. Only a digest is kept; powers follow from the person's posts."""

    id = models.UUIDField(primary_key=True)
    person = models.UUIDField(db_index=True)
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=60)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "api_token"

    @classmethod
    def issue(cls, *, person: UUID, digest: str, label: str, expires_at: datetime) -> ApiToken:
        """发出 A new token of this person."""
        row = cls(id=uuid7(), person=person, digest=digest, label=label, issued_at=clock.now(), expires_at=expires_at)
        row.save(force_insert=True)
        return row

    @classmethod
    def alive(cls, digest: str) -> ApiToken | None:
        """有效令牌 The token with this digest, when it is neither revoked nor expired."""
        return cls.objects.filter(digest=digest, revoked_at=None, expires_at__gt=clock.now()).first()

    @classmethod
    def of(cls, person: UUID) -> list[ApiToken]:
        """本人令牌 Newest first."""
        return list(cls.objects.filter(person=person).order_by("-issued_at"))

    @classmethod
    def revoke(cls, person: UUID, id: UUID | None = None) -> int:
        """收回 One token of this person, or all; returns how many were."""
        rows = cls.objects.filter(person=person, revoked_at=None)
        return (rows.filter(pk=id) if id else rows).update(revoked_at=clock.now())

    def touch(self) -> None:
        """使用 Remembers that it was used."""
        now = clock.now()
        if self.used_at is None or now - self.used_at >= STEP:
            type(self).objects.filter(pk=self.pk).update(used_at=now)


class SpentKey(models.Model):
    """用过的键 A nonce or an Idempotency-Key of one person: a request that came through does not count twice."""

    name = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "api_spent_key"

    @classmethod
    def spend(cls, person: UUID, key: str) -> bool:
        """用掉 False when it was used already."""
        now = clock.now()
        cls.objects.filter(at__lt=now - KEPT).delete()
        try:
            with transaction.atomic():
                cls(name=cls._name(person, key), at=now).save(force_insert=True)
        except IntegrityError:
            return False
        return True

    @classmethod
    def give_back(cls, person: UUID, key: str) -> None:
        """还回 After a refused act: the same request may be tried again."""
        cls.objects.filter(name=cls._name(person, key)).delete()

    @staticmethod
    def _name(person: UUID, key: str) -> str:
        return hashlib.sha256(f"{person}\0{key}".encode()).hexdigest()
