"""工作台与存证页 The desk, self-verification and the list of the 103 mechanisms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from liuhen.doors.web import articles as catalogue
from liuhen.ledger import checkpoints, dossiers, origins, proofs
from liuhen.mechanisms.decisions.reads import desk as decisions
from liuhen.mechanisms.duties.reads import desk as duties
from liuhen.mechanisms.duties.reads import waiting as letters
from liuhen.mechanisms.dutylog.reads import desk as dutylog
from liuhen.mechanisms.hearings.reads import desk as hearings
from liuhen.organs.reads.tree import book_of, default_origin
from liuhen.ui.pages import render


def desk(request: HttpRequest) -> HttpResponse:
    """工作台 What waits for this person, in order; figures after."""
    actor = request.actor  # type: ignore[attr-defined]
    tasks = [
        {
            "title": task.title,
            "url": reverse(task.route, args=[task.id]),
            "state": ("bad" if task.urgent else "due", task.state),
            "note": task.note,
        }
        for task in (
            *decisions.todo_for(actor),
            *letters.todo_for(actor),
            *duties.todo_for(actor),
            *hearings.todo_for(actor),
            *dutylog.todo_for(actor),
        )
    ]
    return render(request, "web/desk.html", {"tasks": tasks, "figures": decisions.figures_for(actor)})


def verify(request: HttpRequest) -> HttpResponse:
    """自行校验 A dossier dropped here is verified in the browser; it is not sent anywhere."""
    actor = getattr(request, "actor", None)
    origin = book_of(actor.organ).origin if actor else default_origin()
    logs = [(origins.current(origin, log), checkpoints.latest(origin, log)) for log in origins.LOGS]
    context = {
        "origin": origin,
        "logs": [(name, row.size, bytes(row.root).hex(), row.signed_at) for name, row in logs if row],
        "vkeys": [key for keys in proofs.vkeys(origin).values() for key in keys],
        "witnessed": proofs.witness_age(origin),
        "verifier": dossiers.verifier_digest(),
    }
    return render(request, "web/verify.html", context)


def policy(request: HttpRequest) -> HttpResponse:
    """信任策略 The policy file a checker brings along."""
    actor = getattr(request, "actor", None)
    origin = book_of(actor.organ).origin if actor else default_origin()
    return HttpResponse(proofs.policy(origin), content_type="text/plain; charset=utf-8")


def verifier(request: HttpRequest) -> HttpResponse:
    """校验程序 The one file that verifies a dossier on a bare Python."""
    headers = {"Content-Disposition": 'attachment; filename="verify.py"'}
    return HttpResponse(dossiers.VERIFIER.read_bytes(), content_type="text/x-python", headers=headers)


def articles(request: HttpRequest) -> HttpResponse:
    """机制一览 The 103 mechanisms of the two articles and how far each is built."""
    return render(request, "web/articles.html", {"rows": catalogue.rows(), "states": catalogue.states()})


def health(request: HttpRequest) -> HttpResponse:
    """是否在线 A trivial page: for a watcher, and as the yardstick of the benchmark."""
    return HttpResponse("在线", content_type="text/plain; charset=utf-8")
