"""存证记录页 One entry of the book: what it says, by whom and when, under which rules, and its proof to take away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liuhen.doors import wording
from liuhen.doors.accounts.joint import powers_among
from liuhen.doors.web import entries
from liuhen.kit.refusals import NotFound
from liuhen.ledger import origins, proofs, showing
from liuhen.ledger.book import Actor, Entry
from liuhen.ledger.book_records import itself
from liuhen.ledger.records import Mark
from liuhen.ledger.showing import Content, Signed
from liuhen.rules import rulebook
from liuhen.rules.titles import title_of
from liuhen.ui.pages import render


@require_safe
def show(request: HttpRequest, entry: UUID) -> HttpResponse:
    """存证记录 For whoever may see its file; sealed values stand here as commitments only."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found, sight = entries.require_seen(entry, by)
    contents = [one for one in showing.contents_of(found) if one.field not in sight.withheld]
    signatures = showing.signatures_of(found)
    names = entries.names_of(_ids(found, contents, signatures), by)
    kind, subject = found.subject
    before, after = showing.neighbours_of(found)
    context = {
        "entry": found,
        "word": wording.record_word(found.kind),
        "file": (wording.file_word(kind), entries.address_of(kind, subject), names.get(_id(subject)) or subject),
        "who": _who(found, names),
        "organ": names.get(found.organ),
        "rows": [_row(found.kind, one, names) for one in contents],
        "signatures": [_signature(one, names) for one in signatures],
        "rules": [_rule(one) for one in found.rules],
        "proof": _proof(found),
        "log": wording.LOG_WORDS[found.log],
        "origin": origins.current(found.book, found.log),
        "may_redact": powers_among(request.person.posts) and bool(found.body["sealed"]),  # type: ignore[attr-defined]
        "before": before,
        "after": after,
    }
    return render(request, "web/entry.html", context)


@require_safe
def leaf(request: HttpRequest, entry: UUID) -> HttpResponse:
    """记录原文 The exact bytes the leaf hash is over."""
    found, _sight = entries.require_seen(entry, request.actor)  # type: ignore[attr-defined]
    return _file(found.leaf, "application/json", f"{found.id}.json")


@require_safe
def proof(request: HttpRequest, entry: UUID) -> HttpResponse:
    """收录证明 A C2SP `.tlog-proof`; 404 while no checkpoint covers the entry."""
    found, _sight = entries.require_seen(entry, request.actor)  # type: ignore[attr-defined]
    return _file(proofs.proof_of(found), "text/plain; charset=utf-8", f"{found.id}.tlog-proof")


def _file(content: bytes, media: str, name: str) -> HttpResponse:
    return HttpResponse(content, media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _ids(entry: Entry, contents: list[Content], signatures: list[Signed]) -> set[UUID]:
    said = [one.value for one in contents if one.mark is not Mark.SEALED]
    body = entry.body
    return wording.ids_in(
        [*said, *body["actor"].values(), body["org"], body.get("on_behalf"), entry.subject[1]]
        + [one.person for one in signatures]
    )


def _id(text: str) -> UUID | None:
    return next(iter(wording.ids_in([text])), None)


def _who(entry: Entry, names: dict[UUID, str]) -> dict[str, str | None]:
    """行为人 Person, post and organ of that time; and for whom, when it was done for somebody."""
    actor, behalf = entry.actor, _id(entry.body.get("on_behalf", ""))
    return {
        "name": names.get(actor.person) or (_("存证簿自身") if actor == itself(entry.book) else _("建库人")),
        "post": names.get(actor.post) if actor.post else None,
        "organ": names.get(actor.organ),
        "behalf": names.get(behalf) if behalf else None,
    }


def _row(kind: str, one: Content, names: dict[UUID, str]) -> dict[str, Any]:
    open_now = one.mark is not Mark.SEALED and not one.gone
    return {
        "word": wording.field_word(kind, one.field),
        "field": one.field,
        "mark": wording.MARK_WORDS[one.mark],
        "sealed": one.mark is Mark.SEALED,
        "gone": one.gone,
        "commitment": one.commitment,
        "lines": wording.lines(kind, one.field, one.value, names) if open_now else [],
    }


def _signature(one: Signed, names: dict[UUID, str]) -> dict[str, Any]:
    signer = _id(one.person)
    return {
        "said": one,
        "name": names.get(signer) if signer else None,
        "provider": wording.PROVIDER_WORDS.get(one.provider, one.provider),
        "grade": wording.GRADE_WORDS.get(one.grade, one.grade),
    }


def _rule(applied: str) -> tuple[str, str, str]:
    """规则 Its id, its title where the rulebook still knows it, and the version applied."""
    id, _at, version = applied.partition("@")
    known = rulebook.rules().get(id)
    return id, title_of(known) if known else "", version


def _proof(entry: Entry) -> dict[str, Any] | None:
    """证明要素 None while the entry waits for its index or for a checkpoint."""
    try:
        checkpoint = proofs.checkpoint_over(entry)
        return {"index": proofs.index_of(entry), "row": checkpoint, "root": bytes(checkpoint.root).hex()}
    except NotFound:
        return None
