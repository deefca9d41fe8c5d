"""两次会 The two meetings of the story that are over: what passed, what fell, what was put off."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from liuhen.doors.cli.demo import matters
from liuhen.doors.cli.demo.room import Room
from liuhen.doors.cli.demo.stage import CHIEF
from liuhen.kit import clock
from liuhen.mechanisms.decisions import actions
from liuhen.organs.fengtai import known_id

# Not the order of rank: members state as they are ready.
ORDER = (
    "politics-law-head",
    "organisation-head",
    "office-head",
    "united-front-head",
    "district-head",
    "discipline-secretary",
    "deputy-secretary",
    "executive-deputy",
)


def first_meeting(room: Room) -> None:
    """第一次会 Nine of eleven: one matter passes with one voice against, one finds five of eleven and falls."""
    room.move(22, "09:00")
    meeting = room.call("first", room.day(20, "09:00"))
    north = room.table(meeting, known_id("motion", "north"), "housing-head")
    plot = room.table(meeting, known_id("motion", "plot"), "finance-head")
    room.lock(meeting)
    room.read(north, ["deputy-secretary", "united-front-head", "district-head", "discipline-secretary"])
    room.move(20, "09:01")
    room.open_meeting(meeting)
    _north(room, north)
    _plot(room, plot)
    room.later(120)
    actions.close_meeting(meeting=meeting, by=room.cast.actor("recorder"))
    room.later(180)
    room.seal_record(meeting)
    confirming = ["party-secretary", "district-head", "office-head", "organisation-head", "discipline-secretary"]
    for key in [*confirming, "politics-law-head"]:
        room.confirm_record(meeting, key)
    room.confirm_record(meeting, "united-front-head", "我的原话是“建议先落实一期尾款”，记录中写作“建议先落实一期”。")
    room.move(18, "10:20")
    room.issue_minutes(meeting, f"丰发常〔{clock.local(room.present).year}〕17号")


def _north(room: Room, item: UUID) -> None:
    words = {
        "united-front-head": ("disagree", "一期尾款尚有四百万元没有落实，建议先落实一期尾款，再定二期开工时间。"),
        "discipline-secretary": ("agree", "同意。请区住建委在招标前把评标办法报派驻组备查。"),
        "district-head": ("agree", "同意，资金按所列渠道安排。"),
    }
    room.open_item(item)
    for key in ORDER:
        room.state(item, key, *words.get(key, ("agree",)))
    room.note(item, "区财政局说明：一期尾款四百万元已列入今年第四季度预算，十二月底前拨付。")
    room.note(item, "派驻组提醒：招标文件须载明安置房面积误差的处理办法。区住建委表示采纳。")
    room.conclude(item, "agree", "同意。一期尾款年内付清，作为二期开工的前提。")
    room.vote(item, united_front_head="against")
    room.rule(item, "passed", "会议同意实施城北棚户区改造二期安置房建设；一期尾款年内付清后开工；由区住建委负责落实。")


def _plot(room: Room, item: UUID) -> None:
    recused = room.cast.actor("organisation-head")
    room.later(60)
    actions.recuse(item=item, person=recused.person, by=recused, reason="近亲属在意向受让企业任职")
    room.open_item(item)
    for key in [key for key in ORDER if key != "organisation-head"]:
        against = key in ("discipline-secretary", "deputy-secretary", "office-head")
        room.state(item, key, "disagree" if against else "agree", "应当公开挂牌，不宜协议转让。" if against else "")
    room.note(item, "三名成员认为应通过产权交易机构公开挂牌。区财政局表示可以重新提出方案。")
    room.conclude(item, "agree")
    room.vote(item, discipline_secretary="against", deputy_secretary="against", office_head="against")
    room.rule(item, "rejected", "本议题未获应到会成员过半数赞成，不予通过；区财政局可以公开挂牌方式另行提出。")


def deferred(room: Room) -> None:
    """缓议 The second meeting finds the opinions far apart and puts the matter off, with a day to come back."""
    room.move(17, "14:00")
    motion = room.draft("park", "district-head", "standing", matters.PARK)
    room.sign(motion, "district-head")
    room.confirm(motion)
    room.gate(motion, "consultation", "recorder", "已征求区财政局、区发改委意见", answers="district-head")
    room.legal(motion)
    meeting = room.call("second", room.day(14, "14:30"))
    item = room.table(meeting, motion, "executive-deputy")
    room.lock(meeting)
    room.move(14, "14:32")
    room.open_meeting(meeting)
    room.open_item(item)
    apart = {
        "politics-law-head": ("defer", "减免面多大、由谁核定，方案里没有写。"),
        "discipline-secretary": ("disagree", "没有公平竞争审查，容易成为对个别企业的优惠。"),
        "deputy-secretary": ("defer", "建议补充测算。"),
        "united-front-head": ("reserve", "对试行期限有保留。"),
        "organisation-head": ("defer", ""),
    }
    for key in ORDER:
        room.state(item, key, *apart.get(key, ("agree",)))
    room.note(item, "对减免范围、核定程序和公平竞争审查意见分歧较大。")
    room.conclude(item, "defer", "分歧较大，补充测算和公平竞争审查后再议。")
    back = (clock.local(room.present) + timedelta(days=9)).date().isoformat()
    room.rule(item, "deferred", reason="意见分歧较大，须补充测算和公平竞争审查", return_by=back)
    room.later(90)
    actions.close_meeting(meeting=meeting, by=room.cast.actor("recorder"))
    room.later(150)
    room.seal_record(meeting)
    room.confirm_record(meeting, CHIEF)
