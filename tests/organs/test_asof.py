"""Who was what on which day: the past stays readable, and tables say what the book says."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liuhen.kit.refusals import BadInput, NotFound, WrongState
from liuhen.organs import actions, reads
from liuhen.organs.spans import covers, most_at_once, overlap
from tests.organs.conftest import SINCE, Town

pytestmark = pytest.mark.django_db
D = date
DAY = timedelta(days=1)


def test_a_renamed_and_moved_organ_is_found_under_its_old_name_and_superior(town: Town) -> None:
    new, cell = uuid4(), uuid4()
    actions.establish_organ(by=town.by, id=new, parent=town.county, name="新街道", kind="township", since=SINCE)
    actions.establish_organ(by=town.by, id=cell, parent=town.street, name="一社区", kind="community", since=SINCE)
    actions.rename_organ(by=town.by, organ=cell, name="第一社区", since=D(2021, 5, 1))
    actions.move_organ(by=town.by, organ=cell, parent=new, since=D(2022, 5, 1))
    found = reads.organ(cell)
    assert reads.name_on(found, D(2021, 4, 30)) == "一社区"
    assert reads.name_on(found, D(2021, 5, 1)) == "第一社区"
    assert reads.superior_on(found, D(2022, 4, 30)) == town.street
    assert [row.pk for row in reads.children(town.street, D(2022, 4, 30))] == [cell]
    assert not reads.children(town.street, D(2022, 5, 1)).exists()
    assert [row.pk for row in reads.children(new, D(2022, 5, 1))] == [cell]
    assert [row.pk for row in reads.crumbs(found)] == [town.county, new, cell]


def test_an_organ_cannot_hang_below_itself(town: Town) -> None:
    cell = uuid4()
    actions.establish_organ(by=town.by, id=cell, parent=town.street, name="一社区", kind="community", since=SINCE)
    for target in (town.street, cell):
        with pytest.raises(WrongState) as refused:
            actions.move_organ(by=town.by, organ=town.street, parent=target)
        assert refused.value.rule == "organs.no-cycle"


def test_the_day_a_chief_leaves_belongs_to_the_successor(town: Town) -> None:
    successor, first = uuid4(), uuid4()
    actions.register_person(by=town.by, id=successor, organ=town.street, name="乙样本")
    actions.begin_tenure(by=town.by, id=first, person=town.person, post=town.post, since=D(2024, 1, 1))
    actions.end_tenure(by=town.by, tenure=first, until=D(2026, 3, 1))
    actions.begin_tenure(by=town.by, person=successor, post=town.post, since=D(2026, 3, 1))
    assert [p.pk for p in reads.holders(town.post, D(2026, 2, 28))] == [town.person]
    assert [p.pk for p in reads.holders(town.post, D(2026, 3, 1))] == [successor]
    assert reads.posts_of(town.person, D(2026, 3, 1)) == []
    assert [t.person_id for t in reads.subordinate_chiefs(town.county, D(2026, 3, 1))] == [successor]


def test_two_holders_of_one_seat_are_refused_and_leave_nothing(town: Town) -> None:
    other = uuid4()
    actions.register_person(by=town.by, id=other, organ=town.street, name="乙样本")
    actions.begin_tenure(by=town.by, person=town.person, post=town.post, since=D(2024, 1, 1))
    before = reads.tenures_of(other)
    for since, until in ((D(2024, 1, 1), None), (D(2023, 1, 1), D(2024, 1, 2)), (D(2025, 1, 1), D(2025, 1, 2))):
        with pytest.raises(WrongState) as refused:
            actions.begin_tenure(by=town.by, person=other, post=town.post, since=since, until=until)
        assert refused.value.rule == "organs.tenure-overlaps"
    assert reads.tenures_of(other) == before == []
    actions.begin_tenure(by=town.by, person=other, post=town.post, since=D(2023, 1, 1), until=D(2024, 1, 1))


def test_nothing_happens_before_an_organ_exists_or_after_it_ends(town: Town) -> None:
    with pytest.raises(BadInput):
        actions.create_post(by=town.by, organ=town.street, kind="staff", since=SINCE - DAY)
    with pytest.raises(WrongState) as refused:
        actions.close_organ(by=town.by, organ=town.street)
    assert refused.value.rule == "organs.empty-before-closing"
    actions.abolish_post(by=town.by, post=town.post, until=D(2025, 1, 1))
    actions.close_organ(by=town.by, organ=town.street, until=D(2025, 1, 1))
    with pytest.raises(WrongState) as refused:
        actions.create_post(by=town.by, organ=town.street, kind="staff", since=D(2025, 1, 1))
    assert refused.value.rule == "organs.closed-organ"
    assert [row.pk for row in reads.children(town.county, D(2024, 12, 31))] == [town.street]
    assert not reads.children(town.county).exists()


def test_unknown_things_are_said_to_be_unknown(town: Town) -> None:
    for ask in (reads.organ, reads.person, reads.post, reads.group):
        with pytest.raises(NotFound):
            ask(uuid4())


def test_an_administrator_holds_nothing_else(town: Town) -> None:
    keeper = uuid4()
    actions.create_post(by=town.by, id=keeper, organ=town.county, kind="system-administrator", since=SINCE)
    actions.begin_tenure(by=town.by, person=town.person, post=town.post, since=D(2024, 1, 1))
    with pytest.raises(WrongState) as refused:
        actions.begin_tenure(by=town.by, person=town.person, post=keeper, since=D(2024, 6, 1))
    assert refused.value.rule == "platform.three-administrators"


days = st.dates(D(2020, 1, 1), D(2020, 3, 1))
spans = st.tuples(days, st.none() | days).filter(lambda span: span[1] is None or span[1] > span[0])


@given(spans, spans, days)
def test_spans_overlap_exactly_when_some_day_lies_in_both(one: tuple, other: tuple, day: D) -> None:
    window = [D(2020, 1, 1) + n * DAY for n in range(90)]
    assert overlap(one, other) == any(covers(one, d) and covers(other, d) for d in window)
    assert most_at_once([one, other]) == max(covers(one, d) + covers(other, d) for d in window)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=st.lists(spans, min_size=1, max_size=6), seats=st.integers(1, 2))
def test_a_post_never_has_more_holders_than_seats(town: Town, wanted: list[tuple], seats: int) -> None:
    post = uuid4()
    actions.create_post(by=town.by, id=post, organ=town.street, kind="staff", title=str(post), seats=seats, since=SINCE)
    taken: list[tuple] = []
    for span in wanted:
        person = uuid4()
        actions.register_person(by=town.by, id=person, organ=town.street, name="丙虚构")
        window = [D(2020, 1, 1) + n * DAY for n in range(90)]
        fits = all(sum(covers(t, d) for t in taken) < seats for d in window if covers(span, d))
        if fits:
            actions.begin_tenure(by=town.by, person=person, post=post, since=span[0], until=span[1])
            taken.append(span)
        else:
            with pytest.raises(WrongState):
                actions.begin_tenure(by=town.by, person=person, post=post, since=span[0], until=span[1])
    for day in (D(2020, 1, 1) + n * DAY for n in range(0, 90, 7)):
        assert len(reads.holders(post, day)) == sum(covers(span, day) for span in taken)
