"""The log on screen, on paper and as a sheet; writing, correcting, sampling and checking through the pages."""

from __future__ import annotations

import io
import json
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pypdf import PdfReader

from liuhen.kit import clock
from liuhen.mechanisms.dutylog import draw
from liuhen.mechanisms.dutylog.models import Line, Sample
from tests.decisions.browse import login
from tests.dutylog import acts

TYPED = {"category": "talk", "evidence": "talk", "words": "到村里谈话", "at": "2026-11-11T09:00"}
SPANS = {"?month=2026-11": True, "?month=2026-10": False, "?year=2026": True, "?year=2025": False}
MOST = 15  # queries of a whole request


@pytest.fixture
def desk(cast):
    return lambda key: login(cast, key)


def test_writing_a_line_and_finding_it(cast, desk):
    client = desk("office-head")
    assert client.get("/dutylog/write/").status_code == 200
    assert client.post("/dutylog/write/", TYPED).status_code == 302
    text = client.get("/dutylog/").content.decode()
    assert "到村里谈话" in text and "迟记 +9 天" in text and "本人补记" in text


def test_a_refused_line_comes_back_as_typed(desk):
    answer = desk("office-head").post("/dutylog/write/", TYPED | {"category": "", "at": "2026-13-01"})
    assert answer.status_code == 422 and "到村里谈话" in answer.content.decode()


def test_a_month_and_a_year(cast, desk, indexed):
    acts.talk(cast, "office-head")
    indexed()
    client = desk("office-head")
    for address, there in [
        ("?month=2026-11", True),
        ("?month=2026-10", False),
        ("?year=2026", True),
        ("?year=2025", False),
    ]:
        assert ("约谈“某街道主要负责人”" in client.get(f"/dutylog/{address}").content.decode()) is there
    assert client.get("/dutylog/?month=2026-99").status_code == 422
    assert client.get("/dutylog/?year=９９９９").status_code == 200


def test_the_logbook_and_the_sheet_say_the_same(cast, desk, indexed):
    acts.talk(cast, "office-head")
    client = desk("office-head")
    client.post("/dutylog/write/", TYPED)
    indexed()
    person = cast.person("office-head")
    pdf = client.get(f"/dutylog/of/{person}/logbook.pdf?year=2026").content
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "全程纪实本" in words and "到村里谈话" in words and "共2条，其中1条" in words
    sheet = load_workbook(io.BytesIO(client.get(f"/dutylog/of/{person}/log.xlsx").content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 3 and rows[1][5] == "到村里谈话" and rows[1][2] == 9 and rows[1][9] == "本人补记"


def test_somebody_elses_log(cast, desk, indexed):
    acts.talk(cast, "office-head")
    indexed()
    address = f"/dutylog/of/{cast.person('office-head')}/"
    assert "约谈" in desk("party-secretary").get(address).content.decode()
    assert "约谈" not in desk("deputy-secretary").get(address).content.decode()
    people = desk("discipline-officer").get("/dutylog/people/").content.decode()
    assert address in people
    assert address not in desk("deputy-secretary").get("/dutylog/people/").content.decode()


def test_a_sample_from_seed_to_result(cast, desk, go, indexed):
    officer, author = desk("discipline-officer"), desk("office-head")
    district = cast.district.organs["district"]
    home = officer.get("/dutylog/samples/", follow=True)
    assert home.status_code == 200 and "承诺种子" in home.content.decode()
    assert officer.post(f"/dutylog/samples/of/{district}/commit", {"dice": "3 1 6"}).status_code == 302
    acts.talk(cast, "office-head")
    go("2026-12-01 08:30")
    indexed()
    officer, author = desk("discipline-officer"), desk("office-head")
    drawn = officer.post(f"/dutylog/samples/of/{district}/draw", {"month": "2026-11"}, follow=True)
    text = drawn.content.decode()
    assert "抽出 1 条" in text and "2026年11月记实抽查" in text and "约谈“某街道主要负责人”" in text
    sample = Sample.objects.get()
    told = json.loads(officer.get(f"/dutylog/samples/{sample.pk}/sample.json").content)
    assert draw.faults(told) == []
    assert officer.get("/dutylog/draw.py").content.startswith(b'"""')
    line = UUID(told["lines"][0])
    form = {"sample": str(sample.pk), "result": "false", "found": "没有这次谈话"}
    refused = officer.post(f"/dutylog/lines/{line}/check", form)
    assert refused.status_code == 409 and "须先询问本人" in refused.content.decode()
    assert "没有这次谈话" in refused.content.decode()
    officer.post(f"/dutylog/lines/{line}/question", {"question": "请说明", "sample": str(sample.pk)})
    assert "有一行记实请您说明" in author.get("/dutylog/").content.decode()
    author.post(f"/dutylog/lines/{line}/answer", {"answer": "确有其事，有照片"})
    assert officer.post(f"/dutylog/lines/{line}/check", form | {"result": "true"}).status_code == 302
    assert "属实 1" in officer.get(f"/dutylog/samples/{sample.pk}/").content.decode()


def test_who_may_not_sees_no_samples(cast, desk):
    assert desk("deputy-secretary").get("/dutylog/samples/").status_code == 404
    district = cast.district.organs["district"]
    assert desk("deputy-secretary").get(f"/dutylog/samples/of/{district}/").status_code == 403


def test_a_correction_through_the_page(cast, desk, indexed):
    entry = acts.talk(cast, "office-head")
    indexed()
    client = desk("office-head")
    assert client.post(f"/dutylog/lines/{entry.id}/correct", {"correction": "应为副职"}).status_code == 302
    assert "应为副职" in client.get(f"/dutylog/lines/{entry.id}/").content.decode()


@pytest.mark.parametrize("count", [10, 10_000])
def test_lists_ask_little_however_long_they_are(cast, desk, go, indexed, count):
    district = cast.district.organs["district"]
    officer = desk("discipline-officer")
    officer.post(f"/dutylog/samples/of/{district}/commit")
    Line.objects.bulk_create([_row(cast, number) for number in range(count)], 500)
    person = cast.person("office-head")
    asked = {}
    for address in ("/dutylog/people/", f"/dutylog/of/{person}/", "/dutylog/samples/of/" + str(district) + "/"):
        asked[address] = _queries(officer, address)
    asked["/dutylog/"] = _queries(desk("office-head"), "/dutylog/")
    Line.objects.all().delete()
    assert {address: number for address, number in asked.items() if number > MOST} == {}


def _queries(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as told:
        assert client.get(address).status_code == 200
    return len(told)


def _row(cast, number):
    by, at = cast.actor("office-head"), clock.now()
    return Line(
        id=uuid4(),
        person=by.person,
        organ=by.organ,
        book=cast.district.book,
        kind="sample.talk-held/1",
        manual=False,
        evidence="talk",
        category="talk",
        words=f"约谈{number}",
        file=f"talk {number}",
        subject=str(number),
        entered_by=by.person,
        occurred=at,
        recorded=at,
        month="2026-11",
    )


def test_the_desk_names_what_waits(cast, desk, go, indexed):
    assert "承诺2026-11抽查的种子" in desk("discipline-officer").get("/").content.decode()
    assert "抽查的种子" not in desk("office-head").get("/").content.decode()
    district = cast.district.organs["district"]
    desk("discipline-officer").post(f"/dutylog/samples/of/{district}/commit")
    entry = acts.talk(cast, "office-head")
    go("2026-12-01 08:30")
    indexed()
    officer = desk("discipline-officer")
    assert "抽取2026-11的记实样本" in officer.get("/").content.decode()
    officer.post(f"/dutylog/lines/{entry.id}/question", {"question": "请说明"})
    assert "说明一行记实" in desk("office-head").get("/").content.decode()
