"""A failure is examined by a line of the list in force that day, at whoever held the post then (M06, M13)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from liuhen.kit.refusals import BadInput, NotPermitted, WrongState
from liuhen.ledger.book import Book
from liuhen.mechanisms.duties import actions
from liuhen.mechanisms.duties.reads import examinations
from liuhen.mechanisms.duties.reads.lists import items_of, last_version
from tests.duties import scene
from tests.duties.scene import District

DAY = date(2026, 6, 1)


def item(list_id: UUID, audience: str = "chief", place: int = 2) -> UUID:
    version = last_version(list_id)
    assert version
    return [line for line in items_of(version.pk) if line.audience == audience][place].item


def examine(made: District, cited: UUID | None, on: date = DAY, **more: object) -> UUID:
    given: dict[str, object] = {"organ": made.organs["committee"], "facts": "没有听取汇报", "item": cited} | more
    entry = actions.examine_failure(by=made.actor("discipline-officer"), on=on, **given)  # type: ignore[arg-type]
    return UUID(entry.body["public"]["examination"])


def test_the_previous_holder_answers_for_his_days(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    scene.replace(made, "secretary", "successor", date(2026, 5, 15))
    found = examinations.examination(examine(made, item(list_id), date(2026, 4, 20)))
    assert found.person == made.people["secretary"]
    assert examinations.cited_item(found).number == 14
    assert [one.pk for one in examinations.open_for(made.people["secretary"])] == [found.pk]


@pytest.mark.parametrize("on", [date(2025, 12, 31), DAY])
def test_without_a_line_in_force_nothing_is_examined(listed: tuple[District, UUID], on: date) -> None:
    made, list_id = listed
    cited = item(list_id) if on != DAY else None
    with pytest.raises(WrongState) as refused:
        examine(made, cited, on)
    assert refused.value.rule == "duties.cites-the-list"


def test_the_facts_are_sealed_and_the_person_may_speak(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    id = examine(made, item(list_id))
    by = made.actor("secretary")
    with pytest.raises(NotPermitted):
        actions.answer_failure(examination=id, by=made.actor("recorder"), words="不是本人")
    actions.answer_failure(examination=id, by=by, words="当日出差，已补听")
    assert examinations.open_for(made.people["secretary"]) == []
    row = examinations.examination(id)
    assert Book(made.book).open(row.entry, "facts", by=by, purpose="本人查阅") == "没有听取汇报"
    assert "没有听取汇报" not in str(Book(made.book).entry(row.entry).body)


def test_seven_members_carry_it_so_the_post_is_asked_for(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    cited = item(list_id, "member", 0)
    with pytest.raises(BadInput):
        examine(made, cited)
    found = examinations.examination(examine(made, cited, post=made.posts["member-3"]))
    assert found.person == made.people["member-3"]


def test_the_body_answers_as_a_whole(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    found = examinations.examination(examine(made, item(list_id, "body", 0)))
    assert found.person is None and found.post is None


def test_nobody_examines_himself(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    actions.assign_item(
        list=list_id, item=item(list_id), post=made.posts["discipline-officer"],
        by=made.actor("discipline-secretary"), since=DAY,
    )  # fmt: skip
    with pytest.raises(NotPermitted) as refused:
        examine(made, item(list_id), organ=made.organs["discipline"])
    assert refused.value.rule == "duties.examiner-apart"


def test_only_the_discipline_office_examines(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    with pytest.raises(NotPermitted):
        actions.examine_failure(
            by=made.actor("secretary"), organ=made.organs["committee"], item=item(list_id), on=DAY, facts="自查"
        )
