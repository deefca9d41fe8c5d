"""负担计 How much was filled in: units in the order of the tree, months, forms; nobody by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from liuhen.ledger import following
from liuhen.ledger.records import Actor
from liuhen.organs.models import STEP, Organ, Tenure, below
from liuhen.organs.reads.tree import book_of, region_of
from liuhen.organs.reads.tree import organ as organ_of
from liuhen.organs.spans import on_day, today
from liuhen.oversight.burden import asked
from liuhen.oversight.burden.models import FOLLOWER, Filled

FEW = 3
"""人数下限 A unit with fewer people in office is counted with its superior: its figures would be one person's."""


@dataclass(frozen=True)
class Load:
    """负担 Forms, fields asked and filled in, estimated seconds."""

    forms: int = 0
    asked: int = 0
    filled: int = 0
    seconds: int = 0

    @property
    def minutes(self) -> int:
        """估计分钟数 Rounded up: half a minute is a minute of somebody's time."""
        return -(-self.seconds // 60)

    def plus(self, other: Load) -> Load:
        """合计 Both together."""
        return Load(
            self.forms + other.forms,
            self.asked + other.asked,
            self.filled + other.filled,
            self.seconds + other.seconds,
        )


@dataclass(frozen=True)
class Unit:
    """单位负担 One unit's load in a month."""

    organ: UUID
    name: str
    load: Load


@dataclass(frozen=True)
class FormLoad:
    """表单负担 One kind of form, its load in a month, and why each field is asked."""

    form: asked.Form
    load: Load


def this_month() -> str:
    """本月 Such as 2026-11, in Beijing."""
    return f"{today():%Y-%m}"


def catch_up(organ: UUID) -> None:
    """跟上 Takes in what the book has indexed meanwhile."""
    following.catch_up(FOLLOWER, book_of(organ).origin)


def region(by: Actor) -> str:
    """所在区域 The path of the nearest division at or above the person's organ."""
    return region_of(organ_of(by.organ))


def units(path: str, month: str) -> list[Unit]:
    """各单位负担 In the order of the tree, never by size; four queries however many units there are."""
    totals = _sums(_within(path).filter(month=month), "organ")
    found = list(Organ.objects.filter(pk__in=totals)) if totals else []
    chains = {row.pk: [one for one in steps(row.path) if one.startswith(path)] for row in found}
    wanted = {one for chain in chains.values() for one in chain}
    organs = {row.path: row for row in Organ.objects.filter(path__in=wanted)} if wanted else {}
    many = staffed(row.pk for row in organs.values())
    sums: dict[str, Load] = {}
    for organ, chain in chains.items():
        place = _large_enough(chain, organs, many)
        sums[place] = sums.get(place, Load()).plus(totals[organ])
    return [Unit(organs[place].pk, organs[place].name, sums[place]) for place in _in_order(sums, organs)]


def _large_enough(chain: list[str], organs: dict[str, Organ], many: dict[UUID, int]) -> str:
    """The unit itself or the nearest above it with enough people; the top of the region when there is none."""
    return next((one for one in reversed(chain) if many.get(organs[one].pk, 0) >= FEW), chain[0])


def _in_order(places: Iterable[str], organs: dict[str, Organ]) -> list[str]:
    def place(path: str) -> list[tuple[str, str]]:
        above = [organs[one] for one in steps(path) if one in organs]
        return [(row.code or "~", row.name) for row in above]

    return sorted(places, key=place)


def staffed(organs: Iterable[UUID]) -> dict[UUID, int]:
    """在任人数 How many people hold a post of each organ today."""
    rows = Tenure.objects.filter(on_day(today()), post__organ__in=list(organs)).order_by()
    counted = rows.values("post__organ").annotate(people=Count("person", distinct=True))
    return dict(counted.values_list("post__organ", "people"))


def steps(path: str) -> list[str]:
    """上级链 The paths from the root down to this one."""
    return [path[:end] for end in range(STEP, len(path) + 1, STEP)]


def months(path: str, most: int = 12) -> list[tuple[str, Load]]:
    """各月合计 The latest months with anything filled in, the latest first."""
    return sorted(_sums(_within(path), "month").items(), reverse=True)[:most]


def forms(path: str, month: str) -> list[FormLoad]:
    """各表单负担 Every form there is, in the order of the table, used or not."""
    used = _sums(_within(path).filter(month=month), "kind")
    return [FormLoad(form, used.get(kind, Load())) for kind, form in asked.forms().items()]


def _within(path: str) -> QuerySet[Filled]:
    return Filled.objects.filter(organ__in=Organ.objects.filter(below(path)).values("pk"))


def _sums(rows: QuerySet[Filled], by: str) -> dict[Any, Load]:
    found = rows.order_by().values(by).annotate(n=Count("entry"), a=Sum("asked"), f=Sum("filled"), s=Sum("seconds"))
    return {row[0]: Load(*row[1:]) for row in found.values_list(by, "n", "a", "f", "s")}
