"""动议接口 Draft, revise, answer, sign, confirm, gate, withdraw; lists and one motion."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import StringConstraints

from liuhen.ledger.book import Actor
from liuhen.mechanisms.decisions import actions, permits
from liuhen.mechanisms.decisions.api.shapes import MotionFull, MotionLine, motion_full
from liuhen.mechanisms.decisions.api.signing import Asked, Hand, Paper, SignedBy, offered, signed, stated
from liuhen.mechanisms.decisions.models import Motion
from liuhen.mechanisms.decisions.reads import motions
from liuhen.mechanisms.decisions.signing import Statement
from liuhen.mechanisms.decisions.states import MotionState
from liuhen.mechanisms.decisions.terms import Category, Gate, GateResult, Kind, LegalOpinion, Source
from liuhen.organs.reads.rights import may
from liuhen.rules.doorway import Uploads, Written, actor_of, require_known, require_new, taken, written
from liuhen.ui.api import Day, Fen, Given, Line, Page, Prose, Words, Yes, answers, page_of

router = Router(tags=["动议"])


class MotionsAsked(Words):
    """动议检索 By state and words."""

    state: MotionState | None = None


class Draft(Given):
    """起草 `id` may be chosen by the client: the same request twice then makes one motion."""

    id: UUID | None = None
    group: UUID
    title: Line
    text: Prose
    category: Category
    source: Source
    source_detail: Line
    kind: Kind = Kind.NONE
    catalogue_code: Annotated[str, StringConstraints(max_length=40)] = ""
    amount_fen: Fen | None = None
    amends: UUID | None = None
    files: Uploads = []


class Place(Given):
    """涉密占位 Number and paper reference, not one word more."""

    id: UUID | None = None
    group: UUID
    paper_reference: Annotated[str, StringConstraints(max_length=120)]


class Revision(Given):
    """修改 A further version."""

    title: Line
    text: Prose
    amount_fen: Fen | None = None
    files: Uploads = []


class Answers(Given):
    """自查 The four answers."""

    lawful: Yes
    public_interest: Yes
    personal_interest: Yes
    real_need: Yes
    words: Prose = ""


class RefusedConfirmation(Given):
    """拒绝确认 Who refused, before whom, and why."""

    role: Annotated[str, StringConstraints(pattern=r"^(mover|chair)$")]
    person: UUID
    witness: UUID
    reason: Prose


class GateGiven(Given):
    """前置程序 One gate and how it ended."""

    gate: Gate
    result: GateResult
    opinion: LegalOpinion = LegalOpinion.NONE
    responsible: UUID | None = None
    reason: Prose = ""
    began: Day | None = None
    ended: Day | None = None
    files: Uploads = []


class Reason(Given):
    """事由"""

    reason: Prose


class Said(Given):
    """所述"""

    words: Prose


@router.get("", response=answers(Page[MotionLine]))
def motion_list(request: HttpRequest, asked: Query[MotionsAsked]) -> Any:
    """动议一览 What this person may see, the newest first."""
    rows = motions.visible_to(actor_of(request))
    if asked.state is not None:
        rows = rows.filter(state=asked.state)
    if asked.q.strip():
        rows = rows.filter(Q(title__icontains=asked.q.strip()) | Q(number__icontains=asked.q.strip()))
    return page_of(rows.order_by("-drafted_at", "-id"), asked)


@router.post("", response=answers(Written, 201))
def motion_draft(request: HttpRequest, given: Draft) -> Status:
    """起草动议 A matter with its source; the first text stays for good (M42)."""
    by = actor_of(request)
    require_new(given.id is not None and Motion.objects.filter(pk=given.id).exists())
    if given.amends is not None:
        motions.require_visible(given.amends, by)
    values = given.model_dump(exclude={"id", "files"})
    entry = actions.draft_motion(by=by, motion=given.id, files=taken(given.files), **values)
    return written(entry, "motion")


@router.post("/places", response=answers(Written, 201))
def motion_place(request: HttpRequest, given: Place) -> Status:
    """涉密占位 Only a number and where the paper file lies."""
    require_new(given.id is not None and Motion.objects.filter(pk=given.id).exists())
    entry = actions.hold_place(
        by=actor_of(request), group=given.group, paper_reference=given.paper_reference, motion=given.id
    )
    return written(entry, "motion")


@router.get("/{uuid:motion}", response=answers(MotionFull))
def motion_show(request: HttpRequest, motion: UUID) -> Any:
    """动议 Texts, source, self-check, gates, confirmations, items, chain."""
    return motion_full(motions.require_visible(motion, actor_of(request)))


@router.post("/{uuid:motion}/revise", response=answers(Written, 201))
def motion_revise(request: HttpRequest, motion: UUID, given: Revision) -> Status:
    """修改动议 Confirmations under an earlier text no longer count."""
    by = actor_of(request)
    motions.require_visible(motion, by)
    values = given.model_dump(exclude={"files"})
    return written(actions.revise_motion(motion=motion, by=by, files=taken(given.files), **values))


@router.post("/{uuid:motion}/self-check", response=answers(Written, 201))
def motion_self_check(request: HttpRequest, motion: UUID, given: Answers) -> Status:
    """动议自查 The mover's four answers (M48)."""
    by = actor_of(request)
    motions.require_visible(motion, by)
    return written(actions.answer_self_check(motion=motion, by=by, **given.model_dump()))


@router.post("/{uuid:motion}/sign/statement", response=answers(Paper))
def motion_sign_statement(request: HttpRequest, motion: UUID, asked: Asked) -> Any:
    """动议签名：取文书"""
    return offered(request, _signing(request, motion, "提议", None), asked)


@router.post("/{uuid:motion}/sign", response=answers(Written, 201))
def motion_sign(request: HttpRequest, motion: UUID, given: SignedBy) -> Status:
    """动议签名 The mover's, over the text as it stands."""
    stating = _signing(request, motion, "提议", given.signature)
    by, hand = actor_of(request), signed(request, stating, given.signature)
    return written(actions.sign_motion(motion=motion, by=by, signed=hand))


@router.post("/{uuid:motion}/confirm/statement", response=answers(Paper))
def motion_confirm_statement(request: HttpRequest, motion: UUID, asked: Asked) -> Any:
    """同意上会：取文书"""
    return offered(request, _signing(request, motion, "同意上会", None), asked)


@router.post("/{uuid:motion}/confirm", response=answers(Written, 201))
def motion_confirm(request: HttpRequest, motion: UUID, given: SignedBy) -> Status:
    """同意上会 The chair's confirmation, without a stance on the substance (M44)."""
    stating = _signing(request, motion, "同意上会", given.signature)
    by, hand = actor_of(request), signed(request, stating, given.signature)
    return written(actions.confirm_motion(motion=motion, by=by, signed=hand))


def _signing(request: HttpRequest, motion: UUID, act: str, hand: Hand | None) -> Statement:
    row = motions.require_visible(motion, actor_of(request))
    return stated(request, hand, act=act, motion=motion, says=act, text_sha256=row.text_sha256)


@router.post("/{uuid:motion}/refusals", response=answers(Written, 201))
def motion_refuse(request: HttpRequest, motion: UUID, given: RefusedConfirmation) -> Status:
    """记为拒绝确认 By the recorder, with a witness."""
    by = actor_of(request)
    motions.require_visible(motion, by)
    require_known(person=given.person, witness=given.witness)
    return written(actions.refuse_confirmation(motion=motion, by=by, **given.model_dump()))


@router.post("/{uuid:motion}/gates", response=answers(Written, 201))
def motion_gate(request: HttpRequest, motion: UUID, given: GateGiven) -> Status:
    """登记前置程序 Result, opinion, dates, reason and papers."""
    by = actor_of(request)
    if not _keeps_a_gate(motion, by):
        motions.require_visible(motion, by)
    require_known(responsible=given.responsible)
    values = given.model_dump(exclude={"files"}) | {"responsible": given.responsible or by.person}
    return written(actions.record_gate(motion=motion, by=by, files=taken(given.files), **values))


def _keeps_a_gate(motion: UUID, by: Actor) -> bool:
    """A reviewer answers for a gate of a motion in his reach although its file is not his to read."""
    row = Motion.objects.filter(pk=motion).first()
    return row is not None and any(may(by, verb, row.organ) for verb in ("gate.legal", "gate.complete"))


@router.post("/{uuid:motion}/decline", response=answers(Written, 201))
def motion_decline(request: HttpRequest, motion: UUID, given: Reason) -> Status:
    """不予上会 The motion stays on record with the reason."""
    by = actor_of(request)
    motions.require_visible(motion, by)
    return written(actions.decline_motion(motion=motion, by=by, reason=given.reason))


@router.post("/{uuid:motion}/withdraw", response=answers(Written, 201))
def motion_withdraw(request: HttpRequest, motion: UUID, given: Reason) -> Status:
    """撤回动议 By the mover, before the chief has concluded."""
    by = actor_of(request)
    motions.require_visible(motion, by)
    return written(actions.withdraw_motion(motion=motion, by=by, reason=given.reason))


@router.post("/{uuid:motion}/worries", response=answers(Written, 201))
def motion_worry(request: HttpRequest, motion: UUID, given: Said) -> Status:
    """私下反映 To the stationed group alone."""
    by = actor_of(request)
    motions.require_visible(motion, by)
    return written(actions.lodge_worry(motion=motion, by=by, words=given.words))


@router.post("/{uuid:motion}/acts/{uuid:entry}/statement", response=answers(Paper))
def act_confirm_statement(request: HttpRequest, motion: UUID, entry: UUID, asked: Asked) -> Any:
    """事后确认：取文书"""
    return offered(request, _confirming(request, motion, entry, None), asked)


@router.post("/{uuid:motion}/acts/{uuid:entry}/confirm", response=answers(Written, 201))
def act_confirm(request: HttpRequest, motion: UUID, entry: UUID, given: SignedBy) -> Status:
    """事后确认 One's own signature under what was entered from paper."""
    stating = _confirming(request, motion, entry, given.signature)
    by, hand = actor_of(request), signed(request, stating, given.signature)
    return written(actions.confirm_act(motion=motion, entry=entry, by=by, signed=hand))


def _confirming(request: HttpRequest, motion: UUID, entry: UUID, hand: Hand | None) -> Statement:
    row = motions.require_visible(motion, actor_of(request))
    digest, _ = permits.require_may_confirm_act(row, entry, by=actor_of(request))
    return stated(request, hand, act="事后确认", motion=motion, says="事后确认", text_sha256=digest)
