"""The demo's story, told once: what every chapter promises is there, and the book that holds it proves itself."""

from __future__ import annotations

import pytest
from django.conf import settings

from liuhen.doors.accounts.demo import roles
from liuhen.doors.cli.demo.build import build, steps
from liuhen.doors.cli.demo.cast import Cast
from liuhen.doors.cli.demo.words import ROLES
from liuhen.kit import clock
from liuhen.kit.refusals import Refusal, WrongState
from liuhen.ledger import audit, sequencer
from liuhen.ledger.book import Book
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.reads import meetings, motions, trace
from liuhen.mechanisms.decisions.reads.room import last_ballot, room_of
from liuhen.mechanisms.dutylog.models import Line, Question, Sample
from liuhen.mechanisms.dutylog.reads import lines
from liuhen.organs import fengtai
from liuhen.organs.fengtai import known_id
from liuhen.organs.reads.portfolios import portfolio_on

pytestmark = pytest.mark.django_db
# Written out, not taken from the program: these are what the visitor is promised.
STATES = {
    "north": "decided",
    "plot": "rejected",
    "park": "deferred",
    "canteen": "decided",
    "fountain": "not-tabled",
    "tax": "moved",
    "held-place": "placeheld",
    "greenway": "tabled",
    "bridge": "moved",
    "school": "in-meeting",
}


def motion(name: str):
    return motions.get(known_id("motion", name))


def item(meeting: str, name: str):
    return room_of(known_id("item", str(known_id("meeting", meeting)), str(known_id("motion", name))))


def test_the_story_holds_what_it_promises(settings) -> None:
    settings.LIUHEN_DEMO, settings.LIUHEN_BOOK = True, "demo.liuhen/fengtai"
    began, told = clock.now(), []
    build(told.append)
    assert len(told) == steps()
    assert {name: motion(name).state for name in STATES} == STATES
    _everybody_may_come_in()
    _a_decision_with_one_voice_against()
    _five_of_eleven_and_a_deferral()
    _a_meeting_on_paper()
    _money_with_and_without_a_decision()
    _a_default_mover_due_today(began)
    _a_meeting_in_session(began)
    _a_log_that_wrote_itself(began)
    _nothing_lies_ahead_of_the_clock()
    _an_unlawful_motion_is_not_tabled()
    _the_chief_holds_finance()
    _it_is_told_once()
    sequencer.settle(settings.LIUHEN_BOOK)
    assert audit.check_all(guards=True) == []


def _everybody_may_come_in() -> None:
    assert [user.login for user, _ in roles()] == list(ROLES)
    assert all(name and not user.must_change for user, name in roles())
    assert {user.duty for user, _ in roles() if user.duty} == {"system", "audit", "security"}


def _a_decision_with_one_voice_against() -> None:
    room = item("first", "north")
    ballot = last_ballot(room.item.id)
    assert (len(ballot.roll), len(room.members)) == (9, 11)
    assert (ballot.tally["for"], ballot.tally["against"], ballot.base) == (8, 1, 11)
    sitting = meetings.get(known_id("meeting", "first"))
    assert sitting.state == "issued"
    assert any("录音" in gap for gap in sitting.gaps)
    assert sitting.confirmations.count() == 7
    assert sitting.confirmations.exclude(correction="").count() == 1
    assert motion("north").version == 2


def _five_of_eleven_and_a_deferral() -> None:
    ballot = last_ballot(item("first", "plot").item.id)
    assert (ballot.tally["for"], ballot.base, ballot.passed, len(ballot.roll)) == (5, 11, False, 8)
    deferred = item("second", "park").item
    assert (deferred.outcome, bool(deferred.reason), bool(deferred.return_by)) == ("deferred", True, True)


def _a_meeting_on_paper() -> None:
    entered = trace.entries_entered_for(motion("canteen"))
    assert {one.confirmed for one in entered} == {True, False}
    sitting = meetings.get(known_id("meeting", "street"))
    assert sitting.on_paper
    lags = [one.recorded - one.occurred for one in Book(settings.LIUHEN_BOOK).file_of("motion", motion("canteen").id)]
    assert max(lags).total_seconds() > 10 * 3600


def _money_with_and_without_a_decision() -> None:
    assert [row.kind for row in trace.consequences_of(known_id("motion", "north"))] == ["contract", "payment"]
    payments = list(Book(settings.LIUHEN_BOOK).entries("decisions.consequence-linked/1"))
    assert [entry.body["public"]["motion"] is None for entry in payments].count(True) == 1


def _a_default_mover_due_today(began) -> None:
    sitting = meetings.get(known_id("meeting", "executive"))
    assert sitting.state == "locked"
    assert clock.local(sitting.starts).date() == clock.local(began).date()
    greenway = motion("greenway")
    assert (greenway.mover_default, greenway.mover) == (True, fengtai.district().people["district-head"])


def _a_meeting_in_session(began) -> None:
    sitting = meetings.get(known_id("meeting", "today"))
    assert sitting.state == "open"
    assert (began - sitting.opened_at).total_seconds() < 3600
    room = item("today", "school")
    people = fengtai.district().people
    assert {seat.person for seat in room.waiting} == {
        people[key] for key in ("discipline-secretary", "deputy-secretary", "executive-deputy")
    }
    assert room.item.state == "stating"


def _a_log_that_wrote_itself(began) -> None:
    lines.catch_up("demo.liuhen/fengtai")
    span = lines.year(clock.local(began).year)
    rows = list(Line.objects.filter(span.condition))
    typed = [row for row in rows if row.manual]
    assert len(rows) >= 20 * len(typed) and max(row.late_days for row in typed) == 9
    [sample] = Sample.objects.all()
    assert sample.state == "drawn" and sample.count >= 1
    assert Question.objects.filter(sample=sample.pk, state="asked").count() == 1


def _nothing_lies_ahead_of_the_clock() -> None:
    entries = list(Book(settings.LIUHEN_BOOK).entries())
    assert max(entry.recorded for entry in entries) <= clock.now()
    assert [entry.recorded for entry in entries] == sorted(entry.recorded for entry in entries)


def _an_unlawful_motion_is_not_tabled() -> None:
    cast = Cast(fengtai.district())
    with pytest.raises(Refusal) as refused:
        actions.table_motion(
            meeting=known_id("meeting", "next"),
            motion=known_id("motion", "tax"),
            by=cast.actor("recorder"),
            reporter=cast.person("finance-head"),
        )
    assert refused.value.rule == "decisions.legal-review"


def _the_chief_holds_finance() -> None:
    table = portfolio_on(fengtai.district().groups["street"])
    held = [mark for mark in table.marks if mark.person == fengtai.district().people["street-secretary"]]
    assert [mark.item for mark in held] == ["finance"]


def _it_is_told_once() -> None:
    before = Book(settings.LIUHEN_BOOK).entries()
    count = sum(1 for _ in before)
    with pytest.raises(WrongState):
        build()
    assert sum(1 for _ in Book(settings.LIUHEN_BOOK).entries()) == count
