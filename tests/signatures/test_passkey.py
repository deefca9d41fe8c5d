"""通行密钥签名 The device signs what it was asked to, once, with the person verified; anybody can check it again."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

import pytest

from liuhen.kit import canonical, clock
from liuhen.kit.refusals import BadInput, NotPermitted, Refusal, WrongState
from liuhen.ledger import enrolment
from liuhen.ledger.book import Book
from liuhen.ledger.records import Actor
from liuhen.ledger.signatures import assertions, registry
from liuhen.ledger.signatures.base import Document, Signature
from liuhen.ledger.signatures.models import Ceremony
from tests.signatures.device import Device, altered


def sign(actor: Actor, device: Device, document: Document) -> Signature:
    options = assertions.options("sign", actor.person, "localhost", document.digest)
    return assertions.signed(actor.person, device.sign(options), document)


def test_signature_holds_and_can_be_checked_again(
    passkey: UUID, actor: Actor, device: Device, document: Document
) -> None:
    signature = sign(actor, device, document)
    assert signature.key == str(passkey)
    assert registry.verify("passkey", signature.evidence, document.digest, clock.now()).ok
    assert not registry.verify("passkey", signature.evidence, Document(b"{}").digest, clock.now()).ok
    kept = canonical.decode(signature.evidence)
    assert kept["verdict"]["ok"] and len(bytes.fromhex(kept["nonce"])) == 32


def test_challenge_binds_nonce_and_document(passkey: UUID, actor: Actor, document: Document) -> None:
    import hashlib

    from webauthn.helpers import base64url_to_bytes

    options = assertions.options("sign", actor.person, "localhost", document.digest)
    nonce = bytes(Ceremony.objects.get(purpose="sign").nonce)
    wanted = hashlib.sha256(b"liuhen/webauthn-sign/v1" + b"\0" + nonce + document.digest).digest()
    assert base64url_to_bytes(options["challenge"]) == wanted
    assert options["userVerification"] == "required"


def test_every_altered_part_is_found(passkey: UUID, actor: Actor, device: Device, document: Document) -> None:
    evidence = canonical.decode(sign(actor, device, document).evidence)
    for name in ("client_data", "authenticator_data", "signature"):
        changed = {**evidence, name: altered(evidence[name])}
        assert not registry.verify("passkey", canonical.encode(changed), None, clock.now()).ok, name
        padded = {**evidence, name: evidence[name] + "="}
        assert not registry.verify("passkey", canonical.encode(padded), None, clock.now()).ok, name
    for name in ("digest", "nonce"):
        changed = {**evidence, name: "00" * 32}
        assert not registry.verify("passkey", canonical.encode(changed), None, clock.now()).ok, name
    for name in evidence:
        left = {key: value for key, value in evidence.items() if key != name}
        assert not registry.verify("passkey", canonical.encode(left), None, clock.now()).ok, name


def test_answer_is_taken_once(passkey: UUID, actor: Actor, device: Device, document: Document) -> None:
    answer = device.sign(assertions.options("sign", actor.person, "localhost", document.digest))
    assertions.signed(actor.person, answer, document)
    _refused("signatures.replayed", actor, answer, document)


def test_answer_is_taken_for_five_minutes(passkey: UUID, actor: Actor, device: Device, document: Document) -> None:
    answer = device.sign(assertions.options("sign", actor.person, "localhost", document.digest))
    with clock.use(clock.Fixed(clock.now() + timedelta(minutes=5, seconds=1))):
        _refused("signatures.replayed", actor, answer, document)


def test_changed_document_is_refused(passkey: UUID, actor: Actor, device: Device, document: Document) -> None:
    answer = device.sign(assertions.options("sign", actor.person, "localhost", document.digest))
    _refused("signatures.passkey", actor, answer, Document.of({"stance": "不同意"}))
    _refused("signatures.replayed", actor, answer, document)


def test_login_never_passes_for_a_signature(passkey: UUID, actor: Actor, device: Device, document: Document) -> None:
    answer = device.sign(assertions.options("login", actor.person, "localhost", b""))
    _refused("signatures.replayed", actor, answer, document)


def test_person_must_be_verified_and_present(passkey: UUID, actor: Actor, device: Device, document: Document) -> None:
    for how in ({"verified": False}, {"present": False}):
        options = assertions.options("sign", actor.person, "localhost", document.digest)
        _refused("signatures.passkey", actor, device.sign(options, **how), document)


def test_other_site_device_or_person_is_refused(
    passkey: UUID, actor: Actor, other: Actor, device: Device, document: Document
) -> None:
    stranger = Device(device.algorithm)
    elsewhere = Device(device.algorithm, rp="evil.example", origin="https:/" + "/evil.example")
    elsewhere.id, elsewhere.private = device.id, device.private
    impostor = Device(device.algorithm)
    impostor.id = device.id
    for forger in (stranger, elsewhere, impostor):
        options = assertions.options("sign", actor.person, "localhost", document.digest)
        _refused("signatures.passkey", actor, forger.sign(options), document)
    answer = device.sign(assertions.options("sign", actor.person, "localhost", document.digest))
    _refused("signatures.replayed", other, answer, document)


def test_counter_that_falls_back_is_refused(passkey: UUID, actor: Actor, device: Device, document: Document) -> None:
    for count in (5, 6):
        device.count = count
        assert sign(actor, device, document)
    options = assertions.options("sign", actor.person, "localhost", document.digest)
    _refused("signatures.passkey", actor, device.sign(options), document)


def test_revoked_passkey_signs_no_more(
    book: Book, passkey: UUID, actor: Actor, device: Device, document: Document
) -> None:
    early = sign(actor, device, document)
    answer = device.sign(assertions.options("sign", actor.person, "localhost", document.digest))
    moment = clock.now()
    with clock.use(clock.Fixed(moment + timedelta(seconds=1))):
        enrolment.revoke(book, key=passkey, cause="suspected", reason="", by=actor)
        _refused("signatures.passkey", actor, answer, document)
        with pytest.raises(WrongState):
            assertions.options("sign", actor.person, "localhost", document.digest)
        with pytest.raises(WrongState):
            enrolment.revoke(book, key=passkey, cause="lost", reason="", by=actor)
    assert registry.verify("passkey", early.evidence, document.digest, moment).ok


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", "{" * 5000, '{"id":1,"response":{}}', "x" * 20_000])
def test_unreadable_answer_is_refused(passkey: UUID, actor: Actor, document: Document, answer: str) -> None:
    _refused("signatures.passkey", actor, answer, document)


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature"])
@pytest.mark.parametrize("value", ["", "AA", "!!!!", "e30", "W10", "bnVsbA"])
def test_unreadable_part_is_refused(
    passkey: UUID, actor: Actor, device: Device, document: Document, part: str, value: str
) -> None:
    given = json.loads(device.sign(assertions.options("sign", actor.person, "localhost", document.digest)))
    given["response"][part] = value
    _refused("signatures.passkey", actor, json.dumps(given), document)


def test_enrolment_needs_our_challenge_verification_and_place(book: Book, actor: Actor, device: Device) -> None:
    def attempt(answer: str, rp: str = "localhost", origin: str = device.origin) -> None:
        with pytest.raises(Refusal):
            enrolment.enrol_passkey(book, person=actor.person, answer=answer, rp=rp, origin=origin, by=actor)

    def options() -> dict[str, object]:
        return enrolment.passkey_options(person=actor.person, name="甲", rp="localhost")

    attempt(device.register({"challenge": "AAAA"}))
    attempt(device.register(options(), verified=False))
    attempt(device.register(options()), origin="https:/" + "/other.example")
    attempt(device.register(options()), rp="other.example")
    for answer in ("", "{}", "[]", "null", "x" * 100_000):
        attempt(answer)
    assert not list(book.entries())


def test_one_key_is_enrolled_once(book: Book, passkey: UUID, other: Actor, device: Device) -> None:
    options = enrolment.passkey_options(person=other.person, name="乙", rp="localhost")
    with pytest.raises(WrongState):
        enrolment.enrol_passkey(
            book, person=other.person, answer=device.register(options), rp="localhost", origin=device.origin, by=other
        )


def test_enrolment_is_an_entry(book: Book, passkey: UUID, actor: Actor, device: Device) -> None:
    (entry,) = book.file_of("signer-key", passkey)
    assert entry.kind == "ledger.key-enrolled/1"
    assert bytes.fromhex(entry.body["public"]["public_key"]) == device.cose
    assert set(entry.body["sealed"]) == {"credential", "label"}


def _refused(rule: str, actor: Actor, answer: str, document: Document) -> None:
    with pytest.raises((NotPermitted, BadInput)) as refusal:
        assertions.signed(actor.person, answer, document)
    assert refusal.value.rule == rule
