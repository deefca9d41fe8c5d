"""签订工作办理 Decide which letters are due, open and close a campaign, serve its notices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.ledger.book import Actor, Entry, Writing
from liuhen.ledger.book_records import itself
from liuhen.mechanisms.duties import records
from liuhen.mechanisms.duties.coverage import COVERED, Line
from liuhen.mechanisms.duties.letter_terms import Standing
from liuhen.mechanisms.duties.models import Campaign, Letter
from liuhen.mechanisms.duties.notice_days import Stage, stage_on
from liuhen.mechanisms.duties.permits import campaigns as permits
from liuhen.mechanisms.duties.permits.letters import cited
from liuhen.mechanisms.duties.reads import campaigns
from liuhen.mechanisms.duties.reads.covering import coverage
from liuhen.organs.reads import tree
from liuhen.organs.reads.calendar import calendar
from liuhen.organs.reads.tree import book_of
from liuhen.organs.spans import today

__all__ = ["close_campaign", "decide_cascade", "open_campaign", "serve_notices"]

AT_ONCE = 1_000
"""一条提醒的人数 As many people as one entry names: their ids stay well below what an entry may hold."""


def decide_cascade(
    *,
    by: Actor,
    organ: UUID,
    year: int,
    vertical: bool = True,
    team: bool = True,
    tasks: bool = True,
    pledges: str = "all",
    since: date,
    due: date,
    cascade: UUID | None = None,
) -> Entry:
    """部署逐级签订 From a day on these letters are due at the organ and everywhere below it."""
    permits.require_may_decide(by=by, organ=organ, year=year, pledges=pledges, since=since, due=due)
    record = records.CascadeDecided(
        cascade=cascade or uuid7(),
        organ=organ,
        year=year,
        vertical=vertical,
        team=team,
        tasks=tasks,
        pledges=pledges,
        since=since,
        due=due,
    )
    return book_of(organ).append(record, by=by, organ=organ)


def open_campaign(
    *, by: Actor, organ: UUID, name: str, year: int, starts: date, due: date, campaign: UUID | None = None
) -> Entry:
    """开展签订 A campaign under the decision in force; its notices are served by themselves."""
    cascade = permits.require_may_open(by=by, organ=organ, name=name, year=year, starts=starts, due=due)
    record = records.CampaignOpened(
        campaign=campaign or uuid7(),
        cascade=cascade.pk,
        organ=organ,
        year=year,
        name=name.strip(),
        starts=starts,
        due=due,
    )
    return book_of(organ).append(record, by=by, organ=organ, rules=cited("duties.cascade-decided"))


def close_campaign(*, campaign: UUID, by: Actor) -> Entry:
    """结束签订 No more notices."""
    row = campaigns.campaign_of(campaign)
    book = book_of(row.organ)
    with book.writing("campaign", campaign):
        row = campaigns.campaign_of(campaign)
        permits.require_may_close(row, by=by)
        return book.append(records.CampaignClosed(campaign=campaign, on=today()), by=by, organ=row.organ)


def serve_notices() -> list[Entry]:
    """发出提醒 What is due today in every open campaign, and not twice, whoever runs it, however often."""
    return [entry for row in campaigns.open_campaigns(today()) for entry in _serve(row)]


def _serve(row: Campaign) -> list[Entry]:
    stage = stage_on(row.starts, row.due, today(), campaigns.spacing(today()), calendar(row.organ))
    if stage is None or campaigns.notices_of(row.pk).filter(stage=stage.name).exists():
        return []
    book = book_of(row.organ)
    with book.writing("campaign", row.pk):
        served = campaigns.notices_of(row.pk)
        if served.filter(stage=stage.name).exists():
            return []
        first = not served.filter(escalated=True).exists()
        writings = list(_notices(row, stage, escalating=stage.escalates and first))
        return book.append_many(writings) if writings else []


def _notices(row: Campaign, stage: Stage, *, escalating: bool) -> Iterator[Writing]:
    seen = coverage(tree.organ(row.organ).path, today())
    lines = [line for line in seen.coverage.lines if line.standing not in COVERED]
    half = {line.letter: line for line in lines if line.standing is Standing.HALF}
    signed = dict(Letter.objects.filter(pk__in=list(half)).values_list("pk", "upper_on"))
    waiting: dict[UUID, set[UUID]] = {}
    above: dict[UUID, set[UUID]] = {}
    for line in lines:
        waiting.setdefault(line.need.organ, set()).update(_missing(line, signed))
        if line.need.upper:
            above.setdefault(line.need.organ, set()).add(line.need.upper)
    yield from _told(row, stage, waiting, escalated=False)
    if escalating:
        yield from _told(row, stage, above, escalated=True)


def _missing(line: Line, signed: dict[UUID, date | None]) -> set[UUID]:
    """Who of the two has still to sign."""
    need = line.need
    if line.standing is Standing.HALF and line.letter is not None and need.upper:
        return {need.lower} if signed.get(line.letter) else {need.upper}
    return {person for person in (need.upper, need.lower) if person}


def _told(row: Campaign, stage: Stage, people: dict[UUID, set[UUID]], *, escalated: bool) -> Iterator[Writing]:
    by, rules = itself(book_of(row.organ).origin), cited("duties.notice-days")
    for organ in sorted(people):
        for part, some in enumerate(_parts(people[organ])):
            record = records.NoticeServed(
                campaign=row.pk, organ=organ, stage=stage.name, on=today(), part=part, people=some, escalated=escalated
            )
            yield Writing(record, by, organ=row.organ, rules=rules)


def _parts(people: Iterable[UUID]) -> Iterator[list[UUID]]:
    ordered = sorted(people)
    return (ordered[at : at + AT_ONCE] for at in range(0, len(ordered), AT_ONCE))
