"""The shipped packs: the articles' numbers, every made-up text marked, loaded whole (M05-M08, M14, M15)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from liuhen.kit.refusals import BadInput, NotFound
from liuhen.mechanisms.duties import actions
from liuhen.mechanisms.duties.reads import lists, tasks
from liuhen.mechanisms.duties.reads.carried import carried
from liuhen.mechanisms.duties.reads.packs import guess, pack, packs
from tests.duties.scene import District

ARTICLES = Path(__file__).parents[2] / "docs" / "sources"
DAY = date(2026, 6, 1)


def test_fengtai_has_eleven_nine_five_and_thirty_seven_tasks() -> None:
    held = pack("fengtai")
    assert Counter(item.audience for item in held.items) == {"body": 11, "chief": 9, "member": 5}
    assert [task.number for task in held.tasks] == list(range(1, 38))


def test_xuancheng_has_eighty_nine_of_which_twelve_soft_and_113_tasks() -> None:
    held = pack("xuancheng")
    assert len(held.items) == 89 and sum(not item.measure for item in held.items) == 12
    sides = Counter(item.side for item in held.items)
    assert sides["main"] + sides["oversight"] == 89 and min(sides.values()) > 0
    assert len(held.tasks) == 113


@pytest.mark.parametrize("code", ["fengtai", "xuancheng"])
def test_every_text_the_article_does_not_give_is_marked(code: str) -> None:
    held = pack(code)
    assert all(item.sample for item in held.items) and all(task.sample for task in held.tasks)
    assert len({(item.audience, item.text) for item in held.items}) == len(held.items)
    said = "".join(path.read_text(encoding="utf-8") for path in ARTICLES.glob("*.txt"))
    assert held.quote in said and held.tasks_quote in said


def test_a_pack_is_in_force_at_once(district: District) -> None:
    by = district.actor("discipline-secretary")
    entry = actions.load_pack(
        code="xuancheng", by=by, organ=district.organs["committee"], adopt_at=district.organs["district"], since=DAY
    )
    counts = lists.counts_of(lists.items_of(UUID(entry.body["public"]["version"])))
    assert (counts.total, counts.measurable, counts.soft, counts.sample) == (89, 77, 12, 89)
    mine = carried(district.people["secretary"], DAY).items
    assert len(mine) == 16 and len({line.item for line in mine}) == 16


def test_two_packs_side_by_side_give_no_line_twice(district: District) -> None:
    by, committee = district.actor("discipline-secretary"), district.organs["committee"]
    for code in packs():
        actions.load_pack(code=code, by=by, organ=committee, adopt_at=district.organs["district"], since=DAY)
    mine = carried(district.people["secretary"], DAY).items
    assert len({line.text for line in mine}) == len(mine)


def test_the_tasks_of_a_pack_are_given_to_posts_and_units_of_here(district: District) -> None:
    by, held = district.actor("recorder"), pack("fengtai")
    entry = actions.found_plan(by=by, organ=district.organs["committee"], year=2026, name=held.tasks_name)
    plan = UUID(entry.body["public"]["plan"])
    leads = {word: district.posts["member-1"] for word in held.leads}
    units = {word: district.organs["water"] for word in held.units}
    with pytest.raises(BadInput, match="还没有指明"):
        actions.load_pack_tasks(code="fengtai", by=by, plan=plan, leads=leads, units={})
    units[held.units[0]] = district.organs["roads"]
    actions.load_pack_tasks(code="fengtai", by=by, plan=plan, leads=leads, units=units)
    assert tasks.plan_of(plan).tasks.filter(sample=True).count() == 37


def test_words_are_matched_with_names() -> None:
    choices = [("1", "丰台区委组织部"), ("2", "丰台区财政局"), ("3", "丰台区委办公室"), ("4", "丰台区纪委区监委")]
    found = guess(["组织部", "财政部门", "党委办公室", "纪检监察机关", "水务部门"], choices)
    assert found == {"组织部": "1", "财政部门": "2", "党委办公室": "3", "纪检监察机关": "4", "水务部门": ""}


def test_an_unknown_pack_is_named(district: District) -> None:
    with pytest.raises(NotFound):
        actions.load_pack(code="x", by=district.actor("discipline-secretary"), organ=district.organs["committee"])
