"""An examination on its pages: only lines of the day can be cited, sealed words open on request, the person speaks."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from liuhen.mechanisms.duties.reads import lists
from tests.duties import scene
from tests.duties.browse import login
from tests.duties.scene import District


@pytest.fixture(autouse=True)
def one_factor(settings: object) -> None:
    settings.LIUHEN_SECOND_FACTOR = False  # type: ignore[attr-defined]


def test_from_the_day_to_the_persons_own_words(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    scene.replace(made, "secretary", "successor", date(2026, 5, 15))
    officer, committee = login(made, "discipline-officer"), made.organs["committee"]
    page = "/duties/examinations/new"
    assert "当日没有清单" in officer.get(f"{page}?organ={committee}&on=2025-03-01").content.decode()
    assert "chief 第3条责任" not in officer.get(page).content.decode()
    text = officer.get(f"{page}?organ={committee}&on=2026-04-20").content.decode()
    assert "chief 第3条责任" in text
    form = {"organ": committee, "on": "2026-04-20", "facts": "未听取下级汇报", "item": ""}
    refused = officer.post(page, form)
    assert refused.status_code == 409 and "没有引用当日" in refused.content.decode()
    assert "未听取下级汇报" in refused.content.decode()
    last = lists.last_version(list_id)
    assert last
    third = [item for item in lists.items_of(last.pk) if item.audience == "chief"][2]
    answer = officer.post(page, form | {"item": third.item})
    assert answer.status_code == 302
    text = officer.get(answer.url).content.decode()
    assert "赵示例" in text and "未听取下级汇报" not in text
    assert "未听取下级汇报" in officer.get(f"{answer.url}?open=1").content.decode()
    assert "待陈述" in officer.get("/duties/examinations/").content.decode()


def test_others_see_nothing_of_it(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    last = lists.last_version(list_id)
    assert last
    item = next(item for item in lists.items_of(last.pk) if item.audience == "chief")
    form = {"organ": made.organs["committee"], "on": "2026-05-20", "facts": "事实", "item": item.item}
    address = login(made, "discipline-officer").post("/duties/examinations/new", form).url
    assert login(made, "water-head").get(address).status_code == 404
    himself = login(made, "secretary")
    assert himself.get(address).status_code == 200
    assert himself.post(f"{address}answer", {"words": "已补听"}).status_code == 302
    assert "已陈述" in himself.get("/duties/examinations/").content.decode()
    assert "已补听" in himself.get(f"{address}?open=1").content.decode()
    assert login(made, "water-head").post("/duties/examinations/new", form).status_code == 403


def test_for_the_body_speaks_whoever_confirms_its_motions(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    last = lists.last_version(list_id)
    assert last
    item = lists.items_of(last.pk)[0]
    form = {"organ": made.organs["committee"], "on": "2026-05-20", "facts": "没有专题研究", "item": item.item}
    address = login(made, "discipline-officer").post("/duties/examinations/new", form).url
    assert login(made, "member-1").get(address).status_code == 404
    chief = login(made, "secretary")
    assert "我的陈述" in chief.get(address).content.decode()
    assert chief.post(f"{address}answer", {"words": "已补开"}).status_code == 302
