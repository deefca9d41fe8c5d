"""签订工作的记录 Which letters are due, a campaign to sign them, and the notices served in it (M01, M09)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.ledger.records import Record, public, record

__all__ = ["CampaignClosed", "CampaignOpened", "CascadeDecided", "NoticeServed"]

CAMPAIGN = ("campaign", "campaign")


@record("duties.cascade-decided/1", log="internal", subject=("cascade", "cascade"))
class CascadeDecided(Record):
    """部署逐级签订 Which letters an organ and all below it owe in a year: down the tree, in leading groups, one's own.

    The nearest decision above an organ counts there; a later one of the same organ takes the place of an earlier one.
    """

    cascade: UUID = public()
    organ: UUID = public()
    year: int = public()
    vertical: bool = public()
    team: bool = public()
    tasks: bool = public()
    pledges: str = public()
    since: date = public()
    due: date = public()


@record("duties.campaign-opened/1", log="internal", subject=CAMPAIGN)
class CampaignOpened(Record):
    """开展签订 A campaign: between two days the letters that a cascade asks for are to be signed."""

    campaign: UUID = public()
    cascade: UUID = public()
    organ: UUID = public()
    year: int = public()
    name: str = public()
    starts: date = public()
    due: date = public()


@record("duties.notice-served/1", log="internal", subject=CAMPAIGN)
class NoticeServed(Record):
    """签订提醒 On a day of the campaign these people of one organ are told that something waits; nothing else.

    `stage` names the day by its distance from the due day. `escalated`: told as superiors of those who are late.
    """

    campaign: UUID = public()
    organ: UUID = public()
    stage: str = public()
    on: date = public()
    part: int = public()
    people: list[UUID] = public()
    escalated: bool = public()


@record("duties.campaign-closed/1", log="internal", subject=CAMPAIGN)
class CampaignClosed(Record):
    """结束签订 No more notices; what is not signed stays a hole in the coverage."""

    campaign: UUID = public()
    on: date = public()
