"""页面上的签名 One act, one statement, one signature: built again from the form: shown is what is signed.

In the view:      stated = statement(request, act="…", says="…", text_sha256=…, …)   # the mechanism's own
                  if is_challenge(request): return challenge(request, stated)
                  actions.do_it(…, signed=signed(request, stated))
In the template:  {% import "signatures/_signing.html" as sign with context %}
                  <form method="post" action="URL"{{ sign.asks(ask, URL) }}>… {{ sign.fields(ask, _("签名")) }}</form>
with `ask=ask(request)`.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, JsonResponse

from liuhen.kit import clock
from liuhen.ledger.files import FileRef
from liuhen.ledger.records import Actor
from liuhen.ledger.signatures import web
from liuhen.ledger.signatures.statement import Signed, Statement


@dataclass(frozen=True)
class Ask:
    """签名表单 What a form needs to ask for a signature: the ways of signing, the nonce, the date."""

    offer: web.Offer
    dated: str


def ask(request: HttpRequest) -> Ask:
    """求签 For the page. A refused form is signed anew, under a fresh date and nonce."""
    return Ask(web.offer(request, web.nonce(request, {})), clock.rfc3339(clock.now()))


def signed(request: HttpRequest, stated: Statement, by: Actor | None = None) -> Signed:
    """签名 The statement under the person's own signature. Call it before `book.writing`."""
    return Signed(stated, web.collect(request, stated.document, by))


def signed_on_paper(request: HttpRequest, stated: Statement) -> tuple[Signed, FileRef]:
    """手签 The same from a scan: archive number and witness come with the form, which may hold several signatures.

    Nobody witnesses his own: for the witness himself the form names a second one.
    """
    given, upload = request.POST.copy(), request.FILES.get("scan")
    if upload is not None:
        upload.seek(0)
    if given.get("witness") == str(stated.person):
        given["witness"] = given.get("second_witness", "")
    request.POST = given  # type: ignore[assignment]
    signature, scan = web.collect_paper(request, stated.document, stated.person)
    return Signed(stated, signature), scan


def is_challenge(request: HttpRequest) -> bool:
    """是否求质询 Whether the browser only asks what the device has to sign (nothing is done yet)."""
    return "challenge" in request.GET


def challenge(request: HttpRequest, stated: Statement) -> JsonResponse:
    """质询 The options a passkey signs this very statement under."""
    return JsonResponse(web.challenge(request, stated.document))
