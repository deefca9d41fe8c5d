"""决定之后的办理 From the dossier: final text, publication, reconsideration, grants, findings, statements, archive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from liuhen.kit.refusals import BadInput
from liuhen.ledger.records import Actor
from liuhen.mechanisms.decisions import actions, exporting
from liuhen.mechanisms.decisions.models import Motion
from liuhen.mechanisms.decisions.pages.dossiers import page
from liuhen.mechanisms.decisions.pages.motions import uploads
from liuhen.mechanisms.decisions.pages.signing import challenge, is_challenge, signed, statement
from liuhen.mechanisms.decisions.reads import motions
from liuhen.rules.acting import acting, actor_of, person_in

Act = Callable[[HttpRequest, Motion, Actor], HttpResponse | None]


def finalise(request: HttpRequest, motion: Motion, by: Actor) -> None:
    """定稿 The difference to the text voted on goes to all."""
    actions.seal_final_text(motion=motion.id, by=by, text=request.POST.get("text", ""))


def object_final(request: HttpRequest, motion: Motion, by: Actor) -> None:
    """定稿异议 By a member, within the window."""
    actions.object_to_final(motion=motion.id, by=by, reason=request.POST.get("objection_reason", ""))


def publish(request: HttpRequest, motion: Motion, by: Actor) -> None:
    """报告与公布 Or the legal ground for not publishing."""
    given = request.POST
    if given.get("published") not in ("yes", "no"):
        raise BadInput("platform.input", "请选择公布或不公布", fields={"published": "请选择"})
    actions.decide_publication(
        motion=motion.id,
        by=by,
        published=given["published"] == "yes",
        reported_to=given.get("reported_to", ""),
        ground=given.get("ground", ""),
    )


def reconsider(request: HttpRequest, motion: Motion, by: Actor) -> None:
    """复议 With the names of those who consent."""
    try:
        consenting = [UUID(one) for one in request.POST.getlist("consenting")]
    except ValueError as error:
        raise BadInput("platform.input", "同意复议的人员不对", fields={"consenting": "请核对"}) from error
    actions.reconsider(motion=motion.id, by=by, consenting=consenting, reason=request.POST.get("reason", ""))


def grant(request: HttpRequest, motion: Motion, by: Actor) -> None:
    """授权查阅 To one person, for a purpose, until a day."""
    person = person_in(request, "person")
    assert person is not None
    given = request.POST
    actions.grant_opinions(
        motion=motion.id, by=by, person=person, until=given.get("until", ""), purpose=given.get("grant_purpose", "")
    )


def find(request: HttpRequest, motion: Motion, by: Actor) -> None:
    """违规认定 Only a final one, on the original text, can found any derivation."""
    given = request.POST
    actions.find_impropriety(
        motion=motion.id,
        by=by,
        final=given.get("final") == "yes",
        grounds=given.get("grounds", ""),
        appeal_told=given.get("appeal_told") == "yes",
        files=uploads(request),
    )


def overturn(request: HttpRequest, motion: Motion, by: Actor) -> None:
    """撤销认定 What was derived from it falls too."""
    actions.overturn_finding(motion=motion.id, by=by, grounds=request.POST.get("grounds", ""))


def answer(request: HttpRequest, motion: Motion, by: Actor) -> None:
    """陈述 One's own words about one's silence; sealed."""
    actions.answer_silence(motion=motion.id, by=by, words=request.POST.get("statement_words", ""))


def waive(request: HttpRequest, motion: Motion, by: Actor) -> HttpResponse | None:
    """环节豁免 Signed, for one empty stage."""
    stage = request.POST.get("stage", "")
    stated = statement(request, act="环节豁免", motion=motion.id, says=stage, text_sha256=motion.text_sha256)
    if is_challenge(request):
        return challenge(request, stated)
    reason = request.POST.get("waive_reason", "")
    actions.waive_stage(motion=motion.id, by=by, stage=stage, reason=reason, signed=signed(request, stated))
    return None


def archive(request: HttpRequest, motion: Motion, by: Actor) -> None:
    """归档 Permanent; what is archived is bound by the digest of an export made now."""
    digest = exporting.digest_of(exporting.export_dossier(motion.id, by=by))
    actions.archive_file(motion=motion.id, by=by, content_digest=digest)


def _view(act: Act) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, motion: UUID) -> HttpResponse:
        by = actor_of(request)
        done: Any = act(request, motions.require_visible(motion, by), by)
        return done or redirect("dossier", motion)

    return acting(page)(view)


_ACTS: dict[str, Act] = {
    "final-text": finalise,
    "final-objection": object_final,
    "publication": publish,
    "reconsideration": reconsider,
    "grant": grant,
    "finding": find,
    "overturn": overturn,
    "statement": answer,
    "waiver": waive,
    "archive": archive,
}
routes = [path(f"dossiers/<uuid:motion>/{name}", _view(act), name=f"dossier-{name}") for name, act in _ACTS.items()]
