"""签订工作表 Decisions on which letters are due, campaigns, and the notices served."""

from __future__ import annotations

from django.db import models

from liuhen.ledger.entries import Entry
from liuhen.ledger.records import applies
from liuhen.ledger.tables import Reading
from liuhen.mechanisms.duties import records
from liuhen.mechanisms.duties.letter_terms import Pledges
from liuhen.mechanisms.duties.notice_days import stage_word

__all__ = ["Campaign", "Cascade", "Notice"]


class Cascade(Reading):
    """逐级签订部署 Which letters an organ and all below it owe in a year."""

    id = models.UUIDField(primary_key=True)
    entry = models.UUIDField()
    organ = models.UUIDField(db_index=True)
    year = models.PositiveIntegerField()
    vertical = models.BooleanField()
    team = models.BooleanField()
    tasks = models.BooleanField()
    pledges = models.CharField(max_length=8, choices=Pledges)
    since = models.DateField()
    due = models.DateField()
    recorded = models.DateTimeField()

    class Meta:
        db_table = "duties_cascade"
        ordering = ("since", "recorded", "id")


class Campaign(Reading):
    """签订工作 A campaign of an organ and all below it, with its first and last day."""

    id = models.UUIDField(primary_key=True)
    cascade = models.UUIDField()
    organ = models.UUIDField(db_index=True)
    year = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    starts = models.DateField()
    due = models.DateField()
    closed_on = models.DateField(null=True)
    opened_by = models.UUIDField()

    class Meta:
        db_table = "duties_campaign"
        ordering = ("-starts", "id")


class Notice(Reading):
    """签订提醒 That the people of one organ were told, on which day; whom, stands in the entry."""

    entry = models.UUIDField(primary_key=True)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="notices", db_constraint=False)
    organ = models.UUIDField()
    stage = models.CharField(max_length=16)
    on = models.DateField()
    part = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    escalated = models.BooleanField()
    recorded = models.DateTimeField()

    class Meta:
        db_table = "duties_notice"
        ordering = ("on", "organ", "escalated", "part")
        constraints = (
            # Served once, however often the worker looks.
            models.UniqueConstraint(
                fields=["campaign", "organ", "stage", "escalated", "part"], name="duties_notice_once"
            ),
        )

    @property
    def stage_word(self) -> str:
        """提醒之日 In Chinese: its distance from the due day."""
        return stage_word(self.stage)


@applies(records.CascadeDecided)
def _decided(record: records.CascadeDecided, entry: Entry) -> None:
    same = ("organ", "year", "vertical", "team", "tasks", "pledges", "since", "due")
    Cascade.objects.create(
        id=record.cascade,
        entry=entry.id,
        recorded=entry.recorded,
        **{name: getattr(record, name) for name in same},
    )


@applies(records.CampaignOpened)
def _opened(record: records.CampaignOpened, entry: Entry) -> None:
    same = ("cascade", "organ", "year", "name", "starts", "due")
    Campaign.objects.create(
        id=record.campaign,
        opened_by=entry.actor.person,
        **{name: getattr(record, name) for name in same},
    )


@applies(records.NoticeServed)
def _served(record: records.NoticeServed, entry: Entry) -> None:
    Notice.objects.create(
        entry=entry.id,
        campaign_id=record.campaign,
        organ=record.organ,
        stage=record.stage,
        on=record.on,
        part=record.part,
        count=len(record.people),
        escalated=record.escalated,
        recorded=entry.recorded,
    )


@applies(records.CampaignClosed)
def _closed(record: records.CampaignClosed, entry: Entry) -> None:
    Campaign.objects.filter(pk=record.campaign).update(closed_on=record.on)
