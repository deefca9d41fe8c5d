"""口令签名 What the PIN unlocks, for how long, and what a wrong one costs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from liuhen.kit import canonical, clock
from liuhen.kit.refusals import BadInput, NotPermitted, Refusal, WrongState
from liuhen.ledger import enrolment
from liuhen.ledger.book import Book
from liuhen.ledger.records import Actor
from liuhen.ledger.signatures import pins, registry
from liuhen.ledger.signatures.base import Document
from liuhen.ledger.signatures.models import PinSecret, PinUnlock
from tests.signatures.conftest import PIN

START = datetime(2026, 3, 10, 1, tzinfo=UTC)


def test_signature_holds_over_its_document_only(pin_key: UUID, actor: Actor, document: Document) -> None:
    signature = pins.sign(actor.person, PIN, document)
    assert signature.provider == "pin" and signature.key == str(pin_key)
    verdict = registry.verify("pin", signature.evidence, document.digest, clock.now())
    assert verdict == registry.Verdict(True, "pin", "")
    other = Document.of({"kind": "表态", "stance": "不同意", "nonce": "00" * 16})
    assert not registry.verify("pin", signature.evidence, other.digest, clock.now()).ok


def test_evidence_keeps_the_verdict_of_the_moment(pin_key: UUID, actor: Actor, document: Document) -> None:
    evidence = canonical.decode(pins.sign(actor.person, PIN, document).evidence)
    assert evidence["verdict"] == {"ok": True, "checked": evidence["at"], "grade": "pin"}


def test_every_altered_part_is_found(pin_key: UUID, actor: Actor, document: Document) -> None:
    evidence = canonical.decode(pins.sign(actor.person, PIN, document).evidence)
    for name in ("key", "person", "public_key", "digest", "at", "unlocked", "device", "shared", "signature", "v"):
        changed = {**evidence, name: _changed(evidence[name])}
        assert not registry.verify("pin", canonical.encode(changed), None, clock.now()).ok, name
        left = {key: value for key, value in evidence.items() if key != name}
        assert not registry.verify("pin", canonical.encode(left), None, clock.now()).ok, name
    assert not registry.verify("pin", canonical.encode({**evidence, "more": 1}), None, clock.now()).ok
    assert not registry.verify("passkey", canonical.encode(evidence), None, clock.now()).ok


@pytest.mark.parametrize("evidence", [b"", b"{", b"[]", b"null", b'{"v":1}', b'{"v": 1}', b"\xff"])
def test_unreadable_evidence_is_a_verdict_not_a_crash(db: None, evidence: bytes) -> None:
    for provider in ("pin", "passkey", "handwritten", "sm9"):
        assert not registry.verify(provider, evidence, None, clock.now()).ok


def test_wrong_pins_lock_with_rising_waits(pin_key: UUID, actor: Actor, document: Document) -> None:
    moving = clock.Fixed(START)
    with clock.use(moving):
        for _ in range(4):
            _refused(NotPermitted, "signatures.pin", actor, "864201", document)
        for minutes in (1, 5, 15, 60, 60):
            _refused(NotPermitted, "signatures.pin", actor, "864201", document)
            _refused(WrongState, "signatures.locked", actor, PIN, document)
            moving.at += timedelta(minutes=minutes, seconds=-1)
            _refused(WrongState, "signatures.locked", actor, PIN, document)
            moving.at += timedelta(seconds=1)
        assert pins.sign(actor.person, PIN, document)
        assert PinSecret.objects.get(key=pin_key).failures == 0


def test_pin_is_entered_once_per_sitting(book: Book, actor: Actor, document: Document) -> None:
    moving = clock.Fixed(START)
    with clock.use(moving):
        enrolment.enrol_pin(book, person=actor.person, pin_entered=PIN, by=actor)
        opened = pins.unlock(actor.person, PIN, "d" * 32)
        for _ in range(3):
            moving.at += timedelta(minutes=50)
            signature = pins.sign_unlocked(actor.person, opened, document)
            assert registry.verify("pin", signature.evidence, document.digest, clock.now()).ok
        moving.at += timedelta(minutes=91)
        with pytest.raises(NotPermitted):
            pins.sign_unlocked(actor.person, opened, document)


def test_server_alone_cannot_open_what_was_unlocked(pin_key: UUID, actor: Actor, document: Document) -> None:
    opened = pins.unlock(actor.person, PIN, "d" * 32)
    with pytest.raises(NotPermitted):
        pins.sign_unlocked(actor.person, pins.Opened(opened.id, bytes(32)), document)
    pins.lock(opened.id)
    with pytest.raises(NotPermitted):
        pins.sign_unlocked(actor.person, opened, document)


def test_nobody_signs_with_anothers_unlock(pin_key: UUID, actor: Actor, other: Actor, document: Document) -> None:
    opened = pins.unlock(actor.person, PIN, "d" * 32)
    with pytest.raises(NotPermitted):
        pins.sign_unlocked(other.person, opened, document)


def test_two_signers_on_one_device_are_marked(
    book: Book, pin_key: UUID, actor: Actor, other: Actor, document: Document
) -> None:
    enrolment.enrol_pin(book, person=other.person, pin_entered="975310", by=other)
    pins.unlock(actor.person, PIN, "d" * 32)
    shared = pins.sign_unlocked(other.person, pins.unlock(other.person, "975310", "d" * 32), document)
    alone = pins.sign_unlocked(other.person, pins.unlock(other.person, "975310", "e" * 32), document)
    assert registry.verify("pin", shared.evidence, document.digest, clock.now()).note == "同一设备上另有他人签名"
    assert registry.verify("pin", alone.evidence, document.digest, clock.now()).note == ""


def test_revoked_key_signs_no_more_but_what_it_signed_stays(
    book: Book, pin_key: UUID, actor: Actor, document: Document
) -> None:
    opened = pins.unlock(actor.person, PIN, "d" * 32)
    before = pins.sign_unlocked(actor.person, opened, document)
    signed_at = clock.now()
    with clock.use(clock.Fixed(signed_at + timedelta(minutes=1))):
        enrolment.revoke(book, key=pin_key, cause="lost", reason="口令被人看见", by=actor)
        for attempt in (lambda: pins.sign(actor.person, PIN, document),
                        lambda: pins.sign_unlocked(actor.person, opened, document)):  # fmt: skip
            with pytest.raises(Refusal):
                attempt()
        assert not PinSecret.objects.exists() and not PinUnlock.objects.exclude(wrapped=None).exists()
        assert registry.verify("pin", before.evidence, document.digest, signed_at).ok
        late = registry.verify("pin", before.evidence, document.digest, clock.now())
        assert not late.ok and "注销" in late.note
    early = registry.verify("pin", before.evidence, document.digest, signed_at - timedelta(days=1))
    assert not early.ok and "尚未登记" in early.note


def test_new_pin_replaces_the_old_one(book: Book, pin_key: UUID, actor: Actor, document: Document) -> None:
    enrolment.enrol_pin(book, person=actor.person, pin_entered="975310", by=actor)
    assert [key.cause for key in enrolment.keys_of(actor.person)] == ["", "replaced"]
    with pytest.raises(NotPermitted):
        pins.sign(actor.person, PIN, document)
    assert pins.sign(actor.person, "975310", document)


@pytest.mark.parametrize("pin", ["", "12345", "1234567890123", "12345a", "１３５７９１", "111111", "123456", "987654"])
def test_too_simple_pin_is_refused(book: Book, actor: Actor, pin: str) -> None:
    with pytest.raises(BadInput) as refusal:
        enrolment.enrol_pin(book, person=actor.person, pin_entered=pin, by=actor)
    assert refusal.value.rule == "signatures.pin-form"
    assert not list(book.entries())


def test_no_pin_no_signature(book: Book, actor: Actor, document: Document) -> None:
    _refused(WrongState, "signatures.key", actor, PIN, document)


def _refused(kind: type[Refusal], rule: str, actor: Actor, pin: str, document: Document) -> None:
    with pytest.raises(kind) as refusal:
        pins.sign(actor.person, pin, document)
    assert refusal.value.rule == rule


def _changed(value: object) -> object:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    text = str(value)
    return text[:-1] + ("0" if text[-1:] != "0" else "1")
