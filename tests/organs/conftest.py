"""A small tree of organs and a district, founded anew for every test that asks for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client

from liuhen.doors.accounts import rolls
from liuhen.ledger import founding
from liuhen.ledger.records import Actor
from liuhen.organs import actions
from liuhen.organs.fengtai import District, establish
from tests.accounts.conftest import PASSWORD, come_in

SINCE = date(2020, 1, 1)


@dataclass(frozen=True)
class Town:
    """A county with one street, filled by its founder."""

    by: Actor
    county: UUID
    street: UUID
    post: UUID
    person: UUID


@pytest.fixture
def district(db: None) -> District:
    return establish()


@pytest.fixture
def town(db: None) -> Town:
    founding.found("test.liuhen/town")
    by = Actor(person=uuid4(), organ=uuid4())
    county, street, post, person = uuid4(), uuid4(), uuid4(), uuid4()
    actions.establish_organ(by=by, id=county, name="试县", kind="county", since=SINCE, book="test.liuhen/town")
    actions.establish_organ(by=by, id=street, parent=county, name="试街道", kind="township", code="001", since=SINCE)
    actions.create_post(by=by, id=post, organ=street, kind="party-secretary", since=SINCE)
    actions.register_person(by=by, id=person, organ=street, name="甲示例", number="T-1")
    return Town(by, county, street, post, person)


@pytest.fixture
def desk(district: District, settings: object) -> Callable[[str], Client]:
    """Logs the person with this key of the district in; returns the browser."""
    settings.LIUHEN_SECOND_FACTOR = False  # type: ignore[attr-defined]

    def sit(key: str) -> Client:
        rolls.open_account(str(district.people[key]), key, PASSWORD, temporary=False)
        client = Client()
        come_in(client, key)
        return client

    return sit
