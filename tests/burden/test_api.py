"""The meter and complaints over JSON."""

from __future__ import annotations

import pytest

from liuhen.doors.api import tokens
from liuhen.doors.cli.demo.cast import Cast
from liuhen.ledger import sequencer
from liuhen.organs.fengtai import BOOK
from tests.api.caller import Caller

pytestmark = pytest.mark.django_db


def caller(cast: Cast, key: str) -> Caller:
    return Caller(tokens.issue(cast.person(key), "测试", 30), cast.person(key))


def test_a_complaint_is_made_read_and_answered(cast: Cast) -> None:
    maker, office = caller(cast, "water-head"), caller(cast, "discipline-officer")
    number = maker.do("/complaints", {"about": "forms", "words": "表太多"})["id"]
    assert maker.get(f"/complaints/{number}")["words"] is None
    assert office.get(f"/complaints/{number}")["words"] == "表太多"
    assert maker.refused(f"/complaints/{number}/answer", {"outcome": "kept", "words": "不改"})[0] == 403
    office.do(f"/complaints/{number}/answer", {"outcome": "changed", "words": "减两张"})
    assert maker.get(f"/complaints/{number}")["answer"] == "减两张"


def test_the_meter_speaks_of_units_and_reasons(cast: Cast) -> None:
    sequencer.run_once(BOOK)
    reader = caller(cast, "water-head")
    units = reader.get("/burden/units")
    assert set(units["items"][0]) == {"organ", "name", "forms", "asked", "filled", "minutes"}
    forms = reader.get("/burden/forms?size=100")["items"]
    assert all(field["why"] for form in forms for field in form["fields"])
