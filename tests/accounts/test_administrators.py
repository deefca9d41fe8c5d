"""三员 Apart from one another and from everything that is sealed."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liuhen.doors.accounts import rolls
from liuhen.doors.accounts.models import Duty, Event, User
from liuhen.doors.accounts.standing import standing
from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, WrongState
from liuhen.ledger import enrolment
from liuhen.ledger.models import Look
from liuhen.organs import reads
from liuhen.organs.powers import post_kinds
from tests.accounts.conftest import Office, come_in

PAGES = {
    "/administration/accounts": "system",
    "/administration/system": "system",
    "/administration/keys": "security",
    "/administration/looks": "audit",
    "/administration/events": "audit",
}
CONTENT = {
    "dossier.read",
    "organ.read",
    "people.read",
    "portfolio.read",
    "finding.read",
    "motion.draft",
    "meeting.record",
}


@pytest.mark.parametrize("login", ["chief", "member", "system", "audit", "security"])
@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_one_administrators(
    office: Office, client: Client, no_second: None, login: str, page: str
) -> None:
    come_in(client, login)
    assert client.get(page).status_code == (200 if PAGES[page] == login else 403)
    assert (page in client.get("/account").content.decode()) is (PAGES[page] == login), "the way there is shown"


@pytest.mark.parametrize("page", [*PAGES, "/account", "/account/try"])
def test_strangers_are_sent_to_log_in(office: Office, client: Client, page: str) -> None:
    assert client.get(page).headers["Location"].startswith("/login?next=")


def test_an_account_is_one_administrator_at_most(office: Office) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=office.users["system"].pk).update(duty="both")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.open(login="second", person=office.users["system"].person, password="x", duty=Duty.AUDIT)


def test_duty_and_post_are_both_needed(office: Office, client: Client, no_second: None) -> None:
    """An account given the duty without the post, or the post without the duty, gets nowhere."""
    office.users["member"].take_duty(Duty.SYSTEM)
    come_in(client, "member")
    assert client.get("/administration/accounts").status_code == 403
    office.users["system"].take_duty("")
    other = Client()
    come_in(other, "system")
    assert other.get("/administration/accounts").status_code == 403


def test_powers_of_administrators_reach_no_content(office: Office) -> None:
    kinds = [kind for kind in post_kinds().values() if kind.administrator]
    assert len(kinds) == 3
    for login in ("system", "audit", "security"):
        powers = reads.powers_of(office.users[login].person)
        assert not [verb for verb in CONTENT if powers.anywhere(verb)]
    verbs = [kind.verbs for kind in kinds]
    assert not (verbs[0] & verbs[1] | verbs[0] & verbs[2] | verbs[1] & verbs[2])


def test_nobody_is_a_superuser() -> None:
    assert not {"is_superuser", "is_staff", "groups", "user_permissions"} & {f.name for f in User._meta.get_fields()}


def test_opening_an_account_shows_a_password_once(office: Office, client: Client, no_second: None) -> None:
    person = office.hire("己示例", "staff")
    come_in(client, "system")
    assert "己示例" in client.get("/administration/accounts?seek=己示例").content.decode()
    form = {"person": str(person), "login": "staff-1", "seek": "己示例"}
    page = client.post("/administration/accounts/open", form).content.decode()
    assert "临时密码只显示这一次" in page
    second = {**form, "person": str(office.hire("庚示例")), "seek": "庚示例"}
    again = client.post("/administration/accounts/open", second)
    assert again.status_code == 422 and 'value="staff-1"' in again.content.decode()
    for wrong in ({"login": "x"}, {"login": "账号"}, {"person": "nobody"}, {"person": str(uuid4())}):
        assert client.post("/administration/accounts/open", {**form, **wrong}).status_code == 422
    assert User.objects.get(login="staff-1").must_change


def test_administrators_with_business_get_no_account(office: Office) -> None:
    with pytest.raises(WrongState):
        office.hire("辛示例", "system-administrator", "audit-administrator")
    person = office.hire("壬示例", "system-administrator")
    assert rolls.duty_of(person) == Duty.SYSTEM
    with pytest.raises(BadInput):
        rolls.open_account(str(uuid4()), "x-y-z", "p")


def test_shutting_resetting_and_own_account(office: Office, client: Client, no_second: None) -> None:
    member, other = office.users["member"], Client()
    come_in(other, "member")
    come_in(client, "system")
    client.post(f"/administration/accounts/{member.pk}", {"verb": "shut"})
    assert other.get("/account").status_code == 302
    client.post(f"/administration/accounts/{member.pk}", {"verb": "open"})
    assert "临时密码" in client.post(f"/administration/accounts/{member.pk}", {"verb": "password"}).content.decode()
    own = client.post(f"/administration/accounts/{office.users['system'].pk}", {"verb": "shut"})
    assert own.status_code == 403
    assert client.post(f"/administration/accounts/{uuid4()}", {"verb": "shut"}).status_code == 404
    assert client.post(f"/administration/accounts/{member.pk}/factor").status_code == 403, "another's duty"
    kinds = set(Event.objects.filter(by=office.users["system"]).values_list("kind", flat=True))
    assert {"停用账户", "启用账户", "重置密码"} <= kinds


def test_security_administrator_revokes_keys_and_resets_factors(
    office: Office, client: Client, no_second: None
) -> None:
    chief = standing(office.users["chief"].person)
    assert chief is not None
    entry = enrolment.enrol_pin(office.book, person=chief.id, pin_entered="135791", by=chief.actor)
    come_in(client, "security")
    key = entry.body["public"]["key"]
    assert "甲示例" in client.get("/administration/keys").content.decode()
    assert client.post(f"/administration/keys/{key}/revoke", {"cause": "", "reason": "x"}).status_code == 422
    done = client.post(f"/administration/keys/{key}/revoke", {"cause": "left", "reason": "离任"})
    assert done.status_code == 302
    last = office.book.file_of("signer-key", key)[-1]
    assert last.kind == "ledger.key-revoked/1" and last.actor.person == office.users["security"].person
    assert client.post(f"/administration/accounts/{office.users['chief'].pk}/factor").status_code == 302


def test_lists_cost_the_same_at_any_length(office: Office, client: Client, no_second: None) -> None:
    come_in(client, "audit")
    _look(office)
    short = _queries(client, "/administration/looks")
    for _ in range(60):
        _look(office)
        Event.log("登录", user=office.users["chief"])
    assert _queries(client, "/administration/looks") == short <= 15
    assert _queries(client, "/administration/events") <= 15
    system = Client()
    come_in(system, "system")
    assert _queries(system, "/administration/accounts?seek=示例") <= 15
    security = Client()
    come_in(security, "security")
    assert _queries(security, "/administration/keys") <= 15
    assert _queries(security, "/account") <= 15


def test_own_key_only(office: Office, client: Client, no_second: None) -> None:
    chief = standing(office.users["chief"].person)
    assert chief is not None
    entry = enrolment.enrol_pin(office.book, person=chief.id, pin_entered="135791", by=chief.actor)
    come_in(client, "member")
    key = entry.body["public"]["key"]
    assert client.post(f"/account/keys/{key}/revoke", {"cause": "lost", "password": "x"}).status_code == 404


def _look(office: Office) -> None:
    who = {"person": office.users["chief"].person, "organ": office.county}
    Look.objects.create(at=clock.now(), entry=uuid4(), field="stance", purpose="核对", granted=True, **who)


def _queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(page).status_code == 200
    return len(found)
