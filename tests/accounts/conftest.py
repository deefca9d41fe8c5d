"""A county with officers of every kind this door tells apart, each with an account."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client

from liuhen.doors.accounts import rolls
from liuhen.doors.accounts.models import User
from liuhen.ledger import founding
from liuhen.ledger.book import Book
from liuhen.ledger.records import Actor
from liuhen.organs import actions

ORIGIN = "test.liuhen/accounts"
SINCE = date(2020, 1, 1)
PASSWORD = "correct-horse-battery"
OFFICERS = {
    "chief": ("甲示例", ("party-secretary", "head")),
    "member": ("乙示例", ("deputy-head",)),
    "system": ("丙示例", ("system-administrator",)),
    "audit": ("丁示例", ("audit-administrator",)),
    "security": ("戊示例", ("security-administrator",)),
}


@dataclass(frozen=True)
class Office:
    by: Actor
    county: UUID
    users: dict[str, User] = field(default_factory=dict)

    @property
    def book(self) -> Book:
        return Book(ORIGIN)

    def hire(self, name: str, *kinds: str) -> UUID:
        """One more person, in these posts from the start."""
        person = uuid4()
        actions.register_person(by=self.by, id=person, organ=self.county, name=name, number=str(person))
        for kind in kinds:
            post = uuid4()
            actions.create_post(by=self.by, id=post, organ=self.county, kind=kind, since=SINCE)
            actions.begin_tenure(by=self.by, person=person, post=post, since=SINCE)
        return person


@pytest.fixture
def office(db: None, folders: object) -> Office:
    founding.found(ORIGIN)
    office = Office(Actor(person=uuid4(), organ=uuid4()), uuid4())
    actions.establish_organ(by=office.by, id=office.county, name="试县", kind="county", since=SINCE, book=ORIGIN)
    for login, (name, kinds) in OFFICERS.items():
        person = office.hire(name, *kinds)
        office.users[login] = rolls.open_account(str(person), login, PASSWORD, temporary=False)
    return office


@pytest.fixture
def no_second(settings: object) -> None:
    """Password alone lets in, as in the demonstration."""
    settings.LIUHEN_SECOND_FACTOR = False  # type: ignore[attr-defined]


def come_in(client: Client, login: str, password: str = PASSWORD) -> None:
    """Logs in where no second factor is asked."""
    answer = client.post("/login", {"login": login, "password": password})
    assert answer.status_code == 302, answer.content.decode()
