"""会议与议题 One meeting as the collection's 会议 (0006): who came, what was heard, how each decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from liuhen.kit import clock
from liuhen.kit.money import yuan
from liuhen.ledger.records import Actor
from liuhen.mechanisms.decisions.collection.regulations import NO, YES, code_of
from liuhen.mechanisms.decisions.collection.tables import Row
from liuhen.mechanisms.decisions.models import Consequence, Item, Meeting, Motion, Seat
from liuhen.mechanisms.decisions.papers.record import people_of
from liuhen.mechanisms.decisions.reads import meetings, motions
from liuhen.mechanisms.decisions.reads.room import Room, last_ballot, recused_in, room_of
from liuhen.mechanisms.decisions.reads.stances import choices_of, final_stances, opinions_of
from liuhen.mechanisms.decisions.terms import (
    Capacity,
    Choice,
    Gate,
    GateResult,
    Mode,
    Outcome,
    Presence,
    Source,
    Stance,
)
from liuhen.organs.kinds import GROUP_WORDS, GroupKind
from liuhen.organs.reads.groups import group
from liuhen.organs.reads.tree import organ

PASSED = {Outcome.PASSED: "通过", Outcome.IN_PRINCIPLE: "通过", Outcome.REJECTED: "否决", Outcome.DEFERRED: "缓议"}
SAID = {Choice.FOR: "同意", Choice.AGAINST: "不同意", Choice.ABSTAIN: "弃权"}
RECUSED, NOT_CAST = "回避", "未表决"
HEARD = (Gate.OPINIONS, Gate.PUBLIC, Gate.HEARING, Gate.EXPERTS, Gate.CONSULTATION)
PARTY = "党委（党组）会议"
LARGE_FEN = 2_000_000_000
"""大额资金 2000万元 in 分; payments of one day for one purpose are taken together."""
PURPOSE = "上报三重一大决策采集数据"


class MeetingTable:
    """会议采集 Opens, for `by` and logged, what everybody decided; the caller has asked whether he may."""

    def __init__(self, sitting: Meeting, *, by: Actor, again: bool) -> None:
        self.sitting, self.by, self.again = sitting, by, again
        self.names, self.titles = people_of(sitting)
        self.seats = list(sitting.seats.all())
        self.recused = recused_in(sitting.id)
        self.alike = Counter(self.names.values())
        self.items = [item for item in meetings.items_of(sitting.id) if item.outcome]

    def name(self, person: UUID) -> str:
        """姓名 With the post where two bear the same: the collection knows people by name alone."""
        name = self.names.get(person, "未知")
        return f"{name}（{self.titles.get(person, str(person)[-4:])}）" if self.alike[name] > 1 else name

    def row(self) -> Row:
        """会议"""
        sitting, began = self.sitting, self.sitting.opened_at or self.sitting.starts
        return {
            "meeting_id": str(sitting.id),
            "meeting_name": f"{sitting.title}（{sitting.number}）",
            "meeting_type_name": GROUP_WORDS[GroupKind(group(sitting.group).kind)],
            "meeting_time": f"{clock.local(began):%Y-%m-%d %H:%M:%S}",
            "moderator": self.name(sitting.presider),
            "attendee_list": [("attendee", self._attendee(seat)) for seat in self._members()],
            "subject_list": [("subject", self._subject(item)) for item in self.items],
            "oper_type": "edit" if self.again else "add",
        }

    def _members(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.capacity == Capacity.MEMBER]

    def _attendee(self, seat: Seat) -> Row:
        here = seat.presence in (Presence.PRESENT, Presence.LEFT)
        return {
            "attendee_name": self.name(seat.person),
            "attend_flag": "1" if here else "0",
            "reason": "" if here else seat.reason or seat.get_presence_display(),
        }

    def _subject(self, item: Item) -> Row:
        room, motion = room_of(item.id), item.motion
        gates = motions.current_gates(motion.id)
        heard = any(gate in gates and gates[gate].result == GateResult.DONE for gate in HEARD)
        reported = motion.publications.exclude(reported_to="").exists()
        return {
            "subject_id": str(item.id),
            "subject_name": motion.title or motion.number,
            "source_name": Source(motion.source).label,
            "special_name": motion.get_kind_display() if motion.is_major else "",
            "item_list": [("item_code", motion.catalogue_code or code_of(motion.category))],
            "pass_flag": PASSED[Outcome(item.outcome)],
            "approval_flag": "2" if reported else "0",
            "adopt_flag": YES if heard else NO,
            "subject_result": item.resolution or item.reason or "",
            "relation_list": [("relation", one) for one in self._related(item, motion, Gate.PARTY in gates)],
            "attendance_list": [("attendance", one) for one in self._observers()],
            "deliberation_list": [("deliberation", one) for one in self._deliberations(room)],
            "remark": self._remark(item),
        }

    def _related(self, item: Item, motion: Motion, party: bool) -> Iterator[Row]:
        if party:
            yield {"rel_meeting_name": PARTY, "rel_subject_name": motion.title or motion.number}
        for earlier in motion.items.filter(ruled_at__lt=item.ruled_at).order_by("ruled_at"):
            sitting = meetings.get(earlier.meeting)
            yield {
                "rel_meeting_name": GROUP_WORDS[GroupKind(group(sitting.group).kind)],
                "rel_subject_name": motion.title or motion.number,
            }

    def _observers(self) -> Iterator[Row]:
        for seat in self.seats:
            if seat.capacity == Capacity.OBSERVER:
                position = seat.reason or self.titles.get(seat.person, "列席")
                yield {"attendance_name": self.name(seat.person), "position": position}

    def _deliberations(self, room: Room) -> Iterator[Row]:
        for person, result in self._results(room):
            yield {"deliberation_personnel": self.name(person), "deliberation_result": result}

    def _results(self, room: Room) -> Iterator[tuple[UUID, str]]:
        """Named votes; without a vote the last stances; of a secret one nothing but who was recused."""
        ballot = last_ballot(room.item.id)
        if ballot is None:
            opinions = opinions_of(room.item, by=self.by, purpose=PURPOSE) if room.item.stances_open else []
            yield from ((person, Stance(said).label) for person, said in final_stances(opinions).items())
        elif ballot.mode != Mode.SECRET_PAPER:
            given = choices_of(ballot, by=self.by, purpose=PURPOSE)
            for one in ballot.roll:
                said = given.get(UUID(one))
                yield UUID(one), SAID[Choice(said)] if said else NOT_CAST
        yield from ((person, RECUSED) for person, items in self.recused.items() if room.item.id in items)

    def _remark(self, item: Item) -> str:
        ballot = last_ballot(item.id)
        if ballot is None or ballot.tally is None or ballot.mode != Mode.SECRET_PAPER:
            return ""
        tally = ballot.tally
        return f"无记名：名册{len(ballot.roll)}，同意{tally['for']}，不同意{tally['against']}，弃权{tally['abstain']}"

    def funds(self) -> list[Row]:
        """大额资金 Payments on these decisions of two thousand wan or more, one day's for one purpose together."""
        found: dict[tuple[str, str, UUID], int] = {}
        subjects = {item.motion.id: item.id for item in self.items}
        for row in Consequence.objects.filter(motion__in=subjects, kind="payment").order_by("occurred", "id"):
            assert row.motion is not None
            key = f"{clock.local(row.occurred):%Y-%m-%d}", row.words or row.reference or "", subjects[row.motion]
            found[key] = found.get(key, 0) + (row.amount_fen or 0)
        unit = organ(self.sitting.organ).name
        return [
            {
                "payUnitName": unit,
                "receiveUnitName": "",
                "amount": yuan(fen).replace(",", ""),
                "amountPurpose": purpose,
                "topicCode": str(item),
                "payDate": day,
            }
            for (day, purpose, item), fen in found.items()
            if fen >= LARGE_FEN
        ]
