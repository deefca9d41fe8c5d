"""会议接口 Call, table, send, lock, open, come and go, close; lists and one meeting."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from liuhen.kit import clock
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.api.common import require_meeting, room_for
from liuhen.mechanisms.decisions.api.shapes import MeetingFull, MeetingLine, meeting_full
from liuhen.mechanisms.decisions.models import Item, Meeting
from liuhen.mechanisms.decisions.reads import meetings, motions
from liuhen.mechanisms.decisions.states import MeetingState
from liuhen.mechanisms.decisions.terms import Presence
from liuhen.organs.reads.groups import members_of
from liuhen.rules.doorway import Written, actor_of, occurred, require_known, require_new, written
from liuhen.ui.api import Given, Line, Page, Paging, Prose, When, Yes, answers, page_of

router = Router(tags=["会议"])


class MeetingsAsked(Paging):
    """会议检索 By state."""

    state: MeetingState | None = None


class Call(Given):
    """召集 `id` may be chosen by the client: the same request twice then calls one meeting."""

    id: UUID | None = None
    group: UUID
    title: Line
    starts: When
    place: Line = ""
    presider: UUID
    recorder: UUID | None = None
    on_paper: Yes = False


class Tabled(Given):
    """列入议题"""

    id: UUID | None = None
    motion: UUID
    reporter: UUID


class SentTo(Given):
    """送达对象 Left out: every member of the body."""

    to: Annotated[list[UUID], Field(max_length=200)] | None = None


class Absence(Given):
    """缺席 Leave needs its reason."""

    person: UUID
    presence: Literal["leave", "absent"]
    reason: Line = ""


class Opening(Given):
    """开会点名 Everybody who is not named absent is present."""

    absent: Annotated[list[Absence], Field(max_length=200)] = []
    observers: Annotated[list[UUID], Field(max_length=200)] = []
    recording: Yes = False
    at: When | None = None


class Movement(Given):
    """到离场"""

    person: UUID
    presence: Literal["present", "left"]
    at: When | None = None


class Handover(Given):
    """改派主持人 To a member of the body; once the meeting is open, to one who is there."""

    person: UUID
    reason: Prose
    at: When | None = None


class Observer(Given):
    """增加列席 With the capacity in which he attends."""

    person: UUID
    capacity: Line
    at: When | None = None


class AtTime(Given):
    """发生时间 Left out: now."""

    at: When | None = None


class Many(Written):
    """已入簿多条 The last entry, and how many there were."""

    count: int


@router.get("", response=answers(Page[MeetingLine]))
def meeting_list(request: HttpRequest, asked: Query[MeetingsAsked]) -> Any:
    """会议一览 Those this person may see, the next one first."""
    rows = meetings.visible_to(actor_of(request))
    if asked.state is not None:
        rows = rows.filter(state=asked.state)
    return page_of(rows.order_by("-starts", "-id"), asked)


@router.post("", response=answers(Written, 201))
def meeting_call(request: HttpRequest, given: Call) -> Status:
    """召集会议 Body, time, place, who presides and who records."""
    by = actor_of(request)
    require_new(given.id is not None and Meeting.objects.filter(pk=given.id).exists())
    require_known(recorder=given.recorder)
    values = given.model_dump(exclude={"id"}) | {"recorder": given.recorder or by.person}
    return written(actions.call_meeting(by=by, meeting=given.id, **values), "meeting")


@router.get("/{uuid:meeting}", response=answers(MeetingFull))
def meeting_show(request: HttpRequest, meeting: UUID) -> Any:
    """会议 Agenda and roll."""
    require_meeting(meeting, actor_of(request))
    return meeting_full(meetings.get(meeting))


@router.post("/{uuid:meeting}/items", response=answers(Written, 201))
def meeting_table(request: HttpRequest, meeting: UUID, given: Tabled) -> Status:
    """列入议题 Refused with the rule when a gate is open or the review says 不合法."""
    by = actor_of(request)
    require_meeting(meeting, by)
    motions.require_visible(given.motion, by)
    require_known(reporter=given.reporter)
    require_new(given.id is not None and Item.objects.filter(pk=given.id).exists())
    entry = actions.table_motion(meeting=meeting, motion=given.motion, by=by, reporter=given.reporter, item=given.id)
    return written(entry, "item")


@router.post("/{uuid:meeting}/items/{uuid:item}/papers", response=answers(Written, 201))
def papers_send(request: HttpRequest, meeting: UUID, item: UUID, given: SentTo) -> Status:
    """送达材料 The time is the proof of delivery (M57)."""
    room = room_for(request, meeting, item)
    day = clock.local(room.meeting.starts).date()
    to = [member.person for member in members_of(room.meeting.group, day)] if given.to is None else given.to
    require_known(to=to)
    return written(actions.send_papers(item=item, by=actor_of(request), to=list(dict.fromkeys(to))))


@router.post("/{uuid:meeting}/items/{uuid:item}/papers/read", response=answers(Written | None, 201))
def papers_read(request: HttpRequest, meeting: UUID, item: UUID) -> Any:
    """打开材料 Known to the book as read, never a stance (M39); null when that was known already."""
    room_for(request, meeting, item)
    entry = actions.read_papers(item=item, by=actor_of(request))
    return written(entry) if entry else Status(201, None)


@router.post("/{uuid:meeting}/lock", response=answers(Many, 201))
def meeting_lock(request: HttpRequest, meeting: UUID) -> Any:
    """锁定议程 Movers default here (M43)."""
    by = actor_of(request)
    require_meeting(meeting, by)
    entries = actions.lock_agenda(meeting=meeting, by=by)
    return Status(201, {**written(entries[-1]).value, "count": len(entries)})


@router.post("/{uuid:meeting}/open", response=answers(Written, 201))
def meeting_open(request: HttpRequest, meeting: UUID, given: Opening) -> Status:
    """开会点名 Everybody's presence, reasons for leave, who attends without a stance."""
    by = actor_of(request)
    require_meeting(meeting, by)
    require_known(absent=[one.person for one in given.absent], observers=given.observers)
    entry = actions.open_meeting(
        meeting=meeting,
        by=by,
        absent={one.person: (one.presence, one.reason) for one in given.absent},
        observers=given.observers,
        recording=given.recording,
        at=occurred(given.at),
    )
    return written(entry)


@router.post("/{uuid:meeting}/presence", response=answers(Written, 201))
def meeting_presence(request: HttpRequest, meeting: UUID, given: Movement) -> Status:
    """到离场 Quorum is computed anew."""
    by = actor_of(request)
    require_meeting(meeting, by)
    presence = Presence(given.presence)
    return written(
        actions.change_presence(meeting=meeting, person=given.person, presence=presence, by=by, at=occurred(given.at))
    )


@router.post("/{uuid:meeting}/presider", response=answers(Written, 201))
def meeting_presider(request: HttpRequest, meeting: UUID, given: Handover) -> Status:
    """改派主持人 A member takes the chair, before the meeting or in it (M43)."""
    by = actor_of(request)
    require_meeting(meeting, by)
    require_known(person=given.person)
    values = given.model_dump() | {"at": occurred(given.at)}
    return written(actions.change_presider(meeting=meeting, by=by, **values))


@router.post("/{uuid:meeting}/observers", response=answers(Written, 201))
def meeting_observer(request: HttpRequest, meeting: UUID, given: Observer) -> Status:
    """增加列席 After the roll call."""
    by = actor_of(request)
    require_meeting(meeting, by)
    require_known(person=given.person)
    values = given.model_dump() | {"at": occurred(given.at)}
    return written(actions.admit_observer(meeting=meeting, by=by, **values))


@router.post("/{uuid:meeting}/close", response=answers(Written, 201))
def meeting_close(request: HttpRequest, meeting: UUID, given: AtTime) -> Status:
    """散会 Every item that opened has an outcome or is suspended."""
    by = actor_of(request)
    require_meeting(meeting, by)
    return written(actions.close_meeting(meeting=meeting, by=by, at=occurred(given.at)))
