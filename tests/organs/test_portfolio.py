"""A division of work is recorded as it is; what is wrong with it is named (M55, M11)."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuhen.kit.refusals import BadInput, WrongState
from liuhen.organs import actions, reads
from liuhen.organs.fengtai import District
from liuhen.organs.kinds import Core, Flaw
from liuhen.organs.portfolio import CORE, flaws

CHIEF, ONE, TWO = (UUID(int=n) for n in (1, 2, 3))


def test_a_full_and_separated_portfolio_has_no_flaw() -> None:
    items = {ONE: [Core.PERSONNEL, Core.APPROVALS], TWO: [Core.FINANCE, Core.PROJECTS, Core.PROCUREMENT]}
    assert flaws(chief=CHIEF, items=items) == []


@given(st.dictionaries(st.sampled_from([CHIEF, ONE, TWO]), st.lists(st.sampled_from(list(Core)), unique=True)))
def test_every_flaw_is_there_and_no_other(items: dict[UUID, list[str]]) -> None:
    found = {(flaw.flaw, flaw.item, flaw.person) for flaw in flaws(chief=CHIEF, items=items)}
    for item in CORE:
        holding = [person for person, held in items.items() if item in held]
        assert ((Flaw.CHIEF_HOLDS, item, CHIEF) in found) == (CHIEF in holding)
        assert ((Flaw.NOBODY, item, None) in found) == (not holding)
        assert ((Flaw.SEVERAL, item, None) in found) == (len(holding) > 1)
    for person, held in items.items():
        both = {item for item in held if item in (Core.FINANCE, Core.PROJECTS, Core.PROCUREMENT)}
        apart = {item for flaw, item, who in found if flaw is Flaw.NOT_APART and who == person}
        assert apart == (both if Core.APPROVALS in held else set())


@pytest.mark.django_db
def test_finance_given_to_the_chief_is_recorded_marked_and_seen_above(district: District) -> None:
    by, group = district.actor("personnel-officer"), district.groups["water"]
    head, officer = district.people["water-head"], district.people["gate-officer"]
    actions.assign_portfolio(
        by=by,
        group=group,
        since=date(2026, 2, 1),
        items={head: [Core.FINANCE], officer: [Core.APPROVALS, Core.PERSONNEL, Core.PROJECTS]},
    )
    table = reads.portfolio_on(group, date(2026, 2, 1))
    assert [mark.words for mark in table.marks] == [
        "沈范例：主要负责人直接分管（财务）",
        "无分管领导（采购）",
        "许演练：审批与执行未分离（工程）",
    ]
    above = reads.organ(district.organs["government"]).path
    assert group in {found.group for found in reads.portfolio_marks(above, date(2026, 2, 1))}


@pytest.mark.django_db
def test_the_portfolio_of_an_earlier_day_stays_readable(district: District) -> None:
    group, vice = district.groups["executive"], district.people["vice-head"]
    by = district.actor("personnel-officer")
    before = reads.portfolio_on(group, date(2026, 5, 31))
    actions.assign_portfolio(by=by, group=group, since=date(2026, 6, 1), items={vice: [*CORE]})
    assert reads.portfolio_on(group, date(2026, 5, 31)).lines == before.lines
    assert reads.portfolio_on(group, date(2026, 6, 1)).lines[0].items == tuple(CORE)
    with pytest.raises(BadInput):
        actions.assign_portfolio(by=by, group=group, since=date(2026, 5, 1), items={vice: [*CORE]})


@pytest.mark.django_db
def test_only_members_of_the_day_can_be_given_work(district: District) -> None:
    with pytest.raises(BadInput) as refused:
        actions.assign_portfolio(
            by=district.actor("personnel-officer"), group=district.groups["water"], items={uuid4(): ["财务"]}
        )
    assert refused.value.rule == "organs.members-only"


@pytest.mark.django_db
def test_the_chief_records_the_supervision_himself(district: District) -> None:
    group, deputy = district.groups["executive"], district.people["vice-head"]
    said = {"group": group, "deputy": deputy, "item": "工程", "words": "听取示例工程进度，查看三份合同。"}
    with pytest.raises(WrongState):
        actions.supervise_portfolio(by=district.actor("vice-head"), **said)
    actions.supervise_portfolio(by=district.actor("district-head"), **said)
