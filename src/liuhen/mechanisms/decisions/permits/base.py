"""判断工具 What several acts of a decision are asked; what every act is asked stands in rules.permits."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings as conf

from liuhen.kit import clock
from liuhen.kit.refusals import WrongState
from liuhen.ledger.book import Actor
from liuhen.mechanisms.decisions import bodies
from liuhen.mechanisms.decisions.models import Meeting, Motion
from liuhen.mechanisms.decisions.reads import trace
from liuhen.mechanisms.decisions.signing import Signed
from liuhen.organs.reads.groups import members_of
from liuhen.rules.permits import judge, people, require_power

__all__ = ["held_on_paper", "people", "require_fresh", "require_grade"]

GRADES = {"pin": "口令", "handwritten": "手写签名", "passkey": "通行密钥"}


def held_on_paper(sitting: Meeting) -> bool:
    """是否补录 A meeting held on paper that has begun: what is entered now is a record of what happened, not an act."""
    return sitting.on_paper and sitting.starts <= clock.now()


def require_member_or_power(by: Actor, organ: UUID, group: UUID, *verbs: str) -> None:
    """问席位或职权 A seat in the leading group is enough; otherwise one of the verbs is needed."""
    if by.person not in {member.person for member in members_of(group)}:
        require_power(by, organ, *verbs)


def require_fresh(motion: Motion, signed: Signed) -> None:
    """不得重放 The same signature does not count twice on one file."""
    used = {sig["evidence"] for entry in trace.file_of(motion) for sig in entry.body["sig"]}
    if signed.signature.evidence_sha256 in used:
        raise WrongState("signatures.replayed", "这个签名已经用过", next_step="请刷新页面看最新状态")


def require_grade(motion: Motion, grade: str) -> str:
    """签名手段 Which signature a matter needs: a PIN alone never suffices for 三重一大 outside the demo."""
    rule = bodies.rule_of(motion, clock.local(clock.now()).date())
    row = {"major": motion.is_major, "demo": bool(conf.LIUHEN_DEMO), "means": GRADES.get(grade, grade)}
    return judge("decisions.signing-means", row, settings=rule.settings["decisions.signing-means"])
