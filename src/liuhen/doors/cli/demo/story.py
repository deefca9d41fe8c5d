"""故事 Six weeks of a district's decisions up to this very minute, through the real actions, chapter by chapter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from liuhen.doors.cli.demo import duties, dutylog, hearings, letters, matters
from liuhen.doors.cli.demo.on_paper import street_on_paper
from liuhen.doors.cli.demo.room import Room
from liuhen.doors.cli.demo.sessions import ORDER, deferred, first_meeting
from liuhen.doors.cli.demo.stage import CHIEF
from liuhen.kit import clock
from liuhen.mechanisms.decisions import actions
from liuhen.organs.fengtai import known_id

STILL_TO_STATE = 3
"""尚未表态 How many members the visitor finds still to state in the meeting that is open."""


def two_motions(room: Room) -> None:
    """动议 城北棚改 with a first text that stays, and the plot that will be rejected."""
    room.move(26, "09:40")
    north = room.draft("north", "executive-deputy", "standing", matters.NORTH | {"text": matters.NORTH_FIRST_TEXT})
    room.move(25, "15:10")
    actions.revise_motion(
        motion=north,
        by=room.cast.actor("executive-deputy"),
        title=matters.NORTH["title"],
        text=matters.NORTH["text"],
        amount_fen=matters.NORTH["amount_fen"],
    )
    room.sign(north, "executive-deputy")
    room.move(24, "10:00")
    plot = room.draft("plot", "executive-deputy", "standing", matters.PLOT)
    room.sign(plot, "executive-deputy")
    for motion in (north, plot):
        room.confirm(motion)
        asked = "会前征求区纪委、区财政局、区住建委意见，意见一致"
        room.gate(motion, "consultation", "recorder", asked, answers="executive-deputy")
        room.legal(motion)


def consequences(room: Room) -> None:
    """后果 A contract and a payment follow from the decision; one payment follows from none."""
    room.move(8, "09:15")
    north, organs = known_id("motion", "north"), room.cast.district.organs
    linked = {"category": "works", "motion": north}
    actions.link_consequence(
        by=room.cast.actor("housing-head"),
        organ=organs["housing"],
        kind="contract",
        reference="丰住建合〔2026〕52号 前期勘察设计",
        amount_fen=96_000_000,
        words="公开招标，三家投标。",
        **linked,
    )
    room.move(6, "16:05")
    actions.link_consequence(
        by=room.cast.actor("finance-head"),
        organ=organs["finance"],
        kind="payment",
        reference="国库集中支付 2026-11-0412",
        amount_fen=28_800_000,
        words="勘察设计首付款，合同价的百分之三十。",
        **linked,
    )
    room.later(1500)
    actions.link_consequence(
        by=room.cast.actor("finance-head"),
        organ=organs["finance"],
        kind="payment",
        category="funds",
        motion=None,
        reference="国库集中支付 2026-11-0419",
        amount_fen=73_500_000,
        words="某宣传活动承办费，单据上没有决策文号。",
    )


def not_tabled(room: Room) -> None:
    """没有上会的 One kept with the reason, one that the legal review stops, one of which only the place is held."""
    room.move(5, "09:30")
    fountain = room.draft("fountain", "united-front-head", "standing", matters.FOUNTAIN)
    room.sign(fountain, "united-front-head")
    room.later(7200)
    reason = "与过紧日子的要求不符，且未列入年度投资计划，不予上会"
    actions.decline_motion(motion=fountain, by=room.cast.actor(CHIEF), reason=reason)
    tax = room.draft("tax", "deputy-secretary", "standing", matters.TAX)
    room.sign(tax, "deputy-secretary")
    room.confirm(tax)
    room.gate(tax, "consultation", "recorder", "已征求区财政局意见", answers="deputy-secretary")
    unlawful = "税收返还与现行清理规范税收优惠的规定相抵触，不得上会；建议改为奖励研发投入。"
    room.legal(tax, "unlawful", unlawful)
    room.later(900)
    actions.hold_place(
        motion=known_id("motion", "held-place"),
        by=room.cast.actor("recorder"),
        group=room.cast.district.groups["standing"],
        paper_reference="机要室 2026-保-0031",
    )


def without_mover(room: Room) -> None:
    """无人署名 Nobody signed it: with the agenda the presiding chief became its mover by default. Due today."""
    room.move(4, "10:00")
    motion = room.draft("greenway", "government-recorder", "executive", matters.GREENWAY)
    room.gate(motion, "finance", "government-recorder", "区财政局出具资金安排意见", answers="finance-head")
    room.legal(motion)
    room.move(3, "15:00")
    meeting = room.call(
        "executive",
        _later_today(room),
        group="executive",
        title="区政府常务会议",
        place="区政府第二会议室",
        presider="district-head",
        recorder="government-recorder",
    )
    members = ["executive-deputy", "vice-head", "district-head"]
    room.table(meeting, motion, "water-head", to=members, recorder="government-recorder")
    room.lock(meeting, "government-recorder")


def _later_today(room: Room) -> datetime:
    """Two hours from now, or what is left of the day."""
    soon = room.present + timedelta(hours=2)
    return soon if clock.local(soon).date() == clock.local(room.present).date() else room.present


def agenda_being_built(room: Room) -> None:
    """议程未定 Next week's agenda is open: one matter is ready for it, the unlawful one will be refused."""
    room.move(2, "09:00")
    bridge = room.draft("bridge", "district-head", "standing", matters.BRIDGE)
    room.sign(bridge, "district-head")
    room.confirm(bridge)
    room.gate(bridge, "consultation", "recorder", "已征求沿线社区意见", answers="district-head")
    room.legal(bridge)
    room.later(600)
    room.call("next", room.day(-4, "09:00"))


def in_session(room: Room) -> None:
    """正在开会 A meeting is open this minute; three members have not stated yet: the visitor goes on from here."""
    room.move(2, "14:00")
    motion = room.draft("school", "executive-deputy", "standing", matters.SCHOOL)
    room.sign(motion, "executive-deputy")
    room.confirm(motion)
    room.gate(motion, "consultation", "recorder", "已征求区教委、区财政局意见", answers="executive-deputy")
    room.legal(motion)
    room.move(1, "08:40")
    meeting = room.call("today", room.present - timedelta(minutes=12))
    item = room.table(meeting, motion, "housing-head")
    room.lock(meeting)
    room.read(item, ["politics-law-head", "organisation-head", "executive-deputy", "district-head"])
    room.before_now(11)
    room.open_meeting(meeting)
    room.open_item(item)
    for key in ORDER[:-STILL_TO_STATE]:
        room.state(item, key, "agree", "同意，请同步解决周边道路。" if key == "district-head" else "")


CHAPTERS: tuple[tuple[str, Callable[[Room], None]], ...] = (
    ("街道、社区和逐级签订的部署", letters.streets_and_communities),
    ("责任清单施行，三十七项任务下达", duties.lists_and_tasks),
    ("上月抽查的种子，两行补记", dutylog.seed_and_notes),
    ("两件动议：修改、签名、确认、前置程序", two_motions),
    ("第一次会：一件通过，一件否决", first_meeting),
    ("第二次会：缓议", deferred),
    ("街道的纸面会议，事后录入", street_on_paper),
    ("汇报与听取：一人未听取，一份逾期", hearings.reports_and_hearings),
    ("两件负担反映", hearings.complaints),
    ("合同、付款，和一笔查不到决定的付款", consequences),
    ("没有上会的三件", not_tabled),
    ("无人署名的动议：默认动议人", without_mover),
    ("清单改版，任务办结", duties.second_version),
    ("下周的议程", agenda_being_built),
    ("全区的责任书，缺三份", letters.letters_signed),
    ("正在开的会", in_session),
)
"""各章 In the order in which they happened."""
