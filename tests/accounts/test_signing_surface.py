"""签名页面接口 What a page gets when it asks for a signature, and what it refuses."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from liuhen.doors.accounts.standing import standing
from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, NotPermitted, Refusal, WrongState
from liuhen.ledger import enrolment
from liuhen.ledger.records import Actor
from liuhen.ledger.signatures import registry, web
from liuhen.ledger.signatures.base import Document
from tests.accounts.conftest import Office, come_in

PIN = "135791"
DOCUMENT = Document.of({"kind": "表态", "stance": "同意", "nonce": "00" * 16})


@pytest.fixture
def chief(office: Office, no_second: None) -> Actor:
    found = standing(office.users["chief"].person)
    assert found is not None
    enrolment.enrol_pin(office.book, person=found.id, pin_entered=PIN, by=found.actor)
    return found.actor


def asking(actor: Actor | None, cookies: dict[str, str] | None = None, **data: Any) -> Any:
    request = RequestFactory().post("/", data)
    request.COOKIES.update(cookies or {})
    request.actor = actor  # type: ignore[attr-defined]
    return request


def kept_cookies(request: Any) -> dict[str, str]:
    from django.http import HttpResponse

    response = HttpResponse()
    web.finish(request, response)
    return {name: morsel.value for name, morsel in response.cookies.items()}


def test_pin_once_then_signing_without_it(chief: Actor) -> None:
    first = asking(chief, provider="pin", pin=PIN)
    signature = web.collect(first, DOCUMENT, chief)
    assert registry.verify("pin", signature.evidence, DOCUMENT.digest, clock.now()).ok
    cookies = kept_cookies(first)
    assert web.unlocked(asking(chief, cookies))
    assert web.collect(asking(chief, cookies, provider="pin"), DOCUMENT, chief)
    last = asking(chief, cookies)
    web.lock(last)
    with pytest.raises(NotPermitted):
        web.collect(asking(chief, cookies, provider="pin"), DOCUMENT, chief)


def test_two_on_one_tablet_are_marked(chief: Actor, office: Office) -> None:
    member = standing(office.users["member"].person)
    assert member is not None
    enrolment.enrol_pin(office.book, person=member.id, pin_entered="975310", by=member.actor)
    first = asking(chief, provider="pin", pin=PIN)
    web.collect(first, DOCUMENT)
    second = asking(member.actor, kept_cookies(first), provider="pin", pin="975310")
    signature = web.collect(second, DOCUMENT)
    verdict = registry.verify("pin", signature.evidence, DOCUMENT.digest, clock.now())
    assert (verdict.ok, verdict.note) == (True, "同一设备上另有他人签名")


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        ({}, "signatures.pin"),
        ({"provider": "pin"}, "signatures.pin"),
        ({"provider": "pin", "pin": "000000"}, "signatures.pin"),
        ({"provider": "passkey"}, "signatures.passkey"),
        ({"provider": "handwritten"}, "signatures.key"),
        ({"provider": "sm9"}, "signatures.key"),
    ],
)
def test_no_signature_no_way_through(chief: Actor, data: dict[str, str], rule: str) -> None:
    with pytest.raises(Refusal) as refusal:
        web.collect(asking(chief, **data), DOCUMENT, chief)
    assert refusal.value.rule == rule


@pytest.mark.parametrize("cookie", ["", "x", "x.y", "0" * 36 + ".AAAA", "\u7b7e.\u540d", "." * 100])
def test_broken_cookie_is_no_unlock(chief: Actor, cookie: str) -> None:
    assert not web.unlocked(asking(chief, {"liuhen_sign": cookie}))


def test_nobody_signs_for_another(chief: Actor, office: Office) -> None:
    member = Actor(office.users["member"].person, chief.organ)
    for asked, rule in ((asking(None), "platform.signed-in"), (asking(member), "signatures.own-hand")):
        for act in (web.collect, web.challenge):
            with pytest.raises(NotPermitted) as refusal:
                act(asked, DOCUMENT, chief)
            assert refusal.value.rule == rule


def test_challenge_needs_a_passkey(chief: Actor) -> None:
    with pytest.raises(WrongState):
        web.challenge(asking(chief), DOCUMENT, chief)


def test_nonce_comes_back_with_the_form_or_is_fresh(chief: Actor) -> None:
    assert web.nonce(asking(chief, nonce="ab" * 16)) == "ab" * 16
    for bad in ("", "AB" * 16, "ab" * 15, "zz" * 16):
        assert re.fullmatch("[0-9a-f]{32}", web.nonce(asking(chief, nonce=bad)))


def test_paper_signature_is_entered_by_another(chief: Actor, office: Office) -> None:
    member, witness = office.users["member"].person, office.users["audit"].person
    scan = SimpleUploadedFile("page.pdf", b"%PDF-1.7 page")
    request = asking(chief, scan=scan, archive="2026-12", witness=str(witness))
    signature, kept = web.collect_paper(request, DOCUMENT, member)
    assert signature.key == kept.sha256
    assert registry.verify("handwritten", signature.evidence, DOCUMENT.digest, clock.now()).ok
    for wrong in ({"archive": "1", "witness": str(witness)}, {"scan": SimpleUploadedFile("a.pdf", b"%PDF-"),
                  "archive": "1", "witness": "nobody"}):  # fmt: skip
        with pytest.raises(BadInput):
            web.collect_paper(asking(chief, **wrong), DOCUMENT, member)


def test_trial_page_signs_and_records_nothing(chief: Actor, office: Office, client: Client) -> None:
    come_in(client, "chief")
    before = len(list(office.book.entries()))
    page = client.get("/account/try")
    nonce = page.context["offer"].nonce if page.context else _nonce(page.content.decode())
    assert client.post("/account/try", {"nonce": nonce, "provider": "pin", "pin": "864209"}).status_code == 403
    answer = client.post("/account/try", {"nonce": nonce, "provider": "pin", "pin": PIN}).content.decode()
    assert "签名有效" in answer and nonce in answer
    assert client.cookies["liuhen_sign"]["httponly"] and client.cookies["liuhen_sign"]["samesite"] == "Strict"
    assert "签名有效" in client.post("/account/try", {"nonce": nonce, "provider": "pin"}).content.decode()
    client.post("/logout")
    come_in(client, "chief")
    assert client.post("/account/try", {"nonce": nonce, "provider": "pin"}).status_code == 403
    assert len(list(office.book.entries())) == before


def _nonce(html: str) -> str:
    found = re.search(r'name="nonce" value="([0-9a-f]{32})"', html)
    assert found
    return found[1]
