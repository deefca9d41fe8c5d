"""签订工作查询 Cascades, campaigns, and the notices served in them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from liuhen.kit.refusals import NotFound
from liuhen.ledger.records import Actor
from liuhen.mechanisms.duties.models import Campaign, Cascade, Notice
from liuhen.mechanisms.duties.notice_days import Spacing, Span
from liuhen.mechanisms.duties.reads.reach import reaches, within
from liuhen.organs.models import STEP, Organ
from liuhen.organs.spans import today
from liuhen.rules import reads as rules
from liuhen.rules.model import Rule

__all__ = [
    "campaign_of",
    "cascade_at",
    "cascade_of",
    "notices_of",
    "open_campaigns",
    "require_visible",
    "spacing",
    "visible_to",
]

RULE = "duties.notice-days"


def campaign_of(id: UUID) -> Campaign:
    """签订工作 One campaign. Raises NotFound."""
    found = Campaign.objects.filter(pk=id).first()
    if found is None:
        raise NotFound("platform.not-found", "没有这项签订工作")
    return found


def cascade_of(id: UUID) -> Cascade | None:
    """部署 One decision, if there is one with this id."""
    return Cascade.objects.filter(pk=id).first()


def cascade_at(path: str, year: int, on: date | None = None) -> Cascade | None:
    """所据部署 The decision nearest above an organ for a year: the latest of the nearest organ."""
    above = [UUID(path[at : at + STEP]) for at in range(0, len(path), STEP)]
    rows = Cascade.objects.filter(organ__in=above, year=year, since__lte=on or today())
    return max(rows, key=lambda row: (above.index(row.organ), row.since, row.recorded), default=None)


def visible_to(by: Actor) -> QuerySet[Campaign]:
    """可见的签订工作 Of the organs whose letters one may read or issue."""
    organs = Organ.objects.filter(within(reaches(by, "coverage.read", "letter.issue", "campaign.open"))).values("pk")
    return Campaign.objects.filter(organ__in=organs)


def require_visible(id: UUID, by: Actor) -> Campaign:
    """须可见 Raises NotFound for a campaign that is not there and for one out of reach alike."""
    if not visible_to(by).filter(pk=id).exists():
        raise NotFound("platform.not-found", "没有这项签订工作，或不在您的管辖范围内")
    return campaign_of(id)


def open_campaigns(on: date) -> list[Campaign]:
    """进行中的签订工作 Begun and not closed on the day."""
    return list(Campaign.objects.filter(starts__lte=on, closed_on=None).order_by("starts", "id"))


def notices_of(campaign: UUID) -> QuerySet[Notice]:
    """已发提醒 In the order in which they were served."""
    return Notice.objects.filter(campaign=campaign)


def spacing(on: date) -> Spacing:
    """提醒间隔 The parameters of the rule in force on the day."""
    rule = rules.in_force(RULE, on).rule
    return Spacing(**{name: _span(rule, name, on) for name in ("first", "second", "every", "escalate")})


def _span(rule: Rule, name: str, on: date) -> Span:
    parameter = rule.parameters[name]
    dated = parameter.on(on)
    if dated is None:
        raise KeyError(f"{RULE}: no {name} on {on}")
    return Span(parameter.read(dated.value), parameter.unit == "working_day")
