"""What the tests of signing share: a book, a person with a key, and documents to sign."""

from __future__ import annotations

from uuid import UUID

import pytest

from liuhen.kit.ids import uuid7
from liuhen.ledger import enrolment, keys
from liuhen.ledger.book import Book
from liuhen.ledger.records import Actor
from liuhen.ledger.signatures.base import Document
from tests.signatures.device import Device

PIN = "135791"


@pytest.fixture
def book(db: None, folders: object) -> Book:
    keys.make_key_encryption_key()
    return Book("signatures.test")


@pytest.fixture
def actor() -> Actor:
    return Actor(person=uuid7(), organ=uuid7(), post=uuid7())


@pytest.fixture
def other() -> Actor:
    return Actor(person=uuid7(), organ=uuid7(), post=uuid7())


@pytest.fixture
def document() -> Document:
    return Document.of({"kind": "表态", "stance": "同意", "nonce": "00" * 16})


@pytest.fixture
def pin_key(book: Book, actor: Actor) -> UUID:
    entry = enrolment.enrol_pin(book, person=actor.person, pin_entered=PIN, by=actor)
    return UUID(entry.body["public"]["key"])


@pytest.fixture(params=["ed25519", "p256"])
def device(request: pytest.FixtureRequest) -> Device:
    """A device that holds passkeys, once for each algorithm."""
    return Device(request.param)


@pytest.fixture
def passkey(book: Book, actor: Actor, device: Device) -> UUID:
    options = enrolment.passkey_options(person=actor.person, name="甲", rp="localhost")
    entry = enrolment.enrol_passkey(
        book, person=actor.person, answer=device.register(options), rp="localhost", origin=device.origin, by=actor
    )
    return UUID(entry.body["public"]["key"])
