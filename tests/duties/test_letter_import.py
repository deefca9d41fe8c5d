"""Paper letters from a sheet: one wrong row refuses the whole with every bad row listed; a right one is in the book."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, NotPermitted
from liuhen.mechanisms.duties.imports import letters as imports
from liuhen.mechanisms.duties.letter_terms import Standing, Way
from liuhen.mechanisms.duties.models import Letter
from liuhen.organs.fengtai import district
from liuhen.organs.models import Person
from liuhen.organs.spans import today
from liuhen.ui import sheets
from tests.duties.letter_scene import Letters, begin
from tests.duties.test_letters import replace
from tests.snapshots import start_from

pytestmark = pytest.mark.django_db
SIGNED = date(2026, 5, 20)


@pytest.fixture
def world(db: None, folders: object, time: clock.Stepping) -> Letters:
    made = Letters(start_from("letters", time, begin), time)
    made.decide()
    return made


def row(who: str, upper: str = "", *, organ: str = "110106", **changes: Any) -> dict[str, Any]:
    """One row of the sheet, for people of the cast."""
    numbers = dict(Person.objects.values_list("pk", "number"))
    people = district().people
    return {
        "organ": organ,
        "kind": "责任书" if upper else "承诺书",
        "upper": numbers[people[upper]] if upper else "",
        "lower": numbers[people[who]],
        "signed_on": SIGNED,
        "archive": "示例档〔2026〕1号",
        **changes,
    }


def run(world: Letters, rows: list[dict[str, Any]], by: str = "office-head") -> imports.Plan:
    content = sheets.write(imports.COLUMNS, rows)
    return imports.run(by=world.actor(by), root=world.organ("district"), content=content)


def faults(world: Letters, rows: list[dict[str, Any]]) -> dict[str, str]:
    with pytest.raises(BadInput) as refused:
        run(world, rows)
    assert refused.value.rule == "platform.import-row"
    assert not Letter.objects.exists()
    return refused.value.fields


def test_a_right_sheet_covers_what_it_names(world: Letters) -> None:
    rows = [
        row("street-secretary", "party-secretary", organ="110106009"),
        row("street-head", "street-secretary", organ="110106009", kind="责任书"),
        row("executive-deputy", "party-secretary"),
        row("street-secretary", organ="110106009", kind="保证书"),
    ]
    run(world, rows)
    covered = {line.need[3:6:2] for line in world.cover().lines if line.standing is Standing.FRESH}
    person = world.cast.person
    assert covered == {
        (person("party-secretary"), person("street-secretary")),
        (person("street-secretary"), person("street-head")),
        (person("party-secretary"), person("executive-deputy")),
        (None, person("street-secretary")),
    }
    assert {row.signed_on for row in Letter.objects.all()} == {SIGNED}


def test_one_wrong_row_writes_nothing_and_every_wrong_row_is_named(world: Letters) -> None:
    rows = [
        row("street-secretary", "party-secretary"),
        row("water-head", "water-head"),
        row("water-head", "district-head", lower="NOBODY-1"),
        row("water-head", "district-head", organ="999"),
        row("water-head", "district-head", kind="保险单"),
        row("water-head", "district-head", signed_on=today() + timedelta(days=1)),
        row("water-head", "district-head", archive=""),
        row("water-head"),
        row("water-head"),
        row("street-secretary", "water-head"),
        row("gate-officer", kind="责任书"),
    ]
    found = faults(world, rows)
    named = {int(key.split("-")[1]): words for key, words in found.items()}
    assert set(named) == {3, 4, 5, 6, 7, 8, 10, 11, 12}
    assert "duties.letter-two-people" in named[3]
    assert "NOBODY-1" in named[4]
    assert "999" in named[5]
    assert "duties.pledge-once" in named[10]
    assert "duties.signed-by-holder" in named[11]


def test_a_letter_that_is_there_already_is_refused(world: Letters) -> None:
    run(world, [row("street-secretary", "party-secretary")])
    with pytest.raises(BadInput) as refused:
        run(world, [row("street-secretary", "party-secretary")])
    assert "duties.letter-once" in "".join(refused.value.fields.values())
    assert Letter.objects.count() == 1


def test_a_signature_given_after_leaving_the_post_is_refused(world: Letters) -> None:
    world.time.at += timedelta(days=3)
    replace(world, "street-secretary", "street-deputy", today())
    words = faults(world, [row("street-secretary", "party-secretary", signed_on=today())])
    assert "duties.signed-by-holder" in "".join(words.values())


def test_a_letter_of_a_former_holder_is_history_and_covers_nobody(world: Letters) -> None:
    """Guard acts, never records: it was signed while he held the post."""
    world.time.at += timedelta(days=3)
    replace(world, "street-secretary", "street-deputy", today())
    run(world, [row("street-secretary", "party-secretary", organ="110106009")])
    assert world.cover().all.signed == 0
    assert world.line("street-deputy", "party-secretary").standing is Standing.ENDED
    assert world.cover(on=SIGNED).ways[Way.VERTICAL].signed == 0  # nothing had been decided by then


def test_only_whoever_issues_letters_there_brings_a_sheet(world: Letters) -> None:
    with pytest.raises(NotPermitted):
        run(world, [row("street-secretary", "party-secretary")], by="water-head")


def test_a_street_of_291(world: Letters) -> None:
    """M01: 290 of 291 signed are 99.66 %, the missing one is named, and only his signature makes it whole."""
    here = world.cover("street").ways[Way.OWN].required
    numbers = world.staff("street-office", 291 - here)
    own = [line.need.lower for line in world.cover("street").lines if line.need.way is Way.OWN]
    assert len(own) == 291
    known = dict(Person.objects.values_list("pk", "number"))
    missing = numbers[17]
    rows = [
        row("street-secretary", organ="110106009", lower=known[person]) for person in own if known[person] != missing
    ]
    run(world, rows)
    tally = world.cover("street").ways[Way.OWN]
    assert (tally.signed, tally.required, tally.percent) == (290, 291, "99.66")
    [hole] = [line for line in world.cover("street").holes if line.need.way is Way.OWN]
    assert known[hole.need.lower] == missing
    run(world, [row("street-secretary", organ="110106009", lower=missing)])
    assert world.cover("street").ways[Way.OWN].percent == "100.00"
