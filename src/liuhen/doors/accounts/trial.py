"""试签 Signing a page of no consequence, so that the first real signature is not the first try. Nothing is recorded."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from liuhen.doors.accounts.door import logged_in, refused_json
from liuhen.kit import clock
from liuhen.kit.refusals import Refusal
from liuhen.ledger.signatures import registry, web
from liuhen.ledger.signatures.base import Document, Signature
from liuhen.rules.refused import explained
from liuhen.ui.pages import render


@never_cache
@logged_in
def show(request: HttpRequest) -> HttpResponse:
    """试签 Shows the page to be signed; signs it; shows the verdict."""
    if request.method != "POST":
        return _page(request)
    try:
        return _page(request, signature=web.collect(request, _document(request)))
    except Refusal as refusal:
        return _page(request, refusal=refusal)


@require_POST
@logged_in
def challenge(request: HttpRequest) -> HttpResponse:
    """试签质询 What the browser hands to the device."""
    try:
        return JsonResponse(web.challenge(request, _document(request)))
    except Refusal as refusal:
        return refused_json(refusal)


def _document(request: HttpRequest, nonce: str = "") -> Document:
    signer = str(request.actor.person) if request.actor else ""
    return Document.of({"kind": "试签", "signer": signer, "nonce": nonce or web.nonce(request)})


def _page(request: HttpRequest, *, signature: Signature | None = None, refusal: Refusal | None = None) -> HttpResponse:
    nonce = web.nonce(request)
    document = _document(request, nonce)
    verdict = (
        registry.verify(signature.provider, signature.evidence, document.digest, clock.now()) if signature else None
    )
    facts = {
        "offer": web.offer(request, nonce),
        "shown": web.document_facts(document),
        "signature": signature,
        "verdict": verdict,
        "refusal": refusal and explained(refusal),
    }
    return render(request, "accounts/trial.html", facts, refusal.status if refusal else 200)
