"""Seat, console, room screen and paper path: what each person sees and may do, and what nobody sees early."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from liuhen.doors.cli.demo.cast import SCAN
from liuhen.kit import clock
from liuhen.ledger import access
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.pages import live
from liuhen.mechanisms.decisions.reads import sitting
from liuhen.mechanisms.decisions.reads.room import last_ballot, room_of
from tests.decisions.scene import CHIEF, NINE, Scene
from tests.decisions.seats import Door

pytestmark = pytest.mark.django_db
OTHERS = [key for key in NINE if key != CHIEF]


@pytest.fixture
def door(scene: Scene, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Door:
    from liuhen.doors.web import context

    monkeypatch.setattr(context, "_nav", lambda r: [])
    settings.LIUHEN_SECOND_FACTOR = False
    monkeypatch.setattr(live, "RECENT", 0.0)
    monkeypatch.setattr(sitting, "FRESH", -1.0)  # a test goes back in the book, which nobody else can
    return Door(scene.cast)


@pytest.fixture
def item(scene: Scene) -> UUID:
    return scene.seated(scene.moved())


def seat(item: UUID) -> str:
    return f"/meetings/{room_of(item).meeting.id}/seat"


def console(item: UUID) -> str:
    return f"/meetings/{room_of(item).meeting.id}/console"


def member_states(door: Door, item: UUID, key: str, stance: str = "agree", **values: str) -> None:
    member = door(key)
    member.see(seat(item))
    assert member.send("/state", stance=stance, **values).status_code == 302


def test_a_decision_by_nine_members_at_their_seats(door: Door, scene: Scene) -> None:
    """From the roll call to the announced outcome, by the pages alone."""
    motion = scene.moved()
    meeting = scene.call()
    item = scene.table(meeting, motion)
    scene.send(item)
    actions.lock_agenda(meeting=meeting, by=scene.cast.actor("recorder"))
    scene.later(days=2)
    recorder, chief = door("recorder"), door(CHIEF)
    base = f"/meetings/{meeting}"

    recorder.see(f"{base}/console")
    away = {f"presence-{scene.cast.person(key)}": "leave" for key in ("armed-forces", "publicity-head")}
    refused = recorder.send("/console/open", **away)
    assert refused.status_code == 422 and "请假须写明事由" in refused.content.decode()
    reasons = {name.replace("presence", "reason"): "出差" for name in away}
    assert recorder.send("/console/open", others="何测试", **away, **reasons).status_code == 302

    recorder.see(f"{base}/console")
    assert recorder.send("/item").status_code == 302
    for number, key in enumerate(OTHERS, start=1):
        chief.see(f"{base}/seat")
        assert "您最后表态" in chief.text and not [action for action in chief.forms if action.endswith("/conclude")]
        assert f"尚待 {9 - number} 人" in chief.text
        member_states(door, item, key, "disagree" if number == 3 else "agree", words="意见全文" if number == 3 else "")

    chief.see(f"{base}/seat")
    assert "各人表态" in chief.text and "意见全文" in chief.text and "不同意" in chief.text
    member = door(OTHERS[0])
    member.see(f"{base}/seat")
    assert member.send("/change", stance="defer", words="再论证").status_code == 302
    recorder.see(f"{base}/console")
    assert recorder.send("/note", note="围绕资金来源进行了讨论").status_code == 302
    chief.see(f"{base}/seat")
    assert "再论证" in chief.text
    assert chief.send("/conclude", stance="agree").status_code == 302

    recorder.see(f"{base}/console")
    assert recorder.send("/vote", mode="named").status_code == 302
    for number, key in enumerate(NINE):
        voter = door(key)
        voter.see(f"{base}/seat")
        assert "请表决" in voter.text
        assert voter.send("/vote", choice="against" if number == 0 else "for").status_code == 302
    recorder.see(f"{base}/console")
    assert recorder.send("/count").status_code == 302
    chief.see(f"{base}/seat")
    assert "宣布结果" in chief.text
    assert chief.send("/rule", outcome="passed", resolution="予以通过。").status_code == 302
    recorder.see(f"{base}/console")
    assert recorder.send("/console/close").status_code == 302

    screen = door("recorder")
    screen.see(f"{base}/room")
    assert "通过" in screen.text and "予以通过" in screen.text
    ballot = last_ballot(item)
    assert ballot and ballot.tally == {"for": 8, "against": 1, "abstain": 0, "not_cast": 0}
    assert room_of(item).meeting.state == "closed"


def test_before_the_last_nothing_on_any_screen_depends_on_what_was_said(door: Door, scene: Scene, item: UUID) -> None:
    """The same moment twice, once in favour with no words and once against with many: every answer is the same."""
    for key in OTHERS[:-2]:
        scene.state(item, key)
    for key in ("united-front-head", CHIEF, "recorder"):
        door(key)
    moment, seen = scene.time.at, []
    for stance, words in (("agree", ""), ("disagree", "不同意的理由" * 40)):
        place = transaction.savepoint()
        scene.time.at = moment
        scene.state(item, OTHERS[-2], stance, words)
        seen.append(screens(door, item))
        transaction.savepoint_rollback(place)
    assert seen[0] == seen[1]
    assert "不同意" not in "".join(seen[0]).replace('value="disagree"', "").replace("<span>不同意", "")


def test_looks_at_opened_stances_are_logged_once_per_showing(door: Door, scene: Scene, item: UUID) -> None:
    scene.state_all(item)
    entry = room_of(item).ended[scene.cast.person("district-head")].entry
    chief = door(CHIEF)
    address = re.search(r'data-live-url="([^"]+)"', chief.see(seat(item)).content.decode())
    assert address
    for _ in range(5):
        chief.client.get(address.group(1).replace("&amp;", "&") + "&since=0")
    looks = [look for look in access.looks_at(entry) if look.person == chief.person and look.field == "stance"]
    assert [look.purpose for look in looks] == ["会上讨论"]


def test_a_poll_costs_two_queries_and_says_nothing_new(
    door: Door, scene: Scene, item: UUID, django_assert_max_num_queries: Any
) -> None:
    chief = door(CHIEF)
    html = chief.see(seat(item)).content.decode()
    found = re.search(r'data-live-url="([^"]+)" data-live-version="(\d+)"', html)
    assert found
    url, version = found.group(1).replace("&amp;", "&"), found.group(2)
    own = queries_of(lambda: chief.client.get(f"{url}&since={version}"), "ledger_entry", "decisions_")
    assert len(own) == 2
    assert chief.client.get(f"{url}&since={version}").status_code == 204
    scene.state(item, "deputy-secretary", "disagree")
    fresh = chief.client.get(f"{url}&since={version}")
    assert fresh.status_code == 200 and int(fresh["X-Version"]) > int(version)
    assert door("water-head").client.get(f"{url}&since=0").status_code == 404
    assert chief.client.get(url.split("?")[0]).status_code == 404


def test_pages_are_bounded_in_queries(door: Door, scene: Scene, item: UUID) -> None:
    scene.state_all(item)
    for key, address in ((CHIEF, seat(item)), ("recorder", console(item)), ("recorder", console(item)[:-7] + "room")):
        visitor = door(key)
        visitor.see(address)
        asked = queries_of(lambda visitor=visitor, address=address: visitor.see(address), "")
        assert len(asked) <= 36, f"{address}: {len(asked)}\n" + "\n".join(asked)


def test_wrong_moments_and_strangers(door: Door, scene: Scene, item: UUID) -> None:
    chief, member, stranger = door(CHIEF), door("deputy-secretary"), door("water-head")
    member.see(seat(item))
    form = member.forms[next(a for a in member.forms if a.endswith("/state"))]
    empty = member.send("/state")
    assert empty.status_code == 422 and "没有选定明确的意见" in empty.content.decode()
    assert member.send("/state", stance="agree", pin="000000", words="写好的话").status_code == 403
    assert member.send("/state", stance="agree", dated="2020-01-01T00:00:00.000Z").status_code == 422
    assert member.send("/state", stance="agree").status_code == 302
    assert member.send("/state", stance="agree").status_code == 409
    early = chief.client.post(
        f"{seat(item)}/{item}/conclude", {**form, "stance": "agree", "provider": "pin", "pin": "135791"}
    )
    assert early.status_code == 409 and "孙虚构" in early.content.decode()
    assert stranger.see(seat(item)).status_code == 404
    assert stranger.see(console(item)).status_code == 404
    assert stranger.client.post(f"{seat(item)}/{item}/state", {"stance": "agree"}).status_code == 404
    assert member.see(console(item)).status_code == 403
    assert member.client.get(f"{seat(item)}/{item}/state").status_code == 405
    member.see(seat(item))
    assert member.send("/worry", worry="").status_code == 422


def test_typed_words_come_back_with_the_refusal(door: Door, item: UUID) -> None:
    member = door("deputy-secretary")
    member.see(seat(item))
    answer = member.send("/state", stance="reserve", words="写好的说明不能丢", pin="000000")
    html = answer.content.decode()
    assert answer.status_code == 403 and "写好的说明不能丢" in html
    assert re.search(r'value="reserve" checked', html)


def test_an_objection_a_worry_and_a_recusal(door: Door, scene: Scene, item: UUID) -> None:
    observer, member, recorder = door("stationed-leader"), door("deputy-secretary"), door("recorder")
    observer.see(seat(item))
    assert "您列席本议题" in observer.text
    lodged = observer.send("/object", objection="compliance", clause="三重一大决策制度第九条")
    assert lodged.status_code == 302
    member.see(seat(item))
    assert "三重一大决策制度第九条" in member.text and "何测试" not in member.text
    version = version_shown(member)
    assert member.send("/worry", worry="有人事先打过招呼").status_code == 302
    member.see(seat(item))
    assert version_shown(member) == version  # the room does not stir
    assert member.send("/recuse", recusal="涉及亲属").status_code == 302
    member.see(seat(item))
    assert "您已回避本议题" in member.text
    scene.state_all(item, [key for key in OTHERS if key != "deputy-secretary"])
    recorder.see(console(item))
    assert recorder.send("/second-round").status_code == 302
    assert room_of(item).item.rounds == 2


def test_a_meeting_on_paper_by_the_recorder_alone(door: Door, scene: Scene, item: UUID) -> None:
    recorder, base = door("recorder"), f"/meetings/{room_of(item).meeting.id}"
    witness = str(scene.cast.person("stationed-leader"))

    def page() -> dict[str, Any]:
        scan = SimpleUploadedFile("page.pdf", SCAN, "application/pdf")
        when = clock.local(clock.now() - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%S")
        return {"scan": scan, "archive": "常委会-2026-纸-007", "witness": witness, "at": when}

    def rows(name: str, keys: list[str], value: str) -> dict[str, str]:
        return {f"{name}-{scene.cast.person(key)}": value for key in keys}

    recorder.see(f"{base}/paper?item={item}")
    missing = recorder.send("/stances", **rows("stance", OTHERS, "agree"), **page() | {"scan": None})
    assert missing.status_code == 422 and "请上传签字页扫描件" in missing.content.decode()
    assert recorder.send("/stances", **rows("stance", OTHERS, "agree"), **page()).status_code == 302
    recorder.see(f"{base}/paper?item={item}")
    assert recorder.send("/stances", **rows("stance", [CHIEF], "agree"), **page()).status_code == 302
    recorder.see(console(item))
    assert recorder.send("/vote", mode="named").status_code == 302
    recorder.see(f"{base}/paper?item={item}")
    assert recorder.send("/votes", **rows("choice", NINE, "for"), **page()).status_code == 302
    recorder.see(console(item))
    assert recorder.send("/count").status_code == 302
    recorder.see(f"{base}/paper?item={item}")
    assert recorder.send("/rule", outcome="passed", resolution="予以通过。", **page()).status_code == 302
    recorder.see(f"{base}/paper?item={item}")
    assert "待确认" in recorder.text and "发生" in recorder.text and "入账" in recorder.text

    member = door("deputy-secretary")
    member.see(f"{base}/paper")
    assert member.text.count("待您确认") == 2
    confirmation = next(action for action in member.forms if "/confirm/" in action)
    assert member.send(confirmation).status_code == 302
    member.see(f"{base}/paper")
    assert "已确认" in member.text and member.text.count("待您确认") == 1
    assert door("united-front-head").client.post(confirmation, member.forms.get(confirmation, {})).status_code in (
        403,
        422,
    )


def test_a_paper_tally_and_an_ending_before_a_witness(door: Door, scene: Scene, item: UUID) -> None:
    recorder = door("recorder")
    recorder.see(console(item))
    who, witness = str(scene.cast.person("office-head")), str(scene.cast.person("district-head"))
    no_witness = recorder.send("/end", ended=who, ending="refused", ending_reason="不愿签名")
    assert no_witness.status_code == 422
    ended = recorder.send("/end", ended=who, ending="refused", ending_reason="不愿签名", ending_witness=witness)
    assert ended.status_code == 302
    scene.state_all(item, [key for key in OTHERS if key != "office-head"])
    scene.conclude(item)
    recorder.see(console(item))
    assert recorder.send("/vote", mode="secret-paper").status_code == 302
    recorder.see(console(item))
    counts = {"issued": 9, "returned": 9, "valid": 9, "invalid": 0, "for": 7, "against": 2, "abstain": 0}
    tellers = {"first_teller": witness, "second_teller": who}
    tally = {f"count-{name}": str(number) for name, number in counts.items()}
    wrong = recorder.send("/count", **tellers, **(tally | {"count-for": "9"}), scan=scan_file())
    assert wrong.status_code == 409
    assert recorder.send("/count", **tellers, **tally, scan=scan_file()).status_code == 302
    ballot = last_ballot(item)
    assert ballot and ballot.passed and ballot.tally["for"] == 7


def screens(door: Door, item: UUID) -> list[str]:
    """What chief, recorder, another member and the room screen get now, without what is random in every answer."""
    found = []
    base = seat(item)[:-5]
    addresses = [(CHIEF, "seat"), ("united-front-head", "seat"), ("recorder", "console"), ("recorder", "room")]
    for key, page in addresses:
        answer = door(key).client.get(f"{base}/{page}")
        text = answer.content.decode()
        text = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "U" * 36, text)
        for pattern in (r'name="csrfmiddlewaretoken" value="[^"]+"', r'data-csrf="[^"]+"', r"\?pass=[^\"&]+",
                        r'name="(?:nonce|dated)" value="[^"]+"', r'data-live-version="\d+"'):  # fmt: skip
            text = re.sub(pattern, lambda found: "R" * len(found.group()), text)
        found.append(text + str(sorted((k, len(v)) for k, v in answer.headers.items())))
    return found


def queries_of(act: Callable[[], Any], *words: str) -> list[str]:
    """The statements an act sends to the database that speak of one of these."""
    with CaptureQueriesContext(connection) as caught:
        act()
    return [one["sql"] for one in caught.captured_queries if any(word in one["sql"] for word in words)]


def version_shown(visitor: Any) -> str:
    found = re.search(r'data-live-version="(\d+)"', visitor.page.content.decode())
    assert found
    return found.group(1)


def scan_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("tally.pdf", SCAN, "application/pdf")
