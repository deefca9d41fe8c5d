"""会场变动 Who comes and goes, who takes the chair, who is let in to attend."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from liuhen.ledger.book import Actor, Entry
from liuhen.mechanisms.decisions import permits, records
from liuhen.mechanisms.decisions.actions import defaults, settling
from liuhen.mechanisms.decisions.actions.frame import on_meeting
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.mechanisms.decisions.terms import Presence

__all__ = ["admit_observer", "change_presence", "change_presider"]


def change_presence(*, meeting: UUID, person: UUID, presence: str, by: Actor, at: datetime | None = None) -> Entry:
    """到离场 Somebody comes or goes; quorum is computed anew for every item under discussion, which may suspend it."""
    with on_meeting(meeting, by) as (sitting, act):
        cited = permits.require_may_change_presence(sitting, by=by, person=person, presence=presence)
        record = records.PresenceChanged(meeting=meeting, person=person, presence=presence)
        entry = act.write(record, cited, at=at)
        settling.after_change(act, sitting, at, gone=person if presence == Presence.LEFT else None)
        return entry


def change_presider(*, meeting: UUID, person: UUID, by: Actor, reason: str, at: datetime | None = None) -> Entry:
    """改派主持人 A member takes the chair; movers by default and the last word follow who presides (M43, M56)."""
    with on_meeting(meeting, by) as (sitting, act):
        cited = permits.require_may_change_presider(sitting, by=by, person=person, reason=reason)
        record = records.PresiderChanged(
            meeting=meeting, previous=sitting.presider, presider=person, reason=reason.strip()
        )
        entry = act.write(record, cited, at=at)
        sitting = meetings.get(meeting)
        defaults.after_handover(act, sitting)
        settling.after_change(act, sitting, at)
        return entry


def admit_observer(*, meeting: UUID, person: UUID, by: Actor, capacity: str, at: datetime | None = None) -> Entry:
    """增加列席 After the roll call, with the capacity in which he attends."""
    with on_meeting(meeting, by) as (sitting, act):
        cited = permits.require_may_admit_observer(sitting, by=by, person=person, capacity=capacity)
        record = records.ObserverAdmitted(meeting=meeting, person=person, capacity=capacity.strip())
        return act.write(record, cited, at=at)
