"""The literate pages: every rule and rule set can be read, and is put into force through them by two persons."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from liuhen.kit import clock
from liuhen.kit.refusals import NotPermitted
from liuhen.rules import pages, reads, rulebook
from liuhen.rules.bodies import body_sets
from liuhen.rules.refused import explained
from liuhen.rules.words import requirements

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.rules.urls")]
NOW = datetime(2026, 11, 22, 9, tzinfo=clock.SHANGHAI)


def test_every_rule_has_a_page(client):
    for rule_id, rule in rulebook.rules().items():
        page = client.get(f"/rules/{rule_id}")
        assert page.status_code == 200, rule_id
        assert rule.version in page.content.decode()


def test_the_page_shows_quotation_reading_number_badge_and_example(client):
    page = client.get("/rules/decisions.papers-delivered").content.decode()
    for words in (
        "“集体研究、广泛讨论、充分酝酿、形成决议”",
        "没有材料就谈不上充分酝酿",
        "24小时",
        "未核",
        "差一秒",
        "不少于24小时",
    ):
        assert words in page
    assert "与所写不符" not in page


def test_every_rule_set_has_a_page(client):
    for body_id in body_sets():
        page = client.get(f"/rules/bodies/{body_id}")
        assert page.status_code == 200
        assert "人事任免" in page.content.decode()


def test_the_index_finds_rules_by_mechanism_and_says_what_is_not_written(client):
    page = client.get("/rules/").content.decode()
    assert "M50" in page and "vote.outcome" in page
    found = client.get("/rules/", {"q": "M44"}).content.decode()
    assert "双确认" in found and "一把手末位表态" not in found
    assert "没有找到" in client.get("/rules/", {"q": "没有这样的规则"}).content.decode()


@pytest.mark.parametrize("address", ["/rules/decisions.nothing", "/rules/bodies/national.nothing"])
def test_what_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_every_requirement_reads_in_chinese():
    for rule in rulebook.rules().values():
        for line in requirements(rule, NOW.date()):
            assert "None" not in line and len(line) > 4


def request(actor, path="/rules/enactments", **form):
    made = RequestFactory().post(path, form) if form else RequestFactory().get(path)
    made.actor = actor
    return made


@pytest.mark.urls("liuhen.config.urls")  # somebody signed in sees the navigation, which leads everywhere
def test_two_persons_put_a_rule_into_force_through_the_pages(county):
    with clock.use(clock.Stepping(NOW)):
        form = {"name": "decisions.quorum", "effective_from": "2026-11-22", "reason": "首次施行"}
        assert pages.propose(request(county.officer, **form)).status_code == 302
        [waiting] = reads.proposals()
        assert "由您提出" in pages.enactments(request(county.officer)).content.decode()
        assert "批准施行" in pages.enactments(request(county.approver)).content.decode()
        assert pages.decide(request(county.approver, decision="enact"), waiting.id).status_code == 302
        found = reads.in_force("decisions.quorum", NOW.date())
        assert found.enactment is not None and found.enactment.approver == county.approver.person
        page = pages.rule(request(county.approver), "decisions.quorum").content.decode()
        assert "规则示例0" in page and "规则示例1" in page


def test_nobody_proposes_without_signing_in():
    with pytest.raises(NotPermitted) as caught:
        pages.enactments(request(None))
    assert caught.value.rule == "platform.signed-in"


def test_a_refusal_and_the_rules_page_give_the_title_in_the_readers_language(client):
    refusal = NotPermitted("decisions.recusal", "请先回避")
    with override("en"):
        assert explained(refusal)["title"] == rulebook.rule("decisions.recusal").title.en
        page = pages.rule(RequestFactory().get("/"), "decisions.recusal").content.decode()
        assert rulebook.rule("decisions.recusal").title.en in page
    assert explained(refusal)["title"] == rulebook.rule("decisions.recusal").title.zh
    assert explained(refusal)["quote"] == rulebook.rule("decisions.recusal").basis[0].quote
