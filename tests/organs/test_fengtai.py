"""The demonstration district stands as the story needs it."""

from __future__ import annotations

import pytest

from liuhen.kit.refusals import NotPermitted, WrongState
from liuhen.organs import actions, reads
from liuhen.organs.fengtai import BOOK, District, establish, founder
from liuhen.organs.kinds import Flaw

pytestmark = pytest.mark.django_db


def test_the_standing_committee_has_eleven_members_and_its_chief_speaks_last(district: District) -> None:
    members = reads.members_of(district.groups["standing"])
    assert len(members) == 11
    assert members[-1].is_chief
    assert members[-1].person == district.people["party-secretary"]
    assert reads.chief_of(district.groups["standing"]).name == "赵示例"


def test_all_real_townships_are_there_and_belong_to_the_districts_book(district: District) -> None:
    names = {row.name for row in reads.children(district.organs["district"])}
    assert {"丰台街道", "卢沟桥街道", "王佐镇"} <= names
    assert len(district.townships) == 26
    assert reads.book_of(district.organs["street-committee"]).origin == BOOK


def test_the_streets_portfolio_shows_its_two_flaws_upward(district: District) -> None:
    path = reads.organ(district.organs["district"]).path
    marks = {table.group_name: {(m.flaw, m.item) for m in table.marks} for table in reads.portfolio_marks(path)}
    assert marks["丰台街道党工委会议"] == {(Flaw.CHIEF_HOLDS, "finance"), (Flaw.NOBODY, "procurement")}


def test_the_founders_right_ends_with_the_first_personnel_officer(district: District) -> None:
    with pytest.raises(NotPermitted) as refused:
        actions.establish_organ(by=founder(), parent=district.organs["water"], name="新科室", kind="office")
    assert refused.value.rule == "organs.powers-follow-tenures"
    by = district.actor("personnel-officer")
    actions.establish_organ(by=by, parent=district.organs["water"], name="新科室", kind="office")


def test_a_second_establishing_and_a_real_book_are_refused(district: District) -> None:
    with pytest.raises(WrongState):
        establish()
    with pytest.raises(WrongState):
        establish("fengtai.gov")
