"""Who carries what: resolved by place and day, copied to nobody (M05, M06, M07, M14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liuhen.mechanisms.duties import actions
from liuhen.mechanisms.duties.reads.answerable import answerable
from liuhen.mechanisms.duties.reads.carried import Via, bases, body_lines, carried, carried_by_post
from liuhen.mechanisms.duties.reads.lists import items_of, last_version
from liuhen.mechanisms.duties.reads.places import team_at
from liuhen.organs.reads.tree import organ
from tests.duties import scene
from tests.duties.scene import SEVEN, District

DAY = date(2026, 6, 1)


def test_a_team_of_one_and_seven_has_fifty_five_lines(listed: tuple[District, UUID]) -> None:
    made, _ = listed
    committee = organ(made.organs["committee"])
    body = body_lines(committee.path, Via(committee.pk, committee.name), DAY)
    chief = carried(made.people["secretary"], DAY).items
    members = [carried(made.people[key], DAY).items for key in SEVEN]
    assert (len(body), len(chief), [len(lines) for lines in members]) == (11, 9, [5] * 7)
    assert len(body) + len(chief) + sum(map(len, members)) == 55
    assert {line.audience for line in chief} == {"chief"}


def test_a_post_carries_what_its_holder_carries(listed: tuple[District, UUID]) -> None:
    made, _ = listed
    assert carried_by_post(made.posts["secretary"], DAY).basis == carried(made.people["secretary"], DAY).basis
    assert len(carried_by_post(made.posts["water-head"], DAY).items) == 9
    assert carried_by_post(made.posts["recorder"], DAY).items == ()


def test_the_same_item_through_two_posts_is_one_line(listed: tuple[District, UUID]) -> None:
    made, _ = listed
    scene.replace(made, "street-secretary", "water-head", DAY)
    found = carried(made.people["water-head"], DAY)
    assert len(found.items) == 9
    assert {len(line.via) for line in found.items} == {2}


def test_the_same_words_in_two_lists_are_one_line(listed: tuple[District, UUID]) -> None:
    made, _ = listed
    scene.publish(made, scene.items(body=0, chief=9, member=0), name="另一清单")
    found = carried(made.people["secretary"], DAY)
    assert len(found.items) == 9
    assert all(line.list_name == "责任清单、另一清单" and len(line.same) == 1 for line in found.items)


def test_a_failure_belongs_to_whoever_held_the_post_that_day(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    scene.replace(made, "secretary", "successor", date(2026, 5, 15))
    version = last_version(list_id)
    assert version
    third = [item for item in items_of(version.pk) if item.audience == "chief"][2]
    before = answerable(third.item, made.organs["committee"], date(2026, 4, 20))
    after = answerable(third.item, made.organs["committee"], date(2026, 5, 15))
    assert before and after
    assert [holder.person for holder in before.holders] == [made.people["secretary"]]
    assert [holder.person for holder in after.holders] == [made.people["successor"]]


def test_an_item_outside_its_days_answers_to_nobody(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    version = last_version(list_id)
    assert version
    item = items_of(version.pk)[0]
    assert answerable(item.item, made.organs["committee"], date(2025, 12, 31)) is None
    assert answerable(item.item, made.organs["committee"], DAY) is not None


def test_the_body_answers_as_a_whole(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    version = last_version(list_id)
    assert version
    found = answerable(items_of(version.pk)[0].item, made.organs["committee"], DAY)
    assert found and found.body and found.holders == ()


def test_an_item_given_to_a_post_by_name(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    version = last_version(list_id)
    assert version
    item = items_of(version.pk)[12].item
    by = made.actor("discipline-secretary")
    entry = actions.assign_item(list=list_id, item=item, post=made.posts["recorder"], by=by, since=DAY)
    [line] = carried(made.people["recorder"], DAY).items
    assert line.item == item and line.via[0].assigned
    found = answerable(item, made.organs["committee"], DAY)
    assert found and made.people["recorder"] in {holder.person for holder in found.holders}
    actions.take_back_item(assignment=UUID(entry.body["public"]["assignment"]), by=by, until=DAY + timedelta(days=1))
    assert carried(made.people["recorder"], DAY + timedelta(days=1)).items == ()


def test_a_discipline_organ_carries_the_duties_of_supervision(district: District) -> None:
    scene.publish(district, scene.items(discipline=4))
    team = team_at(district.organs["discipline"], DAY)
    assert {holder.person for holder in team.discipline} == {
        district.people["discipline-secretary"],
        district.people["discipline-officer"],
    }
    lines = carried(district.people["discipline-officer"], DAY).items
    assert {line.audience for line in lines} == {"discipline"} and len(lines) == 4


def test_bases_move_with_exactly_what_is_carried(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    path = organ(made.organs["district"]).path
    street, water = made.organs["street-committee"], made.organs["water"]
    first = bases(path, DAY)
    assert first.of(street, "chief") == first.of(water, "chief") != first.of(street, "member")
    version = last_version(list_id)
    assert version
    item = next(item for item in items_of(version.pk) if item.audience == "chief")
    actions.assign_item(
        list=list_id, item=item.item, post=made.posts["recorder"], by=made.actor("discipline-secretary"), since=DAY
    )
    second = bases(path, DAY)
    assert second.of(street, "chief") == first.of(street, "chief")
    assert second.of(street, "", made.posts["recorder"]) != first.of(street, "", made.posts["recorder"])
    fewer = [replace(draft, why="重订") for draft in scene.items(chief=8, body=0, member=0)]
    scene.version(made, list_id, fewer, since=DAY, reason="重订", dropped=_all(version))
    assert bases(path, DAY).of(street, "chief") != first.of(street, "chief")
    assert bases(path, DAY - timedelta(days=1)).of(street, "chief") == first.of(street, "chief")
    assert first.of(UUID(int=1), "chief") == ""


def _all(version: object) -> dict[UUID, str]:
    return {item.item: "重订" for item in items_of(version.pk)}  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["secretary", "water-head"])
def test_a_person_is_read_in_few_queries(listed: tuple[District, UUID], key: str) -> None:
    made, _ = listed
    with CaptureQueriesContext(
        connection,
    ) as asked:
        carried(made.people[key], DAY)
    assert len(asked) <= 9


def test_all_bases_of_a_district_are_read_in_seven_queries(listed: tuple[District, UUID]) -> None:
    made, _ = listed
    path = organ(made.organs["district"]).path
    with CaptureQueriesContext(connection) as asked:
        found = bases(path, DAY)
        for one in made.organs.values():
            found.of(one, "chief")
    assert len(asked) <= 7
