"""Lists as people meet them: found, edited, looked at as changes, published, compared, adopted; the body's page."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liuhen.mechanisms.duties import actions
from liuhen.mechanisms.duties.imports import items as sheet
from liuhen.mechanisms.duties.reads import lists
from liuhen.mechanisms.duties.reads.body import body_duties
from liuhen.ui import sheets
from tests.duties import scene
from tests.duties.browse import login
from tests.duties.scene import District


@pytest.fixture(autouse=True)
def one_factor(settings: object) -> None:
    settings.LIUHEN_SECOND_FACTOR = False  # type: ignore[attr-defined]


def form_of(text: str) -> dict[str, object]:
    """What the editor's form holds, as the browser would send it."""
    found: dict[str, object] = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))
    found |= dict(re.findall(r'<textarea id="[^"]*" name="([^"]+)"[^>]*>\n([^<]*)</textarea>', text))
    found |= dict(re.findall(r'<input id="[^"]*" name="([^"]+)" type="text" value="([^"]*)"', text))
    for name, options in re.findall(r'<select id="[^"]*" name="([^"]+)"[^>]*>(.*?)</select>', text, re.S):
        chosen = re.findall(r'value="([^"]*)" selected', options)
        found[name] = chosen[0] if chosen else ""
    for name, value in re.findall(r'type="checkbox" name="([^"]+)" value="([^"]*)" checked', text):
        found.setdefault(name, [])
        found[name].append(value)  # type: ignore[attr-defined]
    found.pop("csrfmiddlewaretoken", None)
    return found


def publish(client: Client, where: str, **given: str) -> object:
    form = {"status": "final", "basis": "新的实施细则", "reason": "年度调整", "since": "2026-07-01"} | given
    return client.post(where, form)


def test_one_item_is_changed_one_dropped_and_the_version_published(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    leader = login(made, "discipline-secretary")
    page = f"/duties/lists/{list_id}/edit?audience=chief"
    form = form_of(leader.get(page).content.decode())
    form["text-0"], form["text-1"] = "改过的第一条", ""
    answer = leader.post(page, form)
    assert answer.status_code == 302
    text = leader.get(answer.url).content.decode()
    assert "变动 2 条" in text and "改过的第一条" in text and "chief 第2条责任" in text
    refused = publish(leader, answer.url)
    assert refused.status_code == 422 and "请写明删除的理由" in refused.content.decode()  # type: ignore[attr-defined]
    dropped = re.search(r'name="(drop-[^"]+)"', text)
    assert dropped
    done = publish(leader, answer.url, **{"why-12": "表述调整", dropped.group(1): "并入第一条"})
    assert done.status_code == 302  # type: ignore[attr-defined]
    last = lists.last_version(list_id)
    assert last and (last.number, last.count) == (2, 24)
    compared = leader.get(f"/duties/lists/{list_id}/compare").content.decode()
    assert "表述调整" in compared and "并入第一条" in compared and "李演示" in compared


def test_a_bad_item_comes_back_with_all_that_was_typed(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    page = f"/duties/lists/{list_id}/edit?audience=member"
    client = login(made, "discipline-officer")
    form = form_of(client.get(page).content.decode())
    form["measure-0"], form["text-1"] = "量" * 1001, "仍在"
    answer = client.post(page, form)
    assert answer.status_code == 422
    assert "文字太长" in answer.content.decode() and "仍在" in answer.content.decode()


def test_who_drafts_may_not_publish(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    office = login(made, "discipline-officer")
    page = f"/duties/lists/{list_id}/edit?audience=body"
    form = form_of(office.get(page).content.decode())
    form["text-0"] = "干部起草的一条"
    answer = office.post(page, form)
    text = office.get(answer.url).content.decode()
    assert "发布须由有发布权的领导办理" in text
    assert publish(office, answer.url, **{"why-1": "起草"}).status_code == 403  # type: ignore[attr-defined]
    assert login(made, "water-head").get(page).status_code == 403


def test_a_whole_version_comes_from_a_sheet(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    client = login(made, "discipline-secretary")
    last = lists.last_version(list_id)
    assert last
    content = client.get(f"/duties/lists/versions/{last.pk}/items.xlsx").content
    rows = [dict(row.values) for row in sheets.read(content, sheet.COLUMNS).rows]
    rows[0] |= {"measure": "每年不少于12次", "why": "提高标准"}
    file = BytesIO(sheets.write(sheet.COLUMNS, rows))
    file.name = "list.xlsx"
    answer = client.post(f"/duties/lists/{list_id}/sheet", {"sheet": file})
    assert answer.status_code == 302
    assert "每年不少于12次" in client.get(answer.url).content.decode()
    assert publish(client, answer.url).status_code == 302  # type: ignore[attr-defined]
    rows[1]["audience"] = "所有人"
    bad = BytesIO(sheets.write(sheet.COLUMNS, rows))
    bad.name = "list.xlsx"
    refused = client.post(f"/duties/lists/{list_id}/sheet", {"sheet": bad})
    assert refused.status_code == 422 and "所有人" in refused.content.decode()


def test_a_list_page_counts_measurable_and_soft(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    client = login(made, "street-member")
    text = client.get(f"/duties/lists/{list_id}/").content.decode()
    assert "25 可衡量 / 0 软" in text and "样本" in text and "编辑新版本" not in text
    assert "这一天没有施行的版本" in client.get(f"/duties/lists/{list_id}/?on=2025-01-01").content.decode()


def test_a_shipped_list_is_loaded_and_applies_at_once(district: District) -> None:
    client = login(district, "discipline-secretary")
    form = {"pack": "xuancheng", "adopt_at": district.organs["district"]}
    answer = client.post("/duties/lists/found", form)
    assert answer.status_code == 302
    assert "77 可衡量 / 12 软" in client.get(answer.url).content.decode()
    assert client.post("/duties/lists/found", form).status_code == 409
    assert "第 1 版" in client.get("/duties/lists/").content.decode()


def test_adopting_giving_and_taking_back_on_the_page(listed: tuple[District, UUID]) -> None:
    made, list_id = listed
    client, page = login(made, "discipline-secretary"), f"/duties/lists/{list_id}/"
    [adoption] = lists.adoptions_of(list_id)
    form = {"adoption": adoption.pk, "until": "2026-06-01"}
    assert client.post(f"{page}lay-down", form).status_code == 302
    form = {"organ": made.organs["street"], "deep": "yes", "since": "2026-06-01"}
    assert client.post(f"{page}adopt", form).status_code == 302
    assert client.post(f"{page}adopt", form).status_code == 409
    last = lists.last_version(list_id)
    assert last
    item = lists.items_of(last.pk)[0].item
    form = {"item": item, "post": made.posts["recorder"], "since": "2026-06-01"}
    assert client.post(f"{page}give", form).status_code == 302
    [given] = lists.assignments_of(list_id, date(2026, 6, 1))
    form = {"assignment": given.pk, "until": "2026-06-01"}
    assert client.post(f"{page}take-back", form).status_code == 302
    assert lists.assignments_of(list_id, date(2026, 6, 1)) == []


def test_the_page_of_the_body_shows_eleven_and_the_sum_of_fifty_five(listed: tuple[District, UUID]) -> None:
    made, _ = listed
    body = body_duties(made.organs["committee"], date(2026, 6, 1))
    assert (len(body.lines), body.personal, body.total) == (11, 44, 55)
    assert {line.audience for line in body.lines} == {"body"}
    text = login(made, "water-head").get(f"/duties/body/{made.organs['committee']}/").content.decode()
    assert text.count("样本：body") == 11 and "55" in text
    assert body_duties(made.organs["water"], date(2026, 6, 1)).lines == ()


@pytest.mark.parametrize("count", [10, 89])
def test_pages_of_lists_are_read_in_few_queries(district: District, count: int) -> None:
    list_id = scene.publish(district, scene.items(count, 0, 0))
    for number in range(count):
        actions.found_list(
            by=district.actor("recorder"), organ=district.organs["committee"], name=f"清单{number}", side="both"
        )
    client = login(district, "water-head")
    for address in ("/duties/lists/", f"/duties/lists/{list_id}/", "/duties/mine/"):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) <= 15, address + "\n".join(query["sql"][:160] for query in asked)
