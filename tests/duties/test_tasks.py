"""Tasks: one leader, one main unit, none twice; as of any day; only those with a part in them report (M08, M10)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from liuhen.kit.refusals import BadInput, NotFound, NotPermitted, Refusal, WrongState
from liuhen.mechanisms.duties import actions
from liuhen.mechanisms.duties.drafts import TaskDraft
from liuhen.mechanisms.duties.reads import tasks
from liuhen.mechanisms.duties.reads.carried import bases, carried
from liuhen.organs.reads.tree import organ
from tests.duties.scene import District

DAY = date(2026, 6, 1)


def draft(made: District, number: int = 1, **changes: object) -> TaskDraft:
    given: dict[str, object] = {
        "number": number,
        "title": f"第{number}项任务",
        "due": date(2026, 11, 30),
        "lead": made.posts["member-1"],
        "main": made.organs["water"],
        "assisting": (made.organs["roads"],),
    } | changes
    return TaskDraft(**given)  # type: ignore[arg-type]


@pytest.fixture
def plan(district: District) -> UUID:
    entry = actions.found_plan(
        by=district.actor("recorder"), organ=district.organs["committee"], year=2026, name="重点任务"
    )
    return UUID(entry.body["public"]["plan"])


def assign(made: District, plan: UUID, *drafts: TaskDraft) -> list[UUID]:
    found = actions.assign_tasks(plan=plan, by=made.actor("recorder"), drafts=drafts, since=DAY)
    return [UUID(entry.body["public"]["task"]) for entry in found]


def test_every_unit_and_leader_sees_its_own(district: District, plan: UUID) -> None:
    wide = draft(district, 2, main=district.organs["roads"], assisting=(district.organs["water"],))
    assign(district, plan, draft(district), wide, draft(district, 3, assisting=()))
    mine = carried(district.people["water-head"], DAY).tasks
    assert [(line.number, line.parts) for line in mine] == [(1, ("main",)), (2, ("assist",)), (3, ("main",))]
    assert [line.parts for line in carried(district.people["member-1"], DAY).tasks] == [("lead",)] * 3
    assert carried(district.people["parks-head"], DAY).tasks == ()
    assert mine[1].main_name == "试区交通局"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"lead": None}, "duties.one-lead"),
        ({"main": None}, "duties.one-main"),
        ({"twice": True}, "duties.unit-once"),
        ({"title": " "}, "platform.input"),
        ({"due": date(2026, 5, 1)}, "platform.input"),
        ({"lead": UUID(int=7)}, "organs.unknown-post"),
        ({"main": UUID(int=7)}, "organs.unknown-organ"),
    ],
)
def test_a_wrong_task_is_refused_by_its_rule(
    district: District, plan: UUID, changes: dict[str, object], rule: str
) -> None:
    if changes.pop("twice", False):
        changes = {"assisting": (district.organs["water"],)}
    with pytest.raises(Refusal) as refused:
        assign(district, plan, draft(district), draft(district, 2, **changes))
    assert refused.value.rule == rule
    assert carried(district.people["water-head"], DAY).tasks == ()


def test_no_number_twice(district: District, plan: UUID) -> None:
    assign(district, plan, draft(district))
    with pytest.raises(WrongState, match="任务编号重复：1"):
        assign(district, plan, draft(district))


def test_only_whoever_may_assigns(district: District, plan: UUID) -> None:
    with pytest.raises(NotPermitted):
        actions.assign_tasks(plan=plan, by=district.actor("water-head"), drafts=[draft(district)])


def test_a_change_of_units_counts_from_its_day_and_moves_the_basis(district: District, plan: UUID) -> None:
    [task] = assign(district, plan, draft(district))
    path, later = organ(district.organs["district"]).path, DAY + timedelta(days=10)
    before = bases(path, later).of(district.organs["parks"], "chief")
    actions.reassign_task(
        task=task, by=district.actor("recorder"), lead=district.posts["member-2"], main=district.organs["parks"],
        why="职责调整", since=later,
    )  # fmt: skip
    assert [line.task for line in carried(district.people["parks-head"], later).tasks] == [task]
    assert carried(district.people["parks-head"], DAY).tasks == ()
    assert [line.main_name for line in carried(district.people["water-head"], DAY).tasks] == ["试区水务局"]
    assert carried(district.people["water-head"], later).tasks == ()
    assert bases(path, later).of(district.organs["parks"], "chief") != before
    assert bases(path, DAY).of(district.organs["parks"], "chief") == before


def test_progress_names_the_leader_of_the_day_and_leaves_the_basis(district: District, plan: UUID) -> None:
    [task] = assign(district, plan, draft(district))
    basis = carried(district.people["water-head"], DAY).basis
    entry = actions.report_progress(task=task, by=district.actor("roads-head"), words="完成招标", share="30%")
    assert entry.body["public"]["leader"] == str(district.people["member-1"])
    assert carried(district.people["water-head"], DAY).basis == basis
    actions.finish_task(task=task, by=district.actor("water-head"), words="全部完成")
    assert tasks.task(task).state == "finished"
    assert len(carried(district.people["water-head"], DAY).tasks) == 1


def test_who_has_no_part_in_it_reports_nothing(district: District, plan: UUID) -> None:
    [task] = assign(district, plan, draft(district))
    with pytest.raises(NotPermitted):
        actions.report_progress(task=task, by=district.actor("parks-head"), words="完成招标")
    with pytest.raises(NotPermitted):
        actions.finish_task(task=task, by=district.actor("roads-head"), words="协办单位不能办结")


def test_a_withdrawn_task_is_carried_no_longer_and_stays(district: District, plan: UUID) -> None:
    [task] = assign(district, plan, draft(district))
    with pytest.raises(BadInput):
        actions.withdraw_task(task=task, by=district.actor("recorder"), why=" ")
    actions.withdraw_task(task=task, by=district.actor("recorder"), why="上级取消", since=DAY + timedelta(days=5))
    assert len(carried(district.people["water-head"], DAY).tasks) == 1
    assert carried(district.people["water-head"], DAY + timedelta(days=5)).tasks == ()
    assert tasks.task(task).why == "上级取消"
    with pytest.raises(WrongState):
        actions.report_progress(task=task, by=district.actor("water-head"), words="已撤销还填")


def test_an_unknown_task_has_its_own_rule(district: District) -> None:
    with pytest.raises(NotFound) as refused:
        actions.withdraw_task(task=UUID(int=3), by=district.actor("recorder"), why="没有")
    assert refused.value.rule == "duties.unknown-task"
