"""可否办理 Who may change organs and people, and what state they must be in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from liuhen.kit.refusals import BadInput, NotPermitted, WrongState
from liuhen.ledger.records import Actor
from liuhen.organs.models import STEP, Organ, Tenure, below
from liuhen.organs.powers import kinds_with
from liuhen.organs.reads.rights import Powers, powers_of
from liuhen.organs.spans import on_day, today

FOUNDING = frozenset({"organ.edit", "people.edit", "group.edit", "portfolio.edit", "calendar.edit", "grant.give"})


def require_may(actor: Actor, verb: str, organ: Organ) -> None:
    """须有权限 Raises NotPermitted unless a post, or the founding of this tree, allows the verb at this organ."""
    if not may_at(actor, verb, organ):
        raise NotPermitted(
            "organs.powers-follow-tenures",
            f"您现任职务没有在“{organ.name}”办理此事的权限",
            next_step="请由组织人事部门办理，或先登记相应任职",
        )


def may_at(actor: Actor, verb: str, organ: Organ, powers: Powers | None = None) -> bool:
    """可否 The same question as a yes or no. `powers`: the actor's, when they are known already."""
    powers = powers or powers_of(actor.person)
    return powers.allow(verb, organ.path) or (verb in FOUNDING and is_founder(actor, organ))


def is_founder(actor: Actor, organ: Organ) -> bool:
    """是否建库人 Whoever founded a tree may fill it until the first officer for it holds office there.

    Somebody has to write the first post before any post can give a power; afterwards this right is gone by itself.
    """
    root = organ.path[:STEP]
    if not Organ.objects.filter(path=root, founder=actor.person).exists():
        return False
    officers = Tenure.objects.filter(below(root, "post__organ__path"), post__kind__in=kinds_with("people.edit"))
    return not officers.filter(on_day(today())).exists()


def require_may_found(actor: Actor) -> None:
    """可否建库 A root is founded when there is none yet, by a founder, or by a system administrator."""
    roots = Organ.objects.filter(parent=None)
    if not roots.exists() or roots.filter(founder=actor.person).exists():
        return
    if not powers_of(actor.person).anywhere("organ.found"):
        raise NotPermitted("organs.powers-follow-tenures", "只有系统管理员可以新建单位树")


def require_open(organ: Organ, day: date) -> None:
    """须未撤销 Raises WrongState when the organ has ended by that day, or did not exist yet."""
    if organ.until is not None and organ.until <= day:
        raise WrongState("organs.closed-organ", f"“{organ.name}”已于{organ.until:%Y年%m月%d日}撤销")
    if day < organ.since:
        raise BadInput(
            "organs.dates-in-order",
            f"“{organ.name}”{organ.since:%Y年%m月%d日}才设立，日期不能早于此",
            fields={"since": "早于单位设立之日"},
        )


def require_any(actor: Actor, verbs: Iterable[str], organ: Organ) -> None:
    """须有其一 Raises NotPermitted unless one of the verbs is allowed at this organ."""
    verbs = list(verbs)
    if not any(may_at(actor, verb, organ) for verb in verbs):
        require_may(actor, verbs[0], organ)
