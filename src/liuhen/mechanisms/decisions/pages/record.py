"""会议记录页 Draft, download as .docx, seal with its gaps, confirm own words or annex a correction, issue the 纪要."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET

from liuhen.kit.refusals import BadInput, NotFound, NotPermitted, Refusal
from liuhen.ledger import files
from liuhen.mechanisms.decisions import actions, permits
from liuhen.mechanisms.decisions.collection.checks import NAMES
from liuhen.mechanisms.decisions.collection.reporting import ZIP
from liuhen.mechanisms.decisions.collection.reporting import report as report_out
from liuhen.mechanisms.decisions.models import Meeting
from liuhen.mechanisms.decisions.pages import late
from liuhen.mechanisms.decisions.pages.signing import ask, challenge, is_challenge, signed, statement
from liuhen.mechanisms.decisions.papers.minutes import minutes_form
from liuhen.mechanisms.decisions.papers.record import people_of, record_form, signature_lines
from liuhen.mechanisms.decisions.papers.sealing import DOCX, PDF, sealing_of
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.mechanisms.decisions.reads.file import meeting_at_hand
from liuhen.mechanisms.decisions.reads.stages import missing_in
from liuhen.mechanisms.decisions.states import MEETING_ACTS, MeetingState
from liuhen.organs.reads.rights import may
from liuhen.rules.acting import acting, actor_of
from liuhen.rules.refused import explained
from liuhen.ui import paper
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render
from liuhen.ui.paper.docx import write_record


@require_GET
def show(request: HttpRequest, meeting: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """会议记录 The drafted or sealed record, its gaps, and who has confirmed it."""
    return page(request, meeting, refusal)


def page(request: HttpRequest, meeting: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """会议记录页 With a refusal, and what was typed, when an act on it was refused."""
    by = actor_of(request)
    row = meetings.require_visible(meeting, by)
    meeting_at_hand(row)
    known, titles = people_of(row)
    in_room = _in_room(row, by.person)
    sealed = row.state in (MeetingState.SEALED, MeetingState.ISSUED)
    context: dict[str, Any] = {
        "meeting": row,
        "record": record_form(row, by=by) if in_room and not sealed and row.opened_at else None,
        "signatures": [line if in_room else {**line, "note": ""} for line in signature_lines(row, known, titles)],
        "in_room": in_room,
        "runs": by.person in (row.recorder, row.presider),
        "may_issue": row.state == MeetingState.SEALED and (by.person == row.presider),
        "mine": next((one for one in row.confirmations.all() if one.person == by.person), None),
        "sealed": sealed,
        "missing": missing_in(row.id) if sealed else [],
        "names": known,
        "me": by.person,
        "people": [(str(seat.person), known.get(seat.person, "未知")) for seat in row.seats.all()],
        "may_report": row.state in MEETING_ACTS["report"][0] and may(by, "meeting.record", row.organ),
        "reports": list(row.reports.all()),
        "exceptions": NAMES,
        "record_sha256": meetings.record_for(row, by.person),
        "ask": ask(request),
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "decisions/record.html", context, refusal.status if refusal else 200)


def _in_room(row: Meeting, person: UUID) -> bool:
    here = any(seat.person == person and seat.presence in ("present", "left") for seat in row.seats.all())
    return here or person in (row.recorder, row.presider)


def _require_in_room(request: HttpRequest, meeting: UUID) -> Meeting:
    row = meetings.require_visible(meeting, actor_of(request))
    if not _in_room(row, actor_of(request).person):
        raise NotPermitted("decisions.opinion-grant", "会议记录含有各人表态，只有参加会议的人和持有授权的人可以查看")
    return row


@require_GET
def draft(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """记录稿 The draft as an editable .docx."""
    row = _require_in_room(request, meeting)
    return _download(write_record(record_form(row, by=actor_of(request))), DOCX, f"{row.title}会议记录（稿）.docx")


@require_GET
def sealed(request: HttpRequest, meeting: UUID, kind: str) -> HttpResponse:
    """已封存文件 The sealed record, for a recused person the one he may read; or the issued 纪要."""
    row = meetings.require_visible(meeting, actor_of(request))
    if kind == "record":
        _require_in_room(request, meeting)
    digest = meetings.record_for(row, actor_of(request).person) if kind == "record" else row.minutes_sha256
    if not digest:
        raise NotFound("platform.not-found", "还没有这份文件")
    return _download(files.get(digest), PDF, f"{row.title}{'会议记录' if kind == 'record' else '纪要'}.pdf")


def _download(content: bytes, media: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return HttpResponse(content, content_type=media, headers=headers)


def seal(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """封存 As drafted, or as edited in the .docx that comes back; what was voted is never taken from the edit."""
    by = actor_of(request)
    row = _require_in_room(request, meeting)
    permits.require_may_seal_now(row, by=by)
    upload = request.FILES.get("docx")
    sealing = sealing_of(row, by=by, edited=upload.read() if upload else None)
    actions.seal_record(meeting=meeting, by=by, files=sealing.files, abridged=sealing.abridged)
    return redirect("record", meeting)


def confirm(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """核对 Own words are right, or a correction is annexed; the sealed text is not touched."""
    row = _require_in_room(request, meeting)
    words = request.POST.get("correction", "")
    read = meetings.record_for(row, actor_of(request).person)
    stated = statement(request, act="核对会议记录", motion=meeting, says="核对会议记录", text_sha256=read, words=words)
    if is_challenge(request):
        return challenge(request, stated)
    actions.confirm_record(meeting=meeting, by=actor_of(request), signed=signed(request, stated), correction=words)
    return redirect("record", meeting)


def issue(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """签发纪要 The PDF is made for this number, and its very bytes are signed."""
    row = meetings.require_visible(meeting, actor_of(request))
    number = request.POST.get("number", "").strip()
    if not number:
        raise BadInput("platform.input", "请填写文号", fields={"number": "例如〔2026〕7号"})
    permits.require_may_issue(row, by=actor_of(request), number=number)
    form = minutes_form(row, number=number)
    printed = paper.render(
        "minutes", form, attachments={"纪要数据.json": json.dumps(form, ensure_ascii=False, sort_keys=True).encode()}
    )
    file = files.put(printed.pdf, PDF)
    stated = statement(request, act="签发纪要", motion=meeting, says="签发纪要", text_sha256=file.sha256)
    if is_challenge(request):
        return challenge(request, stated)
    actions.issue_minutes(
        meeting=meeting, by=actor_of(request), number=number, file=file, signed=signed(request, stated)
    )
    return redirect("record", meeting)


def report(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """上报采集数据 The tables as a zip; the book keeps the file, to whom it went, and the exceptions it would raise."""
    by, to = actor_of(request), request.POST.get("to", "")
    row = meetings.require_visible(meeting, by)
    content = report_out(row, by=by, to=to)
    return _download(content, ZIP, f"{row.title}采集数据.zip")


LATE = {"sign": late.sign, "refuse": late.refuse}
_ACTS = {"seal": seal, "confirm": confirm, "issue": issue, "report": report}
routes = [
    path("meetings/<uuid:meeting>/record", show, name="record"),
    path("meetings/<uuid:meeting>/record/draft.docx", draft, name="record-draft"),
    path("meetings/<uuid:meeting>/record/<str:kind>.pdf", sealed, name="record-file"),
    *(
        path(f"meetings/<uuid:meeting>/record/{name}", acting(page)(view), name=f"record-{name}")
        for name, view in _ACTS.items()
    ),
    *(
        path(f"meetings/<uuid:meeting>/record/<uuid:item>/{name}", acting(page)(view), name=f"record-late-{name}")
        for name, view in LATE.items()
    ),
]
