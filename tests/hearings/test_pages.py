"""The pages: two taps from the desk to a hearing, everything typed kept, exact names, few questions at any size."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liuhen.doors.accounts import rolls
from liuhen.kit import clock
from liuhen.ledger.book import Writing
from liuhen.mechanisms.hearings.models import Hearing, Report
from liuhen.organs import records as r
from liuhen.organs.kinds import OrganKind
from liuhen.ui import sheets
from tests.decisions.browse import PASSWORD, signature
from tests.hearings.scene import INTEGRITY, PIN, SINCE, County, book, founder, known, local

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def sit(county: County, key: str) -> Client:
    """A client logged in as this person; the account is opened at the first call."""
    login = f"u-{county.people[key].hex[:12]}"
    if not rolls.accounts(login).filter(login=login).exists():
        rolls.open_account(str(county.people[key]), login, PASSWORD, temporary=False)
    client = Client()
    assert client.post("/login", {"login": login, "password": PASSWORD}).status_code == 302
    return client


def test_from_the_desk_to_a_hearing_in_two_taps(county: County) -> None:
    period = county.open()
    chief = sit(county, "chief")
    way = f"/hearings/hear/{county.posts['第三街道']}"
    assert way in text(chief, "/")  # the first tap
    assert "登记听取" in text(chief, way)
    answer = chief.post(way, {"period": str(period)})  # the second
    assert answer.status_code == 302
    assert Hearing.objects.get().heard == county.people["第三街道"]
    assert "某第三街道书记" in text(chief, answer.headers["Location"])
    assert way not in text(chief, "/")


def test_a_report_is_signed_and_read_by_three_only(county: County, time: clock.Stepping) -> None:
    period = county.open()
    secretary = sit(county, "第一街道")
    way = f"/hearings/{period}/report"
    assert way in text(secretary, "/")
    given = signature(secretary, way, PIN) | {
        "integrity": "……",
        "other": "改造两处。",
        "post": str(county.posts["第一街道"]),
    }
    refused = secretary.post(way, given)
    page = refused.content.decode()
    assert refused.status_code == 422 and "党风廉政建设专章" in page and "改造两处。" in page and "……" in page
    given = signature(secretary, way, PIN) | {"integrity": INTEGRITY, "other": "改造两处。"}
    answer = secretary.post(way, given)
    assert answer.status_code == 302, answer.content.decode()
    report = answer.headers["Location"]
    for key in ("第一街道", "chief", "discipline"):
        assert INTEGRITY in text(sit(county, key), report)
    for key in ("第二街道", "recorder"):
        text(sit(county, key), report, 404)
    chief = sit(county, "chief")
    assert "某第一街道书记的书面报告" in text(chief, "/")
    kept = chief.post(f"{report}remarks", {"answer": "supplement", "words": ""})
    assert kept.status_code == 422
    assert chief.post(f"{report}remarks", {"answer": "noted", "words": "照此办。"}).status_code == 302
    assert Report.objects.get().state == "remarked"
    assert secretary.post(f"{report}remarks", {"answer": "noted"}).status_code == 403


def test_a_wrong_pin_keeps_every_word(county: County) -> None:
    period = county.open()
    secretary, way = sit(county, "第一街道"), f"/hearings/{period}/report"
    given = signature(secretary, way, "000000") | {"integrity": INTEGRITY, "other": "另一章。"}
    refused = secretary.post(way, given)
    assert refused.status_code in (403, 422) and INTEGRITY in refused.content.decode()
    assert "另一章。" in refused.content.decode() and not Report.objects.exists()


def test_a_refused_hearing_keeps_every_word(county: County) -> None:
    county.open()
    way = f"/hearings/hear/{county.posts['第三街道']}"
    given = {"words": "很好", "words_1": "补台账", "due_1": "", "failing_1": "yes", "at": "2026-01-04T10:00"}
    refused = sit(county, "chief").post(way, given)
    page = refused.content.decode()
    assert refused.status_code == 422 and "补台账" in page and "很好" in page and "2026-01-04T10:00" in page
    assert "<details open>" in page and not Hearing.objects.exists()


def test_the_board_names_everybody_missing_and_shows_each_his_own(county: County, time: clock.Stepping) -> None:
    period = county.open()
    county.hear("第一街道", period)
    time.at = local("2026-07-01 09:00")
    page = text(sit(county, "discipline"), f"/hearings/{period}/")
    assert "未听取：某第二街道书记、某第三街道书记" in page and "未听取 7 人" in page
    own = text(sit(county, "第二街道"), f"/hearings/{period}/")
    assert "某第二街道书记" in own and "某第三街道书记" not in own
    found = sheets.read(
        sit(county, "chief").get(f"/hearings/{period}/board.xlsx?show=unheard").content,
        [sheets.Column("name", "期末在任", required=True), sheets.Column("heard", "听取汇报", required=True)],
    )
    assert len(found.rows) == 7 and {row.values["heard"] for row in found.rows} == {"未听取"}
    assert sit(county, "chief").get("/hearings/periods.xlsx").status_code == 200


def test_a_period_is_opened_from_the_list(county: County) -> None:
    recorder = sit(county, "recorder")
    given = {"name": "2026年上半年", "whom": "chiefs", "since": "2026-01-01", "closes": "2025-06-30"}
    refused = recorder.post("/hearings/", given)
    assert refused.status_code == 422 and "2026年上半年" in refused.content.decode()
    opened = recorder.post("/hearings/", given | {"closes": "2026-06-30"})
    assert opened.status_code == 302
    assert "2026年上半年" in text(recorder, "/hearings/")
    assert "开设汇报期" not in text(sit(county, "discipline"), "/hearings/")
    text(sit(county, "第一街道"), f"/hearings/{uuid4()}/", 404)


def test_follow_ups_are_finished_by_the_one_who_was_heard(county: County) -> None:
    period = county.open()
    line = {"words": "报送台账", "due": "2026-02-01", "failing": "", "item": "", "version": ""}
    hearing = county.hear("第一街道", period, follow_ups=[line]).subject[1]
    heard, way = sit(county, "第一街道"), f"/hearings/held/{hearing}/"
    follow_up = Hearing.objects.get().follow_ups.get().pk
    assert "报送台账" in text(heard, "/")
    assert heard.post(f"{way}follow-ups/{follow_up}", {}).status_code == 422
    assert heard.post(f"{way}follow-ups/{follow_up}", {f"done_{follow_up}": "已报送"}).status_code == 302
    assert "已报送" in text(sit(county, "chief"), way)
    text(sit(county, "第二街道"), way, 404)


@pytest.mark.parametrize("more", [2, 3_000])
def test_a_board_asks_little_however_many_report(county: County, more: int) -> None:
    period = county.open()
    _widen(more)
    for key in ("chief", "discipline"):
        client = sit(county, key)
        client.get("/")
        for path in (f"/hearings/{period}/", "/hearings/", f"/hearings/{period}/?show=unheard&page=3"):
            with CaptureQueriesContext(connection) as asked:
                page = text(client, path)
            own = [query["sql"] for query in asked if "organs_" in query["sql"] or "hearings_" in query["sql"]]
            assert len(own) <= MOST_QUERIES, "\n".join(own)
        assert f"未听取 {more + 8} 人" in page or f"未听取 {more + 8:,} 人" in page


def _widen(more: int) -> None:
    """So many more bodies with a secretary each, directly below the county's committee."""
    rows: list[object] = []
    for number in range(more):
        organ, post, person = uuid4(), uuid4(), uuid4()
        place = {"organ": organ, "since": SINCE}
        code, above = f"9{number}", known("organ", "县委")
        rows += [
            r.OrganEstablished(
                parent=above, kind=OrganKind.DEPARTMENT, code=code, name=f"部门{number}", book="", **place
            ),
            r.PostCreated(post=post, kind="party-secretary", title="书记", chief=True, precedence=1, seats=1, **place),
            r.PersonRegistered(person=person, organ=organ, name=f"某部门{number}", number=f"D-{number}"),
            r.TenureBegan(tenure=uuid4(), person=person, post=post, since=SINCE, until=None, document=""),
        ]
    writings = [Writing(row, founder(), organ=getattr(row, "organ", None)) for row in rows]  # type: ignore[arg-type]
    book().append_many(writings)
