"""待办 What waits for one person: to sign, to say, to confirm; clocks that run. Tasks come before figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils.translation import gettext as _

from liuhen.kit import clock
from liuhen.ledger.records import Actor
from liuhen.mechanisms.decisions.models import Confirmation, Item, Meeting, Motion, RecordConfirmation, Seat
from liuhen.mechanisms.decisions.reads import motions
from liuhen.mechanisms.decisions.states import MeetingState, MotionState
from liuhen.mechanisms.decisions.terms import Presence
from liuhen.organs.reads.groups import groups_of_person
from liuhen.ui.filters import when
from liuhen.ui.todo import Todo

RECENT = timedelta(days=90)
WAITING = (MotionState.MOVED, MotionState.TABLED)
COMING = (MeetingState.CALLED, MeetingState.LOCKED)
SEALED = (MeetingState.SEALED, MeetingState.ISSUED)


def todo_for(by: Actor) -> list[Todo]:
    """我的待办 Running meetings first, then signatures, then coming meetings and records. A fixed number of queries."""
    chaired = [group.pk for group in groups_of_person(by.person)]
    drafts, sittings = _motions(by, chaired), _meetings(by, chaired)
    return [
        *_running(by, sittings),
        *_default_mine(by, drafts),
        *_unsigned(by, drafts),
        *_unconfirmed(by, chaired, drafts),
        *_records(sittings),
        *_coming(sittings),
    ]


def _motions(by: Actor, groups: list[UUID]) -> list[Any]:
    """Every motion that may wait for this person, with the moment at which it last came to an outcome."""
    default = Q(mover=by.person, mover_default=True, state=MotionState.TABLED)
    unsigned = Q(drafted_by=by.person, mover=None, state=MotionState.DRAFTED)
    rows = Motion.objects.filter(default | unsigned | Q(group__in=groups, state__in=WAITING))
    return list(rows.annotate(last_ruled=Max("items__ruled_at")).order_by("number"))


def _meetings(by: Actor, groups: list[UUID]) -> list[Meeting]:
    """Every meeting that may: the running, the coming, and those whose record he has not confirmed."""
    own = Seat.objects.filter(meeting=OuterRef("pk"), person=by.person)
    there = own.exclude(presence__in=(Presence.LEAVE, Presence.ABSENT))
    done = RecordConfirmation.objects.filter(meeting=OuterRef("pk"), person=by.person)
    running = Q(state=MeetingState.OPEN) & (Exists(own) | Q(recorder=by.person))
    coming = Q(state__in=COMING) & (Q(group__in=groups) | Q(recorder=by.person))
    recent = Q(state__in=SEALED, sealed_at__gte=clock.now() - RECENT)
    rows = Meeting.objects.filter(running | coming | (recent & Exists(there) & ~Exists(done)))
    return list(rows.order_by("starts", "id"))


def _running(by: Actor, sittings: list[Meeting]) -> list[Todo]:
    return [
        Todo(
            _("%(title)s正在进行") % {"title": row.title},
            "console" if row.recorder == by.person else "seat",
            row.id,
            _("会议中"),
            _when_and_where(row),
            urgent=True,
        )
        for row in sittings
        if row.state == MeetingState.OPEN
    ]


def _when_and_where(row: Meeting) -> str:
    return "，".join(filter(None, [when(row.opened_at or row.starts), row.place]))


def _default_mine(by: Actor, drafts: list[Any]) -> list[Todo]:
    note = _("没有记名的动议人，您主持会议，默认为初始动议人；表决前可由真正的动议人本人签名替换")
    return [
        Todo(row.title or row.number, "motion", row.id, _("默认动议人"), note, urgent=True)
        for row in drafts
        if row.mover == by.person and row.mover_default and row.state == MotionState.TABLED
    ]


def _unsigned(by: Actor, drafts: list[Any]) -> list[Todo]:
    rows = [row for row in drafts if row.drafted_by == by.person and row.mover is None and row.state == "drafted"]
    rows.sort(key=lambda row: row.drafted_at)
    return [Todo(row.title or row.number, "motion", row.id, _("待签名"), _("动议尚未由动议人签名")) for row in rows]


def _unconfirmed(by: Actor, groups: list[UUID], drafts: list[Any]) -> list[Todo]:
    waiting = [row for row in drafts if row.group in groups and row.state in WAITING]
    given = Confirmation.objects.filter(motion__in=[row.id for row in waiting], role="chair")
    done = list(given.values_list("motion", "text_sha256", "recorded"))
    chiefs: dict[UUID, bool] = {}
    found = []
    for row in waiting:
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


def _records(sittings: list[Meeting]) -> list[Todo]:
    note = _("请核对自己的发言；有出入可附更正，不改原文")
    return [
        Todo(_("核对%(title)s会议记录") % {"title": row.title}, "record", row.id, _("待核对"), note)
        for row in sorted((row for row in sittings if row.state in SEALED), key=lambda row: row.sealed_at)
    ]


def _coming(sittings: list[Meeting]) -> list[Todo]:
    return [
        Todo(row.title or "", "meeting", row.id, row.get_state_display(), _when_and_where(row))
        for row in sittings
        if row.state in COMING
    ]


@dataclass(frozen=True)
class Figures:
    """数目 How many motions, decisions and named gaps a person can see this year."""

    motions: int
    decided: int
    deferred: int
    with_gaps: int


def figures_for(by: Actor) -> Figures:
    """数目 Counts over what the person may see; one query beside the scope's own."""
    with_gaps = Meeting.objects.exclude(gaps=[]).values("pk")
    gapped = Exists(Item.objects.filter(motion=OuterRef("pk"), meeting__in=with_gaps))
    decided = Q(state__in=(MotionState.DECIDED, MotionState.ARCHIVED))
    counted = (
        motions.visible_to(by)
        .annotate(gapped=gapped)
        .aggregate(
            motions=Count("pk"),
            decided=Count("pk", filter=decided),
            deferred=Count("pk", filter=Q(state=MotionState.DEFERRED)),
            with_gaps=Count("pk", filter=Q(gapped=True)),
        )
    )
    return Figures(**counted)
