"""动议页 The list, the form, and one motion with everything that can be done to it before a meeting."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET

from liuhen.kit import clock, money
from liuhen.kit.refusals import BadInput, Refusal
from liuhen.ledger import files
from liuhen.ledger.files import FileRef
from liuhen.ledger.records import Actor
from liuhen.mechanisms.decisions import actions, bodies, permits
from liuhen.mechanisms.decisions.models import Motion
from liuhen.mechanisms.decisions.pages.signing import ask, challenge, is_challenge, signed, statement
from liuhen.mechanisms.decisions.reads import motions, trace
from liuhen.mechanisms.decisions.reads.file import text_at_hand
from liuhen.mechanisms.decisions.states import MotionState
from liuhen.mechanisms.decisions.terms import Category, Gate, GateResult, Kind, LegalOpinion, Source
from liuhen.organs.reads.groups import group, groups_of, groups_of_person, members_of
from liuhen.organs.reads.rights import may
from liuhen.organs.reads.staff import names
from liuhen.rules.acting import acting, actor_of, person_in
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render

PAGE = 30
QUESTIONS = (
    ("lawful", "符合国家政策法规"),
    ("public_interest", "符合国家、集体和群众的利益"),
    ("personal_interest", "涉及本人或亲属的利益"),
    ("real_need", "不以改革创新为名，有真实需要"),
)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """动议一览 What this person may see, by state and words."""
    rows = motions.visible_to(actor_of(request))
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()
    if state in MotionState.values:
        rows = rows.filter(state=state)
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(number__icontains=words))
    page = Paginator(rows.order_by("-drafted_at", "-id"), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "names": names({row.mover for row in page}),
        "state": state,
        "words": words,
        "states": MotionState.choices,
    }
    return render(request, "decisions/motions.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """登记动议 The form; on an error it comes back as it was typed."""
    by = actor_of(request)
    groups = {found.pk: found for found in [*groups_of_person(by.person), *groups_of(by.organ)]}
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _draft(request)
        except Refusal as error:
            refusal = error
    context = {
        "groups": [(str(found.pk), found.name) for found in groups.values()],
        "categories": Category.choices,
        "kinds": Kind.choices,
        "sources": Source.choices,
        "amends": _amended(request),
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "decisions/motion_new.html", context, refusal.status if refusal else 200)


def _amended(request: HttpRequest) -> Motion | None:
    """The decision that a new motion adjusts: an adjustment is a decision of its own, never an edit."""
    given = request.POST.get("amends") or request.GET.get("amends") or ""
    try:
        return motions.require_visible(UUID(given), actor_of(request)) if given else None
    except ValueError as error:
        raise BadInput("platform.input", "所调整的决策编号不对") from error


def _draft(request: HttpRequest) -> HttpResponse:
    given = request.POST
    group_id = person_in(request, "group")
    assert group_id is not None
    if given.get("classified") == "yes":
        entry = actions.hold_place(
            by=actor_of(request), group=group_id, paper_reference=given.get("paper_reference", "")
        )
    else:
        entry = actions.draft_motion(
            by=actor_of(request),
            group=group_id,
            title=given.get("title", ""),
            text=given.get("text", ""),
            category=given.get("category", ""),
            kind=given.get("kind", ""),
            source=given.get("source", ""),
            source_detail=given.get("source_detail", ""),
            amount_fen=amount_in(request),
            amends=person_in(request, "amends", optional=True),
            files=uploads(request),
        )
    return redirect("motion", entry.body["public"]["motion"])


def amount_in(request: HttpRequest) -> int | None:
    """金额 The amount typed in 元, as 分; None when left empty. Raises BadInput."""
    given = request.POST.get("amount", "").strip()
    try:
        return money.fen(given) if given else None
    except ValueError as error:
        raise BadInput("platform.money-fen", str(error), fields={"amount": str(error)}) from error


def uploads(request: HttpRequest, name: str = "files") -> list[FileRef]:
    """附件 The files of a form, stored by their digest."""
    found = request.FILES.getlist(name)
    return [files.put(one.read(), one.content_type or "application/octet-stream") for one in found]


@require_GET
def show(request: HttpRequest, motion: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """动议 One motion: texts, source, self-check, gates, confirmations, its chain, and what may be done now."""
    return _page(request, motion, refusal)


def _page(request: HttpRequest, motion: UUID, refusal: Refusal | None = None) -> HttpResponse:
    by = actor_of(request)
    row = motions.require_visible(motion, by)
    text_at_hand(row)
    gates = motions.current_gates(motion)
    members = members_of(row.group)
    context: dict[str, Any] = {
        "motion": row,
        "group": group(row.group),
        "texts": list(row.texts.all()),
        "self_check": motions.latest_self_check(motion),
        "questions": QUESTIONS,
        "gates": [(code, label, gates.get(code)) for code, label in Gate.choices],
        "wanted_gates": _wanted_gates(row),
        "confirmations": {role: motions.confirmation(row, role) for role in ("mover", "chair")},
        "items": sorted(row.items.all(), key=lambda item: (item.opened_at is None, item.opened_at, item.order)),
        "chain": trace.chain_of(row),
        "paper_acts": [act for act in trace.entries_entered_for(row) if act.person == by.person and not act.confirmed],
        "may": _may(row, by),
        "amends": motions.get(row.amends) if row.amends else None,
        "adjusted_by": list(motions.amending(motion)),
        "results": GateResult.choices,
        "legal_opinions": LegalOpinion.choices,
        "people": [(str(member.person), f"{member.name}（{member.title}）") for member in members],
        "names": names(_people_in(row, gates)),
        "ask": ask(request),
        "kept": Kept(request.POST, refusal.fields if refusal else {}),
        "refusal": explained(refusal) if refusal else None,
    }
    return render(request, "decisions/motion.html", context, refusal.status if refusal else 200)


def _wanted_gates(row: Motion) -> list[str]:
    return bodies.rule_of(row, clock.local(clock.now()).date()).gates


def _people_in(row: Motion, gates: dict[str, Any]) -> set[UUID | None]:
    found: set[UUID | None] = {row.drafted_by, row.mover}
    found |= {gate.responsible for gate in gates.values()}
    found |= {one.person for one in row.confirmations.all()} | {text.author for text in row.texts.all()}
    return found


def _may(row: Motion, by: Actor) -> dict[str, bool]:
    person = by.person
    office = may(by, "agenda.build", row.organ) or may(by, "meeting.record", row.organ)
    before = row.state in (MotionState.DRAFTED, MotionState.MOVED, MotionState.TABLED, MotionState.DEFERRED)
    mine = person in (row.drafted_by, row.mover)
    open_mover = row.mover is None or row.mover_default or row.mover == person
    confirmed = motions.confirmation(row, "chair")
    return {
        "revise": before and mine,
        "self_check": before and person == (row.mover or row.drafted_by),
        "sign": before and open_mover and not _signed_by(row, person),
        "confirm": before and row.mover is not None and confirmed is None and person in motions.chairs_of(row),
        "gate": before and (office or may(by, "gate.legal", row.organ) or may(by, "gate.complete", row.organ)),
        "refuse": before and office and (row.mover is None or confirmed is None),
        "decline": row.state in (MotionState.DRAFTED, MotionState.MOVED)
        and (office or may(by, "motion.confirm", row.organ)),
        "adjust": row.state in (MotionState.DECIDED, MotionState.ARCHIVED),
        "withdraw": row.state != MotionState.WITHDRAWN and person == (row.mover or row.drafted_by) and before,
        "dossier": any(item.opened_at for item in row.items.all()),
    }


def _signed_by(row: Motion, person: UUID) -> bool:
    found = motions.confirmation(row, "mover")
    return bool(found and found.person == person and not found.refused)


def revise(request: HttpRequest, motion: UUID) -> HttpResponse:
    """修改动议 A further version; the earlier ones remain."""
    given = request.POST
    actions.revise_motion(
        motion=motion,
        by=actor_of(request),
        title=given.get("title", ""),
        text=given.get("text", ""),
        amount_fen=amount_in(request),
        files=uploads(request),
    )
    return redirect("motion", motion)


def self_check(request: HttpRequest, motion: UUID) -> HttpResponse:
    """动议自查 Four answers; none is preset."""
    answers = {code: request.POST.get(code, "") for code, _ in QUESTIONS}
    missing = {code: "请回答" for code, answer in answers.items() if answer not in ("yes", "no")}
    if missing:
        raise BadInput("decisions.self-check-answered", "四项自查还没有答完", fields=missing)
    said = {code: answer == "yes" for code, answer in answers.items()}
    actions.answer_self_check(motion=motion, by=actor_of(request), words=request.POST.get("words", ""), **said)
    return redirect("motion", motion)


def sign(request: HttpRequest, motion: UUID) -> HttpResponse:
    """动议签名 By the mover, over the text as it stands."""
    row = motions.require_visible(motion, actor_of(request))
    stated = statement(request, act="提议", motion=motion, says="提议", text_sha256=row.text_sha256)
    if is_challenge(request):
        return challenge(request, stated)
    actions.sign_motion(motion=motion, by=actor_of(request), signed=signed(request, stated))
    return redirect("motion", motion)


def confirm(request: HttpRequest, motion: UUID) -> HttpResponse:
    """同意上会 The chair's confirmation, without stance."""
    row = motions.require_visible(motion, actor_of(request))
    stated = statement(request, act="同意上会", motion=motion, says="同意上会", text_sha256=row.text_sha256)
    if is_challenge(request):
        return challenge(request, stated)
    actions.confirm_motion(motion=motion, by=actor_of(request), signed=signed(request, stated))
    return redirect("motion", motion)


def refuse(request: HttpRequest, motion: UUID) -> HttpResponse:
    """记为拒绝确认 By the recorder, with a witness."""
    given = request.POST
    person, witness = person_in(request, "person"), person_in(request, "witness")
    assert person is not None and witness is not None
    actions.refuse_confirmation(
        motion=motion,
        by=actor_of(request),
        role=given.get("role", ""),
        person=person,
        witness=witness,
        reason=given.get("reason", ""),
    )
    return redirect("motion", motion)


def gate(request: HttpRequest, motion: UUID) -> HttpResponse:
    """登记前置程序 Result, opinion, dates, reason and papers."""
    given = request.POST
    actions.record_gate(
        motion=motion,
        by=actor_of(request),
        gate=given.get("gate", ""),
        result=given.get("result", ""),
        opinion=given.get("opinion", ""),
        reason=given.get("reason", ""),
        responsible=person_in(request, "responsible", optional=True) or actor_of(request).person,
        began=day_in(request, "began"),
        ended=day_in(request, "ended"),
        files=uploads(request),
    )
    return redirect("motion", motion)


def day_in(request: HttpRequest, name: str) -> date | None:
    """日期 A day typed in a field; None when left empty. Raises BadInput."""
    given = request.POST.get(name, "").strip()
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise BadInput("platform.input", "日期不对", fields={name: "请填日期"}) from error


def withdraw(request: HttpRequest, motion: UUID) -> HttpResponse:
    """撤回动议 By the mover, with the reason."""
    actions.withdraw_motion(motion=motion, by=actor_of(request), reason=request.POST.get("reason", ""))
    return redirect("motion", motion)


def decline(request: HttpRequest, motion: UUID) -> HttpResponse:
    """不予上会 The motion stays on record with the reason."""
    actions.decline_motion(motion=motion, by=actor_of(request), reason=request.POST.get("reason", ""))
    return redirect("motion", motion)


def confirm_act(request: HttpRequest, motion: UUID, entry: UUID) -> HttpResponse:
    """事后确认 One's own signature under what was entered from paper."""
    row = motions.require_visible(motion, actor_of(request))
    digest, _ = permits.require_may_confirm_act(row, entry, by=actor_of(request))
    stated = statement(request, act="事后确认", motion=motion, says="事后确认", text_sha256=digest)
    if is_challenge(request):
        return challenge(request, stated)
    actions.confirm_act(motion=motion, entry=entry, by=actor_of(request), signed=signed(request, stated))
    return redirect("motion", motion)


_ACTS = {
    "revise": revise,
    "self-check": self_check,
    "sign": sign,
    "confirm": confirm,
    "refuse": refuse,
    "gates": gate,
    "withdraw": withdraw,
    "decline": decline,
}
routes = [
    path("motions/", index, name="motions"),
    path("motions/new", new, name="motion-new"),
    path("motions/<uuid:motion>/", show, name="motion"),
    *(
        path(f"motions/<uuid:motion>/{name}", acting(_page)(view), name=f"motion-{name}")
        for name, view in _ACTS.items()
    ),
    path("motions/<uuid:motion>/acts/<uuid:entry>", acting(_page)(confirm_act), name="motion-act"),
]
