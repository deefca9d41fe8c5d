"""My list with states, a body's, and the lines behind a duty."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liuhen.mechanisms.dutylog.models import Line
from tests.decisions.browse import login
from tests.dutylog import acts
from tests.dutylog.test_pages import _row

MOST = 15


def test_my_list_leads_to_the_lines_behind_a_duty(cast, listed, indexed):
    acts.talk(cast, "party-secretary")
    indexed()
    client = login(cast, "party-secretary")
    text = client.get("/fulfilment/").content.decode()
    assert text.count("定期约谈下级主要负责人") == 1 and "已开展" in text and "软任务（不可衡量）" in text
    behind = client.get(f"/fulfilment/item/{listed['定期约谈下级主要负责人']}/").content.decode()
    assert "约谈“某街道主要负责人”" in behind and "已开展" in behind
    other = client.get(f"/fulfilment/item/{listed['重大事项集体决策']}/").content.decode()
    assert "约谈“某街道主要负责人”" not in other and "未开展" in other


def test_the_body_page_and_its_lines(cast, listed, indexed):
    acts.rectified(cast, "party-secretary")
    indexed()
    client, organ = login(cast, "party-secretary"), cast.actor("party-secretary").organ
    text = client.get(f"/fulfilment/body/{organ}/").content.decode()
    assert "领导班子定期研究" in text and "推动整改落实" in text and "已开展" in text
    behind = client.get(f"/fulfilment/item/{listed['推动整改落实']}/?organ={organ}").content.decode()
    assert "整改销号“食堂采购没有比价”" in behind


def test_who_may_look(cast, listed):
    chief = cast.person("party-secretary")
    assert login(cast, "discipline-officer").get(f"/fulfilment/of/{chief}/").status_code == 200
    assert login(cast, "deputy-secretary").get(f"/fulfilment/of/{chief}/").status_code == 403
    item = listed["重大事项集体决策"]
    assert login(cast, "deputy-secretary").get(f"/fulfilment/item/{item}/?person={chief}").status_code == 403
    assert login(cast, "deputy-secretary").get(f"/fulfilment/item/{item}/").status_code == 404
    assert (
        login(cast, "housing-head").get(f"/fulfilment/body/{cast.actor('party-secretary').organ}/").status_code == 403
    )


def test_a_colleague_sees_the_bodys_states_and_not_the_lines_behind_them(cast, listed, indexed):
    acts.rectified(cast, "party-secretary")
    indexed()
    organ, client = cast.actor("party-secretary").organ, login(cast, "recorder")
    assert cast.actor("recorder").organ == organ
    body = client.get(f"/fulfilment/body/{organ}/").content.decode()
    assert "推动整改落实" in body and "/fulfilment/item/" not in body
    assert client.get(f"/fulfilment/item/{listed['推动整改落实']}/?organ={organ}").status_code == 403


def test_an_empty_list_says_so(cast):
    assert "没有列入任何责任清单" in login(cast, "party-secretary").get("/fulfilment/").content.decode()


@pytest.mark.parametrize("count", [10, 10_000])
def test_the_page_asks_little_however_long_the_log_is(cast, listed, indexed, count):
    Line.objects.bulk_create([_row(cast, number) for number in range(count)], 500)
    client, organ = login(cast, "office-head"), cast.actor("office-head").organ
    asked = {}
    for address in ("/fulfilment/", f"/fulfilment/body/{organ}/"):
        client.get(address)
        with CaptureQueriesContext(connection) as told:
            assert client.get(address).status_code == 200
        asked[address] = len(told)
    Line.objects.all().delete()
    assert {address: number for address, number in asked.items() if number > MOST} == {}, asked
