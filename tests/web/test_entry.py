"""The page behind every proof mark: what it says, to whom, and what it never says."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liuhen.doors import wording
from liuhen.doors.web import entries
from liuhen.ledger import access, proofs, sequencer, showing
from liuhen.ledger.book import Book, Entry
from liuhen.ledger.records import record_classes
from liuhen.ledger.redaction import redact
from liuhen.ledger.verify.policy import Policy
from liuhen.ledger.verify.proof import TlogProof
from liuhen.mechanisms.decisions import actions
from liuhen.organs.fengtai import BOOK
from liuhen.organs.powers import post_kinds
from tests.decisions.browse import login
from tests.decisions.scene import Scene

pytestmark = pytest.mark.django_db


def entry_of(motion: UUID, kind: str) -> Entry:
    return next(entry for entry in Book(BOOK).file_of("motion", motion) if entry.kind == f"decisions.{kind}/1")


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def test_an_entry_says_who_what_when_and_under_which_rule(scene: Scene) -> None:
    motion = scene.draft()
    sequencer.run_once(BOOK)
    entry = entry_of(motion, "motion-drafted")
    page = text(login(scene.cast, "recorder"), f"/book/{entry.id}/")
    said = ("动议起草", "城北棚户区改造", "32,000,000.00", "工程建设", "孙虚构", "常务副区长", "中共丰台区委常委会")
    for words in said:
        assert words in page, words
    assert entry.leaf_hash.hex() in page and f"/dossiers/{motion}/" in page
    assert 'href="/rules/decisions.field-named"' in page
    assert entry.leaf.decode().split('"')[1] in page and "逐字节" in page


def test_sealed_values_stand_there_as_commitments_and_no_look_is_logged(scene: Scene) -> None:
    motion = scene.moved()
    item = scene.seated(motion)
    scene.state(item, "deputy-secretary", "disagree", "资金来源没有落实")
    entry, before = entry_of(motion, "opinion-signed"), access.looks().count()
    page = text(login(scene.cast, "deputy-secretary"), f"/book/{entry.id}/")
    assert "不同意" not in page and "资金来源没有落实" not in page
    assert entry.body["sealed"]["stance"] in page and "签名口令" in page and "成立" in page
    assert access.looks().count() == before


def test_outside_the_reach_there_is_no_such_entry(scene: Scene) -> None:
    entry = entry_of(scene.draft(), "motion-drafted")
    stranger = login(scene.cast, "street-recorder")
    for path in ("", "entry.json", "proof.tlog-proof"):
        assert "动议起草" not in text(stranger, f"/book/{entry.id}/{path}", 404)
    assert text(stranger, f"/book/{uuid4()}/", 404)
    assert Client().get(f"/book/{entry.id}/").status_code == 302


def test_the_sealed_log_has_no_page_even_for_its_author(scene: Scene) -> None:
    motion = scene.moved()
    scene.seated(motion)
    made = actions.lodge_worry(motion=motion, by=scene.cast.actor("deputy-secretary"), words="数据有误")
    assert made.log == "sealed"
    text(login(scene.cast, "deputy-secretary"), f"/book/{made.id}/", 404)


def test_entries_of_organs_are_for_those_in_charge_and_for_whom_they_name(scene: Scene) -> None:
    chief, water = scene.cast.person("party-secretary"), scene.cast.person("water-head")
    registered = {
        str(entry.body["public"]["person"]): entry for entry in Book(BOOK).entries("organs.person-registered/1")
    }
    own, others = registered[str(water)], registered[str(chief)]
    client = login(scene.cast, "water-head")
    text(client, f"/book/{own.id}/")
    text(client, f"/book/{others.id}/", 404)
    text(login(scene.cast, "personnel-officer"), f"/book/{others.id}/")


def test_the_proof_taken_away_verifies_elsewhere(scene: Scene) -> None:
    motion = scene.draft()
    entry, client = entry_of(motion, "motion-drafted"), login(scene.cast, "recorder")
    assert "尚在等待" in text(client, f"/book/{entry.id}/")
    text(client, f"/book/{entry.id}/proof.tlog-proof", 404)
    sequencer.run_once(BOOK)
    leaf = client.get(f"/book/{entry.id}/entry.json").content
    proof = client.get(f"/book/{entry.id}/proof.tlog-proof").content
    keys = [key for key, _ in Policy.parse(proofs.policy(BOOK)).logs]
    assert leaf == entry.leaf
    TlogProof.parse(proof).verify(leaf, keys)


def test_one_file_is_read_from_entry_to_entry(scene: Scene) -> None:
    motion = scene.moved()
    ids = [str(entry.id) for entry in Book(BOOK).file_of("motion", motion)]
    client = login(scene.cast, "recorder")
    page = text(client, f"/book/{ids[1]}/")
    assert f"/book/{ids[0]}/" in page and f"/book/{ids[2]}/" in page
    assert "本卷的第一条" in text(client, f"/book/{ids[0]}/")
    dossier = text(client, f"/dossiers/{motion}/")
    assert all(f"/book/{id}/" in dossier for id in ids), "every proof mark leads to its entry"


def test_a_redacted_value_is_gone_from_the_page_and_named(scene: Scene) -> None:
    entry = entry_of(scene.draft(), "motion-drafted")
    approvers = scene.cast.actor("recorder"), scene.cast.actor("discipline-officer")
    basis = "《个人信息保护法》第四十七条"
    done = redact(Book(BOOK), entry.id, ["source_detail"], legal_basis=basis, approvers=approvers)
    client = login(scene.cast, "recorder")
    page = text(client, f"/book/{entry.id}/")
    assert "〔2026〕18号" not in page and "已依规删除" in page
    assert "第四十七条" in text(client, f"/book/{done.id}/")


def test_a_page_costs_a_fixed_number_of_questions(scene: Scene) -> None:
    motion = scene.draft()
    entry, client = entry_of(motion, "motion-drafted"), login(scene.cast, "recorder")
    with CaptureQueriesContext(connection) as short:
        text(client, f"/book/{entry.id}/")
    scene.self_check(motion)
    scene.sign(motion)
    with CaptureQueriesContext(connection) as longer:
        text(client, f"/book/{entry.id}/")
    assert len(longer) == len(short) <= 40, len(short)


def test_every_word_of_an_entry_is_chinese(scene: Scene) -> None:
    """A whole decision: no field or code is left in English on the pages of its entries."""
    motion = scene.moved()
    scene.decided(motion)
    for entry in Book(BOOK).file_of("motion", motion):
        for one in showing.contents_of(entry):
            assert wording.has_word(entry.kind, one.field), f"{entry.kind} {one.field}: doors/words.yaml"


def test_every_kind_of_file_says_who_sees_it() -> None:
    """A new kind of file is seen by nobody until doors/web/entries.py says by whom."""
    own = [cls.spec for cls in record_classes().values() if cls.__module__.startswith("liuhen.")]
    asked = {spec.subject[0] for spec in own if spec.log == "internal"} - {"redaction", "file", "filler"}
    assert sorted(asked - set(entries.OF_FILE) - set(entries.POWERS)) == []
    verbs = {verb for kind in post_kinds().values() for verb in kind.verbs}
    assert {verb for named in entries.POWERS.values() for verb in named} <= verbs
