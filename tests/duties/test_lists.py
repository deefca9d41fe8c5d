"""Versions of a list: basis named, in order, every change explained; the difference of any two (M15, M77)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from liuhen.kit.refusals import NotPermitted, Refusal
from liuhen.mechanisms.duties import actions
from liuhen.mechanisms.duties.drafts import ItemDraft, items_sha256, kept, taken_up
from liuhen.mechanisms.duties.imports import items as sheet
from liuhen.mechanisms.duties.reads import changes, lists
from liuhen.mechanisms.duties.terms import Change
from liuhen.ui import sheets
from tests.duties import scene
from tests.duties.scene import District

JULY = date(2026, 7, 1)


def items_now(list_id: UUID) -> list[ItemDraft]:
    last = lists.last_version(list_id)
    assert last
    return lists.drafts_of(last.pk)


def change(made: District, list_id: UUID, drafts: list[ItemDraft], **how: object) -> UUID:
    given: dict[str, object] = {"since": JULY, "reason": "年度调整"} | how
    return scene.version(made, list_id, drafts, **given)


def test_a_version_says_what_is_new_changed_dropped_and_kept(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    now = items_now(list_id)
    drafts = [replace(now[0], text="改过的一条", why="表述调整"), *now[2:]]
    drafts.append(ItemDraft(audience="chief", side="main", text="新增的一条", why="上级新规定"))
    change(made, list_id, drafts, dropped={now[1].item: "与第一条重复"})
    new, old = list(lists.versions_of(list_id))
    found = changes.between(old, new)
    assert [(one.change, one.number) for one in found] == [
        (Change.CHANGED, 1), (Change.NEW, 25), (Change.DROPPED, 2),
    ]  # fmt: skip
    assert found[0].fields == (("责任内容", "样本：body 第1条责任", "改过的一条"),)
    assert [one.reasons[0].why for one in found] == ["表述调整", "上级新规定", "与第一条重复"]
    assert {one.reasons[0].person for one in found} == {made.people["discipline-secretary"]}


def test_the_day_before_still_shows_what_was_dropped(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    now = items_now(list_id)
    change(made, list_id, now[1:], dropped={now[0].item: "撤销"})
    before, after = lists.version_on(list_id, date(2026, 6, 30)), lists.version_on(list_id, JULY)
    assert before and after
    assert now[0].item in {item.item for item in lists.items_of(before.pk)}
    assert now[0].item not in {item.item for item in lists.items_of(after.pk)}
    [line] = changes.between(before, after)
    assert line.reasons[0].why == "撤销" and line.reasons[0].version == 2


def test_reasons_of_every_version_between_are_given(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    now = items_now(list_id)
    change(made, list_id, [replace(now[0], text="第二稿", why="一改"), *now[1:]])
    now = items_now(list_id)
    change(made, list_id, [replace(now[0], text="第三稿", why="再改"), *now[1:]], since=date(2026, 8, 1))
    third, _, first = list(lists.versions_of(list_id))
    [line] = changes.between(first, third)
    assert [reason.why for reason in line.reasons] == ["一改", "再改"]
    assert changes.between(third, third) == []


@pytest.mark.parametrize(
    ("how", "rule"),
    [
        ({"basis": " "}, "duties.basis-named"),
        ({"reason": " "}, "platform.input"),
        ({"since": date(2025, 1, 1)}, "duties.versions-in-order"),
        ({"status": "someday"}, "platform.input"),
        ({"text": "没有理由的改动"}, "duties.change-explained"),
        ({"drop": True}, "duties.change-explained"),
        ({"twice": True}, "duties.item-once"),
        ({"stranger": True}, "platform.input"),
        ({"side": "nobody"}, "platform.input"),
        ({"empty": True}, "platform.input"),
        ({"evidence": ("points",)}, "platform.input"),
    ],
)
def test_a_version_is_refused_by_its_rule(listed: tuple[District, UUID], how: dict[str, object], rule: str) -> None:
    made, list_id = listed
    now = items_now(list_id)
    for field in ("text", "side", "evidence"):
        if field in how:
            now[0] = replace(now[0], **{field: how.pop(field)})  # type: ignore[arg-type]
    if how.pop("drop", False):
        now = now[1:]
    if how.pop("twice", False):
        now = [*now, replace(now[0], item=None, why="重复")]
    if how.pop("stranger", False):
        now[0] = replace(now[0], item=UUID(int=9), why="别处来的")
    if how.pop("empty", False):
        now = []
    with pytest.raises(Refusal) as refused:
        change(made, list_id, now, **how)
    assert refused.value.rule == rule
    assert lists.versions_of(list_id).count() == 1


def test_only_whoever_may_publishes_and_adopts(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    with pytest.raises(NotPermitted):
        actions.publish_list(
            list=list_id, by=made.actor("recorder"), status="final", basis="文件", items=scene.items(), reason="试"
        )
    with pytest.raises(NotPermitted):
        actions.adopt_list(list=list_id, by=made.actor("secretary"), organ=made.organs["water"], deep=False)


def test_a_list_is_adopted_once_and_laid_down(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    by = made.actor("discipline-secretary")
    with pytest.raises(Refusal) as refused:
        actions.adopt_list(list=list_id, by=by, organ=made.organs["district"], deep=True)
    assert refused.value.rule == "duties.adopted-once"
    [adoption] = lists.adoptions_of(list_id)
    actions.lay_down_list(adoption=adoption.pk, by=by, until=JULY)
    assert lists.adoptions_of(list_id, JULY) == [] and lists.adoptions_of(list_id, date(2026, 6, 30))
    actions.adopt_list(list=list_id, by=by, organ=made.organs["district"], deep=True, since=JULY)


def test_nothing_applies_before_it_is_published(district: District) -> None:
    by = district.actor("discipline-secretary")
    entry = actions.found_list(by=by, organ=district.organs["committee"], name="空清单", side="main")
    list_id = UUID(entry.body["public"]["list"])
    with pytest.raises(Refusal) as refused:
        actions.adopt_list(list=list_id, by=by, organ=district.organs["district"], deep=True)
    assert refused.value.rule == "duties.list-published-first"
    with pytest.raises(Refusal) as refused:
        actions.found_list(by=by, organ=district.organs["committee"], name="空清单 ", side="main")
    assert refused.value.rule == "duties.list-once"


def test_eighty_nine_items_with_twelve_soft_ones_are_counted(district: District) -> None:
    drafts = scene.items(30, 17, 20, 22)
    drafts = [replace(item, measure="") if place < 12 else item for place, item in enumerate(drafts)]
    list_id = scene.publish(district, drafts)
    last = lists.last_version(list_id)
    assert last
    counts = lists.counts_of(lists.items_of(last.pk))
    assert (counts.total, counts.measurable, counts.soft) == (89, 77, 12)
    assert counts.by_side["main"] + counts.by_side["oversight"] == 89


def test_a_draft_comes_back_as_it_was(listed: tuple[District, UUID]) -> None:
    now = items_now(listed[1])
    now[0] = replace(now[0], why="改")
    assert taken_up(kept(now)) == now
    assert items_sha256(now) == items_sha256(taken_up(kept(now)))
    with pytest.raises(Refusal):
        taken_up(b'{"a":1}')


def test_a_version_goes_out_as_a_sheet_and_comes_back_the_same(listed: tuple[District, UUID]) -> None:
    last = lists.last_version(listed[1])
    assert last
    before = lists.items_of(last.pk)
    made = sheet.read(sheet.written(before), side="both", before=before)
    assert made.errors == [] and changes.from_draft(before, made.drafts) == []


def test_every_bad_row_of_a_sheet_is_named(listed: tuple[District, UUID]) -> None:
    last = lists.last_version(listed[1])
    assert last
    before = lists.items_of(last.pk)
    good = {"audience": "主要负责人", "side": "主体责任", "text": "一条"}
    rows = [
        good | {"audience": "所有人"},
        good | {"number": 99},
        good | {"evidence": "会议、打卡"},
        good,
        good | {"side": ""},
        good | {"number": 1},
        good | {"number": 1},
    ]
    found = sheet.read(sheets.write(sheet.COLUMNS, rows), side="both", before=before)
    assert found.drafts == []
    assert [(error.number, error.heading) for error in found.errors] == [
        (2, "责任主体"), (3, "原序号"), (4, "佐证种类"), (6, "责任类别"), (8, "原序号"),
    ]  # fmt: skip
