"""议题记录 D4: what happens to one item in the room. All of it belongs to the motion's file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from liuhen.ledger.duty_lines import Category, DutyLine, EvidenceKind
from liuhen.ledger.records import Record, internal, public, record, sealed
from liuhen.mechanisms.decisions.records.motion import MOTION

# That somebody signed an opinion, never which: the line may say no more than the room sees before the stances open.
STATED = DutyLine(
    EvidenceKind.DECISION, Category.AREA, "参加集体决策，就“{title}”签名表态", person="person", page="motion"
)
CONCLUDED = DutyLine(
    EvidenceKind.DECISION, Category.AREA, "参加集体决策，就“{title}”末位表态", person="person", page="motion"
)


@record("decisions.item-opened/1", log="internal", subject=MOTION)
class ItemOpened(Record):
    """议题开议 The item opens with a quorum computed for it; late papers need a reason and stay visible (M57)."""

    motion: UUID = public()
    item: UUID = public()
    round: UUID = public()
    quorum: dict[str, Any] = public()
    papers_short: bool = public()
    late_reason: str = internal()


@record("decisions.recusal-recorded/1", log="internal", subject=MOTION)
class RecusalRecorded(Record):
    """回避 A member is recused from the item, by declaration or by decision of the chair."""

    motion: UUID = public()
    item: UUID = public()
    person: UUID = public()
    declared: bool = public()
    reason: str = internal()


@record("decisions.item-suspended/1", log="internal", subject=MOTION)
class ItemSuspended(Record):
    """议题中止 Quorum is lost for this item; what was said stays, nothing is decided."""

    motion: UUID = public()
    item: UUID = public()
    quorum: dict[str, Any] = public()


@record("decisions.item-resumed/1", log="internal", subject=MOTION)
class ItemResumed(Record):
    """议题恢复 Quorum is there again."""

    motion: UUID = public()
    item: UUID = public()
    quorum: dict[str, Any] = public()


@record("decisions.opinion-signed/1", log="internal", subject=MOTION, duty_line=STATED)
class OpinionSigned(Record):
    """表态签名 One explicit opinion over name and date; sealed until the last of the round is in (M39, M56)."""

    motion: UUID = public()
    item: UUID = public()
    round: UUID = public()
    person: UUID = public()
    via: str = public()
    stance: str = sealed(held_by="round", about="person")
    words: str = sealed(held_by="round", about="person")
    document: str = sealed(held_by="round", about="person")


@record("decisions.attendee-ended/1", log="internal", subject=MOTION)
class AttendeeEnded(Record):
    """未表态 An attendee ends without an opinion: refused to sign (before a witness), silent, or left."""

    motion: UUID = public()
    item: UUID = public()
    round: UUID = public()
    person: UUID = public()
    ending: str = public()
    witness: UUID | None = public()
    reason: str = internal()


@record("decisions.absent-opinion-attached/1", log="internal", subject=MOTION)
class AbsentOpinionAttached(Record):
    """缺席书面意见 An absent member's written opinion: shown, never counted."""

    motion: UUID = public()
    item: UUID = public()
    person: UUID = public()
    stance: str = sealed(about="person")
    words: str = sealed(about="person")


@record("decisions.stances-opened/1", log="internal", subject=MOTION, releases="round")
class StancesOpened(Record):
    """表态启封 The last of the others is in: every stance opens to all present, and discussion begins (M56)."""

    motion: UUID = public()
    item: UUID = public()
    round: UUID = public()


@record("decisions.opinion-changed/1", log="internal", subject=MOTION)
class OpinionChanged(Record):
    """改变表态 A changed mind in discussion: a new entry; the first stays."""

    motion: UUID = public()
    item: UUID = public()
    person: UUID = public()
    stance: str = sealed(about="person")
    words: str = sealed(about="person")
    document: str = sealed(about="person")


@record("decisions.objection-lodged/1", log="internal", subject=MOTION)
class ObjectionLodged(Record):
    """异议 A “定调” or compliance objection; who raised it is not shown in the room.

    Its actor is a name for this once; the vault alone knows the person, under the organ's key and not his own.
    """

    motion: UUID = public()
    item: UUID = public()
    objection: str = public()
    clause: str = internal()
    person: UUID = sealed()
    words: str = sealed()


@record("decisions.second-round-opened/1", log="internal", subject=MOTION)
class SecondRoundOpened(Record):
    """第二轮表态 A compliance objection sends everybody round once more (M49); the first round stays."""

    motion: UUID = public()
    item: UUID = public()
    round: UUID = public()


@record("decisions.early-word-noted/1", log="internal", subject=MOTION)
class EarlyWordNoted(Record):
    """先于他人 The chief spoke on the substance before the others had ended; taken down and marked (M56)."""

    motion: UUID = public()
    item: UUID = public()
    person: UUID = public()
    words: str = internal()


@record("decisions.discussion-noted/1", log="internal", subject=MOTION)
class DiscussionNoted(Record):
    """讨论要点 What was discussed after the stances opened."""

    motion: UUID = public()
    item: UUID = public()
    words: str = internal()


@record("decisions.chief-concluded/1", log="internal", subject=MOTION, duty_line=CONCLUDED)
class ChiefConcluded(Record):
    """末位表态 The chief states his opinion after every other attendee has ended, and concludes (M56)."""

    motion: UUID = public()
    item: UUID = public()
    person: UUID = public()
    via: str = public()
    stance: str = sealed(about="person")
    words: str = sealed(about="person")
    document: str = sealed(about="person")


@record("decisions.vote-opened/1", log="internal", subject=MOTION)
class VoteOpened(Record):
    """开始表决 The roll is frozen, the text fixed by its digest, the rule and its numbers written down."""

    motion: UUID = public()
    item: UUID = public()
    ballot: UUID = public()
    mode: str = public()
    roll: list[UUID] = public()
    quorum: dict[str, Any] = public()
    rule: dict[str, Any] = public()
    text_sha256: str = public()


@record("decisions.vote-cast/1", log="internal", subject=MOTION)
class VoteCast(Record):
    """表决 One named vote; held until the vote closes."""

    motion: UUID = public()
    item: UUID = public()
    ballot: UUID = public()
    person: UUID = public()
    via: str = public()
    choice: str = sealed(held_by="ballot", about="person")
    document: str = sealed(held_by="ballot", about="person")


@record("decisions.vote-refused/1", log="internal", subject=MOTION)
class VoteRefused(Record):
    """拒绝投票 Somebody on the roll refuses to sign a vote, before a witness; he counts as not having voted (M38)."""

    motion: UUID = public()
    item: UUID = public()
    ballot: UUID = public()
    person: UUID = public()
    witness: UUID = public()
    reason: str = internal()


@record("decisions.vote-ended/1", log="internal", subject=MOTION, releases="ballot")
class VoteEnded(Record):
    """投票截止 No more votes; from here on the votes may be opened and counted."""

    motion: UUID = public()
    item: UUID = public()
    ballot: UUID = public()


@record("decisions.vote-counted/1", log="internal", subject=MOTION)
class VoteCounted(Record):
    """计票 The count and the result computed from it by exact fractions; anyone can compute it again."""

    motion: UUID = public()
    item: UUID = public()
    ballot: UUID = public()
    tally: dict[str, int] = public()
    base: int = public()
    passed: bool = public()
    tellers: list[UUID] = public()


@record("decisions.outcome-ruled/1", log="internal", subject=MOTION)
class OutcomeRuled(Record):
    """宣布结果 The presiding officer announces the outcome; it takes effect with this."""

    motion: UUID = public()
    item: UUID = public()
    outcome: str = public()
    against_majority: bool = public()
    return_by: str | None = public()
    text_sha256: str = public()
    resolution: str = internal()
    reason: str = internal()
    document: str = internal()
