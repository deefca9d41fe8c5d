"""Powers follow from posts on the day; a scope is one condition in SQL."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liuhen.kit.refusals import NotPermitted, WrongState
from liuhen.ledger.records import Actor
from liuhen.organs import actions, reads
from liuhen.organs.fengtai import District
from liuhen.organs.models import Organ, Post
from liuhen.organs.powers import post_kinds

pytestmark = pytest.mark.django_db
ADMINISTRATORS = ("system-administrator", "audit-administrator", "security-administrator")


def test_an_officer_of_the_organisation_department_reaches_the_whole_district(district: District) -> None:
    officer = district.actor("personnel-officer")
    assert reads.may(officer, "people.edit", district.organs["street-committee"])
    found = Organ.objects.filter(reads.scope(officer, "people.edit"))
    assert found.count() == Organ.objects.count()


def test_a_recorder_reaches_the_own_organ_only(district: District) -> None:
    recorder = district.actor("recorder")
    assert reads.may(recorder, "meeting.record", district.organs["committee"])
    assert not reads.may(recorder, "meeting.record", district.organs["organisation"])
    assert not reads.may(recorder, "people.edit", district.organs["committee"])
    found = Post.objects.filter(reads.scope(recorder, "meeting.record", "organ"))
    assert {post.organ_id for post in found} == {district.organs["committee"]}


def test_powers_end_with_the_tenure(district: District) -> None:
    recorder = district.actor("recorder")
    assert not reads.may(recorder, "meeting.record", district.organs["committee"], on=date(2025, 12, 31))
    stranger = Actor(person=uuid4(), organ=district.organs["committee"])
    assert not Organ.objects.filter(reads.scope(stranger, "meeting.record")).exists()
    with pytest.raises(NotPermitted):
        actions.rename_organ(by=stranger, organ=district.organs["committee"], name="别的名字")


def test_a_scope_is_a_range_of_paths_and_costs_one_query(district: District) -> None:
    scope = reads.scope(district.actor("discipline-officer"), "dossier.read", "organ")
    with CaptureQueriesContext(connection) as asked:
        list(Post.objects.filter(scope))
    assert len(asked) == 1
    assert ">=" in asked[0]["sql"] and "IN (SELECT" in asked[0]["sql"]


def test_the_three_administrators_have_no_business_power() -> None:
    business = frozenset().union(*(kind.verbs for kind in post_kinds().values() if not kind.administrator))
    for code in ADMINISTRATORS:
        assert post_kinds()[code].administrator
        assert not post_kinds()[code].verbs & business


def test_no_post_reads_sealed_opinions(district: District) -> None:
    assert not any("opinions.read" in kind.verbs for kind in post_kinds().values())


def test_a_grant_holds_for_its_matter_until_its_day(district: District) -> None:
    giver, officer, matter = district.actor("discipline-secretary"), district.people["discipline-officer"], uuid4()
    entry = actions.give_grant(
        by=giver,
        person=officer,
        verb="opinions.read",
        organ=district.organs["committee"],
        matter=matter,
        since=date(2026, 3, 1),
        until=date(2026, 4, 1),
        reason="核查示例事项",
    )
    asked = {"person": officer, "verb": "opinions.read"}
    assert reads.has_grant(**asked, matter=matter, on=date(2026, 3, 31))
    assert not reads.has_grant(**asked, matter=matter, on=date(2026, 4, 1))
    assert not reads.has_grant(**asked, matter=uuid4(), organ=district.organs["committee"], on=date(2026, 3, 31))
    actions.withdraw_grant(by=giver, grant=entry.subject[1], until=date(2026, 3, 15))
    assert not reads.has_grant(**asked, matter=matter, on=date(2026, 3, 15))


def test_nobody_grants_himself_anything(district: District) -> None:
    giver = district.actor("discipline-secretary")
    with pytest.raises(NotPermitted) as refused:
        actions.give_grant(
            by=giver,
            person=giver.person,
            verb="opinions.read",
            organ=district.organs["committee"],
            until=date(2027, 1, 1),
            reason="自查",
        )
    assert refused.value.rule == "organs.no-self-grant"


def test_a_group_has_one_chief_at_a_time(district: District) -> None:
    by, group = district.actor("personnel-officer"), district.groups["water"]
    with pytest.raises(WrongState) as refused:
        actions.seat_member(by=by, group=group, person=district.people["vice-head"], role="chief")
    assert refused.value.rule == "organs.one-chief"
    chief = reads.chief_of(group)
    actions.unseat_member(by=by, seat=chief.seat, until=date(2026, 6, 1))
    actions.seat_member(by=by, group=group, person=district.people["vice-head"], role="chief", since=date(2026, 6, 1))
    assert reads.chief_of(group, date(2026, 5, 31)).person == district.people["water-head"]
    assert reads.chief_of(group, date(2026, 6, 1)).person == district.people["vice-head"]
