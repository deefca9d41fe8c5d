"""Pages of organs and people: who sees what, what a day shows, and how little the database is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liuhen.ledger.book import Book, Writing
from liuhen.organs import imports, reads
from liuhen.organs import records as r
from liuhen.organs.fengtai import BOOK, SINCE, District
from liuhen.organs.kinds import OrganKind
from liuhen.ui import sheets

pytestmark = pytest.mark.django_db
Sit = Callable[[str], Client]
MOST_QUERIES = 15


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def test_a_stranger_is_sent_to_the_login(district: District, client: Client) -> None:
    answer = client.get(f"/organs/{district.organs['district']}/")
    assert answer.status_code == 302 and "/login" in answer.headers["Location"]


def test_an_organ_shows_posts_groups_and_subordinates_of_the_day(district: District, desk: Sit) -> None:
    client, path = desk("recorder"), f"/organs/{district.organs['committee']}/"
    page = text(client, path)
    assert "赵示例" in page and "中共丰台区委常委会" in page and "丰台区委组织部" in page
    assert "赵示例" not in text(client, f"{path}?on=2025-12-31")
    assert "丰台区委组织部" not in text(client, f"{path}?q=宣传")


def test_flaws_are_shown_upward_and_not_to_everybody(district: District, desk: Sit) -> None:
    above = f"/organs/{district.organs['district']}/"
    assert "主要负责人直接分管（财务）" in text(desk("discipline-officer"), above)
    assert "主要负责人直接分管（财务）" not in text(desk("water-head"), above)


@pytest.mark.parametrize("children", [10, 10_000])
def test_an_organs_page_asks_little_however_wide_the_organ(district: District, desk: Sit, children: int) -> None:
    client, wide = desk("personnel-officer"), district.organs["water"]
    rows = [
        r.OrganEstablished(
            organ=uuid4(), parent=wide, kind=OrganKind.OFFICE, code=f"{n}", name=f"科室{n}", since=SINCE, book=""
        )
        for n in range(children)
    ]
    Book(BOOK).append_many([Writing(row, district.actor("personnel-officer"), organ=row.organ) for row in rows])
    client.get(f"/organs/{wide}/")
    for path in (f"/organs/{wide}/", f"/organs/{wide}/?on=2026-03-01&q=科室"):
        with CaptureQueriesContext(connection) as asked:
            page = text(client, path)
        assert len(asked) <= MOST_QUERIES, "\n".join(query["sql"] for query in asked)
        assert f"{children:,}" in page or str(children) in page


def test_a_person_is_seen_by_himself_and_by_those_in_charge(district: District, desk: Sit) -> None:
    path = f"/people/{district.people['water-head']}/"
    assert "区水务局局长" in text(desk("water-head"), path)
    assert "登记免职" in text(desk("personnel-officer"), path)
    text(desk("recorder"), path, 403)
    text(desk("system-administrator"), path, 403)


def test_an_officer_ends_and_begins_a_tenure(district: District, desk: Sit) -> None:
    client, person = desk("personnel-officer"), district.people["water-head"]
    held = reads.posts_of(person)[0]
    path = f"/people/{person}/tenure/"
    assert client.post(path, {"verb": "end", "tenure": held.tenure, "day": "2026-05-01"}).status_code == 302
    assert client.post(path, {"verb": "begin", "post": held.post, "day": "2026-06-01"}).status_code == 302
    assert [h.since for h in reads.tenures_of(person)] == [date(2026, 6, 1), SINCE]
    assert client.post(path, {"verb": "begin", "post": held.post, "day": "2026-06-01"}).status_code == 409
    assert client.post(path, {"verb": "begin", "post": "x"}).status_code == 422


def test_a_portfolio_is_saved_with_its_flaws_named(district: District, desk: Sit) -> None:
    client, group = desk("personnel-officer"), district.groups["water"]
    head, officer = district.people["water-head"], district.people["gate-officer"]
    page = text(client, f"/groups/{group}/portfolio/")
    assert "照收并注明" in page
    form = {f"core-{head}": ["finance"], f"items-{officer}": "供水、排水", "since": "2026-04-01"}
    assert client.post(f"/groups/{group}/portfolio/", form).status_code == 302
    page = text(client, f"/groups/{group}/?on=2026-04-01")
    assert "主要负责人直接分管（财务）" in page and "供水、排水" in page
    refused = client.post(f"/groups/{group}/portfolio/", {**form, "since": "2026-03-01"})
    assert refused.status_code == 422 and "供水、排水" in refused.content.decode()
    assert desk("stationed-officer").post(f"/groups/{group}/portfolio/", form).status_code == 403


def upload(rows: list[dict], kind: str = "organs") -> SimpleUploadedFile:
    return SimpleUploadedFile("表.xlsx", sheets.write(imports.KINDS[kind].columns, rows), sheets.XLSX)


def test_an_import_is_looked_at_before_it_is_written(district: District, desk: Sit) -> None:
    client, root = desk("personnel-officer"), district.organs["district"]
    good = [{"code": "Z1", "name": "新社区", "kind": "村（社区）", "above": "110106009"}]
    answer = client.post(f"/organs/{root}/import/", {"kind": "organs", "sheet": upload(good)})
    assert answer.status_code == 200 and "尚未写入" in answer.content.decode()
    assert not reads.search("新社区").exists()
    file = answer.context["file"] if answer.context else answer.content.decode().split('name="file" value="')[1][:64]
    form = {"kind": "organs", "file": file}
    assert client.post(f"/organs/{root}/import/confirm/", form).status_code == 302
    assert reads.search("新社区").exists()
    assert client.post(f"/organs/{root}/import/confirm/", form).status_code == 422
    assert client.post(f"/organs/{root}/import/confirm/", {**form, "file": "../x"}).status_code == 404


def test_bad_rows_are_listed_by_number(district: District, desk: Sit) -> None:
    client, root = desk("personnel-officer"), district.organs["district"]
    bad = [
        {"code": "Z1", "name": "甲", "kind": "衙门", "above": "000"},
        {"code": "", "name": "乙", "kind": "村（社区）"},
    ]
    answer = client.post(f"/organs/{root}/import/", {"kind": "organs", "sheet": upload(bad)})
    page = answer.content.decode()
    assert answer.status_code == 422 and "没有代码为000的单位" in page and "不能为空" in page
    assert client.post(f"/organs/{root}/import/", {"kind": "organs"}).status_code == 422
    assert client.post(f"/organs/{root}/import/", {"kind": "?", "sheet": upload(bad)}).status_code == 422


def test_changes_are_made_on_the_page_and_stay_typed_when_refused(district: District, desk: Sit) -> None:
    client, organ = desk("personnel-officer"), district.organs["water"]
    form = {"verb": "establish", "name": "供水科", "kind": "office", "since": "2026-02-01"}
    assert client.post(f"/organs/{organ}/change/", form).status_code == 302
    answer = client.post(f"/organs/{organ}/change/", form)
    assert answer.status_code == 409 and 'value="供水科"' in answer.content.decode()
    for wrong in ({"verb": "x"}, {**form, "since": "明天"}, {"verb": "post", "kind": "king"}, {"verb": "close"}):
        assert client.post(f"/organs/{organ}/change/", wrong).status_code in (409, 422)


def test_the_calendar_takes_single_days(district: District, desk: Sit) -> None:
    client, organ = desk("rules-officer"), district.organs["district"]
    path, day = f"/organs/{organ}/calendar/?year=2027", date(2027, 1, 2)
    assert "暂定" in text(client, path)
    form = {"day": day.isoformat(), "works": "yes", "document": "示例〔2026〕1号"}
    assert client.post(path, form).status_code == 302
    assert "示例〔2026〕1号" in text(client, path)
    assert reads.calendar(organ).is_working(day)
    client.post(path, {**form, "works": "no"})
    assert not reads.calendar(organ).is_working(day)
    assert client.post(path, {**form, "day": ""}).status_code == 422


def test_sheets_come_out_as_they_can_go_in(district: District, desk: Sit) -> None:
    client = desk("personnel-officer")
    for path, kind in (
        (f"/organs/{district.organs['district']}/people.xlsx", "people"),
        (f"/organs/{district.organs['district']}/children.xlsx", "organs"),
        (f"/groups/{district.groups['street']}/portfolio.xlsx", "portfolios"),
        ("/organs/template/people.xlsx", "people"),
    ):
        answer = client.get(path)
        assert answer.status_code == 200
        assert sheets.read(b"".join(answer), imports.KINDS[kind].columns).rows
