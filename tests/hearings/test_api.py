"""The same verbs over JSON: a report in two steps, a hearing, and the names that are missing."""

from __future__ import annotations

import pytest

from liuhen.doors.api import tokens
from liuhen.kit import clock
from tests.api.caller import Caller
from tests.hearings.scene import INTEGRITY, PIN, County, known, local

pytestmark = pytest.mark.django_db


def caller(county: County, key: str) -> Caller:
    return Caller(tokens.issue(county.people[key], "测试", 30), county.people[key])


def test_a_period_from_end_to_end(county: County, time: clock.Stepping) -> None:
    recorder, chief, below = (caller(county, key) for key in ("recorder", "chief", "第一街道"))
    given = {"name": "上半年", "whom": "secretaries", "since": "2026-01-01", "closes": "2026-06-30"}
    period = recorder.do("/report-periods", given)["id"]
    assert recorder.refused("/report-periods", given)[1] == "hearings.period-dates"
    way, post = f"/report-periods/{period}/reports", str(county.posts["第一街道"])
    empty = {"post": post, "integrity": " 无。", "other": "其他"}
    assert below.refused(f"{way}/statement", empty) == (422, "hearings.integrity-chapter")
    said = empty | {"integrity": INTEGRITY}
    status, paper = below.ask("POST", f"{way}/statement", said)
    assert status == 200
    hand = {"provider": "pin", "pin": PIN, "nonce": paper["nonce"], "dated": paper["dated"]}
    report = below.do(way, said | {"signature": hand})["id"]
    assert chief.get(f"/reports/{report}")["integrity"] == INTEGRITY
    assert recorder.ask("GET", f"/reports/{report}")[0] == 404
    chief.do(f"/reports/{report}/remarks", {"answer": "noted", "words": "好"})
    line = {"words": "补台账", "due": "2026-02-01"}
    held = chief.do(f"/report-periods/{period}/hearings", {"post": post, "follow_ups": [line]})["id"]
    [follow_up] = below.get(f"/hearings/{held}")["follow_ups"]
    done = below.do(f"/hearings/{held}/follow-ups/{follow_up['id']}/done", {"words": "已补"})
    assert done["kind"] == "hearings.follow-up-done/1"
    time.at = local("2026-07-01 09:00")
    rows = caller(county, "discipline").get(f"/report-periods/{period}/rows?heard=missing")
    assert rows["count"] == 7 and {row["superior"] for row in rows["items"]} == {str(known("organ", "县委"))}
