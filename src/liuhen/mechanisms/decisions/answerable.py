"""谁负什么责 Derived lines of responsibility for one decision: never typed, each with the entries it rests on.

The mover is on top (M47); dissent mitigates (国务院令第713号 art. 38); 视为同意（推定） only under the five
conditions of M49, as a computed line with statement and appeal, never a signature and never a sole ground.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from liuhen.ledger.records import Actor
from liuhen.mechanisms.decisions import bodies, permits
from liuhen.mechanisms.decisions.models import Impropriety, Item, Motion, Objection, SilenceAnswer, Worry
from liuhen.mechanisms.decisions.reads import motions
from liuhen.mechanisms.decisions.reads.room import Room, last_ballot, room_of, voted
from liuhen.mechanisms.decisions.reads.stages import attendees
from liuhen.mechanisms.decisions.reads.stances import final_stances, opinions_of
from liuhen.mechanisms.decisions.terms import Ending, Mode, Presence, Stance
from liuhen.organs.reads.rights import may
from liuhen.organs.reads.tree import book_of
from liuhen.rules import reads
from liuhen.rules.checks import unmet_silence_conditions

RULE = "decisions.silence-derived"


@dataclass(frozen=True)
class Line:
    """责任行 One person, as what he answers, and why; `entry` is the record behind it."""

    person: UUID
    standing: str
    note: str = ""
    entry: UUID | None = None


@dataclass(frozen=True)
class Deemed:
    """视为同意（推定） One person under derivation, or the conditions that are not met."""

    person: UUID
    unmet: tuple[str, ...]
    rule: str

    @property
    def holds(self) -> bool:
        """是否成立 Whether all five conditions are met."""
        return not self.unmet


def lines_of(motion: Motion, *, by: Actor, purpose: str) -> list[Line]:
    """责任清单 Mover, chair, then every member by his last stance, recused, absent; derived lines at the end.

    Whoever may not read the last item's opinions sees mover and chair alone.
    """
    item = Item.objects.filter(pk=motions.last_item(motion.id)).select_related("motion").get()
    room = room_of(item.id)
    if item.id not in permits.items_open_to(motion, by):
        return list(_mover_and_chair(motion, room))
    opinions = opinions_of(item, by=by, purpose=purpose)
    stances = final_stances(opinions)
    given = [opinion for opinion in opinions if opinion.kind != "absent"]
    entries = {opinion.person: opinion.entry for opinion in sorted(given, key=lambda one: one.recorded)}
    found = list(_mover_and_chair(motion, room))
    for stance in Stance:
        word = "同意" if stance is Stance.AGREE else stance.label
        found += [Line(p, word, _mitigates(stance), entries[p]) for p, said in stances.items() if said == stance.value]
    found += [
        Line(row.person, row.get_ending_display(), row.reason or "", row.entry)
        for row in _without_stance(room, stances)
    ]
    found += [Line(seat.person, seat.get_presence_display(), seat.reason or "") for seat in _away(room)]
    for gate in motions.current_gates(motion.id).values():
        found.append(Line(gate.responsible, f"前置程序（{gate.get_gate_display()}）", "", gate.entry))
    return found + _deemed_lines(motion, room, stances, by)


def _deemed_lines(motion: Motion, room: Room, stances: dict[UUID, str], by: Actor) -> list[Line]:
    # The whole list would tell the room who is not on it, and so who lodged a worry: it is the finding organ's.
    if not Impropriety.objects.filter(motion=motion, final=True, overturned=False).exists():
        return []
    all_of_them = may(by, "finding.decide", motion.organ)
    return [
        Line(deemed.person, "视为同意（推定）", f"依据{deemed.rule}，本人可陈述、可申诉；不得作为唯一依据")
        for deemed in deemed_of(motion, room, stances, by=by)
        if deemed.holds and (all_of_them or deemed.person == by.person)
    ]


def _mover_and_chair(motion: Motion, room: Room) -> list[Line]:
    found = []
    if motion.mover:
        signed = motions.confirmation(motion, "mover", room.item)
        word = "初始动议人（默认）" if motion.mover_default else "初始动议人"
        found.append(Line(motion.mover, word, "谁提议，谁对结果负责", signed.entry if signed else None))
    chair = motions.confirmation(motion, "chair", room.item)
    note = "拒绝确认" if chair and chair.refused else ""
    return [*found, Line(room.presider, "主持人", note, chair.entry if chair else None)]


def _mitigates(stance: Stance) -> str:
    return "不同意见记录在案，可依法减免责任" if stance in (Stance.DISAGREE, Stance.RESERVE) else ""


def _without_stance(room: Room, stances: dict[UUID, str]) -> list[Any]:
    return [row for row in room.ended.values() if row.ending != Ending.GIVEN and row.person not in stances]


def _away(room: Room) -> list[Any]:
    return [seat for seat in room.members if seat.presence in (Presence.LEAVE, Presence.ABSENT)]


def deemed_of(motion: Motion, room: Room, stances: dict[UUID, str], *, by: Actor) -> list[Deemed]:
    """推定清单 Every member without an explicit stance, with the conditions not met; empty while none was silent."""
    finding = _finding(motion)
    excluded = _spoke_up(motion, by) | {motion.mover, room.presider}
    heard = set(SilenceAnswer.objects.filter(motion=motion.id).values_list("person", flat=True))
    met_on = bodies.day_of(room)
    rule = reads.in_force(RULE, met_on)
    ballot = last_ballot(room.item.id)
    open_votes = voted(ballot) if ballot and ballot.mode != Mode.SECRET_PAPER else set()
    found = []
    for person in attendees(room) + [seat.person for seat in _away(room)]:
        if person in stances or person in (motion.mover, room.presider):
            continue
        ending = room.ended[person].ending if person in room.ended else ""
        row = {
            "finding_final": bool(finding and finding.final),
            "finding_on_original": bool(finding and finding.original_sha256 == motions.original_sha256(motion)),
            "finding_overturned": bool(finding and finding.overturned),
            "enacted_on": _enacted_on(rule),
            "met_on": met_on,
            "was_present": person in {seat.person for seat in room.members} and person not in _absent(room),
            "was_recused": ending == Ending.RECUSED,
            "had_left": ending == Ending.LEFT,
            "stance": stances.get(person),
            "voted_openly": person in open_votes,
            "worry_lodged": person in excluded,
            "only_secret_vote": bool(ballot and ballot.mode == Mode.SECRET_PAPER),
            "was_heard": person in heard,
            "appeal_told": bool(finding and finding.appeal_told),
        }
        found.append(Deemed(person, unmet_silence_conditions(row), rule.rule.citation))
    return found


def _absent(room: Room) -> set[UUID]:
    return {seat.person for seat in _away(room)}


def _enacted_on(rule: reads.InForce) -> Any:
    return rule.enactment.effective_from if rule.enactment else None


def _finding(motion: Motion) -> Impropriety | None:
    """The finding that counts: a final one that stands, whatever else was found later; else the latest."""
    found = Impropriety.objects.filter(motion=motion).order_by("-at", "-entry")
    return found.filter(final=True, overturned=False).first() or found.first()


def _spoke_up(motion: Motion, by: Actor) -> set[UUID]:
    # An objection names a clause and so differs from silence as much as a worry told in private does.
    book = book_of(motion.organ)
    worries = Worry.objects.filter(motion=motion.id).values_list("entry", flat=True)
    objections = Objection.objects.filter(item__motion=motion).values_list("entry", flat=True)
    entries = [*worries, *objections]
    return {UUID(str(book.open(entry, "person", by=by, purpose="核对推定条件"))) for entry in entries}
