"""账户的表 Accounts, their sessions, failed tries and the security log.

None of this is a fact of the book: an account only says which pseudonymous person sits at the keyboard. Powers are
never stored here; they follow from the posts the person holds on the day. There is no superuser.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.utils.crypto import salted_hmac

from liuhen.kit import clock
from liuhen.kit.ids import uuid7
from liuhen.ledger.records import Actor


class Duty(models.TextChoices):
    """三员 The three administrators; an account is at most one of them."""

    SYSTEM = "system", "系统管理员"
    AUDIT = "audit", "审计管理员"
    SECURITY = "security", "安全保密管理员"


class Users(BaseUserManager["User"]):
    """账户库 Opens accounts."""

    def open(
        self, *, login: str, person: UUID, password: str, duty: str = "", temporary: bool = True, demo_label: str = ""
    ) -> User:
        """开户 A new account for a person. `temporary`: the password must be changed at the first log-in.

        `demo_label` puts the account among the one-click log-ins of the demonstration.
        """
        user = self.model(id=uuid7(), login=login, person=person, duty=duty, opened_at=clock.now())
        user.demo_label, user.must_change = demo_label, temporary and not demo_label
        user.set_password(password)
        user.save(using=self._db, force_insert=True)
        return user


class User(AbstractBaseUser):
    """账户 One account of one person. The row holds no name and no power."""

    id = models.UUIDField(primary_key=True)
    person = models.UUIDField(unique=True)
    login = models.CharField(max_length=60, unique=True)
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=False)
    duty = models.CharField(max_length=8, choices=Duty.choices, blank=True)
    demo_label = models.CharField(max_length=60, blank=True)
    totp = models.BinaryField(null=True)
    totp_step = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField()

    last_login = None  # type: ignore[assignment]  # the security log knows; Django's own field would use its own clock

    objects = Users()
    USERNAME_FIELD = "login"

    class Meta:
        db_table = "accounts_user"
        constraints = (
            models.CheckConstraint(condition=models.Q(duty__in=["", *Duty.values]), name="accounts_user_one_duty"),
        )

    def change_password(self, password: str, *, temporary: bool = False) -> None:
        """改密码 Sets a new password; every other session of the account ends by itself with it."""
        self.set_password(password)
        self.must_change = temporary
        self.save(update_fields=["password", "must_change"])

    def switch(self, active: bool) -> None:
        """启用停用 Lets the account in, or keeps it out from now on."""
        self.is_active = active
        self.save(update_fields=["is_active"])

    def take_duty(self, duty: str) -> None:
        """管理员职责 What the person's posts of today make of the account."""
        self.duty = duty
        self.save(update_fields=["duty"])

    def keep_totp(self, sealed: bytes | None) -> None:
        """动态口令 Stores the sealed secret of the one-time codes, or removes it."""
        self.totp, self.totp_step = sealed, 0
        self.save(update_fields=["totp", "totp_step"])

    def use_step(self, step: int) -> bool:
        """用掉一步 Uses a time step up; False when it, or a later one, was used already."""
        return type(self).objects.filter(pk=self.pk, totp_step__lt=step).update(totp_step=step) == 1


class Throttle(models.Model):
    """限次 Wrong tries in a row at one door (a log-in name, a second factor), by a digest of its name."""

    name = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_throttle"

    FREE = 4
    WAITS = (1, 5, 15, 60)

    @classmethod
    def waiting(cls, door: str, name: str) -> timedelta | None:
        """须等多久 How long this door stays shut, or None."""
        row = cls.objects.filter(name=cls._digest(door, name)).first()
        left = row.until - clock.now() if row and row.until else None
        return left if left and left > timedelta(0) else None

    @classmethod
    def count(cls, door: str, name: str) -> None:
        """记一次 Counts a try before it is judged, so that many at once are many."""
        with transaction.atomic():
            cls.objects.get_or_create(name=cls._digest(door, name))
            row = cls.objects.select_for_update().get(name=cls._digest(door, name))
            row.failures += 1
            if row.failures > cls.FREE:
                wait = cls.WAITS[min(row.failures - cls.FREE, len(cls.WAITS)) - 1]
                row.until = clock.now() + timedelta(minutes=wait)
            row.save(update_fields=["failures", "until"])

    @classmethod
    def clear(cls, door: str, name: str) -> None:
        """清零 After a right try, or by the security administrator."""
        cls.objects.filter(name=cls._digest(door, name)).delete()

    @staticmethod
    def _digest(door: str, name: str) -> str:
        return hashlib.sha256(f"{door}\0{name.strip().casefold()}".encode()).hexdigest()


class Login(models.Model):
    """登录会话 One log-in on one browser, until it ends."""

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="logins")
    device = models.CharField(max_length=120)
    began = models.DateTimeField()
    seen = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_login"

    STEP = timedelta(minutes=1)

    @classmethod
    def begin(cls, user: User, device: str) -> Login:
        """登入 A new session of this account."""
        now = clock.now()
        row = cls(id=uuid7(), user=user, device=device[:120], began=now, seen=now)
        row.save(force_insert=True)
        return row

    def touch(self) -> None:
        """活动 Remembers that the person is there, at most once a minute."""
        self.touch_all([self])

    @classmethod
    def touch_all(cls, rows: Iterable[Login]) -> None:
        """均活动 The same for several."""
        now = clock.now()
        if quiet := [row.pk for row in rows if now - row.seen >= cls.STEP]:
            cls.objects.filter(pk__in=quiet).update(seen=now)

    @property
    def mark(self) -> str:
        """标记 Changes with the account's password, and tells nothing about it."""
        return salted_hmac("accounts.login", f"{self.pk}{self.user.password}", algorithm="sha256").hexdigest()[:24]

    @classmethod
    def end(cls, user: User, id: UUID | None = None) -> int:
        """结束 Ends one session of the account, or all of them."""
        rows = cls.objects.filter(user=user, ended=None)
        return (rows.filter(id=id) if id else rows).update(ended=clock.now())

    @classmethod
    def open_ones(cls, user: User, since: datetime) -> list[Login]:
        """在用会话 Sessions that have not ended and were seen since then, newest first."""
        return list(cls.objects.filter(user=user, ended=None, seen__gte=since).order_by("-seen"))


class JointAct(models.Model):
    """双人办理 What one person has proposed and a second one has to confirm before anything happens.

    A proposal changes nothing and is no fact of the book: the entry written in the end names both. It ends by itself
    after a week. `place` is the organ at which the power is asked for, None for an epoch.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=8)
    facts = models.JSONField()
    person = models.UUIDField()
    organ = models.UUIDField()
    post = models.UUIDField(null=True)
    place = models.UUIDField(null=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=8, default="open")
    second = models.UUIDField(null=True)
    entry = models.UUIDField(null=True)

    class Meta:
        db_table = "accounts_joint_act"
        constraints = (
            models.CheckConstraint(condition=~models.Q(second=models.F("person")), name="accounts_joint_two_people"),
        )

    LIFE = timedelta(days=7)

    @classmethod
    def propose(cls, kind: str, facts: dict[str, Any], by: Actor, place: UUID | None = None) -> JointAct:
        """提出 One open proposal."""
        row = cls(id=uuid7(), kind=kind, facts=facts, place=place, at=clock.now())
        row.person, row.organ, row.post = by.person, by.organ, by.post
        row.save(force_insert=True)
        return row

    @classmethod
    def waiting(cls) -> models.QuerySet[JointAct]:
        """待确认 Open proposals that have not run out, newest first."""
        return cls.objects.filter(state="open", at__gt=clock.now() - cls.LIFE).order_by("-at")

    def finish(self, second: UUID, entry: UUID) -> None:
        """办结 By the second person, with the entry that says so."""
        self.state, self.second, self.entry = "done", second, entry
        self.save(update_fields=["state", "second", "entry"])

    def withdraw(self) -> None:
        """撤回 By whoever proposed it, or refused by the second."""
        type(self).objects.filter(pk=self.pk, state="open").update(state="ended")

    @property
    def by(self) -> Actor:
        """提出人 The first person, as he stood when he proposed."""
        return Actor(self.person, self.organ, self.post)


class Event(models.Model):
    """安全日志 Log-ins, failures and what administrators did to accounts. Prunable, never part of the book."""

    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=40)
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    address = models.CharField(max_length=45, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "accounts_event"

    @classmethod
    def log(cls, kind: str, *, user: User | None = None, by: User | None = None, **more: Any) -> None:
        """记日志 Writes one line. `more`: address, note."""
        more = {name: str(value)[: 45 if name == "address" else 200] for name, value in more.items()}
        cls(at=clock.now(), kind=kind, user=user, by=by, **more).save(force_insert=True)
