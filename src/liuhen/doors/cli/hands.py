"""经办人 In whose name a command acts: a person with an account, or the founder while the tree is still empty."""

from __future__ import annotations

from uuid import NAMESPACE_OID, UUID, uuid5

from django.conf import settings

from liuhen.doors.accounts.models import User
from liuhen.doors.accounts.standing import standing
from liuhen.kit.refusals import BadInput
from liuhen.ledger.records import Actor
from liuhen.organs.models import Organ


def founder() -> Actor:
    """建库人 Who founds this installation's tree; his right ends by itself with the first personnel officer."""
    name = f"liuhen/founder/{settings.LIUHEN_BOOK}"
    return Actor(person=uuid5(NAMESPACE_OID, name), organ=uuid5(NAMESPACE_OID, f"{name}/unit"))


def acting(login: str | None) -> Actor:
    """经办人 The person with this log-in name, in his first post of today; without one the founder. Raises BadInput."""
    if login is None:
        return founder()
    user = User.objects.filter(login=login, is_active=True).first()
    found = standing(user.person) if user else None
    if found is None:
        raise BadInput("platform.account", f"没有这个账号，或已停用：{login}")
    return found.actor


def root(code: str = "") -> UUID:
    """所在单位 The organ with this code, or the only root of the tree. Raises BadInput."""
    rows = Organ.objects.filter(code=code) if code else Organ.objects.filter(parent=None)
    found = list(rows[:2])
    if len(found) != 1:
        what = f"代码 {code} 对应 {len(found) or '零'} 个单位" if code else "没有唯一的首级单位"
        raise BadInput(
            "organs.unknown-organ", what, next_step="请用 --under 指明单位代码，或先运行 liuhen found --unit"
        )
    id: UUID = found[0].pk
    return id
