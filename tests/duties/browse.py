"""A test client that is logged in as somebody of the scene's district."""

from __future__ import annotations

from django.test import Client

from liuhen.doors.accounts import rolls
from tests.duties.scene import District

PASSWORD = "correct-horse-battery"


def login(made: District, key: str) -> Client:
    """A client logged in as this person; the account is opened at the first call."""
    if not rolls.accounts(key).filter(login=key).exists():
        rolls.open_account(str(made.people[key]), key, PASSWORD, temporary=False)
    client = Client()
    answer = client.post("/login", {"login": key, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client
