"""A rule comes into force by two persons' record; the installed file alone changes nothing after that."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, NotFound, NotPermitted, WrongState
from liuhen.ledger import files
from liuhen.ledger.book import Book
from liuhen.organs import actions as people
from liuhen.rules import actions, guard, reads, rulebook
from liuhen.rules.bodies import body_set
from liuhen.rules.models import Enactment
from tests.rules.conftest import County
from tests.rules.samples import EMERGENCY

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=clock.SHANGHAI)
TODAY = NOW.date()
PAPERS = "decisions.papers-delivered"


@pytest.fixture(autouse=True)
def today():
    with clock.use(clock.Stepping(NOW)):
        yield


@pytest.fixture
def looser() -> bytes:
    """Papers one hour before are enough: the change nobody may make unseen."""
    text = actions.installed(PAPERS).decode()
    text = text.replace("value: 24", "value: 1").replace(
        "expect: broken, says: 材料送达不足：应提前24小时，03月10日08:00送达", "expect: met"
    )
    return text.replace(
        "given: {title: 清淤, delivered_at: 2026-03-09 09:00:01, opens_at: 2026-03-10 09:00}, expect: broken",
        "given: {title: 清淤, delivered_at: 2026-03-09 09:00:01, opens_at: 2026-03-10 09:00}, expect: met",
    ).encode()


def propose(county: County, content: bytes, **changed):
    given = {
        "by": county.officer,
        "organ": county.county,
        "content": content,
        "effective_from": TODAY,
        "reason": "试行",
    }
    return actions.propose(**(given | changed))


def subject(entry):
    return Enactment.objects.get(pk=entry.subject[1])


def late_by_hours(hours: int) -> dict:
    return {"title": "清淤", "delivered_at": NOW - timedelta(hours=hours), "opens_at": NOW}


def test_a_rule_never_enacted_applies_as_installed(county):
    found = reads.in_force(PAPERS, TODAY)
    assert (found.rule, found.enactment) == (rulebook.rule(PAPERS), None)


def test_a_proposal_alone_changes_nothing_and_the_approval_does(county, looser):
    entry = propose(county, looser)
    assert guard.marks([PAPERS], late_by_hours(2), NOW)[0].is_broken
    actions.enact(by=county.approver, enactment=subject(entry).id)
    found = guard.marks([PAPERS], late_by_hours(2), NOW)[0]
    assert not found.is_broken
    assert found.parameters == {"notice": 1}
    assert found.version == subject(entry).version != rulebook.rule(PAPERS).version
    assert reads.unenacted(TODAY) == [PAPERS]


def test_the_version_of_the_day_judges(county, looser):
    entry = propose(county, looser, effective_from=TODAY + timedelta(days=10))
    actions.enact(by=county.approver, enactment=subject(entry).id)
    assert guard.marks([PAPERS], late_by_hours(2), NOW)[0].is_broken
    later = NOW + timedelta(days=10)
    row = {"title": "清淤", "delivered_at": later - timedelta(hours=2), "opens_at": later}
    assert not guard.marks([PAPERS], row, later)[0].is_broken


def test_two_persons_are_needed(county, looser):
    entry = propose(county, looser)
    with pytest.raises(NotPermitted) as caught:
        actions.enact(by=county.officer, enactment=subject(entry).id)
    assert caught.value.rule in ("platform.not-permitted", "rules.second-approver")
    with pytest.raises(NotPermitted):
        actions.enact(by=county.nobody, enactment=subject(entry).id)
    with pytest.raises(NotPermitted):
        propose(county, looser, by=county.nobody)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enactment.objects.filter(pk=subject(entry).id).update(approver=county.officer.person)


def test_a_holder_of_both_posts_still_needs_another(county, looser):
    founder = Book.of(county.county).file_of("organ", county.county)[0].actor
    post = uuid4()
    people.create_post(by=founder, id=post, organ=county.county, kind="rules-approver", title="兼任", since=TODAY)
    people.begin_tenure(by=founder, person=county.officer.person, post=post, since=TODAY, document="试任〔2026〕1号")
    entry = propose(county, looser)
    with pytest.raises(NotPermitted) as caught:
        actions.enact(by=county.officer, enactment=subject(entry).id)
    assert caught.value.rule == "rules.second-approver"


def test_a_proposal_is_decided_once(county, looser):
    entry = propose(county, looser)
    actions.reject(by=county.approver, enactment=subject(entry).id, reason="太松")
    assert subject(entry).rejected_because == "太松"
    for again in (
        lambda: actions.enact(by=county.approver, enactment=subject(entry).id),
        lambda: actions.reject(by=county.approver, enactment=subject(entry).id, reason="再看"),
    ):
        with pytest.raises(WrongState) as caught:
            again()
        assert caught.value.rule == "rules.decided-once"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"reason": " "}, "rules.reason-given"),
        ({"effective_from": TODAY - timedelta(days=1)}, "rules.not-retroactive"),
        ({"content": b"id: x\n"}, "rules.readable"),
        ({"content": b"\xff"}, "rules.readable"),
        ({"content": EMERGENCY.encode()}, "rules.fits"),
    ],
)
def test_what_cannot_be_proposed(county, looser, change, rule):
    with pytest.raises(BadInput) as caught:
        propose(county, **({"content": looser} | change))
    assert caught.value.rule == rule


def test_a_file_that_fails_its_own_examples_is_no_rule(county):
    with pytest.raises(BadInput, match="应为 broken，实为 met"):
        propose(county, actions.installed(PAPERS).replace(b"value: 24", b"value: 1"))


def test_an_approval_does_not_reach_back(county, looser):
    entry = propose(county, looser)
    with clock.use(clock.Fixed(NOW + timedelta(days=1))), pytest.raises(BadInput) as caught:
        actions.enact(by=county.approver, enactment=subject(entry).id)
    assert caught.value.rule == "rules.not-retroactive"


def test_a_street_proposes_no_rule_for_the_county(county, looser):
    with pytest.raises(BadInput) as caught:
        propose(county, looser, organ=county.street)
    assert caught.value.rule == "rules.unit-wide"


def test_a_body_meets_under_the_nearest_enacted_rule_set(county):
    kind = "working-committee"
    content = actions.installed(f"national.{kind}").replace(b"notice_hours: 24", b"notice_hours: 48")
    entry = propose(county, content)
    assert reads.body_rules(kind, TODAY, county.street).rules == body_set(kind)
    actions.enact(by=county.approver, enactment=subject(entry).id)
    for organ in (county.county, county.street):
        found = reads.body_rules(kind, TODAY, organ)
        assert found.rules.for_matter("funds").notice_hours == 48
        assert found.citation == f"national.{kind}@{subject(entry).version}"
    assert reads.body_rules(kind, TODAY).enactment is None
    assert reads.body_rules("party-group", TODAY, county.street).rules == body_set("party-group")
    above = propose(county, content.replace(b"notice_hours: 48", b"notice_hours: 12"), organ=county.street)
    actions.enact(by=county.approver, enactment=subject(above).id)
    assert reads.body_rules(kind, TODAY, county.street).rules.for_matter("funds").notice_hours == 12
    assert reads.body_rules(kind, TODAY, county.county).rules.for_matter("funds").notice_hours == 48


def test_a_stored_version_that_was_tampered_with_is_not_used(county, looser, settings):
    entry = propose(county, looser)
    actions.enact(by=county.approver, enactment=subject(entry).id)
    digest = subject(entry).digest
    place = files._place(digest)
    good = place.read_bytes()
    reads._stored_rule.cache_clear()
    place.write_bytes(good.replace(b"value: 1,", b"value: 0,"))
    with pytest.raises(WrongState) as caught:
        reads.in_force(PAPERS, TODAY)
    assert caught.value.rule == "rules.as-enacted"
    place.write_bytes(good)


def test_unknown_ids(county):
    with pytest.raises(KeyError):
        reads.in_force("decisions.nothing", TODAY)
    with pytest.raises(KeyError):
        reads.body_rules("tea-party", TODAY)
    with pytest.raises(NotFound):
        actions.enact(by=county.approver, enactment=county.county)
    with pytest.raises(NotFound):
        actions.installed("decisions.nothing")
