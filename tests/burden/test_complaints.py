"""A complaint takes a few words, no name, no script, and reaches the office that answers it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from liuhen.doors.cli.demo.cast import Cast
from liuhen.kit.refusals import BadInput, NotPermitted, Refusal, WrongState
from liuhen.organs.reads import book_of
from liuhen.oversight.burden import actions
from liuhen.oversight.burden.models import Complaint
from liuhen.oversight.burden.reads import complaints, meter
from tests.decisions.browse import login

pytestmark = pytest.mark.django_db
SAID = "同一份台账三个部门各要一遍"


def complain(cast: Cast, key: str = "recorder", **more: Any) -> Complaint:
    entry = actions.complain(by=cast.actor(key), **({"about": "twice", "words": SAID} | more))
    return Complaint.objects.get(pk=entry.body["public"]["complaint"])


def test_nobody_can_tell_who_complained(cast: Cast) -> None:
    row = complain(cast)
    again = complain(cast)
    first, second = (book_of(one.organ).entry(one.entry) for one in (row, again))
    assert str(cast.person("recorder")) not in first.leaf.decode() and SAID not in first.leaf.decode()
    assert row.person is None and first.actor.person != second.actor.person


def test_a_complaint_from_a_small_unit_is_filed_above_it(cast: Cast) -> None:
    assert complain(cast, "water-head").organ != cast.district.organs["water"]
    assert complain(cast, "water-head", named=True).organ == cast.district.organs["water"]
    assert complain(cast, "water-head", named=True).person == cast.person("water-head")


def test_only_the_office_reads_and_answers_once(cast: Cast) -> None:
    row = complain(cast)
    assert complaints.words_of(row, by=cast.actor("discipline-officer")) == SAID
    for key in ("party-secretary", "recorder", "system-administrator"):
        with pytest.raises(NotPermitted):
            actions.answer_complaint(complaint=row.pk, by=cast.actor(key), outcome="changed", words="已合并")
    with pytest.raises(Refusal):
        actions.answer_complaint(complaint=row.pk, by=cast.actor("discipline-officer"), outcome="kept", words=" ")
    actions.answer_complaint(complaint=row.pk, by=cast.actor("discipline-officer"), outcome="changed", words="已合并")
    with pytest.raises(WrongState):
        actions.answer_complaint(complaint=row.pk, by=cast.actor("discipline-officer"), outcome="kept", words="不改")
    own = complain(cast, "discipline-officer", named=True)
    with pytest.raises(WrongState):
        actions.answer_complaint(complaint=own.pk, by=cast.actor("discipline-officer"), outcome="kept", words="不改")
    counted = complaints.counted(meter.region(cast.actor("recorder")), "2026-11")
    assert counted == {"made": 2, "answered": 1}


@pytest.mark.parametrize("wrong", [{"words": " "}, {"about": "boss"}, {"words": "长" * 2_001}, {"words": "坏\x00字"}])
def test_bad_input_is_refused(cast: Cast, wrong: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        complain(cast, **wrong)
    assert not Complaint.objects.exists()


def test_what_was_typed_comes_back(cast: Cast) -> None:
    client = login(cast, "water-head")
    given = {"about": "traces", "words": "长" * 2_001, "named": "yes", "page": "/motions/"}
    refused = client.post("/complaint", given)
    page = refused.content.decode()
    assert refused.status_code == 422 and "长" * 2_001 in page
    assert 'value="traces" checked' in page and 'value="yes" checked' in page and 'value="/motions/"' in page
    answer = client.post("/complaint", given | {"words": SAID})
    assert answer.status_code == 302
    receipt = answer.headers["Location"]
    own = client.get(receipt).content.decode()
    assert "待答复" in own and SAID not in own
    office = login(cast, "discipline-officer")
    page = office.get(receipt).content.decode()
    assert SAID in page and "/motions/" in page and "沈范例" in page
    assert receipt in office.get("/complaints/").content.decode()
    assert client.get("/complaints/").status_code == 403
    assert office.post(f"{receipt}answer", {"outcome": "", "words": "好"}).status_code == 422
    assert office.post(f"{receipt}answer", {"outcome": "planned", "words": "下月合并"}).status_code == 302
    assert "下月合并" in client.get(receipt).content.decode()


PAGES = (
    "/", "/motions/", "/motions/new", "/meetings/", "/consequences/", "/rules/", "/articles", "/verify", "/hearings/",
    "/burden/", "/burden/fields", "/complaint", "/organs/", "/account", "/no-such-page",
    "/motions/00000000-0000-0000-0000-000000000000/", "/complaints/",
)  # fmt: skip


def test_the_button_is_on_every_page_of_somebody_signed_in(cast: Cast) -> None:
    client = login(cast, "water-head")
    without = [path for path in PAGES if not _has_button(client, path)]
    assert without == []
    assert "我要反映" not in Client().get("/login").content.decode()


def _has_button(client: Client, path: str) -> bool:
    page = client.get(path, follow=True).content.decode()
    return 'href="/complaint' in page and "我要反映" in page
