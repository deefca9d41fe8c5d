"""议事规则取值 What the body's enacted rule set says about this matter on the day of the meeting."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from liuhen.kit import clock
from liuhen.kit.calendar import Calendar
from liuhen.mechanisms.decisions.models import Motion
from liuhen.mechanisms.decisions.reads.room import Room
from liuhen.organs.reads.calendar import calendar
from liuhen.organs.reads.groups import group
from liuhen.rules.bodies import MatterRules
from liuhen.rules.reads import BodyInForce, body_rules


def body_of(motion: Motion, on: date) -> BodyInForce:
    """议事规则 The rule set under which the motion's body meets on that day."""
    return body_rules(group(motion.group).kind, on, motion.organ)


def rule_of(motion: Motion, on: date) -> MatterRules:
    """本类事项的规则 The rules for the motion's class of matter."""
    return body_of(motion, on).rules.for_matter(motion.category)


def day_of(room: Room) -> date:
    """会议日 The day of the meeting in Asia/Shanghai."""
    return clock.local(room.meeting.opened_at or room.meeting.starts).date()


def rule_of_room(room: Room) -> MatterRules:
    """本议题的规则 The rules for the item in this meeting."""
    return rule_of(room.motion, day_of(room))


def settings_of(room: Room, opens_at: datetime) -> dict[str, dict[str, Any]]:
    """各规则的取值 The body's values for the rules of an item that opens then; notice in whole hours (M57)."""
    rule = rule_of(room.motion, clock.local(room.meeting.starts).date())
    hours = notice_hours(rule, opens_at, calendar(room.motion.organ)) if rule.notice_workdays else rule.notice_hours
    return {**rule.settings, "decisions.papers-delivered": {"notice": str(hours)}}


def notice_hours(rule: MatterRules, opens_at: datetime, days: Calendar) -> int:
    """提前时数 The longer of the hours asked for and those back to 24:00 of the last day that leaves the working days.

    The day of delivery does not count; the day of the meeting does.
    """
    opens = clock.local(opens_at)
    last = opens.date()
    while days.add_working_days(last, rule.notice_workdays) > opens.date():
        last -= timedelta(days=1)
    midnight = datetime.combine(last + timedelta(days=1), time(), clock.SHANGHAI)
    return max(rule.notice_hours, (opens - midnight) // timedelta(hours=1))


def head_decides(room: Room) -> bool:
    """首长负责制 Whether the head decides, having heard everyone."""
    return body_of(room.motion, day_of(room)).rules.decision_logic == "head_decides"


def quorum_of(room: Room) -> dict[str, Any]:
    """法定人数 Quorum for the item now, with its inputs."""
    rule = rule_of_room(room)
    return room.quorum({"num": rule.quorum.num, "den": rule.quorum.den, "op": rule.quorum.op}, rule.recusal_in_base)


def pass_rule_of(room: Room) -> dict[str, Any]:
    """通过比例 The share a vote must reach, as it is written into the book when voting opens."""
    body = body_of(room.motion, day_of(room))
    matter = body.rules.for_matter(room.motion.category)
    share = matter.pass_
    return {
        "num": share.num,
        "den": share.den,
        "op": share.op,
        "base": share.base,
        "recusal_in_base": matter.recusal_in_base,
        "body": body.citation,
    }
