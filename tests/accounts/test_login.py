"""登录 Two steps, lock-out, sessions that end, and nothing that tells a stranger which part was wrong."""

from __future__ import annotations

import importlib
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, clear_url_caches, reverse

from liuhen.doors.accounts import totp
from liuhen.doors.accounts.models import Event, Login, User
from liuhen.kit import clock
from tests.accounts.conftest import PASSWORD, Office, come_in
from tests.signatures.device import Device


def test_first_login_sets_up_codes_and_the_next_asks_for_one(office: Office, client: Client) -> None:
    with clock.use(moving := clock.Fixed(clock.now())):
        answer = client.post("/login", {"login": "chief", "password": PASSWORD, "next": "/account"}, follow=True)
        assert answer.redirect_chain[-1][0] == "/login/code?next=%2Faccount"
        secret = _draft(client)
        wrong = client.post("/login/code", {"code": "000000"})
        assert wrong.status_code == 422 and "动态口令不正确" in wrong.content.decode()
        code = totp.code_at(secret, totp.step_now())
        assert client.post("/login/code", {"code": code, "next": "/account"}).headers["Location"] == "/account"

        moving.at += timedelta(minutes=5)
        again = Client()
        assert again.post("/login", {"login": "chief", "password": PASSWORD}).headers["Location"] == "/login/second"
        assert again.get("/account").status_code == 302
        code = totp.code_at(secret, totp.step_now())
        assert again.post("/login/second", {"code": code}).headers["Location"] == "/"
        assert again.get("/account").status_code == 200

        third = Client()
        third.post("/login", {"login": "chief", "password": PASSWORD})
        assert third.post("/login/second", {"code": code}).status_code == 403, "a code is good once"


def test_passkey_is_a_second_step(office: Office, client: Client) -> None:
    user, device = office.users["chief"], _passkey(office, "chief")
    client.post("/login", {"login": "chief", "password": PASSWORD})
    options = client.post("/login/second/options").json()
    answer = device.sign(options)
    assert client.post("/login/second", {"passkey": answer}).status_code == 302
    assert Login.objects.filter(user=user, ended=None).count() == 1
    replay = Client()
    replay.post("/login", {"login": "chief", "password": PASSWORD})
    assert replay.post("/login/second", {"passkey": answer}).status_code == 403


def test_wrong_password_says_nothing_and_locks(office: Office, client: Client, no_second: None) -> None:
    with clock.use(moving := clock.Fixed(clock.now())):
        for login in ("chief", "nobody"):
            for _ in range(5):
                answer = client.post("/login", {"login": login, "password": "wrong"})
                assert answer.status_code == 403 and "账号或密码不正确" in answer.content.decode()
                assert f'value="{login}"' in answer.content.decode(), "what was typed stays"
            answer = client.post("/login", {"login": login, "password": PASSWORD})
            assert answer.status_code == 409 and "暂时锁定" in answer.content.decode()
        moving.at += timedelta(minutes=1)
        come_in(client, "chief")


def test_second_step_locks_too(office: Office, client: Client) -> None:
    user = office.users["chief"]
    user.keep_totp(totp.sealed(user, totp.new_secret()))
    client.post("/login", {"login": "chief", "password": PASSWORD})
    assert [client.post("/login/second", {"code": "12345"}).status_code for _ in range(6)] == [403] * 5 + [409]


def test_shut_account_is_out_at_once(office: Office, client: Client, no_second: None) -> None:
    come_in(client, "member")
    office.users["member"].switch(False)
    assert client.get("/account").status_code == 302
    assert client.post("/login", {"login": "member", "password": PASSWORD}).status_code == 403


@pytest.mark.parametrize(("quiet", "still_in"), [(29, True), (31, False)])
def test_idle_session_ends(office: Office, client: Client, no_second: None, quiet: int, still_in: bool) -> None:
    with clock.use(moving := clock.Fixed(clock.now())):
        come_in(client, "member")
        moving.at += timedelta(minutes=quiet)
        assert (client.get("/account").status_code == 200) is still_in


def test_session_ends_after_a_working_day_however_busy(office: Office, client: Client, no_second: None) -> None:
    with clock.use(moving := clock.Fixed(clock.now())):
        come_in(client, "member")
        for _ in range(36):
            assert client.get("/account").status_code == 200
            moving.at += timedelta(minutes=20)
        assert client.get("/account").status_code == 302


def test_new_password_ends_other_sessions(office: Office, client: Client, no_second: None) -> None:
    other = Client()
    come_in(client, "member")
    come_in(other, "member")
    new = {"password": PASSWORD, "new": "another-long-secret-9", "again": "another-long-secret-9"}
    assert client.post("/account/password", new).status_code == 302
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 302


def test_temporary_password_must_be_changed_first(office: Office, client: Client, no_second: None) -> None:
    office.users["member"].change_password("temporary-secret-1", temporary=True)
    come_in(client, "member", "temporary-secret-1")
    assert client.get("/account").headers["Location"] == "/account/password"
    short = {"password": "temporary-secret-1", "new": "short", "again": "short"}
    answer = client.post("/account/password", short)
    assert answer.status_code == 422 and "12" in answer.content.decode()


def test_logging_out_ends_the_session(office: Office, client: Client, no_second: None) -> None:
    come_in(client, "member")
    client.post("/logout")
    assert client.get("/account").status_code == 302
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == ["登录", "退出"]


def test_next_never_leads_to_another_site(office: Office, client: Client, no_second: None) -> None:
    for goal in ("//elsewhere.example/", "https:/" + "/elsewhere.example/", "javascript:alert(1)"):
        answer = client.post("/login", {"login": "member", "password": PASSWORD, "next": goal})
        assert answer.headers["Location"] == "/"


def test_actor_follows_from_the_posts_of_the_day(office: Office, client: Client, no_second: None) -> None:
    come_in(client, "chief")
    person = client.get("/account").wsgi_request.person  # type: ignore[attr-defined]
    assert (person.name, person.organ, len(person.posts)) == ("甲示例", "试县", 2)
    other = next(post for post in person.posts if post.post != person.actor.post)
    client.post("/account/post", {"tenure": str(other.tenure)})
    assert client.get("/account").wsgi_request.actor.post == other.post  # type: ignore[attr-defined]
    client.post("/account/post", {"tenure": "00000000-0000-0000-0000-000000000000"})
    assert client.get("/account").wsgi_request.actor.post == other.post  # type: ignore[attr-defined]


def test_stranger_has_no_actor(db: None, client: Client) -> None:
    request = client.get("/login").wsgi_request
    assert request.actor is None and request.person is None  # type: ignore[attr-defined]


def test_demo_login_does_not_exist_outside_the_demo(office: Office, client: Client, real_urls: None) -> None:
    user = User.objects.open(login="demo-1", person=office.hire("己示例"), password="x", demo_label="书记")
    with pytest.raises(NoReverseMatch):
        reverse("accounts:demo", args=[user.pk])
    assert client.post(f"/login/demo/{user.pk}").status_code == 404
    assert "演示登录" not in client.get("/login").content.decode()


def test_demo_login_is_one_click(office: Office, client: Client, settings: Any, demo_urls: None) -> None:
    user = User.objects.open(login="demo-1", person=office.hire("己示例"), password="x", demo_label="书记")
    assert "演示登录" in client.get("/login").content.decode()
    assert client.post(f"/login/demo/{user.pk}").status_code == 302
    assert client.get("/account").status_code == 200
    assert client.post(f"/login/demo/{office.users['chief'].pk}").status_code == 404, "only demo accounts"


@pytest.fixture
def demo_urls(settings: Any) -> Any:
    """The addresses as the demonstration has them."""
    settings.LIUHEN_DEMO = True
    _read_anew()
    yield
    settings.LIUHEN_DEMO = False
    _read_anew()


@pytest.fixture
def real_urls(settings: Any) -> None:
    """The addresses outside the demonstration, whatever ran before in this process."""
    settings.LIUHEN_DEMO = False
    _read_anew()


def _read_anew() -> None:
    from liuhen.config import urls
    from liuhen.doors.accounts import urls as own

    for module in (own, urls):
        importlib.reload(module)
    clear_url_caches()


def _draft(client: Client) -> bytes:
    from base64 import b32decode

    return b32decode(client.session["code-draft"])


def _passkey(office: Office, login: str) -> Device:
    from liuhen.doors.accounts.standing import standing
    from liuhen.ledger import enrolment

    found = standing(office.users[login].person)
    assert found is not None
    device = Device(rp="testserver", origin="https:/" + "/testserver")
    options = enrolment.passkey_options(person=found.id, name="甲", rp="testserver")
    enrolment.enrol_passkey(
        office.book, person=found.id, answer=device.register(options), rp="testserver", origin=device.origin,
        by=found.actor,
    )  # fmt: skip
    return device
