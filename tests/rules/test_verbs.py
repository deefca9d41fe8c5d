"""The eight verbs at their boundaries, over random rows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuhen.kit import clock
from liuhen.kit.calendar import Calendar, end_of_day
from liuhen.rules.exact import Share
from liuhen.rules.found import Facts, Found, Verdict, worst
from liuhen.rules.verbs import VERBS

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 12 * 365 * 86_400_000).map(lambda ms: EPOCH + timedelta(milliseconds=ms))
AS_OF = datetime(2026, 3, 10, tzinfo=UTC)
MS = timedelta(milliseconds=1)
MET, BROKEN, PENDING = Verdict.MET, Verdict.BROKEN, Verdict.PENDING


def judge(verb: str, args: dict, row: dict, parameters=None, units=None, as_of=AS_OF) -> Found:
    facts = Facts(row, parameters or {}, units or {}, {}, as_of, Calendar())
    return VERBS[verb].model_validate(args).judge(facts)


def within(start, done, count, unit="day", as_of=AS_OF):
    args = {"from": "start", "to": "done", "limit": "n"}
    return judge("within", args, {"start": start, "done": done}, {"n": count}, {"n": unit}, as_of).verdict


@given(MOMENTS, st.integers(0, 60))
def test_within_days_ends_at_midnight_of_beijing(start, days):
    end = end_of_day(clock.local(start).date() + timedelta(days=days))
    assert within(start, end - MS, days) is MET
    assert within(start, end, days) is BROKEN
    assert within(start, None, days, as_of=end - MS) is PENDING
    assert within(start, None, days, as_of=end) is BROKEN


@given(MOMENTS, st.integers(1, 200))
def test_within_hours_runs_from_the_instant(start, hours):
    end = start + timedelta(hours=hours)
    assert within(start, end, hours, "hour") is MET
    assert within(start, end + MS, hours, "hour") is BROKEN


def test_within_working_days_steps_over_the_holiday():
    start = datetime(2026, 9, 30, 10, tzinfo=clock.SHANGHAI)
    assert within(start, datetime(2026, 10, 8, 23, 59, 59, tzinfo=clock.SHANGHAI), 1, "working_day") is MET
    assert within(start, datetime(2026, 10, 9, tzinfo=clock.SHANGHAI), 1, "working_day") is BROKEN


def test_within_waits_for_its_start():
    assert within(None, None, 3) is PENDING


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_last_over_every_order(order):
    chief, *others = order
    found = judge("last", {"at": "chief", "among": "others"}, {"chief": chief, "others": tuple(others)})
    assert (found.verdict is MET) is (chief == 3)


def test_last_is_broken_while_one_is_open_and_says_how_many():
    found = judge("last", {"at": "chief", "among": "others"}, {"chief": 9, "others": (1, None, None)})
    assert (found.verdict, found.details["open_count"]) == (BROKEN, 2)
    assert judge("last", {"at": "chief", "among": "others"}, {"chief": None, "others": (1,)}).verdict is PENDING
    assert judge("last", {"at": "chief", "among": "others"}, {"chief": 1, "others": ()}).verdict is MET


@pytest.mark.parametrize("empty", [None, "", (), False])
def test_present_takes_nothing_empty(empty):
    found = judge("present", {"fields": ["a", "b"]}, {"a": empty, "b": 0})
    assert (found.verdict, found.details["missing"]) == (BROKEN, ("a",))


def test_present_waits_until_due():
    args = {"fields": "a", "due": "due"}
    assert judge("present", args, {"a": None, "due": AS_OF + MS}).verdict is PENDING
    assert judge("present", args, {"a": None, "due": AS_OF}).verdict is BROKEN
    assert judge("present", args, {"a": "x", "due": AS_OF + MS}).verdict is MET


@given(st.sets(st.sampled_from("人财物工采批")), st.sets(st.sampled_from("人财物工采批")))
def test_absent_covers_and_differs_are_set_relations(left, right):
    row = {"left": tuple(sorted(left)), "right": tuple(sorted(right))}
    shared = judge("absent", {"field": "left", "among": "right"}, row)
    assert (shared.verdict is MET) is left.isdisjoint(right)
    assert set(shared.details["extra"]) == left & right
    covered = judge("covers", {"whole": "left", "part": "right"}, row)
    assert (covered.verdict is MET) is (left <= right)
    assert set(covered.details["missing"]) == left - right
    apart = judge("differs", {"fields": ["left", "right"]}, row).verdict
    assert apart is (BROKEN if left & right else MET if left and right else PENDING)


@given(st.integers(0, 400), st.integers(0, 400))
def test_at_least_and_at_most_include_their_limit(value, limit):
    row, args, parameters = {"v": value}, {"value": "v", "limit": "n"}, {"n": limit}
    assert (judge("at_least", args, row, parameters).verdict is MET) is (value >= limit)
    assert (judge("at_most", args, row, parameters).verdict is MET) is (value <= limit)


def test_a_number_nobody_knows_is_pending():
    for verb in ("at_least", "at_most"):
        assert judge(verb, {"value": "v", "limit": "n"}, {"v": None}, {"n": 1}).verdict is PENDING


@given(st.integers(0, 300).flatmap(lambda base: st.tuples(st.just(base), st.integers(0, base))))
def test_at_least_of_a_base_takes_the_operator_of_the_share(pair):
    base, count = pair
    for text in (">1/2", ">=1/2", ">=2/3"):
        share = Share.parse(text)
        found = judge("at_least", {"value": "v", "of": "b", "limit": "s"}, {"v": count, "b": base}, {"s": share})
        assert (found.verdict is MET) is share.passed_by(count, base)


@given(MOMENTS, st.integers(1, 200))
def test_at_least_so_many_hours_before(start, hours):
    args = {"from": "sent", "to": "opens", "limit": "n"}
    for late, verdict in ((timedelta(), MET), (MS, BROKEN)):
        row = {"sent": start + late, "opens": start + timedelta(hours=hours)}
        assert judge("at_least", args, row, {"n": hours}, {"n": "hour"}).verdict is verdict


def test_at_most_of_a_span_is_the_same_as_within():
    args = {"from": "start", "to": "done", "limit": "n"}
    row = {"start": AS_OF, "done": AS_OF + timedelta(hours=3)}
    assert judge("at_most", args, row, {"n": 3}, {"n": "hour"}).verdict is MET
    assert judge("at_most", args, row, {"n": 2}, {"n": "hour"}).verdict is BROKEN


@pytest.mark.parametrize("args", [{}, {"value": "a", "from": "b", "to": "c"}, {"from": "b"}, {"of": "b"}])
def test_a_measure_is_a_count_or_a_span_not_both(args):
    with pytest.raises(ValueError):
        VERBS["at_least"].model_validate(args | {"limit": "n"})


def test_several_verbs_are_judged_from_the_strictest():
    assert worst([Found(MET), Found(PENDING), Found(BROKEN)]).verdict is BROKEN
    assert worst([Found(MET), Found(PENDING)]).verdict is PENDING
    assert worst([Found(MET)]).verdict is MET


def test_there_are_eight_verbs():
    assert len(VERBS) == 8
