"""会议纪要 What the body resolved, for circulation; its PDF embeds its own data only, so dissent does not travel."""

from __future__ import annotations

from liuhen.kit import clock
from liuhen.mechanisms.decisions.models import Item, Meeting
from liuhen.mechanisms.decisions.papers.record import outcome_words, people_of
from liuhen.mechanisms.decisions.papers.words import day
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.mechanisms.decisions.reads.room import room_of
from liuhen.mechanisms.decisions.terms import Capacity, Presence
from liuhen.organs.reads.groups import group
from liuhen.organs.reads.tree import organ
from liuhen.ui.paper.forms import Minutes, Section


def minutes_form(sitting: Meeting, *, number: str) -> Minutes:
    """纪要数据 Who was there and what was resolved; no stance and no name beside a vote."""
    names, titles = people_of(sitting)
    began = sitting.opened_at or sitting.starts
    seats = list(sitting.seats.all())
    members = [seat for seat in seats if seat.capacity == Capacity.MEMBER]
    here = [seat for seat in members if seat.presence in (Presence.PRESENT, Presence.LEFT)]
    body = group(sitting.group).name
    chair = titles.get(sitting.presider) or names.get(sitting.presider, "")
    local = clock.local(began)
    return {
        "issuing_body": body,
        "number": number,
        "title": f"{body}{sitting.number}会议纪要",
        "date": day(began),
        "intro": (
            f"{local.year}年{local.month}月{local.day}日，{chair}主持召开{body}会议，"
            f"应到{len(members)}人，实到{len(here)}人。现纪要如下："
        ),
        "sections": [_section(item) for item in meetings.items_of(sitting.id) if item.outcome],
        "present": [names[seat.person] for seat in here],
        "absent": [f"{names[seat.person]}（{seat.reason or '缺席'}）" for seat in members if seat not in here],
        "observers": [names[seat.person] for seat in seats if seat.capacity == Capacity.OBSERVER],
        "printed_by": organ(sitting.organ).name,
        "printed_on": day(clock.now()),
    }


def _section(item: Item) -> Section:
    return {
        "heading": f"审议《{item.motion.title}》",
        "paragraphs": [
            {"text": f"会议听取了有关情况汇报，经集体研究、逐一表态、讨论，{outcome_words(room_of(item.id))}"}
        ],
    }
