"""Seats, supervision, grants, moves: every act of the ground floor has its page, and says on it why it was refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liuhen.kit.refusals import BadInput, NotPermitted
from liuhen.organs import actions, reads
from liuhen.organs.fengtai import District
from liuhen.organs.reads.portfolios import supervisions_of
from liuhen.organs.spans import today

pytestmark = pytest.mark.django_db
Sit = Callable[[str], Client]


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def post_of(district: District, key: str) -> str:
    return f"{district.people[key]}:{reads.posts_of(district.people[key])[0].post}"


def test_a_member_is_found_seated_and_leaves(district: District, desk: Sit) -> None:
    client, group = desk("personnel-officer"), district.groups["standing"]
    page, who = f"/groups/{group}/members/", post_of(district, "vice-head")
    assert f'value="{who}"' in text(client, f"{page}?seek=秦设例")
    assert "没有找到" in text(client, f"{page}?seek=查无此人")
    form = {"verb": "seat", "who": who, "role": "member", "precedence": "50"}
    assert client.post(page, form).status_code == 302
    assert district.people["vice-head"] in {one.person for one in reads.members_of(group)}
    again = client.post(page, {**form, "seek": "秦设例"})
    assert (
        again.status_code == 409 and "已是班子成员" in again.content.decode() and 'value="50"' in again.content.decode()
    )
    assert client.post(page, {**form, "role": "chief", "who": post_of(district, "water-head")}).status_code == 409
    assert client.post(page, {**form, "who": "x"}).status_code == 422
    assert client.post(page, {"verb": "dissolve"}).status_code == 409, "not while somebody sits in it"
    seat = next(one.seat for one in reads.members_of(group) if one.person == district.people["vice-head"])
    leave = {"verb": "leave", "seat": str(seat), "until": today().isoformat()}
    assert client.post(page, leave).status_code == 302
    assert district.people["vice-head"] not in {one.person for one in reads.members_of(group)}
    assert client.post(page, leave).status_code == 409
    assert desk("recorder").get(page).status_code == 403


def test_the_chief_alone_notes_how_he_supervised(district: District, desk: Sit) -> None:
    group = district.groups["standing"]
    chief, page = desk("party-secretary"), f"/groups/{group}/supervision/"
    deputy = next(one for one in reads.members_of(group) if not one.is_chief)
    form = {"deputy": str(deputy.person), "item": "finance", "words": "听取了资金拨付情况，要求补齐合同。"}
    assert chief.post(page, form).status_code == 302
    rows = supervisions_of(group, today(), today() + timedelta(days=1))
    assert [row.item for row in rows] == ["finance"]
    assert "补齐合同" in text(chief, page) and "财务" in text(chief, page)
    refused = chief.post(page, {**form, "deputy": str(district.people["party-secretary"])})
    assert refused.status_code == 422 and "补齐合同" in refused.content.decode()
    assert "补齐合同" in text(desk("discipline-officer"), page)
    assert desk("street-recorder").get(page).status_code == 403
    officer = desk("discipline-secretary")
    assert "记一次监管" not in text(officer, page)
    assert officer.post(page, form).status_code == 409, "somebody else's hand"


def test_a_grant_opens_and_closes_what_it_says(district: District, desk: Sit) -> None:
    giver, organ = desk("discipline-secretary"), district.organs["district"]
    reader, page = desk("street-recorder"), f"/organs/{organ}/grants/"
    people = f"/organs/{organ}/people/"
    assert reader.get(people).status_code == 403
    who = post_of(district, "street-recorder")
    assert f'value="{who}"' in text(giver, f"{page}?seek=金样张")
    until = (today() + timedelta(days=30)).isoformat()
    form = {"who": who, "what": "people.read", "until": until, "reason": "换届期间核对名册"}
    assert giver.post(page, {**form, "what": "people.edit"}).status_code == 422
    assert giver.post(page, {**form, "until": ""}).status_code == 422
    assert giver.post(page, {**form, "who": post_of(district, "discipline-secretary")}).status_code == 403
    assert giver.post(page, {**form, "who": post_of(district, "audit-administrator")}).status_code == 403
    assert giver.post(page, form).status_code == 302
    assert "换届期间核对名册" in text(giver, page) and "查阅人员名册" in text(giver, page)
    assert reader.get(people).status_code == 200
    assert "换届期间核对名册" in text(desk("security-administrator"), page), "who reviews grants sees them"
    assert reader.get(page).status_code == 403
    grant = reads.grants_of(district.people["street-recorder"])[0]
    assert giver.post(page, {"verb": "withdraw", "grant": str(grant.pk)}).status_code == 302
    assert reader.get(people).status_code == 403


def test_only_looking_is_granted_for_an_organ(district: District) -> None:
    given = {
        "by": district.actor("discipline-secretary"),
        "organ": district.organs["committee"],
        "until": today() + timedelta(days=9),
        "reason": "示例",
    }
    with pytest.raises(BadInput):
        actions.give_grant(person=district.people["recorder"], verb="portfolio.edit", **given)
    with pytest.raises(NotPermitted):
        actions.give_grant(person=district.people["system-administrator"], verb="organ.read", **given)


def test_an_organ_is_moved_posts_abolished_and_a_successor_named(district: District, desk: Sit) -> None:
    client, water = desk("personnel-officer"), district.organs["water"]
    page = f"/organs/{water}/change/"
    assert client.post(page, {"verb": "establish", "name": "供水科", "kind": "office"}).status_code == 302
    section = reads.children(water).get(name="供水科").pk
    inside = f"/organs/{section}/change/"
    wrong = client.post(inside, {"verb": "move", "parent": "没有的单位"})
    assert wrong.status_code == 422 and "没有的单位" in wrong.content.decode()
    assert client.post(inside, {"verb": "move", "parent": "供水科"}).status_code == 409, "not below itself"
    assert client.post(inside, {"verb": "move", "parent": "丰台区财政局"}).status_code == 302
    assert reads.organ(section).parent_id == district.organs["finance"]
    assert client.post(inside, {"verb": "post", "kind": "staff", "title": "科员"}).status_code == 302
    assert client.post(inside, {"verb": "close"}).status_code == 409, "it still has a post"
    post = str(reads.posts_with_holders(section)[0][0].pk)
    assert client.post(inside, {"verb": "abolish", "post": post}).status_code == 302
    assert client.post(inside, {"verb": "close", "successor": "丰台区水务局"}).status_code == 302
    assert reads.organ(section).until == today() and reads.organ(section).successor == water


def test_a_name_is_corrected(district: District, desk: Sit) -> None:
    client, person = desk("personnel-officer"), district.people["water-head"]
    path = f"/people/{person}/correct/"
    assert client.post(path, {"name": "沈更名", "number": "N-7"}).status_code == 302
    assert reads.person(person).name == "沈更名"
    assert client.post(path, {"name": "", "number": ""}).status_code == 422
    assert desk("recorder").post(path, {"name": "甲"}).status_code == 403


def test_every_list_goes_out_as_a_sheet(district: District, desk: Sit) -> None:
    client, root = desk("personnel-officer"), district.organs["district"]
    for path in (
        f"/groups/{district.groups['standing']}/members.xlsx",
        f"/organs/{root}/calendar.xlsx?year=2026",
        f"/organs/{root}/people.xlsx",
        f"/organs/{root}/children.xlsx",
        f"/groups/{district.groups['street']}/portfolio.xlsx",
    ):
        answer = client.get(path)
        assert answer.status_code == 200 and b"".join(answer).startswith(b"PK"), path


def test_pages_ask_little(district: District, desk: Sit) -> None:
    client, group = desk("personnel-officer"), district.groups["standing"]
    for path in (f"/groups/{group}/members/?seek=例", f"/groups/{group}/supervision/", f"/groups/{group}/"):
        with CaptureQueriesContext(connection) as asked:
            text(client, path)
        assert len(asked) <= 15, (path, len(asked))
    giver = desk("discipline-secretary")
    with CaptureQueriesContext(connection) as asked:
        text(giver, f"/organs/{district.organs['district']}/grants/?seek=例")
    assert len(asked) <= 15
