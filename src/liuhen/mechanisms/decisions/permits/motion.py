"""动议可否办理 D0 to D2."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from liuhen.kit.refusals import BadInput, NotPermitted, WrongState
from liuhen.ledger.book import Actor
from liuhen.ledger.files import FileRef
from liuhen.mechanisms.decisions.classified import marked_classified
from liuhen.mechanisms.decisions.models import Motion
from liuhen.mechanisms.decisions.permits.base import require_member_or_power
from liuhen.mechanisms.decisions.reads import motions
from liuhen.mechanisms.decisions.states import MOTION_ACTS, MotionState
from liuhen.mechanisms.decisions.terms import Gate, GateResult, Kind, LegalOpinion, Source
from liuhen.rules.permits import (
    judge,
    require_choice,
    require_filled,
    require_length,
    require_own,
    require_power,
    require_state,
)

__all__ = [
    "require_may_confirm",
    "require_may_decline",
    "require_may_draft",
    "require_may_hold_place",
    "require_may_lodge_worry",
    "require_may_record_gate",
    "require_may_record_refusal",
    "require_may_revise",
    "require_may_self_check",
    "require_may_sign_motion",
    "require_may_withdraw",
    "require_nothing_classified",
]


def _in_state(act: str, motion: Motion) -> None:
    require_state(motion.state, MOTION_ACTS[act][0], motion.get_state_display())


def require_may_draft(
    *,
    by: Actor,
    organ: UUID,
    group: UUID,
    title: str,
    text: str,
    category: str,
    kind: str,
    source: str,
    source_detail: str,
    amount_fen: int | None,
    amends: UUID | None,
    catalogue_code: str = "",
) -> list[str]:
    """可否起草 Members of the body and those with the power; source named, nothing classified."""
    require_member_or_power(by, organ, group, "motion.draft")
    require_filled(title=title, text=text)
    require_length(40, catalogue_code=catalogue_code)
    require_choice("kind", kind, Kind.values)
    if amount_fen is not None and amount_fen < 0:
        raise BadInput("platform.money-fen", "金额不能为负", fields={"amount": "金额不能为负"})
    require_nothing_classified(title=title, text=text, source_detail=source_detail)
    if amends is not None:
        motions.get(amends)
    source_row = {"source_kind": _label(Source, source), "source_behind": source_detail.strip() or None}
    return [
        judge("decisions.field-named", {"matter_class": category}),
        judge("decisions.kind-named", {"major": bool(kind), "kind": Kind(kind).label if kind else None}),
        judge("decisions.source-named", source_row),
    ]


def require_may_hold_place(*, by: Actor, organ: UUID, group: UUID, paper_reference: str) -> list[str]:
    """可否占位 Number and paper reference, and not one word more."""
    require_member_or_power(by, organ, group, "motion.draft")
    require_filled(paper_reference=paper_reference)
    require_length(120, paper_reference=paper_reference)
    row = {"classified": True, "contents": [], "paper_reference": paper_reference.strip()}
    return [judge("decisions.classified-stays-out", row)]


def require_may_revise(motion: Motion, *, by: Actor, title: str, text: str) -> list[str]:
    """可否修改 The one who drafted it or moves it, or the office."""
    _in_state("revise", motion)
    if by.person not in (motion.drafted_by, motion.mover):
        require_power(by, motion.organ, "agenda.build")
    require_filled(title=title, text=text)
    require_nothing_classified(title=title, text=text)
    drafts = [str(number) for number in range(1, motion.version + 1)]
    kept = [str(row.version) for row in motion.texts.all()]
    return [judge("decisions.original-kept", {"drafts": drafts, "kept": kept})]


def require_may_self_check(motion: Motion, *, by: Actor) -> list[str]:
    """可否自查 The named mover; or, while nobody or only a default stands there, whoever is about to sign."""
    _in_state("self_check", motion)
    if motion.mover and not motion.mover_default:
        require_own(by, motion.mover, "四项自查")
    else:
        require_member_or_power(by, motion.organ, motion.group, "motion.draft")
    return []


def require_may_sign_motion(motion: Motion, *, by: Actor) -> list[str]:
    """可否签名动议 A true mover signs for himself, the four answers given, before voting begins."""
    _in_state("sign_motion" if motion.state == MotionState.DRAFTED else "sign_anew", motion)
    require_member_or_power(by, motion.organ, motion.group, "motion.draft")
    if motion.mover and not motion.mover_default and motion.mover != by.person:
        raise WrongState("platform.wrong-state", "这项动议已有记名的动议人")
    answered = motions.self_check_of(motion.id, by.person)
    cited = [judge("decisions.self-check-answered", {"answered": answered})]
    voting = motions.voting_opened_at(motion.id)
    if motion.mover_default or voting:
        row = {"true_mover": str(by.person), "signed_by": str(by.person), "voting_opened_at": voting}
        cited.append(judge("decisions.default-replaced", row))
    return cited


def require_may_confirm(motion: Motion, *, by: Actor) -> list[str]:
    """可否同意上会 The chief of the body, or whoever presides the meeting on whose agenda it stands."""
    _in_state("confirm_chair", motion)
    if by.person not in motions.chairs_of(motion):
        raise NotPermitted("platform.own-hand", "同意上会须由主持会议的主要负责人本人确认")
    return []


def require_may_record_refusal(
    motion: Motion, *, by: Actor, role: str, person: UUID, witness: UUID, reason: str
) -> list[str]:
    """可否记拒绝 By the recorder or office; the witness is another person than the one who refuses."""
    _in_state("refuse", motion)
    require_power(by, motion.organ, "agenda.build", "meeting.record")
    require_choice("role", role, ("mover", "chair"))
    require_filled(reason=reason)
    if witness == person:
        raise BadInput("platform.input", "见证人不能是拒绝确认的本人", fields={"witness": "请另选一人"})
    if role == "mover" and motion.mover not in (None, person):
        raise BadInput("platform.input", "所记的人不是这项动议的动议人", fields={"person": "请核对"})
    if role == "chair" and person not in motions.chairs_of(motion):
        raise BadInput("platform.input", "所记的人不是主持会议的主要负责人", fields={"person": "请核对"})
    return []


def require_may_record_gate(
    motion: Motion,
    *,
    by: Actor,
    gate: str,
    result: str,
    opinion: str,
    reason: str,
    began: date | None,
    ended: date | None,
    files: Sequence[FileRef],
) -> list[str]:
    """可否登记前置程序 Not applicable and shortened need a reason, done needs a paper, the legal gate its reviewer."""
    _in_state("record_gate", motion)
    require_choice("gate", gate, Gate.values)
    require_choice("result", result, GateResult.values)
    if gate == Gate.LEGAL:
        require_power(by, motion.organ, "gate.legal")
        require_choice("opinion", opinion, [code for code in LegalOpinion.values if code or result != GateResult.DONE])
    else:
        require_power(by, motion.organ, "gate.complete", "agenda.build")
    if result != GateResult.DONE:
        require_filled(reason=reason)
    elif not files and not reason.strip():
        raise BadInput("platform.input", "已履行的程序须附文件或写明经过", fields={"reason": "请附文件或写明经过"})
    if opinion == LegalOpinion.EXPLORING and not files:
        raise BadInput("platform.input", "探索性改革须附书面法律风险提示", fields={"files": "请附书面提示"})
    if began and ended and ended < began:
        raise BadInput("platform.input", "结束日期早于开始日期", fields={"ended": "不能早于开始日期"})
    return []


def require_may_decline(motion: Motion, *, by: Actor, reason: str) -> list[str]:
    """可否不予上会 Whoever builds the agenda or confirms for the chair, with the reason."""
    _in_state("not_table", motion)
    require_power(by, motion.organ, "agenda.build", "motion.confirm")
    require_filled(reason=reason)
    return []


def require_may_withdraw(motion: Motion, *, by: Actor, reason: str) -> list[str]:
    """可否撤回 The mover himself, before the chief has stated."""
    _in_state("withdraw", motion)
    require_filled(reason=reason)
    mover = motion.mover or motion.drafted_by
    row: dict[str, Any] = {
        "mover": [str(mover)],
        "withdrawn_by": str(by.person),
        "chief_stated_at": motions.concluded_at(motion.id) or motions.voting_opened_at(motion.id),
    }
    return [judge("decisions.withdrawal", row, about=[mover, by.person])]


def require_may_lodge_worry(motion: Motion, *, by: Actor, words: str) -> list[str]:
    """可否私下反映 Any member of the body; on a placeholder nothing is written, not even here."""
    if motion.state == MotionState.PLACEHELD:
        raise WrongState("decisions.classified-stays-out", "涉密占位不能写入任何内容", next_step="请按涉密渠道反映")
    require_member_or_power(by, motion.organ, motion.group, "dossier.read")
    require_filled(words=words)
    require_nothing_classified(worry=words)
    return []


def require_nothing_classified(**fields: str) -> None:
    """不得涉密 Refuses text that carries a mark of secrecy; what was typed is kept on the page."""
    marked = {name: found for name, text in fields.items() if (found := marked_classified(text))}
    if marked:
        raise BadInput(
            "platform.classified",
            "内容标有密级，不得进入本系统",
            next_step="涉密事项只登记编号和纸质案卷的位置（涉密占位）",
            fields={name: f"出现“{mark}”" for name, mark in marked.items()},
        )


def _label(choices: Any, code: str) -> str | None:
    return str(choices(code).label) if code in choices.values else None
