"""各环节 Who took part in each stage of one item, who signed it, who refused before a witness (M38)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from liuhen.mechanisms.decisions.models import Item, Motion, StageSignature
from liuhen.mechanisms.decisions.reads import meetings, motions
from liuhen.mechanisms.decisions.reads.room import Room, last_ballot, refused_votes, room_of, voted
from liuhen.mechanisms.decisions.terms import Ending, Mode


def endings(room: Room) -> dict[str, list[str]]:
    """五种结束 How every attendee ended, as the lists the rules ask for."""
    row: dict[str, list[str]] = {"attendees": [str(person) for person in attendees(room)]}
    for field, ending in (
        ("stated", Ending.GIVEN),
        ("refused", Ending.REFUSED),
        ("silent", Ending.SILENT),
        ("recused", Ending.RECUSED),
        ("left", Ending.LEFT),
    ):
        row[field] = [str(person) for person, one in room.ended.items() if one.ending == ending]
    return row


@dataclass(frozen=True)
class Missing:
    """未签 One signature that is neither there nor refused before a witness."""

    item: Item
    stage: str
    person: UUID


def attendees(room: Room) -> list[UUID]:
    """到会人员 Members who were in the room for the item: present now, or ended in it."""
    here = {seat.person for seat in room.present} | set(room.ended)
    return [seat.person for seat in room.members if seat.person in here]


def stage_rows(room: Room) -> Iterator[dict[str, Any]]:
    """各环节签名 Who took part in each stage and who signed it, then or afterwards (M38)."""
    motion = room.motion
    late = {stage: (signed, refused) for stage, signed, refused in _late(room)}
    for row in _rows(room, motion):
        signed, refused = late.get(row["stage"], ([], []))
        yield {**row, "signed": [*row["signed"], *signed], "refused": [*row["refused"], *refused]}


def _rows(room: Room, motion: Motion) -> Iterator[dict[str, Any]]:
    for role, name, person in (("mover", "动议", motion.mover), ("chair", "同意上会", room.presider)):
        one = motions.confirmation(motion, role, room.item)
        done = [str(one.person)] if one else ([str(person)] if role == "mover" and motion.mover_default else [])
        refused = done if one and one.refused else []
        yield {"stage": name, "participants": done or [str(person)], "signed": done, "refused": refused}
    ended = endings(room)
    took_part = [person for person in ended["attendees"] if person not in ended["recused"] + ended["left"]]
    named = ended["refused"] + ended["silent"]
    yield {"stage": "表态", "participants": took_part, "signed": ended["stated"], "refused": named}
    ballot = last_ballot(room.item.id)
    if ballot and ballot.mode != Mode.SECRET_PAPER:
        votes = [str(person) for person in voted(ballot)]
        refused = [str(person) for person in refused_votes(room.item.id)]
        yield {"stage": "表决", "participants": list(ballot.roll), "signed": votes, "refused": refused}


def _late(room: Room) -> Iterator[tuple[str, list[str], list[str]]]:
    rows = list(StageSignature.objects.filter(item=room.item.id))
    for stage in {row.stage for row in rows}:
        of_stage = [row for row in rows if row.stage == stage]
        yield stage, [str(r.person) for r in of_stage if not r.refused], [str(r.person) for r in of_stage if r.refused]


def unsigned(room: Room) -> list[tuple[str, UUID]]:
    """未签 Stage and person, for every signature that is neither there nor refused before a witness."""
    found = []
    for row in stage_rows(room):
        done = {*row["signed"], *row["refused"]}
        found += [(row["stage"], UUID(one)) for one in row["participants"] if one not in done and one != "None"]
    return found


def missing_in(meeting: UUID) -> list[Missing]:
    """未签清单 Every signature missing in a meeting, in the order of its agenda; only of items with an outcome."""
    ruled = [item for item in meetings.items_of(meeting) if item.ruled_at]
    return [Missing(item, stage, person) for item in ruled for stage, person in unsigned(room_of(item.id))]
