"""决策档案页 One decision top to bottom, like a file; each line with its proof; and its export."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from liuhen.kit.refusals import Refusal
from liuhen.ledger.records import Actor
from liuhen.mechanisms.decisions import answerable, exporting, permits
from liuhen.mechanisms.decisions.models import Motion
from liuhen.mechanisms.decisions.pages.people import in_region
from liuhen.mechanisms.decisions.pages.signing import ask
from liuhen.mechanisms.decisions.papers.dossier import dossier_form
from liuhen.mechanisms.decisions.reads import motions, trace
from liuhen.mechanisms.decisions.reads.file import motion_at_hand
from liuhen.mechanisms.decisions.reads.room import room_of
from liuhen.mechanisms.decisions.states import MotionState
from liuhen.organs.reads.groups import Member, members_of
from liuhen.organs.reads.rights import may
from liuhen.organs.reads.staff import names
from liuhen.rules.acting import acting, actor_of
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render


@require_GET
def show(request: HttpRequest, motion: UUID) -> HttpResponse:
    """决策档案 Without opinions first; they open on request, to those who may, and the look is logged (M40)."""
    return page(request, motion)


def page(request: HttpRequest, motion: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """决策档案页 Opinions only when asked for, with a purpose."""
    by = actor_of(request)
    row = motions.require_visible(motion, by)
    motion_at_hand(row)
    purpose = request.POST.get("purpose", "").strip()
    chain = trace.chain_of(row)
    acts = _may(row, by)
    opened = bool(purpose) and refusal is None
    context = {
        "motion": row,
        "dossier": dossier_form(row, by=by, opinions=opened),
        "chain": chain,
        "opened": opened,
        "may_open": permits.may_read_opinions(row, by) and any(item.stances_open for item in row.items.all()),
        "lines": answerable.lines_of(row, by=by, purpose=purpose) if opened else [],
        "names": names(_everyone(row)),
        "may": acts,
        "members": [(str(one.person), f"{one.name}（{one.title}）") for one in _members(row, acts)],
        "people": in_region(row.organ) if acts["grant"] else [],
        "stages": [stage.name for stage in chain if not stage.done],
        "ask": ask(request) if acts["waive"] else None,
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "decisions/dossier.html", context, refusal.status if refusal else 200)


def _members(row: Motion, acts: dict[str, bool]) -> list[Member]:
    return members_of(row.group) if acts["reconsider"] else []


def _may(row: Motion, by: Actor) -> dict[str, bool]:
    """What this person could do from here; the acts themselves ask again."""
    decided = row.state in (MotionState.DECIDED, MotionState.REJECTED, MotionState.ARCHIVED)
    office, chief, discipline = (
        may(by, verb, row.organ) for verb in ("agenda.build", "record.confirm", "finding.decide")
    )
    return {
        "finalise": office and row.state == MotionState.IN_PRINCIPLE,
        "object_final": bool(row.final_texts.all()) and by.person in {one.person for one in members_of(row.group)},
        "publish": office and decided and not row.publications.all(),
        "reconsider": office and row.state in (MotionState.DECIDED, MotionState.REJECTED),
        "grant": chief or discipline,
        "find": discipline,
        "overturn": discipline and any(not one.overturned for one in row.findings.all()),
        "answer": bool(row.findings.all()) and permits.attended(row, by.person),
        "waive": chief and decided,
        "archive": (office or may(by, "dossier.archive", row.organ))
        and row.state in (MotionState.DECIDED, MotionState.REJECTED),
    }


def _everyone(row: Motion) -> set[UUID]:
    found = {seat.person for item in row.items.all() for seat in room_of(item.id).seats}
    found |= {gate.responsible for gate in row.gates.all()}
    return found | ({row.mover} if row.mover else set())


def open_opinions(request: HttpRequest, motion: UUID) -> HttpResponse:
    """打开表态 For a stated purpose; refused without a grant."""
    row = motions.require_visible(motion, actor_of(request))
    permits.require_may_read_opinions(row, actor_of(request), request.POST.get("purpose", ""))
    return page(request, motion)


@require_POST
def export(request: HttpRequest, motion: UUID) -> HttpResponse:
    """导出 One zip that opens and verifies with the server gone; the export itself is in the book."""
    row = motions.require_visible(motion, actor_of(request))
    content = exporting.export_zip(motion, by=actor_of(request))
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(f'{row.number}决策档案.zip')}"}
    return HttpResponse(content, content_type="application/zip", headers=headers)


routes = [
    path("dossiers/<uuid:motion>/", show, name="dossier"),
    path("dossiers/<uuid:motion>/opinions", acting(page)(open_opinions), name="dossier-opinions"),
    path("dossiers/<uuid:motion>/export", export, name="dossier-export"),
]
