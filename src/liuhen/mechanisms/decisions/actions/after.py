"""决定之后的办理 Final text, publication, reconsideration, consequences, findings, grants, archive (D5 to D10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from difflib import unified_diff
from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.ledger.book import Actor, Entry
from liuhen.ledger.files import FileRef
from liuhen.mechanisms.decisions import permits, records
from liuhen.mechanisms.decisions.actions.frame import on_item, on_motion
from liuhen.mechanisms.decisions.models import text_digest
from liuhen.mechanisms.decisions.reads import motions
from liuhen.mechanisms.decisions.signing import Signed
from liuhen.organs.reads.tree import book_of

__all__ = [
    "answer_silence",
    "archive_file",
    "confirm_act",
    "decide_publication",
    "find_impropriety",
    "grant_opinions",
    "link_consequence",
    "object_to_final",
    "overturn_finding",
    "reconsider",
    "refuse_stage",
    "seal_final_text",
    "sign_stage",
    "waive_stage",
]

OBJECTION_DAYS = 3


def seal_final_text(*, motion: UUID, by: Actor, text: str) -> Entry:
    """定稿 After 原则通过: the final text with its difference goes to all; the window to object is in working days."""
    with on_motion(motion, by) as (row, act):
        cited = permits.require_may_finalise(row, by=by, text=text)
        difference = "\n".join(
            unified_diff((row.text or "").splitlines(), text.splitlines(), "表决文本", "定稿", lineterm="")
        )
        record = records.FinalTextSealed(
            motion=motion,
            item=motions.last_item(motion),
            voted_sha256=row.decided_sha256,
            final_sha256=text_digest(row.title or "", text.strip()),
            object_until=permits.objection_until(row, OBJECTION_DAYS).isoformat(),
            text=text.strip(),
            difference=difference,
        )
        return act.write(record, cited)


def object_to_final(*, motion: UUID, by: Actor, reason: str) -> Entry:
    """定稿异议 Within the window, by a member; it stands in the file beside the difference."""
    with on_motion(motion, by) as (row, act):
        final, cited = permits.require_may_object_to_final(row, by=by, reason=reason)
        record = records.FinalTextObjected(motion=motion, final=final, person=by.person, reason=reason.strip())
        return act.write(record, cited)


def decide_publication(*, motion: UUID, by: Actor, published: bool, reported_to: str = "", ground: str = "") -> Entry:
    """报告与公布 Reported upward, published, or the legal ground for not publishing."""
    with on_motion(motion, by) as (row, act):
        cited = permits.require_may_decide_publication(row, by=by, published=published, ground=ground)
        record = records.PublicationDecided(
            motion=motion, published=published, reported_to=reported_to.strip(), ground=ground.strip()
        )
        return act.write(record, cited)


def reconsider(*, motion: UUID, by: Actor, consenting: Sequence[UUID], reason: str) -> Entry:
    """复议 Only with the consent of more than half of the members."""
    with on_motion(motion, by) as (row, act):
        members, cited = permits.require_may_reconsider(row, by=by, consenting=consenting, reason=reason)
        record = records.ReconsiderationOpened(
            motion=motion, consenting=list(consenting), members=members, reason=reason.strip()
        )
        return act.write(record, cited)


def confirm_act(*, entry: UUID, motion: UUID, by: Actor, signed: Signed) -> Entry:
    """事后确认 The person signs himself what the recorder entered from paper."""
    with on_motion(motion, by) as (row, act):
        digest, cited = permits.require_may_confirm_act(row, entry, by=by)
        signed.require(act="事后确认", person=by.person, text_sha256=digest)
        record = records.ActConfirmed(motion=motion, entry=entry, person=by.person, document=signed.document)
        return act.write(record, cited, signed=signed)


def sign_stage(*, item: UUID, by: Actor, stage: str, signed: Signed) -> Entry:
    """补签 For a stage left unsigned; it completes the file, and no vote is counted by it (M38)."""
    with on_item(item, by) as (room, act):
        cited = permits.require_may_sign_stage(room, by=by, stage=stage)
        permits.require_fresh(room.motion, signed)
        text = room.motion.text_sha256
        signed.require(act="补签", person=by.person, text_sha256=text, says=stage, item=item)
        record = records.StageSigned(
            motion=room.motion.id,
            item=item,
            stage=stage,
            person=by.person,
            refused=False,
            witness=None,
            reason="",
            document=signed.document,
        )
        return act.write(record, cited, signed=signed)


def refuse_stage(*, item: UUID, by: Actor, stage: str, person: UUID, witness: UUID, reason: str) -> Entry:
    """补记拒签 Somebody still refuses to sign for a stage, before a witness (M38)."""
    with on_item(item, by) as (room, act):
        cited = permits.require_may_refuse_stage(
            room, by=by, stage=stage, person=person, witness=witness, reason=reason
        )
        record = records.StageSigned(
            motion=room.motion.id,
            item=item,
            stage=stage,
            person=person,
            refused=True,
            witness=witness,
            reason=reason.strip(),
            document="",
        )
        return act.write(record, cited)


def link_consequence(
    *,
    by: Actor,
    organ: UUID,
    kind: str,
    category: str,
    motion: UUID | None,
    reference: str,
    amount_fen: int | None,
    words: str = "",
    at: datetime | None = None,
    files: Sequence[FileRef] = (),
) -> Entry:
    """关联后果 A payment, contract, result or loss (分); without a decision it is on the untraced list (M40, M41)."""
    cited = permits.require_may_link(by=by, organ=organ, kind=kind, category=category, motion=motion, amount=amount_fen)
    record = records.ConsequenceLinked(
        consequence=uuid7(),
        organ=organ,
        kind=kind,
        category=category,
        motion=motion,
        reference=reference.strip(),
        amount_fen=amount_fen,
        words=words.strip(),
    )
    return book_of(organ).append(record, by=by, organ=organ, at=at, files=files, rules=cited)


def find_impropriety(
    *, motion: UUID, by: Actor, final: bool, grounds: str, appeal_told: bool, files: Sequence[FileRef] = ()
) -> Entry:
    """违规认定 By a discipline organ, on the mover's original text; anything derived needs it to be final (M49)."""
    with on_motion(motion, by) as (row, act):
        cited = permits.require_may_find(row, by=by, grounds=grounds)
        record = records.ImproprietyFound(
            motion=motion,
            by_organ=by.organ,
            final=final,
            original_sha256=motions.original_sha256(row),
            appeal_told=appeal_told,
            grounds=grounds.strip(),
        )
        return act.write(record, cited, files=files)


def overturn_finding(*, motion: UUID, by: Actor, grounds: str) -> Entry:
    """撤销认定 The finding falls; so does what was derived from it."""
    with on_motion(motion, by) as (row, act):
        cited = permits.require_may_find(row, by=by, grounds=grounds)
        record = records.ImproprietyOverturned(motion=motion, grounds=grounds.strip())
        return act.write(record, cited)


def answer_silence(*, motion: UUID, by: Actor, words: str) -> Entry:
    """陈述 What a person says about his silence; nothing is derived before he was heard."""
    with on_motion(motion, by) as (row, act):
        cited = permits.require_may_answer_silence(row, by=by, words=words)
        record = records.SilenceAnswered(motion=motion, person=by.person, words=words.strip())
        return act.write(record, cited)


def waive_stage(*, motion: UUID, by: Actor, stage: str, reason: str, signed: Signed) -> Entry:
    """环节豁免 A signed reason for closing with an empty stage (M52)."""
    with on_motion(motion, by) as (row, act):
        cited = permits.require_may_waive(row, by=by, stage=stage, reason=reason)
        permits.require_fresh(row, signed)
        signed.require(act="环节豁免", person=by.person, text_sha256=row.text_sha256, says=stage)
        record = records.StageWaived(motion=motion, stage=stage, reason=reason.strip(), document=signed.document)
        return act.write(record, cited, signed=signed)


def grant_opinions(*, motion: UUID, by: Actor, person: UUID, until: str, purpose: str) -> Entry:
    """查阅授权 Lets a person outside the meeting open the opinions, for a purpose and until a day (M40)."""
    with on_motion(motion, by) as (row, act):
        cited = permits.require_may_grant(row, by=by, until=until, purpose=purpose)
        record = records.OpinionsGranted(motion=motion, person=person, until=until, purpose=purpose.strip())
        return act.write(record, cited)


def archive_file(*, motion: UUID, by: Actor, content_digest: str, retention: str = "永久") -> Entry:
    """归档 The decision file, permanent; the chain has no empty stage without a waiver (D10, M46, M52)."""
    with on_motion(motion, by) as (row, act):
        cited = permits.require_may_archive(row, by=by, retention=retention)
        record = records.FileArchived(motion=motion, content_digest=content_digest, retention=retention)
        return act.write(record, cited)
