"""令牌办理 Issue, recognise, revoke. The token itself is shown once and kept nowhere."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from liuhen.doors.accounts.models import Event, User
from liuhen.doors.api.models import ApiToken
from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, NotPermitted
from liuhen.organs import reads

PREFIX = "liuhen_"
MOST_DAYS = 366
MOST_TOKENS = 20


def issue(person: UUID, label: str, days: int) -> str:
    """发令牌 A new token for a registered person whose account is not shut; returned in clear this once.

    Raises NotFound, NotPermitted, and BadInput for a missing label or more than a year.
    """
    reads.person(person)
    user = User.objects.filter(person=person).first()
    if user is not None and not user.is_active:
        raise NotPermitted("platform.account", "这个账户已停用", next_step="请找系统管理员")
    _check(person, label, days)
    token = PREFIX + secrets.token_urlsafe(32)
    ApiToken.issue(
        person=person,
        digest=digest_of(token),
        label=label.strip(),
        expires_at=clock.now() + timedelta(days=days),
    )
    Event.log("发出接口令牌", user=user, by=user, note=label.strip())
    return token


def revoke(person: UUID, id: UUID | None = None) -> int:
    """收回令牌 One of this person's, or all of them; returns how many."""
    count = ApiToken.revoke(person, id)
    if count:
        user = User.objects.filter(person=person).first()
        Event.log("收回接口令牌", user=user, by=user)
    return count


def recognise(token: str) -> ApiToken | None:
    """认令牌 The living token, unless its person's account is shut. Two queries, three once a minute."""
    found = ApiToken.alive(digest_of(token)) if token.startswith(PREFIX) else None
    if found is None or User.objects.filter(person=found.person, is_active=False).exists():
        return None
    found.touch()
    return found


def digest_of(token: str) -> str:
    """摘要 What is kept of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def _check(person: UUID, label: str, days: int) -> None:
    wrong = {}
    if not 1 <= len(label.strip()) <= 60:
        wrong["label"] = "请填写用途（60 字以内）"
    if not 1 <= days <= MOST_DAYS:
        wrong["days"] = f"有效期 1 至 {MOST_DAYS} 天"
    living = [row for row in ApiToken.of(person) if row.revoked_at is None and row.expires_at > clock.now()]
    if not wrong and len(living) >= MOST_TOKENS:
        wrong["label"] = f"有效令牌最多 {MOST_TOKENS} 个，请先收回不用的"
    if wrong:
        raise BadInput("platform.input", next(iter(wrong.values())), fields=wrong)
