"""会场 Who is in the room for an item, who is still to speak, who concludes, and whether there is a quorum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from liuhen.kit.once import once
from liuhen.kit.refusals import NotFound
from liuhen.mechanisms.decisions.models import Attendee, Ballot, Item, Meeting, Motion, Note, Seat
from liuhen.mechanisms.decisions.terms import Capacity, Ending, Presence, Role
from liuhen.rules.exact import passes


@dataclass
class Room:
    """会场 One item in one meeting, as it stands now."""

    meeting: Meeting
    item: Item
    motion: Motion
    seats: list[Seat]
    attendees: list[Attendee] = field(default_factory=list)

    @property
    def round(self) -> UUID:
        """本轮 The round that is going on; only an item that has opened has one."""
        found: UUID | None = self.item.round
        assert found is not None
        return found

    @property
    def presider(self) -> UUID:
        """主持人 Who presides; for an item with an outcome, who presided over it then."""
        found: UUID = self.item.presider or self.meeting.presider
        return found

    @cached_property
    def members(self) -> list[Seat]:
        """应到 The members of the body on the roll, in speaking order."""
        return [seat for seat in self.seats if seat.capacity == Capacity.MEMBER]

    @cached_property
    def recused(self) -> set[UUID]:
        """回避 Who is recused from this item, in every round of it."""
        return {row.person for row in self.attendees if row.ending == Ending.RECUSED}

    @cached_property
    def present(self) -> list[Seat]:
        """实到 Members present now and not recused from this item."""
        return [s for s in self.members if s.presence == Presence.PRESENT and s.person not in self.recused]

    @cached_property
    def chief(self) -> Seat | None:
        """主要负责人 The chief's seat, when he is present and not recused."""
        return next((seat for seat in self.present if seat.role == Role.CHIEF), None)

    @cached_property
    def concluder(self) -> UUID | None:
        """末位表态人 The chief when he is there, even under a presiding deputy; else whoever presides."""
        if self.chief:
            return self.chief.person
        return next((seat.person for seat in self.present if seat.person == self.presider), None)

    @cached_property
    def ended(self) -> dict[UUID, Attendee]:
        """已结束 How each attendee ended in the present round (recusals hold for all rounds)."""
        return {row.person: row for row in self.attendees if row.round in (None, self.item.round)}

    @cached_property
    def others(self) -> list[Seat]:
        """其他成员 Members who state in the round: all present but the concluder, the presiding deputy last."""
        round_of = [seat for seat in self.present if seat.person != self.concluder]
        return sorted(round_of, key=lambda seat: (seat.person == self.presider, seat.order))

    @property
    def waiting(self) -> list[Seat]:
        """尚未结束 Who is still to speak in this round, the concluder left out."""
        return [seat for seat in self.others if seat.person not in self.ended]

    @property
    def everyone_ended(self) -> bool:
        """均已结束 Whether the stances may open."""
        return not self.waiting

    @property
    def nobody_concludes(self) -> bool:
        """无人末位表态 Everyone has ended, the concluder as well: he refused, was silent or left, or is recused."""
        return self.everyone_ended and (self.concluder is None or self.concluder in self.ended)

    def is_in_round(self, person: UUID) -> bool:
        """是否在本轮 Whether this person is one of those who state before the concluder."""
        return any(seat.person == person for seat in self.others)

    def voters(self) -> list[UUID]:
        """表决名册 Present now and not recused: whoever makes the quorum votes, a leaver who came back as well."""
        return [seat.person for seat in self.present]

    def quorum(self, rule: dict[str, Any], recusal_in_base: bool) -> dict[str, Any]:
        """法定人数 Quorum for this item at this instant, with every input it was computed from."""
        base = len(self.members) - (0 if recusal_in_base else len(self.recused))
        here = len(self.present)
        met = base > 0 and passes(here, base, rule["num"], rule["den"], rule["op"])
        return {"members": base, "present": here, "recused": len(self.recused), **rule, "met": met}


@once
def room_of(item: UUID) -> Room:
    """会场 The room for an item. Raises NotFound. Five queries, whatever the size."""
    row = Item.objects.select_related("motion").filter(pk=item).first()
    if row is None:
        raise NotFound("platform.not-found", "没有这个议题，请核对编号")
    meeting = Meeting.objects.get(pk=row.meeting)
    return Room(meeting, row, row.motion, list(meeting.seats.all()), list(row.attendees.all()))


@once
def recused_in(meeting: UUID) -> dict[UUID, set[UUID]]:
    """各人回避的议题 For each person recused in this meeting, from which of the items that opened."""
    rows = Attendee.objects.filter(ending=Ending.RECUSED, item__meeting=meeting, item__opened_at__isnull=False)
    found: dict[UUID, set[UUID]] = {}
    for person, item in rows.order_by("recorded", "entry").values_list("person", "item"):
        found.setdefault(person, set()).add(item)
    return found


def ballot_of(ballot: UUID) -> Ballot:
    """表决 One ballot with its item and motion. Raises NotFound."""
    row = Ballot.objects.select_related("item__motion").filter(pk=ballot).first()
    if row is None:
        raise NotFound("platform.not-found", "没有这次表决，请核对编号")
    return row


def open_ballot(item: UUID) -> Ballot | None:
    """进行中的表决 The ballot that is open on this item, if any."""
    return Ballot.objects.filter(item=item, closed_at__isnull=True).first()


@once
def last_ballot(item: UUID) -> Ballot | None:
    """最近的表决 The latest closed ballot of this item, if any."""
    return Ballot.objects.filter(item=item, closed_at__isnull=False).order_by("-closed_at").first()


@once
def voted(ballot: Ballot) -> set[UUID]:
    """已投票 Who has voted on this ballot (not how)."""
    return set(ballot.votes.values_list("person", flat=True))


@once
def refused_votes(item: UUID) -> set[UUID]:
    """拒绝投票 Who refused to sign a vote on this item, before a witness."""
    return set(Note.objects.filter(item=item, kind="vote-refused").values_list("person", flat=True))


def open_items(meeting: UUID) -> Sequence[Item]:
    """在议议题 Items of the meeting that have opened and are not yet ruled."""
    rows = Item.objects.filter(meeting=meeting, opened_at__isnull=False, ruled_at__isnull=True)
    return list(rows.exclude(outcome="withdrawn").select_related("motion"))
