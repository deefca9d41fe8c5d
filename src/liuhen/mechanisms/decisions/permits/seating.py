"""会场变动可否办理 Taking the chair, and coming in to attend."""

from __future__ import annotations

from uuid import UUID

from liuhen.kit import clock
from liuhen.ledger.book import Actor
from liuhen.mechanisms.decisions.models import Meeting
from liuhen.mechanisms.decisions.permits.meeting import RUN
from liuhen.mechanisms.decisions.reads.room import Room
from liuhen.mechanisms.decisions.states import MEETING_ACTS, MeetingState
from liuhen.mechanisms.decisions.terms import Capacity, Presence
from liuhen.organs.reads.groups import members_of
from liuhen.rules.permits import Question, judge, require_filled, require_power, require_state

__all__ = ["presider_question", "require_may_admit_observer", "require_may_change_presider"]


def require_may_change_presider(sitting: Meeting, *, by: Actor, person: UUID, reason: str) -> list[str]:
    """可否改派主持人 By whoever runs or convenes; a member takes over, once the meeting is open one who is there."""
    require_state(sitting.state, MEETING_ACTS["change_presider"][0], sitting.get_state_display())
    if by.person not in (sitting.recorder, sitting.presider):
        require_power(by, sitting.organ, *RUN, "meeting.convene")
    require_filled(presider_reason=reason)
    row = {
        "previous": str(sitting.presider),
        "presider": str(person),
        "eligible": [str(one) for one in eligible(sitting)],
        "reason": reason.strip(),
    }
    return [judge("decisions.presider-replaced", row, about=[sitting.presider, person])]


def eligible(sitting: Meeting) -> list[UUID]:
    """可主持的成员 Members of the body; once the meeting is open, those in the room."""
    if sitting.state == MeetingState.OPEN:
        seats = sitting.seats.filter(capacity=Capacity.MEMBER, presence=Presence.PRESENT)
        return list(seats.values_list("person", flat=True))
    return [member.person for member in members_of(sitting.group, clock.local(sitting.starts).date())]


def require_may_admit_observer(sitting: Meeting, *, by: Actor, person: UUID, capacity: str) -> list[str]:
    """可否增加列席 By whoever runs the meeting; never a member, never twice."""
    require_state(sitting.state, MEETING_ACTS["admit_observer"][0], sitting.get_state_display())
    if by.person not in (sitting.recorder, sitting.presider):
        require_power(by, sitting.organ, *RUN)
    require_filled(capacity=capacity)
    members = {member.person for member in members_of(sitting.group, clock.local(sitting.starts).date())}
    barred = members | set(sitting.seats.values_list("person", flat=True))
    row = {"person": str(person), "capacity": capacity.strip(), "barred": [str(one) for one in barred]}
    return [judge("decisions.observer-admitted", row, about=[person])]


def presider_question(room: Room, *, ever: bool = False) -> Question:
    """主持人在场 Whether the chair is taken; `ever`: at any time of the meeting, asked at the seal."""
    present = (Presence.PRESENT, Presence.LEFT) if ever else (Presence.PRESENT,)
    here = [str(seat.person) for seat in room.members if seat.presence in present]
    row = {"presider": str(room.presider), "present": here}
    return Question("decisions.presider-in-room", row, about=[room.presider])
