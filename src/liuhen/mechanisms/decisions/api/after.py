"""决定之后接口 Final text, publication, reconsideration, findings, waivers, grants, archive, consequences."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from liuhen.kit.refusals import WrongState
from liuhen.mechanisms.decisions import actions, exporting
from liuhen.mechanisms.decisions.api.signing import Asked, Hand, Paper, offered, signed, stated
from liuhen.mechanisms.decisions.models import Consequence as ConsequenceRow
from liuhen.mechanisms.decisions.reads import motions
from liuhen.mechanisms.decisions.terms import Category, Consequence
from liuhen.organs.reads.rights import scope
from liuhen.rules.doorway import Uploads, Written, actor_of, occurred, require_known, taken, written
from liuhen.ui.api import Day, Fen, Given, Instant, Line, Page, Paging, Prose, When, Yes, answers, page_of

router = Router(tags=["决定之后"])
consequences = Router(tags=["后果"])
Stage = Literal["初始动议", "决策留痕", "过程监审", "结果查究"]


class FinalText(Given):
    """定稿"""

    text: Prose


class FinalObjection(Given):
    """定稿异议"""

    reason: Prose


class Publication(Given):
    """报告与公布 Not publishing names its legal ground."""

    published: Yes
    reported_to: Line = ""
    ground: Prose = ""


class Reconsidering(Given):
    """复议 With more than half of the members consenting."""

    consenting: Annotated[list[UUID], Field(max_length=200)]
    reason: Prose


class Finding(Given):
    """违规认定"""

    final: Yes
    grounds: Prose
    appeal_told: Yes
    files: Uploads = []


class Grounds(Given):
    """理由"""

    grounds: Prose


class Statement(Given):
    """陈述"""

    words: Prose


class WaiverAsked(Asked):
    """将豁免"""

    stage: Stage


class WaiverGiven(Given):
    """环节豁免 A signed reason for closing with an empty stage (M52)."""

    stage: Stage
    reason: Prose
    signature: Hand


class GrantGiven(Given):
    """查阅授权"""

    person: UUID
    until: Day
    purpose: Prose


class Link(Given):
    """关联后果 Without a decision it stands on the untraced list (M41)."""

    kind: Consequence
    category: Category
    motion: UUID | None = None
    reference: Line
    amount_fen: Fen | None = None
    words: Prose = ""
    at: When | None = None
    files: Uploads = []


class ConsequenceShape(Schema):
    """后果"""

    id: UUID
    organ: UUID
    kind: str
    category: str
    motion: UUID | None
    reference: str | None
    amount_fen: int | None
    words: str | None
    occurred: Instant
    recorded: Instant
    entry: UUID


class ConsequencesAsked(Paging):
    """后果检索 `traced`: only those with, or without, a decision."""

    traced: bool | None = None


@router.post("/{uuid:motion}/final-text", response=answers(Written, 201))
def final_text(request: HttpRequest, motion: UUID, given: FinalText) -> Status:
    """定稿 After 原则通过; the difference goes to all."""
    return written(actions.seal_final_text(motion=_seen(request, motion), by=actor_of(request), text=given.text))


@router.post("/{uuid:motion}/final-text/objections", response=answers(Written, 201))
def final_text_object(request: HttpRequest, motion: UUID, given: FinalObjection) -> Status:
    """定稿异议 By a member, within the window."""
    return written(actions.object_to_final(motion=_seen(request, motion), by=actor_of(request), reason=given.reason))


@router.post("/{uuid:motion}/publication", response=answers(Written, 201))
def publication(request: HttpRequest, motion: UUID, given: Publication) -> Status:
    """报告与公布 Or the legal ground for not publishing."""
    by = actor_of(request)
    return written(actions.decide_publication(motion=_seen(request, motion), by=by, **given.model_dump()))


@router.post("/{uuid:motion}/reconsideration", response=answers(Written, 201))
def reconsideration(request: HttpRequest, motion: UUID, given: Reconsidering) -> Status:
    """复议"""
    by = actor_of(request)
    return written(actions.reconsider(motion=_seen(request, motion), by=by, **given.model_dump()))


@router.post("/{uuid:motion}/findings", response=answers(Written, 201))
def finding(request: HttpRequest, motion: UUID, given: Finding) -> Status:
    """违规认定 By a discipline organ, on the original text (M49)."""
    values = given.model_dump(exclude={"files"})
    by, seen = actor_of(request), _seen(request, motion)
    return written(actions.find_impropriety(motion=seen, by=by, files=taken(given.files), **values))


@router.post("/{uuid:motion}/findings/overturn", response=answers(Written, 201))
def finding_overturn(request: HttpRequest, motion: UUID, given: Grounds) -> Status:
    """撤销认定 What was derived from it falls too."""
    by = actor_of(request)
    return written(actions.overturn_finding(motion=_seen(request, motion), by=by, grounds=given.grounds))


@router.post("/{uuid:motion}/silence", response=answers(Written, 201))
def silence_answer(request: HttpRequest, motion: UUID, given: Statement) -> Status:
    """陈述 One's own words about one's silence; sealed."""
    return written(actions.answer_silence(motion=_seen(request, motion), by=actor_of(request), words=given.words))


@router.post("/{uuid:motion}/waivers/statement", response=answers(Paper))
def waiver_statement(request: HttpRequest, motion: UUID, asked: WaiverAsked) -> Any:
    """环节豁免：取文书"""
    row = motions.require_visible(motion, actor_of(request))
    stating = stated(request, None, act="环节豁免", motion=motion, says=asked.stage, text_sha256=row.text_sha256)
    return offered(request, stating, asked)


@router.post("/{uuid:motion}/waivers", response=answers(Written, 201))
def waiver(request: HttpRequest, motion: UUID, given: WaiverGiven) -> Status:
    """环节豁免"""
    by, row = actor_of(request), motions.require_visible(motion, actor_of(request))
    if row.waivers.filter(stage=given.stage).exists():
        raise WrongState("platform.wrong-state", "这个环节已经豁免")
    stating = stated(
        request, given.signature, act="环节豁免", motion=motion, says=given.stage, text_sha256=row.text_sha256
    )
    hand = signed(request, stating, given.signature)
    return written(actions.waive_stage(motion=motion, by=by, stage=given.stage, reason=given.reason, signed=hand))


@router.post("/{uuid:motion}/grants", response=answers(Written, 201))
def grant(request: HttpRequest, motion: UUID, given: GrantGiven) -> Status:
    """查阅授权 To one person, for a purpose, until a day (M40)."""
    require_known(person=given.person)
    entry = actions.grant_opinions(
        motion=_seen(request, motion),
        by=actor_of(request),
        person=given.person,
        until=given.until.isoformat(),
        purpose=given.purpose,
    )
    return written(entry)


@router.post("/{uuid:motion}/archive", response=answers(Written, 201))
def archive(request: HttpRequest, motion: UUID) -> Status:
    """归档 Permanent; bound by the digest of an export made now."""
    by = actor_of(request)
    parts = exporting.export_dossier(_seen(request, motion), by=by)
    return written(actions.archive_file(motion=motion, by=by, content_digest=exporting.digest_of(parts)))


def _seen(request: HttpRequest, motion: UUID) -> UUID:
    found: UUID = motions.require_visible(motion, actor_of(request)).id
    return found


@consequences.get("", response=answers(Page[ConsequenceShape]))
def consequence_list(request: HttpRequest, asked: Query[ConsequencesAsked]) -> Any:
    """后果一览 Within the person's reach, the newest first."""
    rows = ConsequenceRow.objects.filter(scope(actor_of(request), "dossier.read", "organ"))
    if asked.traced is not None:
        rows = rows.filter(motion__isnull=not asked.traced)
    return page_of(rows.order_by("-occurred", "-id"), asked)


@consequences.post("", response=answers(Written, 201))
def consequence_link(request: HttpRequest, given: Link) -> Status:
    """登记后果 A payment, contract, result or loss, tied to its decision or to none."""
    by = actor_of(request)
    if given.motion is not None:
        motions.require_visible(given.motion, by)
    values = given.model_dump(exclude={"files"}) | {"at": occurred(given.at)}
    entry = actions.link_consequence(by=by, organ=by.organ, files=taken(given.files), **values)
    return written(entry, "consequence")
