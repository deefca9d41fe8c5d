"""缺项 What a meeting's record must name as missing: guards stop acts, records are taken with their gaps in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from liuhen.kit import clock
from liuhen.mechanisms.decisions import bodies, permits
from liuhen.mechanisms.decisions.models import Item, Meeting
from liuhen.mechanisms.decisions.reads import meetings, motions
from liuhen.mechanisms.decisions.reads.room import Room, last_ballot, room_of
from liuhen.mechanisms.decisions.reads.stages import endings, stage_rows
from liuhen.mechanisms.decisions.terms import Ending, Gate, GateResult, ObjectionKind
from liuhen.rules import guard, reads
from liuhen.rules.permits import Question, people

ITEM_RULES = (
    "decisions.mover-named",
    "decisions.papers-delivered",
    "decisions.opinions-recorded",
    "decisions.recording-present",
    "decisions.chief-spoke-early",
    "decisions.no-tone-setting",
    "decisions.four-steps",
)
SIGNED = "decisions.signed-or-named"
DEFAULT_RULES = ("decisions.default-mover-told",)
"""默认动议人的缺项 Asked only where the chief is the mover by default."""


@dataclass(frozen=True)
class Gap:
    """缺项 One rule not kept on one item, in a sentence."""

    rule: str
    citation: str
    item: UUID
    sentence: str


def gaps_of(sitting: Meeting) -> list[Gap]:
    """会议缺项 Everything missing in a meeting, item by item, in the order of the agenda."""
    return [gap for item in meetings.items_of(sitting.id) if item.opened_at for gap in item_gaps(item)]


def item_gaps(item: Item) -> list[Gap]:
    """议题缺项 Everything missing on one item."""
    room = room_of(item.id)
    names = people({seat.person for seat in room.seats} | {room.motion.mover})
    rules = (*ITEM_RULES, *(DEFAULT_RULES if room.motion.mover_default else ()))
    reads.in_force_of([*rules, SIGNED], clock.local(clock.now()).date())  # asked for together
    settings = bodies.settings_of(room, item.opened_at or clock.now())
    found = guard.marks(rules, item_row(room), clock.now(), settings=settings, names=names)
    for row in stage_rows(room):
        found += guard.marks([SIGNED], row, clock.now(), names=names)
    asked = (*paper_questions(room), *order_questions(room), *gate_questions(room), kind_question(room))
    found += [question.answer() for question in asked]
    broken = {(j.rule, j.sentence): Gap(j.rule, j.citation, item.id, j.sentence) for j in found if j.is_broken}
    return list(broken.values())


def paper_questions(room: Room) -> list[Question]:
    """补录所问 What would have been refused as an act, asked of a meeting that was held on paper."""
    if not room.meeting.on_paper or not room.item.quorum:
        return []
    asked = permits.table_questions(room.motion, room.meeting, room.item.reporter)
    asked += [permits.quorum_question(room.item.quorum), permits.presider_question(room, ever=True)]
    ballot = last_ballot(room.item.id)
    if ballot:  # whether the presider was there then is not known any more
        here = {**room.item.quorum, "present": len(ballot.roll), "members": room.item.quorum["members"]}
        asked += [q for q in permits.vote_questions(room, ballot.mode, here) if q.rule != "decisions.presider-in-room"]
    return asked


GATE_DAYS = {
    Gate.PUBLIC: ("decisions.public-consult-days", "published_at", "closed_at"),
    Gate.LEGAL: ("decisions.legal-review-days", "received_at", "due_at"),
    Gate.HEARING: ("decisions.hearing-notice-days", "sent_at", "held_at"),
}
"""前置程序期限 The rule of each gate that takes its days, and what it calls the first and the last of them."""


def gate_questions(room: Room) -> list[Question]:
    """前置程序期限所问 Whether public consultation, legal review and hearing were given their days (Order 713).

    Asked of what names a day, and of every shortened one; a gate entered without days says so in the file by itself.
    """
    settings = bodies.rule_of_room(room).settings
    found = []
    for gate, row in motions.gates_by(room.motion.id, room.item.opened_at).items():
        timed = row.began or row.ended or row.result == GateResult.SHORTENED
        if gate in GATE_DAYS and row.result != GateResult.NOT_APPLICABLE and timed:
            rule, first, last = GATE_DAYS[Gate(gate)]
            facts = {"title": room.motion.title, first: _at(row.began), last: _at(row.ended)}
            found.append(Question(rule, facts, settings=settings[rule]))
    return found


def _at(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), clock.SHANGHAI) if day else None


def kind_question(room: Room) -> Question:
    """三重一大类别 Whether a matter that is major by class and amount says which of the four kinds it is (M41, M57)."""
    motion = room.motion
    major = motion.is_major or bodies.rule_of_room(room).is_major(motion.amount_fen)
    return Question(
        "decisions.kind-named", {"major": major, "kind": motion.get_kind_display() if motion.kind else None}
    )


def order_questions(room: Room) -> list[Question]:
    """纸面次序 A deputy presides and the chief is there: did he, by the page, state after the others (M56)?"""
    own = room.ended.get(room.presider)
    if not room.meeting.on_paper or own is None or own.ending != Ending.GIVEN or own.is_chief:
        return []
    others = [one for one in room.ended.values() if one.ending == Ending.GIVEN and one is not own and not one.is_chief]
    after = [one.person for one in others if one.at > own.at]
    row = {"presider_at": own.at, "others_at": [one.at for one in others], "waiting": [str(one) for one in after]}
    return [Question("decisions.presider-before-chief", row, about=after)]


def early_words(room: Room) -> list[str]:
    """先于他人 The chief's words taken down before his turn, and a paper that shows him stating before others."""
    found = [note.words or "" for note in room.item.notes.all() if note.kind == "early"]
    last = next((row for row in room.ended.values() if row.is_chief), None)
    given = [row for row in room.ended.values() if row.ending == Ending.GIVEN]
    after = [row.person for row in given if last and row.at > last.at]
    if last and after:
        names = people(after)
        at = f"{clock.local(last.at):%H:%M}"
        found.append(f"纸面所记，末位表态在{at}，此后才表态的有{'、'.join(names[str(person)] for person in after)}")
    return found


def item_row(room: Room) -> dict[str, Any]:
    """议题事实 One wide row about an item, from which each rule takes what it declares."""
    item, motion = room.item, room.motion
    signed = motions.confirmation(motion, "mover", item)
    return {
        "title": motion.title,
        "major": motion.is_major,
        "mover": str(motion.mover) if motion.mover else None,
        "moved_at": signed.recorded if signed else (item.opened_at if motion.mover_default else None),
        "original": motions.original_sha256(motion),
        "told_at": motion.mover_told_at,
        "meeting_at": room.meeting.opened_at,
        "delivered_at": meetings.last_delivery(item.id, [seat.person for seat in room.present]),
        "opens_at": item.opened_at,
        "recording": ["有"] if room.meeting.recording else [],
        "earlier_inputs": early_words(room),
        "tone_objections": sum(one.kind == ObjectionKind.TONE for one in item.objections.all()),
        "steps_done": list(steps_done(room)),
        **endings(room),
    }


def steps_done(room: Room) -> Iterator[str]:
    """四步 Which of M57's four steps the records of this item show."""
    gates = motions.current_gates(room.motion.id)
    if room.item.quorum and room.item.quorum["met"]:
        yield "集体研究"
    if room.item.stances_open:
        yield "广泛讨论"
    if Gate.CONSULTATION in gates:
        yield "充分酝酿"
    if room.item.outcome:
        yield "形成决议"
