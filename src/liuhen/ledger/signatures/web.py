"""签名页面接口 What a page needs to have a document signed: what to offer, a challenge, and the signature collected.

Pages of every mechanism call these three; a refusal always means that nothing was signed.
Call `collect` before `book.writing`: a wrong PIN must stay counted when the act is rolled back.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from liuhen.kit.refusals import BadInput, NotPermitted
from liuhen.ledger.files import FileRef
from liuhen.ledger.records import Actor
from liuhen.ledger.signatures import assertions, cookies, handwritten, pins
from liuhen.ledger.signatures.base import Document, Signature

_NONCE = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Offer:
    """可用签名方式 Which ways of signing this person has here and now, for the partial `signatures/_sign.html`."""

    pin: bool
    unlocked: bool
    passkey: bool
    nonce: str

    @property
    def any(self) -> bool:
        """有无凭证 Whether the person has any key at all."""
        return self.pin or self.passkey


def nonce(request: HttpRequest, data: Mapping[str, Any] | None = None) -> str:
    """随机数 The 16 random bytes (hexadecimal) that make a document unguessable: the form's own, or fresh ones.

    Put it into the document as "nonce" and into the form as a hidden field `nonce`, so that the same document
    can be built again when the form comes back.
    """
    given = str((request.POST if data is None else data).get("nonce", ""))
    return given if _NONCE.fullmatch(given) else secrets.token_hex(16)


def offer(request: HttpRequest, nonce: str = "") -> Offer:
    """签名方式 What to show this person. Two queries."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return Offer(False, False, False, nonce)
    kinds = assertions.providers_of(actor.person)
    return Offer("pin" in kinds, unlocked(request), "passkey" in kinds, nonce)


def unlocked(request: HttpRequest) -> bool:
    """是否已验口令 Whether the PIN was entered in this sitting, on this device."""
    actor, opened = getattr(request, "actor", None), cookies.opened(request)
    return bool(actor and opened and pins.is_open(opened, actor.person))


def unlock(request: HttpRequest, entered: str) -> None:
    """输入口令 Opens signing for this sitting; the cookie is set on the way out. Raises as `pins.seed_of` does."""
    actor = _own(request, None)
    cookies.keep(request, pins.unlock(actor.person, entered.strip(), cookies.device(request)))


def lock(request: HttpRequest) -> None:
    """收回口令 Closes signing on this device (at log-out, or when the tablet goes to the next member)."""
    opened = cookies.opened(request)
    if opened:
        pins.lock(opened.id)
    cookies.drop(request)


def challenge(request: HttpRequest, document: Document, by: Actor | None = None) -> dict[str, Any]:
    """质询 What the browser hands to the device so that it signs this document. Raises WrongState without a passkey."""
    actor = _own(request, by)
    return assertions.options("sign", actor.person, cookies.host(request), document.digest)


def collect(
    request: HttpRequest, document: Document, by: Actor | None = None, data: Mapping[str, Any] | None = None
) -> Signature:
    """取签名 The person's verified signature over exactly this document.

    Reads `provider` (pin or passkey), `pin` when it was not entered in this sitting, `passkey` (the device's answer)
    from the form, or from `data`. Raises a refusal under signatures.* when there is no valid signature.
    """
    actor, given = _own(request, by), request.POST if data is None else data
    provider = str(given.get("provider") or ("passkey" if given.get("passkey") else "pin"))
    if provider == "pin":
        return _by_pin(request, actor.person, document, str(given.get("pin") or ""))
    if provider == "passkey":
        return assertions.signed(actor.person, str(given.get("passkey") or ""), document)
    raise BadInput("signatures.key", "请选择签名方式", fields={"provider": "请选择签名方式"})


def collect_at_once(person: UUID, document: Document, *, provider: str, pin: str = "", passkey: str = "") -> Signature:
    """当场取签名 The same without a browser's cookie: nothing stays unlocked afterwards. Raises as `collect` does."""
    if provider == "passkey":
        return assertions.signed(person, passkey, document)
    return pins.sign(person, pin.strip(), document)


def collect_paper(request: HttpRequest, document: Document, signer: UUID) -> tuple[Signature, FileRef]:
    """录入手签 The signature `signer` gave on paper, entered by the person at the keyboard, and its scan.

    Reads the upload `scan` and the fields `archive` and `witness`. Name the scan in the entry's `files`.
    """
    recorder, upload = _own(request, None), request.FILES.get("scan")
    if upload is None:
        raise BadInput("signatures.handwritten", "请上传签字页扫描件", fields={"scan": "请上传签字页扫描件"})
    try:
        witness = UUID(str(request.POST.get("witness", "")))
    except ValueError as error:
        raise BadInput("signatures.handwritten", "请选择见证人", fields={"witness": "请选择见证人"}) from error
    scan = handwritten.store_scan(upload.read())
    signature = handwritten.record(
        document,
        person=signer,
        scan=scan,
        archive=str(request.POST.get("archive", "")),
        recorder=recorder.person,
        witness=witness,
    )
    return signature, scan


def finish(request: HttpRequest, response: HttpResponseBase) -> None:
    """带出签名状态 Puts the cookies of this request on its response; the accounts middleware calls it."""
    cookies.finish(request, response)


def _by_pin(request: HttpRequest, person: UUID, document: Document, entered: str) -> Signature:
    if entered.strip():
        unlock(request, entered)
    opened = cookies.opened(request)
    if opened is None:
        raise NotPermitted("signatures.pin", "请输入签名口令", fields={"pin": "请输入签名口令"})
    return pins.sign_unlocked(person, opened, document)


def _own(request: HttpRequest, by: Actor | None) -> Actor:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise NotPermitted("platform.signed-in", "请先登录")
    if by is not None and by.person != actor.person:
        raise NotPermitted("signatures.own-hand", "签名须由本人办理，不得代签")
    return actor


def document_facts(document: Document) -> dict[str, str]:
    """所签内容 The exact text and the digest of what is signed, for the page."""
    return {"text": document.content.decode(), "sha256": hashlib.sha256(document.content).hexdigest()}
