"""A test client that is logged in as somebody of the story."""

from __future__ import annotations

import re

from django.test import Client

from liuhen.doors.accounts import rolls
from liuhen.doors.cli.demo.cast import PIN, Cast

PASSWORD = "correct-horse-battery"


def login(cast: Cast, key: str) -> Client:
    """A client logged in as this person; the account is opened at the first call."""
    if not rolls.accounts(key).filter(login=key).exists():
        rolls.open_account(str(cast.person(key)), key, PASSWORD, temporary=False)
    client = Client()
    answer = client.post("/login", {"login": key, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client


def signature(client: Client, address: str, pin: str = PIN) -> dict[str, str]:
    """What a form on this page needs to be signed by PIN: the page's own nonce and date."""
    text = client.get(address).content.decode()
    hidden = {name: re.search(rf'name="{name}" value="([^"]+)"', text) for name in ("nonce", "dated")}
    found = {name: match.group(1) for name, match in hidden.items() if match}
    return {**found, "provider": "pin", "pin": pin}
