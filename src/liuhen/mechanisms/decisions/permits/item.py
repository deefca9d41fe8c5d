"""议题可否办理 D4a to D4d: the order of the room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, NotPermitted, WrongState
from liuhen.ledger.book import Actor
from liuhen.mechanisms.decisions import bodies
from liuhen.mechanisms.decisions.models import Objection
from liuhen.mechanisms.decisions.permits.base import held_on_paper
from liuhen.mechanisms.decisions.permits.meeting import require_may_run, table_questions
from liuhen.mechanisms.decisions.permits.seating import presider_question
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.mechanisms.decisions.reads.room import Room
from liuhen.mechanisms.decisions.signing import Signed
from liuhen.mechanisms.decisions.states import ITEM_ACTS, ItemState, MeetingState
from liuhen.mechanisms.decisions.terms import Ending, ObjectionKind, Presence, Role, Stance
from liuhen.rules import guard
from liuhen.rules.permits import (
    Question,
    judge,
    judge_all,
    people,
    require_choice,
    require_filled,
    require_own,
    require_power,
    require_state,
)

__all__ = [
    "quorum_question",
    "require_hand",
    "require_may_attach_absent",
    "require_may_change_opinion",
    "require_may_conclude",
    "require_may_end",
    "require_may_note",
    "require_may_note_early",
    "require_may_object",
    "require_may_open_item",
    "require_may_open_second_round",
    "require_may_recuse",
    "require_may_state",
]

MAY_STILL_STATE = (Ending.GIVEN, Ending.SILENT, Ending.LEFT)
"""讨论中可另行表态 Who stated, came when the stances lay open already, or left and came back."""

REVIEWED = ("decisions.gates-closed", "decisions.legal-review")


def require_meeting_open(room: Room) -> None:
    """会议进行中 Raises WrongState before the meeting opened and after it closed."""
    require_state(room.meeting.state, (MeetingState.OPEN,), room.meeting.get_state_display())


def in_state(act: str, room: Room) -> None:
    """议题状态相符 The meeting is open and the item in a state in which this may happen."""
    require_meeting_open(room)
    require_state(room.item.state, ITEM_ACTS[act][0], room.item.get_state_display())


def require_in_room(room: Room, by: Actor) -> None:
    """须在场 Raises NotPermitted for whoever does not sit in this meeting."""
    if not any(seat.person == by.person and seat.presence == Presence.PRESENT for seat in room.seats):
        raise NotPermitted("platform.out-of-scope", "您不在这次会议的到会名册上")


def require_hand(room: Room, by: Actor, person: UUID, signed: Signed) -> None:
    """须本人，或记录人据纸录入 The person himself; or the recorder, from a handwritten signature."""
    if by.person == person:
        return
    if signed.signature.provider != "handwritten":
        require_own(by, person, "表态和表决")
    require_hand_of_office(room, by)


def require_may_open_item(
    room: Room, *, by: Actor, quorum: Mapping[str, Any], late_reason: str, at: datetime | None = None
) -> tuple[bool, list[str]]:
    """可否开议 A quorum for this item; papers in time by when it opened, or a reason that stays visible."""
    in_state("open_item", room)
    require_may_run(room.meeting, by)
    # The text may have changed since it was tabled, and its legal review with it.
    asked = [q for q in table_questions(room.motion, room.meeting, room.item.reporter) if q.rule in REVIEWED]
    questions = [presider_question(room), quorum_question(quorum), *asked]
    cited = judge_all(questions, taken=held_on_paper(room.meeting))
    short, citation = papers_short(room, at)
    cited.append(citation)
    cited.append(judge("decisions.papers-late-reason", {"late": short, "reason": late_reason.strip() or None}))
    return short, cited


def papers_short(room: Room, at: datetime | None = None) -> tuple[bool, str]:
    """材料是否送达不足 Judged from the last delivery to a present member; nobody sent anything is late as well."""
    people = [seat.person for seat in room.present]
    opens_at = at or clock.now()
    row = {
        "title": room.motion.title,
        "delivered_at": meetings.last_delivery(room.item.id, people),
        "opens_at": opens_at,
    }
    settings = bodies.settings_of(room, opens_at)
    [judgement] = guard.marks(["decisions.papers-delivered"], row, clock.now(), settings=settings)
    return judgement.is_broken, judgement.citation


def quorum_question(quorum: Mapping[str, Any]) -> Question:
    """法定人数 Broken without one, saying 实到 and 应到."""
    row = {"present": quorum["present"], "expected": quorum["members"]}
    share = f"{quorum['op']}{quorum['num']}/{quorum['den']}"
    return Question("decisions.quorum", row, settings={"share": share})


def require_may_recuse(room: Room, *, by: Actor, person: UUID, reason: str) -> list[str]:
    """可否回避 Declared by the member himself, or decided by the chair, before he states."""
    in_state("recuse", room)
    require_filled(reason=reason)
    if person not in {seat.person for seat in room.members}:
        raise BadInput("platform.input", "此人不是到会成员", fields={"person": "请核对"})
    if person in room.recused or person in room.ended:
        raise WrongState("platform.wrong-state", "此人已经表态或已经回避")
    return [_decides_recusal(room, by, person)]


def _decides_recusal(room: Room, by: Actor, person: UUID) -> str:
    """Oneself, or the chair; over a presiding deputy the chief who is there. From paper the recorder takes it down."""
    entitled = {person, room.presider}
    if room.chief and person == room.presider:
        entitled.add(room.chief.person)
    if held_on_paper(room.meeting) and by.person not in entitled:
        require_hand_of_office(room, by)
        entitled.add(by.person)
    row = {"decided_by": str(by.person), "entitled": [str(one) for one in entitled]}
    return judge("decisions.recusal-decided", row, about=[by.person])


def require_hand_of_office(room: Room, by: Actor) -> None:
    """须为记录人 The recorder of this meeting, or whoever enters from paper. Raises NotPermitted."""
    if by.person != room.meeting.recorder:
        require_power(by, room.meeting.organ, "paper.enter")


def require_may_state(room: Room, *, by: Actor, person: UUID, stance: str, signed: Signed) -> list[str]:
    """可否表态 A member of the round, once; the presiding deputy after the others; the chief not here at all."""
    in_state("state_opinion", room)
    require_hand(room, by, person, signed)
    if person == room.concluder:
        raise WrongState(
            "decisions.chief-last", _waiting_words(room), next_step="待其他成员均有着落后，末位表态自动开启"
        )
    if not room.is_in_round(person):
        raise NotPermitted("decisions.on-the-roll", "您不在本议题的表态名单上（缺席、回避、离席或列席）")
    if person in room.ended:
        raise WrongState("platform.wrong-state", "您在本轮已经表态；改变意见请在讨论中另行记载")
    cited = [_valid(person, stance, signed)]
    if person == room.presider:
        row = _order_row("presider_at", room, but=person)
        asked = Question("decisions.presider-before-chief", row, about=[seat.person for seat in room.waiting])
        cited += judge_all([asked], taken=held_on_paper(room.meeting))
    return cited


def _waiting_words(room: Room) -> str:
    names = people(seat.person for seat in room.waiting)
    return f"主要负责人最后表态，尚待：{'、'.join(names[str(seat.person)] for seat in room.waiting)}"


def _valid(person: UUID, stance: str, signed: Signed) -> str:
    label = Stance(stance).label if stance in Stance.values else None
    row = {"signer": str(person), "signed_at": signed.statement.dated, "stance": label}
    return judge("decisions.signature-valid", row)


def _order_row(at: str, room: Room, *, but: UUID | None = None) -> dict[str, Any]:
    others = [seat for seat in room.others if seat.person != but]
    waiting = [seat for seat in others if seat.person not in room.ended]
    return {
        at: clock.now(),
        "others_at": [room.ended[s.person].recorded if s.person in room.ended else None for s in others],
        "waiting": [str(seat.person) for seat in waiting],
    }


def require_may_end(
    room: Room, *, by: Actor, person: UUID, ending: str, reason: str, witness: UUID | None
) -> list[str]:
    """可否记为未表态 By the recorder, of somebody in the round; a refusal needs a witness."""
    in_state("end_attendee", room)
    require_may_run(room.meeting, by)
    require_choice("ending", ending, (Ending.REFUSED, Ending.SILENT))
    require_filled(reason=reason)
    last = person == room.concluder
    if not last and not room.is_in_round(person):
        raise BadInput("platform.input", "此人不在本议题的表态名单上", fields={"person": "请核对"})
    if person in room.ended:
        raise WrongState("platform.wrong-state", "此人在本轮已有着落")
    # The concluder's turn comes when the stances are open, everybody else's before: neither blocks the other.
    if last != (room.item.state == ItemState.DISCUSSING):
        raise WrongState("platform.wrong-state", "还没有轮到此人", next_step="主要负责人的着落在讨论之后登记")
    if witness == person or (ending == Ending.REFUSED and witness is None):
        raise BadInput("platform.input", "拒绝签名须有他人见证", fields={"witness": "请选择见证人"})
    return []


def require_may_attach_absent(room: Room, *, by: Actor, person: UUID, stance: str) -> list[str]:
    """可否附缺席意见 Of a member who is away; by himself or the recorder."""
    if by.person != person:
        require_may_run(room.meeting, by)
    require_choice("stance", stance, Stance.values)
    seat = next((seat for seat in room.members if seat.person == person), None)
    if seat is None or seat.presence not in (Presence.LEAVE, Presence.ABSENT):
        raise BadInput("platform.input", "只为请假或缺席的成员附书面意见", fields={"person": "请核对"})
    return []


def require_may_change_opinion(room: Room, *, by: Actor, stance: str) -> list[str]:
    """可否改变表态 During discussion, by whoever stated in this round."""
    in_state("change_opinion", room)
    require_choice("stance", stance, Stance.values)
    require_in_room(room, by)
    own = room.ended.get(by.person)
    if own is None or own.ending not in MAY_STILL_STATE:
        raise WrongState("platform.wrong-state", "您在本轮没有表态，不能改变表态")
    return []


def require_may_object(room: Room, *, by: Actor, objection: str, clause: str) -> list[str]:
    """可否提异议 Anyone in the room, 列席 included; compliance cites a clause."""
    in_state("object", room)
    require_in_room(room, by)
    require_choice("objection", objection, ObjectionKind.values)
    if objection == ObjectionKind.COMPLIANCE:
        require_filled(clause=clause)
    return []


def require_may_open_second_round(room: Room, *, by: Actor) -> list[str]:
    """可否第二轮 Only a compliance objection that was not answered by one yet."""
    in_state("second_round", room)
    require_may_run(room.meeting, by)
    if not unanswered_objections(room):
        raise WrongState("platform.wrong-state", "没有尚未回应的合规性异议")
    return []


def unanswered_objections(room: Room) -> int:
    """未回应异议 Compliance objections on this item that no second round has followed."""
    rows = Objection.objects.filter(item=room.item.id, kind=ObjectionKind.COMPLIANCE, answered=False)
    return rows.count()


def require_may_note(room: Room, *, by: Actor, words: str) -> list[str]:
    """可否记讨论 The recorder, once the stances are open."""
    in_state("note_discussion", room)
    require_may_run(room.meeting, by)
    require_filled(words=words)
    return []


def require_may_note_early(room: Room, *, by: Actor, person: UUID, words: str) -> list[str]:
    """可否记先于他人 A record of what happened is always taken; it must only be about the chief."""
    require_may_run(room.meeting, by)
    require_filled(words=words)
    if person not in {seat.person for seat in room.members if seat.role == Role.CHIEF}:
        raise BadInput("platform.input", "只记主要负责人先于他人的意见", fields={"person": "请核对"})
    return []


def require_may_conclude(room: Room, *, by: Actor, person: UUID, stance: str, signed: Signed) -> list[str]:
    """可否末位表态 The chief, when every other attendee has ended and the stances were opened (M56)."""
    if person != room.concluder:
        raise NotPermitted("platform.own-hand", "末位表态须由主要负责人本人办理")
    require_meeting_open(room)
    row = _order_row("chief_at", room)
    cited = [judge("decisions.chief-last", row, about=[seat.person for seat in room.waiting])]
    in_state("conclude", room)
    if person in room.ended:
        raise WrongState("platform.wrong-state", "您在本轮已有着落，不再末位表态")
    require_hand(room, by, person, signed)
    return [*cited, _valid(person, stance, signed)]
