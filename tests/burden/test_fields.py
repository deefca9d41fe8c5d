"""Nothing is asked without a reason: the table of fields and the record classes say the same."""

from __future__ import annotations

import re
import typing
from uuid import UUID

import pytest

from liuhen.ledger.records import Mark, record_classes
from liuhen.oversight.burden import asked

KINDS = sorted(kind for kind, cls in record_classes().items() if cls.__module__.startswith("liuhen."))
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def needs_a_line(kind: str) -> set[str]:
    """Fields somebody could be typing: no ids, no yes or no, nothing that the system makes in every record."""
    cls = record_classes()[kind]
    hints = typing.get_type_hints(cls)
    return {spec.name for spec in cls.spec.fields if spec.name not in asked.made() and not _identity(hints[spec.name])}


def _identity(hint: typing.Any) -> bool:
    return bool({hint, *typing.get_args(hint)} & {UUID, bool}) and str not in {hint, *typing.get_args(hint)}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_a_person_may_type_has_its_reason(kind: str) -> None:
    said = asked.table()["kinds"].get(kind, {})
    missing = needs_a_line(kind) - set(said)
    assert not missing, f"{kind}: say in oversight/burden/fields.yaml how and why these are asked: {sorted(missing)}"


@pytest.mark.parametrize("kind", sorted(asked.table()["kinds"]))
def test_the_table_speaks_of_what_there_is(kind: str) -> None:
    names = {spec.name for spec in record_classes()[kind].spec.fields}
    said = asked.table()["kinds"][kind]
    assert set(said) <= names
    for name, line in said.items():
        if line == asked.MADE:
            continue
        way, why = line
        assert way in asked.ways(), (kind, name)
        assert len(why) >= 3 and CHINESE.search(why), (kind, name)


def test_a_paper_is_typed_only_where_appointments_and_days_rest_on_one() -> None:
    """Elsewhere `document` is the text under a signature, which the system makes."""
    named = {(kind, field.name) for kind, form in asked.forms().items() for field in form.fields}
    typed = {(kind, name) for kind, name in named if name in asked.made()}
    resting = ("organs.tenure-began/1", "organs.tenure-ended/1", "organs.calendar-day-declared/1")
    assert typed == {(kind, "document") for kind in resting}


def test_an_unreasoned_field_would_be_found() -> None:
    assert {"integrity", "other"} <= needs_a_line("hearings.report-submitted/1")
    assert "document" not in needs_a_line("hearings.report-submitted/1")
    assert "report" not in needs_a_line("hearings.report-submitted/1")


def test_sealed_words_are_counted_without_being_read() -> None:
    form = asked.forms()["burden.complaint-made/1"]
    [words] = [spec for spec in record_classes()[form.kind].spec.fields if spec.name == "words"]
    assert words.mark is Mark.SEALED
    from liuhen.ledger import values

    filled, seconds = form.seconds({"about": "forms", "words": values.SEALED}, signatures=1)
    assert filled == 2 and seconds == 4 + 12 + 5
