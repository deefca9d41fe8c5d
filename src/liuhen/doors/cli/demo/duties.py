"""清单与任务的故事 The list in force, a second one to compare, and a year's tasks of which one is overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from liuhen.doors.cli.demo.room import Room
from liuhen.kit import clock
from liuhen.mechanisms.duties import actions
from liuhen.mechanisms.duties.reads import lists
from liuhen.mechanisms.duties.reads.packs import pack
from liuhen.mechanisms.duties.reads.tasks import plan_of
from liuhen.organs.fengtai import known_id
from liuhen.organs.spans import today

LEADS = {
    "党委书记": "party-secretary",
    "党委副书记": "deputy-secretary",
    "纪委书记": "discipline-secretary",
    "组织部部长": "organisation-head",
    "宣传部部长": "publicity-head",
    "统战部部长": "united-front-head",
    "政法委书记": "politics-law-head",
    "党委办公室主任": "office-head",
    "常务副职": "executive-deputy",
}
UNITS = {
    "党委办公室": "committee-office",
    "纪检监察机关": "discipline",
    "组织部": "organisation",
    "宣传部": "publicity",
    "统战部": "united-front",
    "政法委": "politics-law",
    "政府办公室": "government-office",
    "发展改革部门": "reform",
    "财政部门": "finance",
    "住建部门": "housing",
    "水务部门": "water",
    "司法部门": "justice",
    "审计部门": "audit",
}
OFFICE, KEEPER = "recorder", "discipline-secretary"


def lists_and_tasks(room: Room) -> None:
    """清单施行、任务下达 Eleven, nine and five for the whole district; eighty-nine to look at; 37 tasks of the year."""
    room.move(27, "11:30")
    organs, by = room.cast.district.organs, room.cast.actor(KEEPER)
    begins = date(_year(room), 1, 1)
    listed = known_id("duty-list", "fengtai")
    actions.load_pack(
        code="fengtai", by=by, organ=organs["committee"], adopt_at=organs["district"], since=begins, list=listed
    )
    room.later(600)
    actions.load_pack(
        code="xuancheng", by=by, organ=organs["discipline"], since=begins, list=known_id("duty-list", "xuancheng")
    )
    room.later(900)
    _assign_tasks(room, begins)
    room.later(600)
    _finish(room, until=today())


def second_version(room: Room) -> None:
    """清单改版、任务办结 One item gets a measure, one gives way to another; what was due is done but for the last."""
    room.move(3, "16:30")
    list = known_id("duty-list", "xuancheng")
    last = lists.last_version(list)
    assert last is not None
    drafts = lists.drafts_of(last.pk)
    soft = next(place for place, item in enumerate(drafts) if item.soft)
    drafts[soft] = replace(drafts[soft], measure="每年专题学习并检查1次", why="软任务变硬指标，补上衡量标准")
    gone = drafts.pop()
    assert gone.item is not None
    drafts.append(replace(gone, item=None, text="每年向社会公开责任清单的变动及理由", why="按信息公开的规定增列"))
    actions.publish_list(
        list=list,
        by=room.cast.actor(KEEPER),
        status=last.status,
        basis=f"{last.basis}修订",
        reason="试行半年后调整",
        since=today(),
        items=drafts,
        dropped={gone.item: "与信息公开的规定重复"},
    )
    room.later(1200)
    _finish(room, until=today(), leave=1)


def _year(room: Room) -> int:
    return room.day(2, "10:30").astimezone(clock.SHANGHAI).year


def _assign_tasks(room: Room, begins: date) -> None:
    cast, plan = room.cast, known_id("task-plan", "fengtai")
    by = cast.actor(OFFICE)
    name = pack("fengtai").tasks_name
    actions.found_plan(by=by, organ=cast.district.organs["committee"], year=begins.year, name=name, plan=plan)
    room.later(300)
    actions.load_pack_tasks(
        code="fengtai",
        by=by,
        plan=plan,
        leads={word: cast.district.posts[key] for word, key in LEADS.items()},
        units={word: cast.district.organs[key] for word, key in UNITS.items()},
        since=begins,
    )


def _finish(room: Room, *, until: date, leave: int = 0) -> None:
    """Those whose day has passed, each by its leader; the last `leave` of them stay overdue, one with its progress."""
    leaders: dict[UUID, str] = {room.cast.district.posts[key]: key for key in LEADS.values()}
    due = [*plan_of(known_id("task-plan", "fengtai")).tasks.filter(due__lt=until, ended=None).order_by("due", "number")]
    for task in due[: len(due) - leave]:
        room.later(20)
        by = room.cast.actor(leaders[task.lead])
        actions.finish_task(task=task.pk, by=by, words=f"已完成：{task.measure}", on=task.due)
    for task in due[len(due) - leave :] if leave else []:
        room.later(20)
        by = room.cast.actor(leaders[task.lead])
        actions.report_progress(task=task.pk, by=by, words="资料已收齐，正在核对", share="80%")
