"""签订工作接口 Coverage of a branch, decisions on which letters are due, campaigns and their notices."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from liuhen.kit.refusals import NotFound
from liuhen.mechanisms.duties.actions import campaigns as actions
from liuhen.mechanisms.duties.actions import letters
from liuhen.mechanisms.duties.api.letters import in_reach
from liuhen.mechanisms.duties.coverage import Tally
from liuhen.mechanisms.duties.letter_terms import Pledges
from liuhen.mechanisms.duties.models import Campaign, Notice
from liuhen.mechanisms.duties.reads import campaigns, maps
from liuhen.mechanisms.duties.reads.covering import coverage
from liuhen.organs.reads.tree import organ as organ_row
from liuhen.organs.spans import today
from liuhen.rules.doorway import Written, actor_of, written
from liuhen.ui.api import Day, Given, Line, Page, Paging, Yes, answers, page_of

coverage_router = Router(tags=["责任覆盖"])
router = Router(tags=["签订工作"])


class TallyShape(Schema):
    """数目 Signed of required; `fresh`: on what is carried that day."""

    name: str
    required: int
    signed: int
    fresh: int
    percent: str


class HoleShape(Schema):
    """缺口 Who with whom."""

    organ: UUID
    organ_name: str
    way: str
    standing: str
    upper: UUID | None
    upper_name: str
    lower: UUID
    lower_name: str
    letter: UUID | None


class CoverageShape(Schema):
    """责任覆盖"""

    organ: UUID
    on: str
    planned: bool
    all: TallyShape
    ways: list[TallyShape]
    branches: list[TallyShape]
    levels: list[TallyShape]


class CoverageAsked(Schema):
    """哪一日"""

    on: Day | None = None


class HolesAsked(Paging):
    """哪一日的缺口"""

    on: Day | None = None
    stale: bool = False


class Deciding(Given):
    """部署"""

    organ: UUID
    year: int = Field(ge=2000, le=2199)
    vertical: Yes = True
    team: Yes = True
    tasks: Yes = True
    pledges: Pledges = Pledges.ALL
    since: Day
    due: Day


class Opening(Given):
    """开展签订"""

    organ: UUID
    name: Line
    year: int = Field(ge=2000, le=2199)
    starts: Day
    due: Day


class CampaignShape(Schema):
    """签订工作"""

    id: UUID
    organ: UUID
    year: int
    name: str
    starts: str
    due: str
    closed_on: str | None


class NoticeShape(Schema):
    """提醒 Of how many people of which organ, when and why; whom, stands in the entry."""

    entry: UUID
    organ: UUID
    stage: str
    on: str
    count: int
    escalated: bool


class Drawing(Given):
    """批量生成 `stale`: for changed content as well."""

    stale: Yes = False


class Drawn(Schema):
    """已生成 How many letters."""

    count: int


@coverage_router.get("/{uuid:organ}", response=answers(CoverageShape))
def duty_coverage(request: HttpRequest, organ: UUID, asked: Query[CoverageAsked]) -> Any:
    """责任覆盖 Of a branch within reach, as of any day."""
    found = coverage(_path(request, organ), asked.on or today())
    return {
        "organ": organ,
        "on": found.on.isoformat(),
        "planned": found.required.planned,
        "all": _tally("", found.coverage.all),
        "ways": [_tally(str(way.label), tally) for way, tally in found.coverage.ways.items()],
        "branches": [_tally(branch.name, branch.tally) for branch in maps.branches(found)],
        "levels": [_tally(name, tally) for name, tally in maps.levels(found)],
    }


@coverage_router.get("/{uuid:organ}/holes", response=answers(Page[HoleShape]))
def duty_holes(request: HttpRequest, organ: UUID, asked: Query[HolesAsked]) -> Any:
    """缺口名单 Who with whom; with `stale`, letters whose content has changed since."""
    found = coverage(_path(request, organ), asked.on or today())
    lines = found.coverage.stale if asked.stale else found.coverage.holes
    page = page_of(lines, asked)
    return page | {"items": [_hole(hole) for hole in maps.holes(found, page["items"])]}


@router.post("/cascades", response=answers(Written, 201))
def cascade_decide(request: HttpRequest, given: Deciding) -> Status:
    """部署逐级签订"""
    return written(actions.decide_cascade(by=actor_of(request), **given.model_dump()), "cascade")


@router.get("", response=answers(Page[CampaignShape]))
def campaign_list(request: HttpRequest, asked: Query[Paging]) -> Any:
    """签订工作一览 Within one's reach."""
    return page_of(campaigns.visible_to(actor_of(request)), asked, _campaign)


@router.post("", response=answers(Written, 201))
def campaign_open(request: HttpRequest, given: Opening) -> Status:
    """开展签订"""
    return written(actions.open_campaign(by=actor_of(request), **given.model_dump()), "campaign")


@router.get("/{uuid:campaign}", response=answers(CampaignShape))
def campaign_show(request: HttpRequest, campaign: UUID) -> Any:
    """签订工作"""
    return _campaign(campaigns.require_visible(campaign, actor_of(request)))


@router.get("/{uuid:campaign}/notices", response=answers(Page[NoticeShape]))
def campaign_notices(request: HttpRequest, campaign: UUID, asked: Query[Paging]) -> Any:
    """已发提醒"""
    campaigns.require_visible(campaign, actor_of(request))
    return page_of(campaigns.notices_of(campaign), asked, _notice)


@router.post("/{uuid:campaign}/draw", response=answers(Drawn, 201))
def campaign_draw(request: HttpRequest, campaign: UUID, given: Drawing) -> Status:
    """批量生成 A letter for every hole nobody has drawn one for."""
    by = actor_of(request)
    row = campaigns.require_visible(campaign, by)
    entries = letters.draw_all(by=by, under=row.organ, campaign=row.pk, stale=given.stale)
    return Status(201, {"count": len(entries)})


@router.post("/{uuid:campaign}/close", response=answers(Written, 201))
def campaign_close(request: HttpRequest, campaign: UUID) -> Status:
    """结束签订"""
    campaigns.require_visible(campaign, actor_of(request))
    return written(actions.close_campaign(campaign=campaign, by=actor_of(request)))


def _path(request: HttpRequest, organ: UUID) -> str:
    path = organ_row(organ).path
    if not in_reach(request, organ, "coverage.read"):
        raise NotFound("platform.not-found", "没有这个单位，或不在您的管辖范围内")
    return path


def _tally(name: str, tally: Tally) -> dict[str, Any]:
    same = ("required", "signed", "fresh", "percent")
    return {"name": name} | {key: getattr(tally, key) for key in same}


def _hole(hole: maps.Hole) -> dict[str, Any]:
    need = hole.line.need
    return {
        "organ": need.organ,
        "organ_name": hole.organ_name,
        "way": hole.way,
        "standing": hole.standing,
        "upper": need.upper,
        "upper_name": hole.upper,
        "lower": need.lower,
        "lower_name": hole.lower,
        "letter": hole.line.letter,
    }


def _campaign(row: Campaign) -> dict[str, Any]:
    days = {name: getattr(row, name) for name in ("starts", "due", "closed_on")}
    same = {name: getattr(row, name) for name in ("id", "organ", "year", "name")}
    return same | {name: day.isoformat() if day else None for name, day in days.items()}


def _notice(row: Notice) -> dict[str, Any]:
    same = ("entry", "organ", "stage", "count", "escalated")
    return {name: getattr(row, name) for name in same} | {"on": row.on.isoformat()}
