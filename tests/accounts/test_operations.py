"""系统运维 Numbers and times; not one name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liuhen.doors.accounts.models import Event
from liuhen.kit import clock
from liuhen.ledger import health, sequencer
from tests.accounts.conftest import ORIGIN, Office, come_in

pytestmark = pytest.mark.django_db
PAGE = "/administration/system"


def shown(client: Client) -> str:
    answer = client.get(PAGE)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def test_numbers_of_the_book_and_no_business(office: Office, client: Client, no_second: None) -> None:
    come_in(client, "system")
    waiting = {one.log: one.waiting for one in health.of_book(ORIGIN)}
    assert waiting["internal"] > 0
    page = shown(client)
    assert f"{ORIGIN}/internal" in page and ("SQLite" in page or "PostgreSQL" in page)
    assert not [name for name in ("甲示例", "乙示例", "丁示例") if name in page], "only the reader's own name"
    sequencer.settle(ORIGIN)
    assert {one.waiting for one in health.of_book(ORIGIN)} == {0}
    assert "正常" in shown(client)


def test_a_sequencer_that_stands_still_is_named(office: Office, client: Client, no_second: None) -> None:
    sequencer.settle(ORIGIN)
    office.hire("己示例")
    later = clock.now() + timedelta(minutes=20)
    with clock.use(clock.Fixed(later)):
        come_in(client, "system")
        assert "久未签发" in shown(client)


def test_the_last_backup_is_told_and_a_missing_one_named(office: Office, client: Client, no_second: None) -> None:
    come_in(client, "system")
    assert "七天内没有成功的备份" in shown(client)
    Event.log("备份", note="/backup/20261122-010000，已审计")
    page = shown(client)
    assert "七天内没有成功的备份" not in page and "20261122-010000" in page
    Event.log("备份失败", note="/backup/x")
    assert "七天内没有成功的备份" in shown(client)


def test_it_asks_little(office: Office, client: Client, no_second: None) -> None:
    come_in(client, "system")
    with CaptureQueriesContext(connection) as asked:
        shown(client)
    assert len(asked) <= 25, len(asked)
