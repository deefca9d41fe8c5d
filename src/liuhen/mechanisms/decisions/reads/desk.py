"""待办 What waits for one person: to sign, to say, to confirm; clocks that run. Tasks come before figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from liuhen.kit import clock
from liuhen.ledger.records import Actor
from liuhen.mechanisms.decisions.models import Confirmation, Item, Meeting, Motion, RecordConfirmation, Seat
from liuhen.mechanisms.decisions.reads import motions
from liuhen.mechanisms.decisions.states import MeetingState, MotionState
from liuhen.mechanisms.decisions.terms import Presence
from liuhen.organs.reads.groups import groups_of_person
from liuhen.ui.filters import when

RECENT = timedelta(days=90)


@dataclass(frozen=True)
class Todo:
    """待办一项 What, where it is done (route and id), and why."""

    title: str
    route: str
    id: UUID
    state: str
    note: str = ""
    urgent: bool = False


def todo_for(by: Actor) -> list[Todo]:
    """我的待办 Running meetings first, then signatures, then coming meetings and records. A fixed number of queries."""
    chaired = [group.pk for group in groups_of_person(by.person)]
    return [
        *_running(by),
        *_default_mine(by),
        *_unsigned(by),
        *_unconfirmed(by, chaired),
        *_records(by),
        *_coming(by, chaired),
    ]


def _running(by: Actor) -> list[Todo]:
    rows = Meeting.objects.filter(Q(seats__person=by.person) | Q(recorder=by.person), state=MeetingState.OPEN)
    return [
        Todo(
            _("%(title)s正在进行") % {"title": row.title},
            "console" if row.recorder == by.person else "seat",
            row.id,
            _("会议中"),
            _when_and_where(row),
            urgent=True,
        )
        for row in rows.distinct().order_by("starts")
    ]


def _when_and_where(row: Meeting) -> str:
    begins = when(row.opened_at or row.starts)
    return _("%(when)s，%(place)s") % {"when": begins, "place": row.place} if row.place else begins


def _default_mine(by: Actor) -> list[Todo]:
    rows = Motion.objects.filter(mover=by.person, mover_default=True, state=MotionState.TABLED)
    note = _("没有记名的动议人，您主持会议，默认为初始动议人；表决前可由真正的动议人本人签名替换")
    return [Todo(row.title or row.number, "motion", row.id, _("默认动议人"), note, urgent=True) for row in rows]


def _unsigned(by: Actor) -> list[Todo]:
    rows = Motion.objects.filter(drafted_by=by.person, mover=None, state=MotionState.DRAFTED).order_by("drafted_at")
    return [Todo(row.title or row.number, "motion", row.id, _("待签名"), _("动议尚未由动议人签名")) for row in rows]


def _unconfirmed(by: Actor, groups: list[UUID]) -> list[Todo]:
    waiting = Motion.objects.filter(group__in=groups, state__in=(MotionState.MOVED, MotionState.TABLED))
    waiting = waiting.annotate(last_ruled=Max("items__ruled_at"))
    given = Confirmation.objects.filter(motion__in=waiting, role="chair")
    done = list(given.values_list("motion", "text_sha256", "recorded"))
    chiefs: dict[UUID, bool] = {}
    found = []
    for row in waiting.order_by("number"):
        if any(_confirms(row, *one) for one in done):
            continue
        if row.group not in chiefs:
            chiefs[row.group] = by.person in motions.chairs_of(row)
        if chiefs[row.group]:
            note = _("请确认同意上会，或由记录人记为拒绝")
            found.append(Todo(row.title or row.number, "motion", row.id, _("待确认"), note))
    return found


def _confirms(row: Any, motion: UUID, digest: str, recorded: datetime) -> bool:
    # Tabled anew after an outcome it is confirmed anew; a refusal carries no digest.
    anew = row.last_ruled is None or recorded > row.last_ruled
    return anew and motion == row.id and digest in ("", row.text_sha256)


def _records(by: Actor) -> list[Todo]:
    seats = Seat.objects.filter(person=by.person).exclude(presence__in=(Presence.LEAVE, Presence.ABSENT))
    sealed = Meeting.objects.filter(
        pk__in=seats.values("meeting"),
        state__in=(MeetingState.SEALED, MeetingState.ISSUED),
        sealed_at__gte=clock.now() - RECENT,
    )
    done = RecordConfirmation.objects.filter(person=by.person).values("meeting")
    note = _("请核对自己的发言；有出入可附更正，不改原文")
    return [
        Todo(_("核对%(title)s会议记录") % {"title": row.title}, "record", row.id, _("待核对"), note)
        for row in sealed.exclude(pk__in=done).order_by("sealed_at")
    ]


def _coming(by: Actor, groups: list[UUID]) -> list[Todo]:
    rows = Meeting.objects.filter(
        Q(group__in=groups) | Q(recorder=by.person), state__in=(MeetingState.CALLED, MeetingState.LOCKED)
    )
    return [
        Todo(row.title or "", "meeting", row.id, row.get_state_display(), _when_and_where(row))
        for row in rows.order_by("starts")
    ]


@dataclass(frozen=True)
class Figures:
    """数目 How many motions, decisions and named gaps a person can see this year."""

    motions: int
    decided: int
    deferred: int
    with_gaps: int


def figures_for(by: Actor) -> Figures:
    """数目 Counts over what the person may see; two queries beside the scope's own."""
    visible = motions.visible_to(by)
    with_gaps = Meeting.objects.exclude(gaps=[]).values("pk")
    decided = Q(state__in=(MotionState.DECIDED, MotionState.ARCHIVED))
    counted = visible.aggregate(
        motions=Count("pk"),
        decided=Count("pk", filter=decided),
        deferred=Count("pk", filter=Q(state=MotionState.DEFERRED)),
    )
    gaps = Item.objects.filter(meeting__in=with_gaps, motion__in=visible.values("pk"))
    return Figures(**counted, with_gaps=gaps.values("motion").distinct().count())
