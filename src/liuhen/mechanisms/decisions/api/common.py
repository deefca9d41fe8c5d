"""接口共用 On what of a meeting a person may act."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from liuhen.kit.refusals import NotFound
from liuhen.ledger.book import Actor
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.mechanisms.decisions.reads.room import Room, room_of
from liuhen.mechanisms.decisions.reads.sitting import concerning
from liuhen.rules.doorway import actor_of


def room_for(request: HttpRequest, meeting: UUID, item: UUID) -> Room:
    """议题 The item when it is on this meeting's agenda and the person may see the meeting. Raises NotFound."""
    by, room = actor_of(request), room_of(item)
    if room.meeting.id != meeting:
        raise NotFound("platform.not-found", "没有这个议题，请核对编号")
    require_meeting(meeting, by)
    return room


def require_meeting(meeting: UUID, by: Actor) -> None:
    """须可见会议 On the roll, recording or presiding is enough; others are asked for their scope. Raises NotFound."""
    if concerning(meeting, by.person) is None:
        meetings.require_visible(meeting, by)
