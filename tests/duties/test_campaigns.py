"""Campaigns: decided before they are opened, people told on the right days and once, superiors when it is late."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from liuhen.kit import clock
from liuhen.kit.calendar import Calendar
from liuhen.kit.refusals import BadInput, NotPermitted, WrongState
from liuhen.mechanisms.duties.actions import campaigns
from liuhen.mechanisms.duties.models import Notice
from liuhen.mechanisms.duties.notice_days import Spacing, Span, stage_on, stage_word
from liuhen.mechanisms.duties.reads import campaigns as reads
from liuhen.organs.reads.tree import book_of
from liuhen.organs.spans import today
from tests.duties.letter_scene import Letters, begin
from tests.snapshots import start_from

STARTS, DUE = date(2026, 6, 1), date(2026, 6, 20)
USUAL = Spacing(Span(7), Span(2), Span(3), Span(3))


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2026, 5, 31), None),
        (date(2026, 6, 1), "start"),
        (date(2026, 6, 12), "start"),
        (date(2026, 6, 13), "due-7"),
        (date(2026, 6, 18), "due-2"),
        (date(2026, 6, 20), "due"),
        (date(2026, 6, 22), "due"),
        (date(2026, 6, 23), "due+3"),
        (date(2026, 6, 26), "due+6"),
        (date(2026, 6, 30), "due+9"),
    ],
)
def test_the_days_of_notices(on: date, name: str | None) -> None:
    found = stage_on(STARTS, DUE, on, USUAL, Calendar())
    assert (found.name if found else None) == name


def test_superiors_are_told_from_the_third_day_on() -> None:
    stages = [stage_on(STARTS, DUE, DUE + timedelta(days=n), USUAL, Calendar()) for n in (0, 2, 3, 6)]
    assert [one.escalates for one in stages if one] == [False, False, True, True]


def test_working_days_count_where_the_rule_says_so() -> None:
    spacing = Spacing(Span(7), Span(2, working=True), Span(3, working=True), Span(3))
    friday = date(2026, 6, 26)
    assert stage_on(STARTS, friday, friday + timedelta(days=3), spacing, Calendar()).name == "due"  # type: ignore[union-attr]
    assert stage_on(STARTS, friday, friday + timedelta(days=5), spacing, Calendar()).name == "due+3"  # type: ignore[union-attr]


def test_the_words_of_the_stages() -> None:
    words = [stage_word(name) for name in ("start", "due-7", "due", "due+6")]
    assert words == ["开始之日", "截止前7日", "截止当日", "逾期6日"]


@pytest.fixture
def world(db: None, folders: object, time: clock.Stepping) -> Letters:
    return Letters(start_from("letters", time, begin), time)


def opened(world: Letters, due: date = DUE) -> UUID:
    world.decide()
    entry = campaigns.open_campaign(
        by=world.actor(), organ=world.organ("street"), name="签订", year=2026, starts=today(), due=due
    )
    return UUID(entry.body["public"]["campaign"])


@pytest.mark.django_db
def test_nothing_is_due_before_it_was_decided(world: Letters) -> None:
    assert not world.map().required.planned
    with pytest.raises(WrongState) as refused:
        campaigns.open_campaign(
            by=world.actor(), organ=world.organ("street"), name="签订", year=2026, starts=today(), due=DUE
        )
    assert refused.value.rule == "duties.cascade-decided"


@pytest.mark.django_db
def test_the_nearest_decision_counts(world: Letters) -> None:
    world.decide(pledges="none")
    assert world.cover().ways["own"].required == 0
    world.decide("street", pledges="leaders")
    own = world.cover().ways["own"].required
    assert 0 < own < 7


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts", "due"), [(date(2026, 6, 2), date(2026, 6, 1)), (date(2025, 12, 31), date(2026, 6, 30))]
)
def test_days_out_of_order_are_refused(world: Letters, starts: date, due: date) -> None:
    world.decide()
    with pytest.raises(BadInput) as refused:
        campaigns.open_campaign(
            by=world.actor(), organ=world.organ("street"), name="签订", year=2026, starts=starts, due=due
        )
    assert refused.value.rule == "duties.campaign-days"


@pytest.mark.django_db
def test_a_bureau_opens_no_campaign_for_the_district(world: Letters) -> None:
    with pytest.raises(NotPermitted):
        world.decide(by="water-head")


@pytest.mark.django_db
def test_everybody_who_has_to_sign_is_told_once_a_stage(world: Letters) -> None:
    campaign = opened(world)
    first = campaigns.serve_notices()
    assert first
    assert campaigns.serve_notices() == []
    told = {person for entry in first for person in entry.body["public"]["people"]}
    assert told == {str(p) for line in world.cover("street").lines for p in (line.need.upper, line.need.lower) if p}
    assert all(set(entry.body["public"]) >= {"stage", "people"} and not entry.body["sealed"] for entry in first)
    world.time.at += timedelta(days=12)
    assert {entry.body["public"]["stage"] for entry in campaigns.serve_notices()} == {"due-7"}
    assert reads.notices_of(campaign).count() == 2 * len(first)


@pytest.mark.django_db
def test_who_has_signed_is_not_told_again_and_the_superior_hears_when_it_is_late(world: Letters) -> None:
    opened(world, due=today() + timedelta(days=1))
    world.signed("street-head", "street-secretary")
    letter = world.draw("street-member", "street-secretary")
    world.sign(letter, "street-member")
    for key in ("street-member", "street-head"):
        world.signed(key)
    world.time.at += timedelta(days=4)
    entries = campaigns.serve_notices()
    late = [entry for entry in entries if not entry.body["public"]["escalated"]]
    told = {person for entry in late for person in entry.body["public"]["people"]}
    assert str(world.cast.person("street-member")) not in told
    assert str(world.cast.person("street-secretary")) in told
    above = {person for entry in entries if entry not in late for person in entry.body["public"]["people"]}
    assert above == {str(world.cast.person("street-secretary")), str(world.cast.person("party-secretary"))}
    world.time.at += timedelta(days=3)
    assert not any(entry.body["public"]["escalated"] for entry in campaigns.serve_notices())


@pytest.mark.django_db
def test_a_closed_campaign_tells_nobody(world: Letters) -> None:
    campaign = opened(world)
    campaigns.close_campaign(campaign=campaign, by=world.actor())
    assert campaigns.serve_notices() == []
    assert not Notice.objects.exists()
    with pytest.raises(WrongState):
        campaigns.close_campaign(campaign=campaign, by=world.actor())


@pytest.mark.django_db
def test_a_notice_stays_far_below_what_an_entry_may_hold(world: Letters) -> None:
    world.staff("street-office", 1_200)
    opened(world)
    entries = campaigns.serve_notices()
    assert max(len(entry.leaf) for entry in entries) < 50_000
    assert len(entries) > len({entry.body["public"]["organ"] for entry in entries})
    assert book_of(world.organ("street")).entry(entries[0].id).leaf == entries[0].leaf
