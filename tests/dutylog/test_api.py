"""The same verbs over JSON."""

from __future__ import annotations

import pytest

from tests.api.conftest import enter  # noqa: F401
from tests.dutylog import acts

TYPED = {"category": "talk", "evidence": "talk", "words": "到村里谈话", "at": "2026-11-11T09:00:00+08:00"}


def test_lines_are_written_read_and_corrected(cast, enter, indexed):
    person = enter("office-head")
    written = person.do("/dutylog", TYPED)
    acts.talk(cast, "office-head")
    indexed()
    page = person.get("/dutylog?month=2026-11")
    assert [(line["manual"], line["late_days"]) for line in page["items"]] == [(True, 9), (False, 0)]
    assert page["items"][1]["words"] == "约谈“某街道主要负责人”"
    person.do(f"/dutylog/lines/{written['id']}/correction", {"words": "应为十日"})
    assert person.get(f"/dutylog/lines/{written['id']}")["corrections"] == ["应为十日"]


def test_a_client_that_asks_twice_writes_once(enter):
    person, id = enter("office-head"), "01a1f677-bd18-7000-8000-000000000001"
    person.do("/dutylog", TYPED | {"id": id})
    assert person.refused("/dutylog", TYPED | {"id": id}) == (409, "platform.stale")


@pytest.mark.parametrize("wrong", [{"category": "签到"}, {"at": "2026-11-11"}, {"photo": "x"}, {"words": None}])
def test_what_does_not_fit_is_refused(enter, wrong):
    assert enter("office-head").refused("/dutylog", TYPED | wrong)[0] == 422


def test_a_sample_over_the_interface(cast, enter, go, indexed):
    district = str(cast.district.organs["district"])
    enter("discipline-officer").do("/dutylog/samples/seeds", {"organ": district, "month": "2026-11"})
    acts.talk(cast, "office-head")
    go("2026-12-01 08:30")
    indexed()
    officer, author = enter("discipline-officer"), enter("office-head")
    drawn = officer.do("/dutylog/samples/draws", {"organ": district, "month": "2026-11"})
    told = officer.get(f"/dutylog/samples/{drawn['id']}")
    assert (told["state"], told["population"], told["count"]) == ("drawn", 1, 1)
    assert len(officer.get(f"/dutylog/samples?organ={district}")["items"]) == 1
    [line] = author.get("/dutylog?month=2026-11")["items"]
    check = f"/dutylog/lines/{line['id']}/check"
    assert officer.refused(check, {"result": "false", "words": "没有"}) == (409, "dutylog.question-first")
    asked = officer.do(f"/dutylog/lines/{line['id']}/question", {"words": "请说明", "sample": drawn["id"]})
    assert officer.refused(f"/dutylog/questions/{asked['id']}/answer", {"words": "代答"})[0] == 404
    author.do(f"/dutylog/questions/{asked['id']}/answer", {"words": "确有其事"})
    officer.do(check, {"result": "true", "sample": drawn["id"]})


def test_states_over_the_interface(enter):
    assert enter("office-head").get("/fulfilment") == []
