"""The district of the duty log's tests, with a small list: six duties of the chief, two of the body."""

from __future__ import annotations

from uuid import UUID

import pytest

from liuhen.doors.cli.demo.cast import Cast
from liuhen.mechanisms.duties import actions as duties
from liuhen.mechanisms.duties.drafts import ItemDraft
from tests.decisions.conftest import cast, scene, time  # noqa: F401
from tests.dutylog.conftest import go, indexed, log_of  # noqa: F401

ITEMS = [
    ("chief", "定期约谈下级主要负责人", "每年每人至少一次", ("talk", "meeting", "letter")),
    ("chief", "组织责任制检查", "每年至少一次", ("inspection", "rectification")),
    ("chief", "重大事项集体决策", "逐项", ("decision",)),
    ("chief", "当好廉洁从政表率", "", ("study",)),
    ("chief", "专题研究党风廉政建设", "每半年至少一次", ("meeting", "speech", "report")),
    ("chief", "听取下级汇报", "每年一次", ("hearing",)),
    ("body", "领导班子定期研究", "每半年一次", ("meeting", "decision")),
    ("body", "推动整改落实", "逐件销号", ("rectification",)),
]


def draft(row: tuple[str, str, str, tuple[str, ...]]) -> ItemDraft:
    audience, text, measure, evidence = row
    return ItemDraft(audience=audience, side="main", text=text, measure=measure, period="每年", evidence=evidence)


@pytest.fixture
def listed(cast: Cast) -> dict[str, UUID]:
    """The list in force at the district committee; its items by their text."""
    officer, organ = cast.actor("discipline-secretary"), cast.actor("party-secretary").organ
    made = duties.found_list(by=officer, organ=organ, name="区委责任清单", side="main")
    list = UUID(made.body["public"]["list"])
    duties.publish_list(
        list=list, by=officer, status="final", basis="区委〔2026〕1号", items=[draft(row) for row in ITEMS]
    )
    duties.adopt_list(list=list, by=officer, organ=organ, deep=False)
    from liuhen.mechanisms.duties.models import DutyItem

    return dict(DutyItem.objects.values_list("text", "item"))
