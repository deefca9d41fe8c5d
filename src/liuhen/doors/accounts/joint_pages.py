"""双人办理的页面 Propose, look at what would happen, confirm: two persons at two log-ins, one entry in the book."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from liuhen.doors.accounts import entrance, joint, previews
from liuhen.doors.accounts.door import logged_in
from liuhen.doors.accounts.models import Event, JointAct
from liuhen.kit.refusals import BadInput, NotFound, NotPermitted, Refusal
from liuhen.ledger.book import Actor
from liuhen.organs import reads
from liuhen.organs.models import Person
from liuhen.rules.refused import explained
from liuhen.ui.forms import Kept
from liuhen.ui.pages import render

PER_PAGE, LATEST = 50, 20
Facts = Callable[[HttpRequest], dict[str, Any]]


@never_cache
@logged_in
def index(request: HttpRequest) -> HttpResponse:
    """双人办理 What waits for a second person, and the ways to begin. For administrators and approvers."""
    by = _actor(request)
    duty, approves = bool(joint.duty_of(by.person)), joint.powers_among(request.person.posts)
    if not (duty or approves):
        raise NotPermitted("platform.not-permitted", "您现任职务没有需双人办理的事项")
    if request.GET.get("seek", "").strip():
        return redirect(_sought(request.GET["seek"].strip()))
    seen = joint.seen_by(by)
    page = Paginator(JointAct.waiting().filter(seen), PER_PAGE).get_page(request.GET.get("page"))
    rows, done = list(page), list(JointAct.objects.filter(seen, state="done").order_by("-at")[:LATEST])
    context = {
        "page": page,
        "rows": rows,
        "done": done,
        "names": reads.names({row.person for row in [*rows, *done]} | {row.second for row in done}),
        "words": joint.KIND_WORDS,
        "duty": duty,
        "approves": approves,
    }
    return render(request, "accounts/joint.html", context)


@never_cache
@logged_in
def epoch(request: HttpRequest) -> HttpResponse:
    """开新纪元 By administrators, when the database no longer continues what was signed."""
    book = reads.book_of(_actor(request).organ).origin
    joint.require_may(joint.EPOCH, _actor(request), None)
    return _form(request, joint.EPOCH, lambda r: joint.epoch_facts(book, r.POST.get("reason", "")), {"book": book})


@never_cache
@logged_in
def redact(request: HttpRequest, entry: UUID) -> HttpResponse:
    """依规删除字段 Of one entry; whoever approves sees which fields there are, never what they say."""
    about = {"entry": str(entry), "fields": []}
    joint.require_may(joint.REDACT, _actor(request), joint.organ_of(joint.REDACT, about))

    def facts(r: HttpRequest) -> dict[str, Any]:
        return joint.redact_facts(entry, r.POST.getlist("fields"), r.POST.get("legal_basis", ""))

    return _form(request, joint.REDACT, facts, about)


@never_cache
@logged_in
def erase(request: HttpRequest, person: UUID) -> HttpResponse:
    """销毁个人数据 Of somebody who holds no post any more."""
    found = reads.person(person)
    joint.require_may(joint.ERASE, _actor(request), found.organ)

    def facts(r: HttpRequest) -> dict[str, Any]:
        return joint.erase_facts(person, r.POST.get("legal_basis", ""))

    return _form(request, joint.ERASE, facts, {"person": str(person)})


@never_cache
@logged_in
def show(request: HttpRequest, act: UUID) -> HttpResponse:
    """一项办理 What would happen, for the second person; or how it ended."""
    row, by, refusal = _row(act), _actor(request), None
    joint.require_may(row.kind, by, joint.organ_of(row.kind, row.facts))
    if request.method == "POST":
        try:
            return _answer(request, row, by)
        except Refusal as error:
            refusal = error
    context = {
        "row": row,
        "word": joint.KIND_WORDS[row.kind],
        "preview": previews.of(row.kind, row.facts) if row.state == "open" else None,
        "names": reads.names({row.person, row.second}),
        "organs": reads.organ_names({row.organ}),
        "own": row.person == by.person,
        "ask": entrance.asks_password(request.user),
        "refusal": refusal and explained(refusal),
        "kept": Kept({}, refusal.fields if refusal else {}),
    }
    return render(request, "accounts/joint_act.html", context, refusal.status if refusal else 200)


def _form(request: HttpRequest, kind: str, facts: Facts, about: dict[str, Any]) -> HttpResponse:
    """One page for all three: typed, previewed, and only with `sure` proposed."""
    preview, refusal = None, None
    if request.method == "POST":
        try:
            given = facts(request)
            if request.POST.get("sure"):
                return _proposed(request, joint.propose(kind, given, _actor(request)))
            preview = previews.of(kind, given)
        except Refusal as error:
            refusal = error
    context = {
        "kind": kind,
        "word": joint.KIND_WORDS[kind],
        "about": previews.about(kind, about),
        "preview": preview,
        "refusal": refusal and explained(refusal),
        "kept": Kept(request.POST, refusal.fields if refusal else {}) if request.method == "POST" else Kept(),
    }
    return render(request, "accounts/joint_new.html", context, refusal.status if refusal else 200)


def _proposed(request: HttpRequest, row: JointAct) -> HttpResponse:
    _noted(request, f"提出{joint.KIND_WORDS[row.kind]}", str(row.pk))
    return redirect("accounts:joint-act", row.pk)


def _answer(request: HttpRequest, row: JointAct, by: Actor) -> HttpResponse:
    if request.POST.get("verb") == "end":
        row.withdraw()
        _noted(request, f"撤回{joint.KIND_WORDS[row.kind]}", str(row.pk))
        return redirect("accounts:joint")
    if not request.POST.get("sure"):
        raise BadInput("platform.input", "请先核对后果并勾选确认", fields={"sure": "请勾选"})
    entrance.confirm_password(request, request.POST.get("password", ""))
    joint.confirm(row.pk, by)
    _noted(request, f"确认{joint.KIND_WORDS[row.kind]}", str(row.pk))
    return redirect("accounts:joint-act", row.pk)


def _row(act: UUID) -> JointAct:
    row = JointAct.objects.filter(pk=act).first()
    if row is None:
        raise NotFound("platform.no-such-thing", "没有这项办理")
    return row


def _sought(text: str) -> str:
    """An entry's id, or a person's whole number: the way to the page of the act."""
    try:
        return reverse("accounts:redact", args=[UUID(text)])
    except ValueError:
        person = Person.objects.filter(number=text).values_list("pk", flat=True).first()
    if person is None:
        raise NotFound("platform.no-such-thing", _("没有这个存证记录编号，也没有这个人员编号"))
    return reverse("accounts:erase", args=[person])


def _actor(request: HttpRequest) -> Actor:
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    if actor is None:
        raise NotPermitted("platform.account", "您的账户还没有对应的人员")
    return actor


def _noted(request: HttpRequest, kind: str, note: str) -> None:
    Event.log(kind, user=request.user, by=request.user, address=entrance.address(request), note=note)
