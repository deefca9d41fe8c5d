"""The features of reports and hearings, each scenario a test, told in the county of eight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from liuhen.kit import clock
from liuhen.kit.refusals import Refusal
from liuhen.ledger.models import EntryRow
from liuhen.mechanisms.hearings import actions
from liuhen.mechanisms.hearings.models import FollowUp, Report
from liuhen.mechanisms.hearings.reads.board import LATE
from liuhen.mechanisms.hearings.reads.desk import todo_for
from tests.hearings.conftest import county, time  # noqa: F401
from tests.hearings.scene import STREETS, County, local

pytestmark = pytest.mark.django_db
scenarios("hearings")

NUMBERS = "一二三四五六七八"
PEOPLE = {"县委书记": "chief", "县纪委": "discipline"}


@dataclass
class Told:
    """One period, and what was refused in it."""

    county: County
    time: clock.Stepping
    period: UUID = field(init=False)
    refusal: Refusal | None = None

    def key(self, who: str) -> str:
        return PEOPLE.get(who) or who.removesuffix("书记")

    def attempt(self, act: Callable[[], Any]) -> None:
        before = EntryRow.objects.count()
        try:
            act()
        except Refusal as refusal:
            assert EntryRow.objects.count() == before
            self.refusal = refusal

    def hear_all(self, first: str, last: str) -> None:
        for street in STREETS[NUMBERS.index(first) : NUMBERS.index(last) + 1]:
            self.time.at += timedelta(days=1)
            self.county.hear(street, self.period)


@pytest.fixture
def told(county: County, time: clock.Stepping) -> Any:
    made = Told(county, time)
    yield made
    assert made.refusal is None, f"refused, and the story does not say so: {made.refusal.message}"


@given(parsers.parse("县委开了汇报期，{since}至{closes}，街道书记都要汇报"))
def _(told: Told, since: str, closes: str) -> None:
    told.period = told.county.open(since=since, closes=closes)


@given(parsers.parse("县委书记听取了第{first}到第{last}街道书记汇报"))
def _(told: Told, first: str, last: str) -> None:
    told.hear_all(first, last)


@given(parsers.parse("第{first}到第{last}街道书记按期报送了报告"))
def _(told: Told, first: str, last: str) -> None:
    for street in STREETS[NUMBERS.index(first) : NUMBERS.index(last) + 1]:
        told.county.report(street, told.period)


@given(parsers.parse("{who}报送了报告"))
def _(told: Told, who: str) -> None:
    told.county.report(told.key(who), told.period)


@when(parsers.parse("{who}报送报告，廉政专章写“{words}”"))
def _(told: Told, who: str, words: str) -> None:
    told.attempt(lambda: told.county.report(told.key(who), told.period, integrity=words))


@when("第二街道书记的签名用在第一街道书记的报告上")
def _(told: Told) -> None:
    county, words = told.county, "签订承诺书二百九十一份"
    told.attempt(
        lambda: actions.submit_report(
            period=told.period,
            by=county.actor("第一街道"),
            post=county.posts["第一街道"],
            integrity=words,
            signed=county.signed("第二街道", told.period, words),
        )
    )


@when(parsers.parse("县委书记批示“请补充”：“{words}”"))
def _(told: Told, words: str) -> None:
    report = Report.objects.get().pk
    actions.give_remarks(report=report, by=told.county.actor("chief"), answer="supplement", words=words)


@when(parsers.re(r"到了(?P<day>\d{4}-\d\d-\d\d)"))
def _(told: Told, day: str) -> None:
    told.time.at = local(f"{day} 09:00")


@when(parsers.re(r"(?P<day>\d{4}-\d\d-\d\d)第一街道书记换成“(?P<name>.+)”"))
def _(told: Told, day: str, name: str) -> None:
    told.time.at = max(told.time.at, local(f"{day} 10:00"))
    told.county.replace("第一街道", "新任", name, date.fromisoformat(day))


@when(parsers.re(r"(?P<who>\S+书记)听取(?P<whom>第.街道)书记汇报"))
def _(told: Told, who: str, whom: str) -> None:
    told.attempt(lambda: told.county.hear(whom, told.period, by=told.key(who)))


@when(parsers.parse("县委书记听取第一街道书记汇报，指出“{words}”，没有写依据"))
def _(told: Told, words: str) -> None:
    _hear_failing(told, words, "", "")


@when(parsers.parse("县委书记听取第一街道书记汇报，指出“{words}”，依据“{item}”“{version}”"))
def _(told: Told, words: str, item: str, version: str) -> None:
    _hear_failing(told, words, item, version)


def _hear_failing(told: Told, words: str, item: str, version: str) -> None:
    due = (clock.local(clock.now()).date() + timedelta(days=20)).isoformat()
    line = {"words": words, "due": due, "failing": "yes", "item": item, "version": version}
    told.attempt(lambda: told.county.hear("第一街道", told.period, follow_ups=[line]))


@when(parsers.parse("第一街道书记办结这项交办：“{words}”"))
def _(told: Told, words: str) -> None:
    actions.finish_follow_up(follow_up=FollowUp.objects.get().pk, by=told.county.actor("第一街道"), words=words)


@then(parsers.parse("系统拒绝：“{words}”，没有留下记录"))
def _(told: Told, words: str) -> None:
    assert told.refusal is not None and words in told.refusal.message, told.refusal
    told.refusal = None


def desk(told: Told, who: str) -> list[str]:
    return [task.title for task in todo_for(told.county.actor(told.key(who)))]


@then(parsers.parse("{who}的待办里有“{words}”"))
def _(told: Told, who: str, words: str) -> None:
    assert any(words in title for title in desk(told, who)), desk(told, who)


@then(parsers.parse("{who}的待办里没有“{words}”"))
def _(told: Told, who: str, words: str) -> None:
    assert not any(words in title for title in desk(told, who))


@then("第八街道书记以外没有人被写成未听取")
def _(told: Told) -> None:
    assert told.county.unheard(told.period) == ["某第八街道书记"]


@then(parsers.parse("一览写着未听取的是“{name}”"))
def _(told: Told, name: str) -> None:
    assert told.county.unheard(told.period) == [name]


@then(parsers.parse("一览写着未报送的是“{name}”"))
def _(told: Told, name: str) -> None:
    assert [row.edge.name for row in told.county.board(told.period).unreported] == [name]


@then(parsers.re(r"一览写着“(?P<name>.+)”逾期(?P<days>\d+)天报送，没有人未报送"))
def _(told: Told, name: str, days: str) -> None:
    board = told.county.board(told.period)
    assert [(row.edge.name, row.reported_late) for row in board.having("reported", LATE)] == [(name, int(days))]
    assert not board.unreported


@then(parsers.re(r"一览写着“(?P<name>.+)”期后(?P<days>\d+)天补听，没有人未听取"))
def _(told: Told, name: str, days: str) -> None:
    board = told.county.board(told.period)
    assert [(row.edge.name, row.heard_late) for row in board.having("heard", LATE)] == [(name, int(days))]
    assert not board.unheard


@then(parsers.parse("报告是第{number:d}稿，两稿都在，批示也在"))
def _(told: Told, number: int) -> None:
    report = Report.objects.get()
    assert report.version == number == report.versions.count() and report.remarks.count() == 1
