"""签订工作可否办理 Who decides which letters are due, opens and closes campaigns."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from liuhen.kit.refusals import BadInput, WrongState
from liuhen.ledger.book import Actor
from liuhen.mechanisms.duties.letter_terms import Pledges
from liuhen.mechanisms.duties.models import Campaign, Cascade
from liuhen.mechanisms.duties.permits.letters import require_may_issue
from liuhen.mechanisms.duties.reads import campaigns
from liuhen.organs.reads.tree import organ as organ_row
from liuhen.organs.spans import today
from liuhen.rules.permits import require_choice, require_filled, require_length

__all__ = ["require_may_close", "require_may_decide", "require_may_open"]

YEARS = range(2000, 2200)


def require_may_decide(*, by: Actor, organ: UUID, year: int, pledges: str, since: date, due: date) -> None:
    """可否部署 By whoever opens campaigns there; the days lie in the year, in order."""
    require_may_issue(by, organ_row(organ), "campaign.open")
    require_choice("pledges", pledges, Pledges.values)
    _require_days(year, since=since, due=due)


def require_may_open(*, by: Actor, organ: UUID, name: str, year: int, starts: date, due: date) -> Cascade:
    """可否开展 Named, within the year, and only after it was decided which letters are due. Gives that decision."""
    place = organ_row(organ)
    require_may_issue(by, place, "campaign.open")
    require_filled(name=name)
    require_length(120, name=name)
    _require_days(year, starts=starts, due=due)
    found = campaigns.cascade_at(place.path, year)
    if found is None:
        raise WrongState(
            "duties.cascade-decided", f"{year}年还没有作出逐级签订的部署", next_step="请先作出部署，再开展签订"
        )
    return found


def require_may_close(row: Campaign, *, by: Actor) -> None:
    """可否结束 Once."""
    require_may_issue(by, organ_row(row.organ), "campaign.open")
    if row.closed_on is not None:
        raise WrongState("duties.campaign-days", "这项签订工作已经结束", next_step="请刷新页面看最新状态")


def _require_days(year: int, *, due: date, **first: date) -> None:
    [(name, begins)] = first.items()
    wrong = {}
    if year not in YEARS or begins.year != year or due.year != year:
        wrong[name] = f"须在{year}年之内"
    elif due < begins:
        wrong["due"] = "不能早于开始日"
    elif due < today():
        wrong["due"] = "不能早于今天"
    if wrong:
        raise BadInput("duties.campaign-days", "日期前后不对，或不在所属年度", fields=wrong)
