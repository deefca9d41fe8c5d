"""账户名册 Lists for the administrators' pages, and the opening of accounts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from liuhen.doors.accounts.models import Duty, Event, User
from liuhen.kit.refusals import BadInput, NotFound, NotPermitted
from liuhen.organs import reads
from liuhen.organs.models import Person
from liuhen.organs.powers import post_kinds

DUTIES = {
    "system-administrator": Duty.SYSTEM,
    "audit-administrator": Duty.AUDIT,
    "security-administrator": Duty.SECURITY,
}
"""职务对应 Which kind of post makes which administrator."""

_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,39}")


def accounts(words: str = "") -> QuerySet[User]:
    """全部账户 By log-in name; `words` narrows by log-in name or person's name."""
    rows = User.objects.order_by("login")
    if words:
        named = reads.people("", words).order_by().values("pk")
        rows = rows.filter(Q(login__contains=words) | Q(person__in=named))
    return rows


def with_names(users: Iterable[User]) -> list[tuple[User, str]]:
    """配上姓名 Accounts with their persons' names."""
    users = list(users)
    names = reads.names([user.person for user in users])
    return [(user, names.get(user.person, "")) for user in users]


def without_account(words: str) -> list[Person]:
    """尚无账户的人 Up to twenty registered people with this name or number who have no account yet."""
    if not words.strip():
        return []
    return list(reads.people("", words.strip()).exclude(pk__in=User.objects.values("person"))[:20])


def open_account(person: str, login: str, password: str, *, temporary: bool = True, demo_label: str = "") -> User:
    """开户 An account for a registered person; administrators' duty follows from the post held today.

    Raises BadInput, NotFound, and NotPermitted for somebody who holds two of the three administrators' posts.
    """
    found = _person(person)
    login = login.strip()
    if not _LOGIN.fullmatch(login):
        wrong = "账号须为 3 至 40 位字母、数字、点、横线"
        raise BadInput("platform.account", wrong, fields={"login": wrong})
    try:
        with transaction.atomic():
            return User.objects.open(
                login=login,
                person=found,
                password=password,
                duty=duty_of(found),
                temporary=temporary,
                demo_label=demo_label,
            )
    except IntegrityError as error:
        wrong = "这个账号已有人使用，或此人已有账户"
        raise BadInput("platform.account", wrong, fields={"login": wrong}) from error


def duty_of(person: UUID) -> str:
    """何种管理员 The one administrator's duty of a person, or "". NotPermitted for two, or for business beside it."""
    kinds = {post.kind for post in reads.posts_of(person)}
    duties = {DUTIES[kind] for kind in kinds if kind in DUTIES}
    if len(duties) > 1:
        raise NotPermitted("platform.three-administrators", "系统、审计、安全保密三个管理员不得由一人兼任")
    if duties and any(not post_kinds()[kind].administrator for kind in kinds if kind in post_kinds()):
        raise NotPermitted("platform.three-administrators", "三员不得兼任业务职务")
    return next(iter(duties), "")


def events() -> QuerySet[Event]:
    """安全日志 Newest first."""
    return Event.objects.select_related("user", "by").order_by("-at", "-pk")


def _person(text: str) -> UUID:
    try:
        return reads.person(UUID(text)).pk
    except (ValueError, NotFound) as error:
        raise BadInput("platform.account", "请选择一名已登记的人员", fields={"person": "请选择人员"}) from error
