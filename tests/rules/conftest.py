"""A county with a keeper of the rules, a second approver and a street below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest

from liuhen.ledger import founding
from liuhen.ledger.records import Actor
from liuhen.organs import actions

SINCE = date(2020, 1, 1)


@dataclass(frozen=True)
class County:
    """A county, a street below it, and the two who put rules into force."""

    county: UUID
    street: UUID
    officer: Actor
    approver: Actor
    nobody: Actor


@pytest.fixture
def county(db: None, settings) -> County:
    founding.found("test.liuhen/rules")
    settings.LIUHEN_BOOK = "test.liuhen/rules"
    by, county, street = Actor(person=uuid4(), organ=uuid4()), uuid4(), uuid4()
    actions.establish_organ(by=by, id=county, name="试县", kind="county", since=SINCE, book="test.liuhen/rules")
    actions.establish_organ(by=by, id=street, parent=county, name="试街道", kind="township", code="001", since=SINCE)
    officer, approver = (_officer(by, county, kind, n) for n, kind in enumerate(("rules-officer", "rules-approver")))
    return County(county, street, officer, approver, Actor(person=uuid4(), organ=street))


def _officer(by: Actor, organ: UUID, kind: str, number: int) -> Actor:
    post, person = uuid4(), uuid4()
    actions.create_post(by=by, id=post, organ=organ, kind=kind, since=SINCE)
    actions.register_person(by=by, id=person, organ=organ, name=f"规则示例{number}", number=f"T-{number}")
    actions.begin_tenure(by=by, person=person, post=post, since=SINCE, document="试任〔2020〕1号")
    return Actor(person=person, organ=organ, post=post)
