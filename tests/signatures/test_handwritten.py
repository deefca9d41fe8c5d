"""手写签名 A scan, an archive number, a recorder and a witness; later the person's own confirmation."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.conf import settings

from liuhen.kit import canonical, clock
from liuhen.kit.refusals import BadInput
from liuhen.ledger.book import Book
from liuhen.ledger.records import Actor
from liuhen.ledger.signatures import handwritten, pins, registry
from liuhen.ledger.signatures.base import Document, Signature
from tests.signatures.conftest import PIN

SCAN = b"%PDF-1.7 signed page"


def on_paper(document: Document, person: UUID, **other: object) -> Signature:
    facts = {"archive": "2026-永久-12", "recorder": uuid4(), "witness": uuid4(), **other}
    return handwritten.record(document, person=person, scan=handwritten.store_scan(SCAN), **facts)  # type: ignore[arg-type]


def test_paper_signature_holds_with_its_scan(book: Book, actor: Actor, document: Document) -> None:
    signature = on_paper(document, actor.person)
    verdict = registry.verify("handwritten", signature.evidence, document.digest, clock.now())
    assert verdict.ok and verdict.grade == "handwritten"
    assert not registry.verify("handwritten", signature.evidence, Document(b"{}").digest, clock.now()).ok


def test_lost_or_swapped_scan_is_named(book: Book, actor: Actor, document: Document) -> None:
    signature = on_paper(document, actor.person)
    place = settings.LIUHEN_FILES / signature.key[:2] / signature.key
    place.write_bytes(b"%PDF-1.7 another page")
    assert "内容已变" in registry.verify("handwritten", signature.evidence, None, clock.now()).note
    place.unlink()
    assert "缺失" in registry.verify("handwritten", signature.evidence, None, clock.now()).note


def test_witness_is_a_third_person(book: Book, actor: Actor, document: Document) -> None:
    recorder = uuid4()
    for wrong in ({"witness": actor.person}, {"recorder": recorder, "witness": recorder}, {"archive": " "},
                  {"archive": "长" * 61}):  # fmt: skip
        with pytest.raises(BadInput) as refusal:
            on_paper(document, actor.person, **wrong)
        assert refusal.value.rule == "signatures.handwritten"


def test_altered_evidence_is_found(book: Book, actor: Actor, document: Document) -> None:
    evidence = canonical.decode(on_paper(document, actor.person).evidence)
    for name, value in {"witness": evidence["recorder"], "scan": "0" * 64, "recorder": "x", "archive": ""}.items():
        changed = canonical.encode({**evidence, name: value})
        assert not registry.verify("handwritten", changed, None, clock.now()).ok, name


def test_only_pdf_and_pictures_are_scans() -> None:
    for content in (b"", b"MZ..", b"<html>"):
        with pytest.raises(BadInput):
            handwritten.store_scan(content)


def test_person_confirms_the_same_document_later(
    book: Book, pin_key: UUID, actor: Actor, other: Actor, document: Document
) -> None:
    paper, later = on_paper(document, actor.person), pins.sign(actor.person, PIN, document)
    assert handwritten.confirms(paper.evidence, later)
    assert not handwritten.confirms(paper.evidence, pins.sign(actor.person, PIN, Document(b"{}")))
    assert not handwritten.confirms(on_paper(document, other.person).evidence, later)
    assert not handwritten.confirms(paper.evidence, on_paper(document, actor.person))
