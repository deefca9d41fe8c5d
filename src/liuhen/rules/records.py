"""记录 A rule, or a body's rule set, comes into force: proposed by one person, approved by another.

The bytes of the file go to the file store under their digest, so that a retired version can be judged by again.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from liuhen.ledger.records import Record, internal, public, record

ENACTMENT = ("enactment", "enactment")


class What(StrEnum):
    """规则文件种类 A single rule, or the rule set of a kind of body."""

    RULE = "rule"
    BODY = "body"


@record("rules.proposed/1", log="internal", subject=ENACTMENT)
class RuleProposed(Record):
    """提出施行 A rule file, by digest, is proposed for an organ (and all below it) from a day on."""

    enactment: UUID = public()
    what: What = public()
    name: str = public()
    body_kind: str = public()
    digest: str = public()
    version: str = public()
    organ: UUID = public()
    effective_from: date = public()
    proposer: UUID = public()
    reason: str = internal()


@record("rules.enacted/1", log="internal", subject=ENACTMENT)
class RuleEnacted(Record):
    """批准施行 The second approver puts it into force; the entry repeats what was approved."""

    enactment: UUID = public()
    what: What = public()
    name: str = public()
    body_kind: str = public()
    digest: str = public()
    version: str = public()
    organ: UUID = public()
    effective_from: date = public()
    proposer: UUID = public()
    approver: UUID = public()


@record("rules.proposal-rejected/1", log="internal", subject=ENACTMENT)
class ProposalRejected(Record):
    """不予批准 The proposal is turned down, with the reason."""

    enactment: UUID = public()
    by: UUID = public()
    reason: str = internal()
