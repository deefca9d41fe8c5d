"""我的账户与签名凭证 Setting a PIN, enrolling a passkey, ending sessions: by oneself, after the password once more."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from liuhen.doors.accounts import totp
from liuhen.doors.accounts.devices import machine
from liuhen.doors.accounts.models import Login
from liuhen.ledger import enrolment
from liuhen.ledger.signatures import pins
from liuhen.rules import rulebook
from tests.accounts.conftest import PASSWORD, Office, come_in
from tests.project.files import SRC
from tests.signatures.device import Device

PIN = {"pin": "135791", "again": "135791", "password": PASSWORD}


@pytest.fixture
def member(office: Office, client: Client, no_second: None) -> Client:
    come_in(client, "member")
    return client


def test_pin_is_set_after_the_password(office: Office, member: Client) -> None:
    person = office.users["member"].person
    for wrong, status in (({"password": "x"}, 403), ({"again": "1"}, 422), ({"pin": "123456", "again": "123456"}, 422)):
        assert member.post("/account/pin", {**PIN, **wrong}).status_code == status
        assert pins.key_of(person) is None
    assert member.post("/account/pin", PIN).status_code == 302
    assert pins.key_of(person) is not None
    assert "135791" not in member.get("/account").content.decode()


def test_passkey_is_enrolled_after_the_password(office: Office, member: Client) -> None:
    device = Device(rp="testserver", origin="http:/" + "/testserver")
    assert member.post("/account/passkey/options", {"password": "x"}).status_code == 403
    options = member.post("/account/passkey/options", {"password": PASSWORD}).json()
    answer = {"passkey": device.register(options), "label": "办公室电脑"}
    assert member.post("/account/passkey", answer).status_code == 302
    (key,) = enrolment.keys_of(office.users["member"].person)
    assert (key.provider, key.label, key.rp) == ("passkey", "办公室电脑", "testserver")
    assert member.post("/account/passkey", answer).status_code == 403, "a challenge is good once"
    assert member.post("/account/passkey", {"label": "x"}).status_code == 422
    done = member.post(f"/account/keys/{key.id}/revoke", {"cause": "replaced", "password": PASSWORD})
    assert done.status_code == 302 and "已注销 1 个" in member.get("/account").content.decode()


def test_codes_are_set_and_dropped(office: Office, member: Client) -> None:
    from base64 import b32decode

    member.get("/account/code")
    code = totp.code_at(b32decode(member.session["code-draft"]), totp.step_now())
    assert member.post("/account/code", {"code": code, "password": "x"}).status_code == 403
    assert member.post("/account/code", {"code": code, "password": PASSWORD}).status_code == 302
    assert member.post("/account/code/drop", {"password": PASSWORD}).status_code == 422, "nothing else remains"


def test_published_codes_match() -> None:
    """RFC 6238, appendix B (SHA-1), cut to six digits."""
    secret = b"12345678901234567890"
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")):
        assert totp.code_at(secret, seconds // 30) == code


def test_sessions_are_ended_by_their_owner_only(office: Office, member: Client) -> None:
    other, chief = Client(), Client()
    come_in(other, "member")
    come_in(chief, "chief")
    theirs = Login.objects.filter(user=office.users["chief"]).get()
    member.post(f"/account/sessions/{theirs.pk}/end")
    assert chief.get("/account").status_code == 200
    mine = Login.objects.filter(user=office.users["member"]).order_by("-began").first()
    assert mine is not None
    member.post(f"/account/sessions/{mine.pk}/end")
    assert other.get("/account").status_code == 302


def test_machines_have_names() -> None:
    agent = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/86.0 Safari/537.36"
    assert machine(agent) == "Chrome，Windows"
    assert machine(agent + " QIHU 360SE") == "360 浏览器，Windows"
    assert machine("curl") == ""


def test_every_refusal_names_a_rule_of_the_rulebook() -> None:
    rules = rulebook.rules()
    named = {
        id
        for folder in ("doors/accounts", "ledger/signatures", "ledger")
        for path in (SRC / folder).glob("*.py")
        for id in re.findall(r'"((?:platform|signatures)\.[a-z-]+)"', path.read_text("utf-8"))
    }
    assert len(named) > 15 and named <= set(rules)


def test_refusal_is_explained_by_its_rule(office: Office, member: Client) -> None:
    page = member.post("/account/pin", {**PIN, "pin": "1"}).content.decode()
    rule = rulebook.rule("signatures.pin-form")
    assert rule.title.zh in page and rule.basis[0].quote in page
