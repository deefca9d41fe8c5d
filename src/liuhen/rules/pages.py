"""页面 The rulebook as something to read: quotation, reading, numbers with badges, examples run as you look."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, NotPermitted
from liuhen.ledger.records import Actor
from liuhen.organs.reads import names as people_names
from liuhen.organs.reads import organ_names, powers_of
from liuhen.rules import actions, bodies, reads, rulebook, views, words
from liuhen.rules.checks import CHECKS
from liuhen.rules.models import Enactment
from liuhen.rules.titles import title_of
from liuhen.ui.pages import render


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """规则库 Every rule by area, narrowed by words; rule sets of bodies; what is not written yet."""
    sought = request.GET.get("q", "").strip()
    on = _today()
    context = {
        "areas": views.areas(rulebook.rules().values(), sought),
        "sought": sought,
        "tally": views.tally(rulebook.rules().values()),
        "bodies": bodies.body_sets().values(),
        "checks_rows": [(name, check.about) for name, check in CHECKS.items()],
        "not_yet": views.NOT_YET,
        "changed": reads.unenacted(on),
        "waiting": reads.proposals().count(),
        "title_of": title_of,
    }
    return render(request, "rules/index.html", context)


@require_GET
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """规则全文 One rule, generated from the version in force today."""
    if rule_id not in rulebook.rules():
        raise Http404
    on = _today()
    found = reads.in_force(rule_id, on)
    context = {
        "rule": found.rule,
        "found": found,
        "installed": rulebook.rule(rule_id),
        "title_of": title_of,
        "requirements": words.requirements(found.rule, on),
        "conditions": words.conditions(found.rule),
        "parameters": views.parameter_lines(found.rule, on),
        "examples": views.example_lines(found.rule),
        "kind_words": words.KIND_WORDS,
        "history": _history(request, rule_id),
    }
    return render(request, "rules/rule.html", context)


@require_GET
def body(request: HttpRequest, body_id: str) -> HttpResponse:
    """议事规则 One rule set, class by class."""
    found = bodies.body_sets().get(body_id)
    if found is None:
        raise Http404
    context = {
        "body": found,
        "lines": views.body_lines(found),
        "classes": views.CLASS_WORDS,
        "title_of": title_of,
        "history": _history(request, body_id),
    }
    return render(request, "rules/body.html", context)


@require_GET
def enactments(request: HttpRequest) -> HttpResponse:
    """施行 Proposals waiting for the second approver, and the form to make one."""
    actor = _actor(request)
    waiting = _with_names(reads.proposals())
    powers = powers_of(actor.person)
    choices = [(name, title_of(found)) for name, found in (rulebook.rules() | bodies.body_sets()).items()]
    context = {
        "waiting": waiting,
        "me": actor.person,
        "may_propose": powers.anywhere("rules.enact"),
        "may_approve": powers.anywhere("rules.approve"),
        "choices": choices,
        "today": _today().isoformat(),
        "chosen": request.GET.get("name", ""),
    }
    return render(request, "rules/enactments.html", context)


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """提出施行 Takes an uploaded file, or the installed one of that name."""
    actor, given = _actor(request), request.POST
    upload = request.FILES.get("file")
    content = upload.read() if upload else actions.installed(given.get("name", ""))
    actions.propose(
        by=actor,
        organ=actor.organ,
        content=content,
        effective_from=_day(given.get("effective_from", "")),
        reason=given.get("reason", ""),
    )
    return _back()


@require_POST
def decide(request: HttpRequest, enactment: UUID) -> HttpResponse:
    """批准或不予批准 By a second person."""
    actor = _actor(request)
    if request.POST.get("decision") == "enact":
        actions.enact(by=actor, enactment=enactment)
    else:
        actions.reject(by=actor, enactment=enactment, reason=request.POST.get("reason", ""))
    return _back()


def _actor(request: HttpRequest) -> Actor:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise NotPermitted("platform.signed-in", "请先登录", next_step="登录后再办")
    return actor


def _history(request: HttpRequest, name: str) -> list[views.EnactmentLine]:
    """Who proposed and approved is shown to those who are signed in; the versions and days to everyone."""
    rows = list(reads.history(name))
    return _with_names(rows) if getattr(request, "actor", None) else views.enactment_lines(rows, {}, {})


def _with_names(rows: Iterable[Enactment]) -> list[views.EnactmentLine]:
    rows = list(rows)
    people = {id for row in rows for id in (row.proposer, row.approver) if id}
    return views.enactment_lines(rows, people_names(people), organ_names(row.organ for row in rows))


def _today() -> date:
    return clock.local(clock.now()).date()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        wrong = "日期写作 2026-01-31"
        raise BadInput("platform.input", wrong, fields={"effective_from": wrong}) from error


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("rules:enactments"))
