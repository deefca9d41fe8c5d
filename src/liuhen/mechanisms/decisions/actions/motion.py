"""动议办理 Draft, revise, answer, sign, confirm, refuse, gate, withdraw (D0 to D2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from liuhen.kit import clock
from liuhen.kit.ids import uuid7
from liuhen.ledger.book import Actor, Entry
from liuhen.ledger.files import FileRef
from liuhen.mechanisms.decisions import permits, records
from liuhen.mechanisms.decisions.actions.frame import numbering, on_motion
from liuhen.mechanisms.decisions.reads import motions
from liuhen.mechanisms.decisions.reads.meetings import organ_of_group
from liuhen.mechanisms.decisions.signing import Signed, unnamed
from liuhen.organs.reads.tree import book_of

__all__ = [
    "answer_self_check",
    "confirm_motion",
    "decline_motion",
    "draft_motion",
    "hold_place",
    "lodge_worry",
    "record_gate",
    "refuse_confirmation",
    "revise_motion",
    "sign_motion",
    "withdraw_motion",
]


def draft_motion(
    *,
    by: Actor,
    group: UUID,
    title: str,
    text: str,
    category: str,
    source: str,
    source_detail: str,
    kind: str = "",
    catalogue_code: str = "",
    amount_fen: int | None = None,
    amends: UUID | None = None,
    files: Sequence[FileRef] = (),
    motion: UUID | None = None,
) -> Entry:
    """起草动议 Writes a matter down with its source; `amount_fen` is in 分. The first text stays for good (M42).

    Raises NotPermitted outside the person's organs, BadInput for an empty or classified text.
    """
    organ = organ_of_group(group)
    cited = permits.require_may_draft(
        by=by, organ=organ, group=group, title=title, text=text, category=category, kind=kind,
        source=source, source_detail=source_detail, amount_fen=amount_fen, amends=amends, catalogue_code=catalogue_code,
    )  # fmt: skip
    with numbering(organ, by) as act:
        record = records.MotionDrafted(
            motion=motion or uuid7(),
            organ=organ,
            group=group,
            number=motions.next_number(organ, clock.local(clock.now()).year),
            category=category,
            kind=kind,
            catalogue_code=catalogue_code,
            amends=amends,
            source=source,
            source_detail=source_detail.strip(),
            title=title.strip(),
            text=text.strip(),
            amount_fen=amount_fen,
        )
        return act.write(record, cited, files=files)


def hold_place(*, by: Actor, group: UUID, paper_reference: str, motion: UUID | None = None) -> Entry:
    """涉密占位 Only a number and the reference of the paper file; a classified matter itself never enters."""
    organ = organ_of_group(group)
    cited = permits.require_may_hold_place(by=by, organ=organ, group=group, paper_reference=paper_reference)
    with numbering(organ, by) as act:
        record = records.MotionPlaceheld(
            motion=motion or uuid7(),
            organ=organ,
            group=group,
            number=motions.next_number(organ, clock.local(clock.now()).year),
            paper_reference=paper_reference.strip(),
        )
        return act.write(record, cited)


def revise_motion(
    *, motion: UUID, by: Actor, title: str, text: str, amount_fen: int | None = None, files: Sequence[FileRef] = ()
) -> Entry:
    """修改动议 Adds a version; confirmations under an earlier text no longer count."""
    with on_motion(motion, by) as (row, act):
        cited = permits.require_may_revise(row, by=by, title=title, text=text)
        record = records.MotionRevised(
            motion=motion, version=row.version + 1, title=title.strip(), text=text.strip(), amount_fen=amount_fen
        )
        return act.write(record, cited, files=files)


def answer_self_check(
    *,
    motion: UUID,
    by: Actor,
    lawful: bool,
    public_interest: bool,
    personal_interest: bool,
    real_need: bool,
    words: str = "",
) -> Entry:
    """动议自查 The mover's four answers (M48)."""
    with on_motion(motion, by) as (row, act):
        cited = permits.require_may_self_check(row, by=by)
        record = records.SelfCheckAnswered(
            motion=motion,
            mover=by.person,
            lawful=lawful,
            public_interest=public_interest,
            personal_interest=personal_interest,
            real_need=real_need,
            words=words.strip(),
        )
        return act.write(record, cited)


def sign_motion(*, motion: UUID, by: Actor, signed: Signed) -> Entry:
    """动议签名 The mover puts name and date under the motion; before voting it takes the place of a default (M43)."""
    with on_motion(motion, by) as (row, act):
        cited = permits.require_may_sign_motion(row, by=by)
        permits.require_fresh(row, signed)
        permits.require_grade(row, signed.require(act="提议", person=by.person, text_sha256=row.text_sha256))
        record = records.MoverSigned(
            motion=motion, mover=by.person, text_sha256=row.text_sha256, document=signed.document
        )
        return act.write(record, cited, signed=signed)


def confirm_motion(*, motion: UUID, by: Actor, signed: Signed) -> Entry:
    """同意上会 The chair's confirmation, without a stance on the substance (M44)."""
    with on_motion(motion, by) as (row, act):
        cited = permits.require_may_confirm(row, by=by)
        permits.require_fresh(row, signed)
        permits.require_grade(row, signed.require(act="同意上会", person=by.person, text_sha256=row.text_sha256))
        record = records.ChairConfirmed(
            motion=motion, chair=by.person, text_sha256=row.text_sha256, document=signed.document
        )
        return act.write(record, cited, signed=signed)


def refuse_confirmation(*, motion: UUID, by: Actor, role: str, person: UUID, witness: UUID, reason: str) -> Entry:
    """拒绝确认 Mover or chair will not confirm; before a witness it satisfies M44 and undoes no default."""
    with on_motion(motion, by) as (row, act):
        cited = permits.require_may_record_refusal(row, by=by, role=role, person=person, witness=witness, reason=reason)
        record = records.ConfirmationRefused(
            motion=motion, role=role, person=person, witness=witness, reason=reason.strip()
        )
        return act.write(record, cited)


def record_gate(
    *,
    motion: UUID,
    by: Actor,
    gate: str,
    result: str,
    responsible: UUID,
    opinion: str = "",
    reason: str = "",
    began: date | None = None,
    ended: date | None = None,
    files: Sequence[FileRef] = (),
) -> Entry:
    """登记前置程序 One gate: how it ended, why, on which paper, who answers for it."""
    with on_motion(motion, by) as (row, act):
        cited = permits.require_may_record_gate(
            row, by=by, gate=gate, result=result, opinion=opinion, reason=reason, began=began, ended=ended, files=files
        )
        record = records.GateRecorded(
            motion=motion,
            gate=gate,
            result=result,
            opinion=opinion,
            responsible=responsible,
            began=began,
            ended=ended,
            reason=reason.strip(),
        )
        return act.write(record, cited, files=files)


def decline_motion(*, motion: UUID, by: Actor, reason: str) -> Entry:
    """不予上会 A motion that is not tabled stays on record with the reason."""
    with on_motion(motion, by) as (row, act):
        cited = permits.require_may_decline(row, by=by, reason=reason)
        record = records.MotionNotTabled(motion=motion, reason=reason.strip())
        return act.write(record, cited)


def withdraw_motion(*, motion: UUID, by: Actor, reason: str) -> Entry:
    """撤回动议 By the mover, before the chief has concluded."""
    with on_motion(motion, by) as (row, act):
        cited = permits.require_may_withdraw(row, by=by, reason=reason)
        record = records.MotionWithdrawn(motion=motion, reason=reason.strip())
        return act.write(record, cited)


def lodge_worry(*, motion: UUID, by: Actor, words: str) -> Entry:
    """私下反映 A worry told to the stationed group alone; it excludes any derivation from silence (M49)."""
    row = motions.get(motion)  # its own file and not the motion's: nothing there may stir
    cited = permits.require_may_lodge_worry(row, by=by, words=words)
    record = records.WorryLodged(worry=uuid7(), motion=motion, person=by.person, words=words.strip())
    return book_of(row.organ).append(record, by=unnamed(row.organ), organ=row.organ, rules=cited)
