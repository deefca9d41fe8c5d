"""The feature of the burden, each scenario a test, told in the demonstration district."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from liuhen.doors.cli.demo.cast import Cast
from liuhen.kit import clock
from liuhen.kit.refusals import Refusal
from liuhen.ledger import sequencer
from liuhen.organs.fengtai import BOOK, OTHERS, STANDING
from liuhen.organs.reads import book_of
from liuhen.oversight.burden import actions, asked
from liuhen.oversight.burden.models import Complaint
from liuhen.oversight.burden.reads import complaints, meter
from liuhen.oversight.burden.terms import About
from tests.decisions.browse import login
from tests.decisions.conftest import cast  # noqa: F401
from tests.decisions.scene import Scene
from tests.project import test_no_scoring as looking

pytestmark = pytest.mark.django_db
scenarios("burden")

ABOUT = {"重复填报": About.TWICE}


@dataclass
class Told:
    """What was complained of, and what was refused."""

    cast: Cast
    time: clock.Stepping
    before: meter.Load = field(default_factory=meter.Load)
    refusal: Refusal | None = None

    def attempt(self, act: Callable[[], Any]) -> None:
        try:
            act()
        except Refusal as refusal:
            self.refusal = refusal

    def units(self) -> dict[str, meter.Load]:
        sequencer.run_once(BOOK)
        by = self.cast.actor("recorder")
        meter.catch_up(by.organ)
        return {unit.name: unit.load for unit in meter.units(meter.region(by), meter.this_month())}

    def page(self) -> str:
        sequencer.run_once(BOOK)
        text = login(self.cast, "water-head").get("/burden/").content.decode()
        return text[text.index("<main") : text.index("</main")]


@pytest.fixture
def told(cast: Cast, time: clock.Stepping) -> Any:
    made = Told(cast, time)
    yield made
    assert made.refusal is None


@given("常务副区长起草了一件动议")
def _(told: Told) -> None:
    told.before = told.units()["北京市丰台区人民政府"]
    Scene(told.cast, told.time).draft()


@given("合法性审查人员登记了一项前置程序")
def _(told: Told) -> None:
    Scene(told.cast, told.time).moved()


@when(parsers.parse("水务局长反映“{about}”：“{words}”"))
def _(told: Told, about: str, words: str) -> None:
    told.attempt(lambda: actions.complain(by=told.cast.actor("water-head"), about=ABOUT[about], words=words))


@when(parsers.parse("监督检查室答复：“{words}”"))
def _(told: Told, words: str) -> None:
    number = Complaint.objects.get().pk
    office = told.cast.actor("discipline-officer")
    actions.answer_complaint(complaint=number, by=office, outcome="changed", words=words)


@then("区政府本月多填报1次、8项，估计多用不到3分钟")
def _(told: Told) -> None:
    load = told.units()["北京市丰台区人民政府"]
    assert (load.forms - told.before.forms, load.asked - told.before.asked) == (1, 8)
    assert 0 < load.seconds - told.before.seconds < 180


@then("负担页上没有任何人的姓名")
def _(told: Told) -> None:
    everybody = {row[1] for row in STANDING} | {staff.name for staff in OTHERS.values()}
    page = told.page()
    assert "北京市丰台区人民政府" in page and not [name for name in everybody if name in page]


@then(parsers.parse("负担页上没有单列“{unit}”"))
def _(told: Told, unit: str) -> None:
    assert "北京市丰台区人民政府" in told.units() and unit not in told.page()


@then("每一种表单的每一项都有理由")
def _(told: Told) -> None:
    assert all(field.why.strip() for form in asked.forms().values() for field in form.fields)


@then("存证簿里查不到是谁反映的")
def _(told: Told) -> None:
    row = Complaint.objects.get()
    entry = book_of(row.organ).entry(row.entry)
    assert row.person is None and str(told.cast.person("water-head")) not in entry.leaf.decode()


@then(parsers.parse("凭编号看得到答复“{words}”"))
def _(told: Told, words: str) -> None:
    number = Complaint.objects.get().pk
    assert words in login(told.cast, "water-head").get(f"/complaints/{number}/").content.decode()


@then("公开的件数是反映1件、答复1件")
def _(told: Told) -> None:
    found = complaints.counted(meter.region(told.cast.actor("water-head")), meter.this_month())
    assert found == {"made": 1, "answered": 1}


@then("书记看不到反映的内容")
def _(told: Told) -> None:
    number = Complaint.objects.get().pk
    page = login(told.cast, "party-secretary").get(f"/complaints/{number}/").content.decode()
    assert "待答复" in page and "三个部门" not in page


@then(parsers.parse("系统不收：“{words}”"))
def _(told: Told, words: str) -> None:
    assert told.refusal is not None and words in told.refusal.message
    told.refusal = None


@then("到处都找不到这样的栏目")
def _(told: Told) -> None:
    for look in (looking.columns, looking.record_fields, looking.interface, looking.inputs):
        looking.test_nothing_ranks_scores_or_watches_people(look)
