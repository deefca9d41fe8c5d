"""议题接口 Open, recuse, end, object, note, second round; where an item stands, without a single stance."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import StringConstraints

from liuhen.ledger.signatures import handwritten
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.api.common import room_for
from liuhen.mechanisms.decisions.api.shapes import ItemLine
from liuhen.mechanisms.decisions.models import Ballot, Objection
from liuhen.mechanisms.decisions.reads.room import Room, voted
from liuhen.mechanisms.decisions.terms import Ending, ObjectionKind, Stance
from liuhen.rules.doorway import Uploads, Written, actor_of, content_of, occurred, require_known, written
from liuhen.ui.api import Given, Instant, Line, Prose, When, answers

router = Router(tags=["议题"])
AT = "/{uuid:meeting}/items/{uuid:item}"


class Ended(Schema):
    """着落 How one attendee ended; what he said is not here."""

    person: UUID
    ending: str
    via: str
    is_chief: bool
    witness: UUID | None
    reason: str | None
    at: Instant
    recorded: Instant
    entry: UUID


class BallotShape(Schema):
    """表决 The frozen roll, who has voted (not how), and after the close the count."""

    id: UUID
    mode: str
    roll: list[UUID]
    rule: dict[str, Any]
    text_sha256: str
    opened_at: Instant
    closed_at: Instant | None
    tally: dict[str, int] | None
    base: int | None
    passed: bool | None
    voted: list[UUID]


class ObjectionShape(Schema):
    """异议 Of which kind, on which clause; not by whom."""

    kind: str
    clause: str | None
    answered: bool
    at: Instant


class ItemFull(ItemLine):
    """议题全貌 Where the item stands in the room."""

    round: UUID | None
    rounds: int
    stances_open: bool
    quorum: dict[str, Any] | None
    papers_short: bool
    late_reason: str | None
    return_by: str | None
    reason: str | None
    text_sha256: str
    concluder: UUID | None
    waiting: list[UUID]
    ended: list[Ended]
    objections: list[ObjectionShape]
    ballots: list[BallotShape]


class OpenItem(Given):
    """开议 Papers sent too late need a reason."""

    late_reason: Prose = ""
    at: When | None = None


class Recusal(Given):
    """回避 `person` left out: one's own."""

    person: UUID | None = None
    reason: Prose
    at: When | None = None


class EndGiven(Given):
    """记为未表态 Refused to sign, before a witness; or silent, with the reason."""

    person: UUID
    ending: Ending
    reason: Prose
    witness: UUID | None = None
    at: When | None = None


class ObjectionGiven(Given):
    """提出异议 Compliance cites a clause."""

    objection: ObjectionKind
    clause: Line = ""
    words: Prose = ""


class NoteGiven(Given):
    """讨论要点"""

    words: Prose
    at: When | None = None


class EarlyGiven(Given):
    """先于他人 What the chief said before his turn."""

    person: UUID
    words: Annotated[str, StringConstraints(min_length=1, max_length=40_000)]
    at: When | None = None


class AbsentGiven(Given):
    """缺席书面意见 Shown, never counted."""

    person: UUID
    stance: Stance
    words: Prose = ""
    scans: Uploads = []


@router.get(AT, response=answers(ItemFull))
def item_show(request: HttpRequest, meeting: UUID, item: UUID) -> Any:
    """议题 Who has ended and how, who is waited for, the ballots."""
    return _full(room_for(request, meeting, item))


def _full(room: Room) -> dict[str, Any]:
    item, made = room.item, {"text_sha256", "concluder", "waiting", "ended", "objections", "ballots"}
    ballots = Ballot.objects.filter(item=item).order_by("opened_at", "id")
    return {
        **{name: getattr(item, name) for name in ItemFull.model_fields if name not in made},
        "text_sha256": room.motion.text_sha256,
        "concluder": room.concluder,
        "waiting": [seat.person for seat in room.waiting],
        "ended": list(room.ended.values()),
        "objections": list(Objection.objects.filter(item=item)),
        "ballots": [_ballot(row) for row in ballots],
    }


def _ballot(row: Ballot) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in BallotShape.model_fields if name != "voted"}
    return {**plain, "voted": sorted(voted(row))}


@router.post(f"{AT}/open", response=answers(Written, 201))
def item_open(request: HttpRequest, meeting: UUID, item: UUID, given: OpenItem) -> Status:
    """议题开议 Quorum is computed for this item (M57)."""
    room_for(request, meeting, item)
    entry = actions.open_item(item=item, by=actor_of(request), late_reason=given.late_reason, at=occurred(given.at))
    return written(entry)


@router.post(f"{AT}/recuse", response=answers(Written, 201))
def item_recuse(request: HttpRequest, meeting: UUID, item: UUID, given: Recusal) -> Status:
    """回避 Declared by oneself, or decided by the chair."""
    room_for(request, meeting, item)
    by = actor_of(request)
    entry = actions.recuse(
        item=item, person=given.person or by.person, by=by, reason=given.reason, at=occurred(given.at)
    )
    return written(entry)


@router.post(f"{AT}/end", response=answers(Written, 201))
def item_end(request: HttpRequest, meeting: UUID, item: UUID, given: EndGiven) -> Status:
    """记为未表态 Nobody blocks a meeting (M38)."""
    room_for(request, meeting, item)
    require_known(witness=given.witness)
    values = given.model_dump() | {"at": occurred(given.at)}
    return written(actions.end_attendee(item=item, by=actor_of(request), **values))


@router.post(f"{AT}/objections", response=answers(Written, 201))
def item_object(request: HttpRequest, meeting: UUID, item: UUID, given: ObjectionGiven) -> Status:
    """提出异议 Who raised it is not shown in the room."""
    room_for(request, meeting, item)
    return written(actions.lodge_objection(item=item, by=actor_of(request), **given.model_dump()))


@router.post(f"{AT}/second-round", response=answers(Written, 201))
def item_second_round(request: HttpRequest, meeting: UUID, item: UUID) -> Status:
    """第二轮表态 After a compliance objection everybody states once more (M49)."""
    room_for(request, meeting, item)
    return written(actions.open_second_round(item=item, by=actor_of(request)))


@router.post(f"{AT}/notes", response=answers(Written, 201))
def item_note(request: HttpRequest, meeting: UUID, item: UUID, given: NoteGiven) -> Status:
    """讨论要点 Taken down by the recorder."""
    room_for(request, meeting, item)
    return written(actions.note_discussion(item=item, by=actor_of(request), words=given.words, at=occurred(given.at)))


@router.post(f"{AT}/early-words", response=answers(Written, 201))
def item_early(request: HttpRequest, meeting: UUID, item: UUID, given: EarlyGiven) -> Status:
    """先于他人 Taken down and marked so (M56)."""
    room_for(request, meeting, item)
    values = given.model_dump() | {"at": occurred(given.at)}
    return written(actions.note_early_word(item=item, by=actor_of(request), **values))


@router.post(f"{AT}/absent-opinions", response=answers(Written, 201))
def item_absent(request: HttpRequest, meeting: UUID, item: UUID, given: AbsentGiven) -> Status:
    """附缺席意见 An absent member's paper: shown in the dossier, never counted."""
    room_for(request, meeting, item)
    scans = tuple(handwritten.store_scan(content_of(one)) for one in given.scans)
    values = given.model_dump(exclude={"scans"})
    return written(actions.attach_absent_opinion(item=item, by=actor_of(request), files=scans, **values))
