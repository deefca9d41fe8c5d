"""会议记录接口 Seal with its gaps, confirm own words or annex a correction, issue the 纪要, fetch what was sealed."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import StringConstraints

from liuhen.kit.refusals import NotFound, NotPermitted
from liuhen.ledger import files
from liuhen.ledger.files import FileRef
from liuhen.mechanisms.decisions import actions, permits
from liuhen.mechanisms.decisions.api.common import require_meeting, room_for
from liuhen.mechanisms.decisions.api.signing import Asked, Hand, Paper, offered, signed, stated
from liuhen.mechanisms.decisions.collection.reporting import ZIP, report
from liuhen.mechanisms.decisions.models import Meeting
from liuhen.mechanisms.decisions.papers.minutes import minutes_form
from liuhen.mechanisms.decisions.papers.sealing import PDF, sealing_of
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.mechanisms.decisions.reads.stages import missing_in
from liuhen.mechanisms.decisions.signing import Statement
from liuhen.mechanisms.decisions.terms import Presence
from liuhen.rules.doorway import Upload, Written, actor_of, content_of, require_known, written
from liuhen.ui import paper
from liuhen.ui.api import REFUSALS, Error, Given, Line, Prose, answers

router = Router(tags=["会议记录"])
Number = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[^\x00-\x1f\x7f]+$")]
AS_ZIP = {
    "responses": {200: {"description": "OK", "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}}}
}
AS_FILE = {
    "responses": {200: {"description": "OK", "content": {PDF: {"schema": {"type": "string", "format": "binary"}}}}}
}


class Sealing(Given):
    """封存 As drafted, or as edited in a .docx; what was voted is never taken from the edit."""

    docx: Upload | None = None


class Missing(Schema):
    """未签 One signature that is missing."""

    item: UUID
    stage: str
    person: UUID


class StageAsked(Asked):
    """将补签"""

    stage: Line


class StageGiven(Given):
    """补签"""

    stage: Line
    signature: Hand


class StageRefusal(Given):
    """补记拒签"""

    stage: Line
    person: UUID
    witness: UUID
    reason: Prose


class Reporting(Given):
    """上报采集数据 To whom it goes."""

    to: Line


class CorrectionAsked(Asked):
    """将核对"""

    correction: Prose = ""


class CorrectionGiven(Given):
    """核对会议记录"""

    correction: Prose = ""
    signature: Hand


class IssueAsked(Asked):
    """将签发"""

    number: Number


class IssueGiven(Given):
    """签发纪要"""

    number: Number
    signature: Hand


@router.post("/{uuid:meeting}/record/seal", response=answers(Written, 201))
def record_seal(request: HttpRequest, meeting: UUID, given: Sealing) -> Status:
    """封存会议记录 At any time after the meeting, every omission named; it waits for nobody."""
    by, row = _seen(request, meeting)
    permits.require_may_seal_now(row, by=by)
    _require_in_room(row, by.person)
    sealing = sealing_of(row, by=by, edited=content_of(given.docx) if given.docx else None)
    return written(actions.seal_record(meeting=meeting, by=by, files=sealing.files, abridged=sealing.abridged))


@router.post("/{uuid:meeting}/collection", response={200: Any, REFUSALS: Error}, openapi_extra=AS_ZIP)
def record_report(request: HttpRequest, meeting: UUID, given: Reporting) -> HttpResponse:
    """上报采集数据 Tables, papers and what everybody decided, as a zip; that it went out is in the book."""
    by, row = _seen(request, meeting)
    return HttpResponse(report(row, by=by, to=given.to), content_type=ZIP)


@router.get(
    "/{uuid:meeting}/files/{kind}",
    response={200: Any, REFUSALS: Error},
    openapi_extra=AS_FILE,
)
def record_file(request: HttpRequest, meeting: UUID, kind: Literal["record", "minutes"]) -> HttpResponse:
    """已封存文件 The sealed record, for those who were in the room; or the issued 纪要."""
    by, row = _seen(request, meeting)
    if kind == "record":
        _require_in_room(row, by.person)
    digest = meetings.record_for(row, by.person) if kind == "record" else row.minutes_sha256
    if not digest:
        raise NotFound("platform.not-found", "还没有这份文件")
    return HttpResponse(files.get(digest), content_type=PDF)


@router.get("/{uuid:meeting}/missing", response=answers(list[Missing]))
def record_missing(request: HttpRequest, meeting: UUID) -> Any:
    """未签清单 Whose signature is missing, in which stage of which item (M38)."""
    _, row = _seen(request, meeting)
    return [{"item": one.item.id, "stage": one.stage, "person": one.person} for one in missing_in(row.id)]


@router.post("/{uuid:meeting}/items/{uuid:item}/stages/statement", response=answers(Paper))
def stage_sign_statement(request: HttpRequest, meeting: UUID, item: UUID, asked: StageAsked) -> Any:
    """补签：取文书"""
    return offered(request, _signing_late(request, meeting, item, asked.stage, None), asked)


@router.post("/{uuid:meeting}/items/{uuid:item}/stages", response=answers(Written, 201))
def stage_sign(request: HttpRequest, meeting: UUID, item: UUID, given: StageGiven) -> Status:
    """补签 For a stage left unsigned; no vote is counted by it."""
    stating = _signing_late(request, meeting, item, given.stage, given.signature)
    hand = signed(request, stating, given.signature)
    return written(actions.sign_stage(item=item, by=actor_of(request), stage=given.stage, signed=hand))


@router.post("/{uuid:meeting}/items/{uuid:item}/stages/refusals", response=answers(Written, 201))
def stage_refuse(request: HttpRequest, meeting: UUID, item: UUID, given: StageRefusal) -> Status:
    """补记拒签 Before a witness."""
    room_for(request, meeting, item)
    require_known(person=given.person, witness=given.witness)
    return written(actions.refuse_stage(item=item, by=actor_of(request), **given.model_dump()))


def _signing_late(request: HttpRequest, meeting: UUID, item: UUID, stage: str, hand: Hand | None) -> Statement:
    motion = room_for(request, meeting, item).motion
    text = motion.text_sha256
    return stated(request, hand, act="补签", motion=motion.id, says=stage, text_sha256=text, item=item)


@router.post("/{uuid:meeting}/record/confirm/statement", response=answers(Paper))
def record_confirm_statement(request: HttpRequest, meeting: UUID, asked: CorrectionAsked) -> Any:
    """核对会议记录：取文书"""
    return offered(request, _confirming(request, meeting, asked.correction, None), asked)


@router.post("/{uuid:meeting}/record/confirm", response=answers(Written, 201))
def record_confirm(request: HttpRequest, meeting: UUID, given: CorrectionGiven) -> Status:
    """核对会议记录 Own words are right, or a correction is annexed; the sealed text is not touched."""
    stating = _confirming(request, meeting, given.correction, given.signature)
    hand = signed(request, stating, given.signature)
    return written(
        actions.confirm_record(meeting=meeting, by=actor_of(request), signed=hand, correction=given.correction)
    )


def _confirming(request: HttpRequest, meeting: UUID, correction: str, hand: Hand | None) -> Statement:
    by, row = _seen(request, meeting)
    permits.require_may_confirm_record(row, by=by)
    act, digest = "核对会议记录", meetings.record_for(row, by.person)
    return stated(request, hand, act=act, motion=meeting, says=act, text_sha256=digest, words=correction)


@router.post("/{uuid:meeting}/minutes/statement", response=answers(Paper))
def minutes_issue_statement(request: HttpRequest, meeting: UUID, asked: IssueAsked) -> Any:
    """签发纪要：取文书 The PDF is made for this number, and its very bytes are signed."""
    return offered(request, _issuing(request, meeting, asked.number, None)[0], asked)


@router.post("/{uuid:meeting}/minutes", response=answers(Written, 201))
def minutes_issue(request: HttpRequest, meeting: UUID, given: IssueGiven) -> Status:
    """签发纪要 A step apart from the record; dissent does not travel with it."""
    stating, file = _issuing(request, meeting, given.number, given.signature)
    hand = signed(request, stating, given.signature)
    return written(
        actions.issue_minutes(meeting=meeting, by=actor_of(request), number=given.number, file=file, signed=hand)
    )


def _issuing(request: HttpRequest, meeting: UUID, number: str, hand: Hand | None) -> tuple[Statement, FileRef]:
    by, row = _seen(request, meeting)
    permits.require_may_issue(row, by=by, number=number)
    form = minutes_form(row, number=number.strip())
    data = json.dumps(form, ensure_ascii=False, sort_keys=True).encode()
    file = files.put(paper.render("minutes", form, attachments={"纪要数据.json": data}).pdf, PDF)
    act = "签发纪要"
    return stated(request, hand, act=act, motion=meeting, says=act, text_sha256=file.sha256), file


def _seen(request: HttpRequest, meeting: UUID) -> tuple[Any, Meeting]:
    by = actor_of(request)
    require_meeting(meeting, by)
    return by, meetings.get(meeting)


def _require_in_room(row: Meeting, person: UUID) -> None:
    seats = row.seats.filter(person=person, presence__in=(Presence.PRESENT, Presence.LEFT))
    if person not in (row.recorder, row.presider) and not seats.exists():
        raise NotPermitted("decisions.opinion-grant", "会议记录含有各人表态，只有参加会议的人和持有授权的人可以查看")
