"""双人办理 One proposes, another confirms; neither alone, neither without the power, and never in silence."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liuhen.doors.accounts import joint
from liuhen.doors.accounts.models import Event, JointAct
from liuhen.kit.refusals import NotPermitted, Raced, WrongState
from liuhen.ledger import audit, epochs, lockstore
from liuhen.ledger.book import Book, Entry
from liuhen.ledger.records import Actor
from liuhen.organs import actions, reads
from liuhen.organs.fengtai import District
from tests.accounts.conftest import PASSWORD, Office, come_in
from tests.organs.conftest import desk, district

__all__ = ["desk", "district"]
pytestmark = pytest.mark.django_db
Sit = Callable[[str], Client]
BASIS = "《个人信息保护法》第四十七条"


def registered(district: District, key: str) -> Entry:
    book = Book(district.book)
    return next(one for one in book.file_of("person", district.people[key]) if one.kind == "organs.person-registered/1")


def proposed(client: Client, path: str, form: dict[str, object]) -> str:
    """The address of the act, after the preview and the proposal."""
    preview = client.post(path, form)
    assert preview.status_code == 200 and "确认后会发生什么" in preview.content.decode()
    answer = client.post(path, {**form, "sure": "1"})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def confirmed(client: Client, path: str) -> object:
    return client.post(path, {"verb": "confirm", "sure": "1", "password": PASSWORD})


def test_a_field_is_redacted_by_two_and_the_entry_stays(district: District, desk: Sit) -> None:
    entry, archivist, chief = registered(district, "water-head"), desk("archivist"), desk("discipline-secretary")
    form = archivist.get(f"/security/redact/{entry.id}/").content.decode()
    assert "编号" in form and "DEMO-" not in form and "沈范例" not in form, "which fields, never what they say"
    act = proposed(archivist, f"/security/redact/{entry.id}/", {"fields": ["number"], "legal_basis": BASIS})
    assert reads.person(district.people["water-head"]).number, "a proposal changes nothing"
    assert confirmed(archivist, act).status_code == 403, "not by the same person"
    assert "第四十七条" in chief.get(act).content.decode()
    assert chief.post(act, {"verb": "confirm", "password": PASSWORD}).status_code == 422, "not without looking"
    assert chief.post(act, {"verb": "confirm", "sure": "1", "password": "x"}).status_code == 403
    assert confirmed(chief, act).status_code == 302
    assert reads.person(district.people["water-head"]).number == ""
    last = Book(district.book).last_of("redaction", entry.id)
    assert last and last.actor.person == district.people["archivist"]
    assert last.body["public"]["second_approver"] == str(district.people["discipline-secretary"])
    assert f"/book/{last.id}/" in chief.get(act).content.decode()
    assert confirmed(chief, act).status_code == 409, "once"
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"提出依规删除字段", "确认依规删除字段"} <= kinds


def test_only_those_with_the_power_see_or_touch_it(district: District, desk: Sit) -> None:
    entry = registered(district, "water-head")
    for key in ("recorder", "system-administrator", "personnel-officer"):
        client = desk(key)
        assert client.get(f"/security/redact/{entry.id}/").status_code == 403
        assert client.get(f"/security/erase/{district.people['water-head']}/").status_code == 403
    act = proposed(desk("archivist"), f"/security/redact/{entry.id}/", {"fields": ["name"], "legal_basis": BASIS})
    assert desk("street-secretary").get(act).status_code == 403, "out of reach"
    assert client.get(act).status_code == 403 and confirmed(client, act).status_code == 403


@pytest.mark.parametrize(
    "form",
    [
        {"fields": [], "legal_basis": BASIS},
        {"fields": ["person"], "legal_basis": BASIS},
        {"fields": ["name"], "legal_basis": "  "},
        {"fields": ["name"], "legal_basis": "长" * 501},
    ],
)
def test_what_is_filled_in_wrongly_is_said(district: District, desk: Sit, form: dict[str, object]) -> None:
    entry = registered(district, "water-head")
    answer = desk("archivist").post(f"/security/redact/{entry.id}/", form)
    assert answer.status_code == 422 and "下一步" in answer.content.decode()
    assert not JointAct.objects.exists()


def test_withdrawn_is_withdrawn(district: District, desk: Sit) -> None:
    entry, archivist, chief = registered(district, "water-head"), desk("archivist"), desk("discipline-secretary")
    act = proposed(archivist, f"/security/redact/{entry.id}/", {"fields": ["name"], "legal_basis": BASIS})
    assert "沈范例" not in chief.get("/security/").content.decode()
    assert act in chief.get("/security/").content.decode()
    assert archivist.post(act, {"verb": "end"}).status_code == 302
    assert confirmed(chief, act).status_code == 409
    assert act not in chief.get("/security/").content.decode()


def test_a_person_in_office_is_not_erased_and_one_who_left_is(district: District, desk: Sit) -> None:
    person, archivist, chief = district.people["gate-officer"], desk("archivist"), desk("discipline-secretary")
    page = f"/security/erase/{person}/"
    assert archivist.post(page, {"legal_basis": BASIS}).status_code == 409
    officer = district.actor("personnel-officer")
    for held in reads.posts_of(person):
        actions.end_tenure(by=officer, tenure=held.tenure)
    found = archivist.get("/security/", {"seek": reads.person(person).number})
    assert found.headers["Location"] == page
    act = proposed(archivist, page, {"legal_basis": BASIS})
    assert confirmed(chief, act).status_code == 302
    assert reads.person(person).name == ""
    entry = JointAct.objects.get().entry
    assert entry and Book(district.book).entry(entry).kind == "ledger.person-erased/1"
    assert archivist.post(page, {"legal_basis": BASIS}).status_code == 404


def test_a_decision_goes_only_with_the_archives(district: District) -> None:
    entry = Book(district.book).append(_drafted(district), by=district.actor("recorder"))
    facts = joint.redact_facts(entry.id, ["text"], BASIS)
    chief, discipline = district.actor("party-secretary"), district.actor("discipline-secretary")
    with pytest.raises(NotPermitted, match="档案部门"):
        joint.perform(joint.REDACT, facts, chief, discipline)
    joint.perform(joint.REDACT, facts, district.actor("archivist"), chief)


def _drafted(district: District) -> object:
    from liuhen.mechanisms.decisions.records import MotionDrafted

    return MotionDrafted(
        motion=uuid4(),
        organ=district.organs["committee"],
        group=district.groups["standing"],
        number="决2026-0001",
        category="works",
        kind="",
        catalogue_code="",
        amends=None,
        source="own",
        source_detail="",
        title="题",
        text="文",
        amount_fen=None,
    )


@pytest.fixture
def broken(office: Office) -> Office:
    """The database is an older one than what was signed, as after a backup was brought back."""
    from liuhen.ledger import sequencer

    sequencer.run_once(office.book.origin)
    lock = lockstore.read(f"{office.book.origin}/internal")
    ahead = lockstore.Lock(lock.origin, lock.size + 5, lock.root, lock.note)
    assert lockstore.swap(lock, ahead)
    return office


@pytest.mark.tampers
def test_two_administrators_open_a_new_epoch(broken: Office, no_second: None) -> None:
    system, audit_one, chief = Client(), Client(), Client()
    for client, login in ((system, "system"), (audit_one, "audit"), (chief, "chief")):
        come_in(client, login)
    assert chief.get("/security/epoch/").status_code == 403
    assert "旧备份" in system.get("/security/epoch/").content.decode()
    assert system.post("/security/epoch/", {"reason": "坏了"}).status_code == 422
    act = proposed(system, "/security/epoch/", {"reason": "磁盘损坏，由昨夜备份恢复"})
    assert confirmed(system, act).status_code == 403
    answer = confirmed(audit_one, act)
    assert answer.status_code == 302, answer.content.decode()
    assert not epochs.broken(broken.book.origin)
    opened = broken.book.last_of("book", broken.book.origin)
    assert opened and opened.body["public"]["epoch"] == 2
    assert set(opened.body["public"]["administrators"]) == {
        str(broken.users["system"].person),
        str(broken.users["audit"].person),
    }
    assert system.post("/security/epoch/", {"reason": "磁盘损坏，由昨夜备份恢复"}).status_code == 409


def test_a_book_that_goes_on_needs_no_epoch(office: Office, client: Client, no_second: None) -> None:
    come_in(client, "security")
    page = client.get("/security/epoch/").content.decode()
    assert "不需要新纪元" in page and not re.search(r"<textarea", page)
    with pytest.raises(WrongState):
        joint.epoch_facts(office.book.origin, "磁盘损坏，由昨夜备份恢复")


def test_the_database_itself_wants_two(office: Office) -> None:
    person = uuid4()
    row = JointAct.propose("redact", {}, Actor(person, office.county))
    with pytest.raises(IntegrityError), transaction.atomic():
        row.finish(person, uuid4())
    with pytest.raises(Raced):
        joint.confirm(UUID(int=0), Actor(person, office.county))
    assert audit.check_all() == []


def test_the_list_costs_the_same_at_any_length(district: District, desk: Sit) -> None:
    archivist, entry = desk("archivist"), registered(district, "water-head")
    facts, by = joint.redact_facts(entry.id, ["name"], BASIS), district.actor("discipline-secretary")
    asked = []
    for number in (1, 60):
        for _ in range(number):
            joint.propose(joint.REDACT, facts, by)
        with CaptureQueriesContext(connection) as found:
            assert archivist.get("/security/").status_code == 200
        asked.append(len(found))
    assert asked[0] == asked[1] <= 15


def test_strangers_and_others_find_no_door(office: Office, client: Client, no_second: None) -> None:
    assert client.get("/security/").status_code == 302
    come_in(client, "member")
    assert client.get("/security/").status_code == 403
    assert client.get(f"/security/{uuid4()}/").status_code == 404
