"""What our guards let through raises none of the five exceptions of the state-assets commission's data collection.

The five are computed here once more, from the exported XML and the folder of papers and from nothing else.
"""

from __future__ import annotations

import io
import zipfile
from fractions import Fraction
from uuid import UUID
from xml.etree.ElementTree import Element, fromstring

import pytest

from liuhen.kit.refusals import Refusal, WrongState
from liuhen.ledger import access, files
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.collection.bundle import bundle_of
from liuhen.mechanisms.decisions.collection.reporting import report
from liuhen.mechanisms.decisions.collection.tables import sheet_of
from liuhen.mechanisms.decisions.reads import meetings
from tests.decisions.browse import login
from tests.decisions.scene import CHIEF, NINE, Scene

pytestmark = pytest.mark.django_db


def over(scene: Scene, item: UUID) -> UUID:
    """The item's meeting, closed."""
    meeting: UUID = scene.room(item).meeting.id
    actions.close_meeting(meeting=meeting, by=scene.cast.actor("recorder"))
    return meeting


def exported(scene: Scene, meeting: UUID, by: str = "recorder") -> dict[str, bytes]:
    content = report(meetings.get(meeting), by=scene.cast.actor(by), to="区国资委")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(element: Element, tag: str) -> list[str]:
    return [one.text or "" for one in element.iter(tag)]


def exceptions(parts: dict[str, bytes]) -> list[str]:
    """The five, by a second hand: fractions instead of whole numbers, and paths instead of names of tables."""
    table = {
        path[:4]: fromstring(content) for path, content in parts.items() if path.endswith(".xml") and path[4] == "-"
    }
    [meeting] = table["0006"]
    found = []
    for subject in meeting.iter("subject"):
        [code] = texts(subject, "item_code")
        [matter] = [row for row in table["0004"] if row.findtext("item_code") == code]
        [(regulation, mode)] = [
            (row, mode) for row in table["0005"] for mode in row.find("vote_mode_list") or () if mode[0].text == code
        ]
        opinion = f"附件/{subject.findtext('subject_id')}/法律意见书.txt" in parts
        if matter.findtext("legal_flag") == "是" and not opinion and "法律" not in "".join(texts(subject, "position")):
            found.append("1")
        heard = [*texts(subject, "rel_meeting_name"), meeting.findtext("meeting_type_name")]
        due = texts(matter, "item_meeting")
        if [one for one in heard if one in due] != due:
            found.append("2, 3")
        flags = texts(meeting, "attend_flag")
        if Fraction(flags.count("1"), len(flags)) < Fraction(regulation.findtext("rate") or ""):
            found.append("4")
        said = texts(subject, "deliberation_result")
        if subject.findtext("pass_flag") == "通过":
            assert mode.findtext("vote_mode") == "应到会>1/2"
            if Fraction(said.count("同意"), len(flags)) <= Fraction(1, 2):
                found.append("5")
    return found


@pytest.mark.parametrize("agree", [0, 5, 6, 9])
def test_no_count_of_votes_raises_an_exception(scene: Scene, agree: int) -> None:
    item = scene.decided(scene.moved(), ["for"] * agree + ["against"] * (9 - agree))
    meeting = over(scene, item)
    parts = exported(scene, meeting)
    assert exceptions(parts) == []
    assert [*bundle_of(meetings.get(meeting), by=scene.cast.actor("recorder")).exceptions] == []
    subject = next(fromstring(parts["0006-会议.xml"]).iter("subject"))
    assert subject.findtext("pass_flag") == ("通过" if agree >= 6 else "否决")
    assert texts(subject, "deliberation_result") == ["同意"] * agree + ["不同意"] * (9 - agree)


def test_the_tags_are_the_collections_own(scene: Scene) -> None:
    parts = exported(scene, over(scene, scene.decided(scene.moved(catalogue_code="03-1"))))
    [matter, *_] = fromstring(parts["0004-事项清单.xml"])
    assert [one.tag for one in matter] == [
        "item_id", "item_name", "item_code", "item_meeting_list", "legal_flag", "remark", "oper_type",
    ]  # fmt: skip
    [regulation, *_] = fromstring(parts["0005-制度.xml"])
    assert [one.tag for one in regulation] == [
        "regulation_id", "regulation_name", "regulation_type_name", "approval_date", "effective_date", "audit_flag",
        "rate", "vote_mode_list", "remark", "oper_type",
    ]  # fmt: skip
    [meeting] = fromstring(parts["0006-会议.xml"])
    assert [one.tag for one in meeting] == [
        "meeting_id", "meeting_name", "meeting_type_name", "meeting_time", "moderator", "attendee_list",
        "subject_list", "oper_type",
    ]  # fmt: skip
    [subject] = meeting.iter("subject")
    assert [one.tag for one in subject] == [
        "subject_id", "subject_name", "source_name", "special_name", "item_list", "pass_flag", "approval_flag",
        "adopt_flag", "subject_result", "relation_list", "attendance_list", "deliberation_list", "remark",
    ]  # fmt: skip
    assert texts(subject, "item_code") == ["03-1"] and exceptions(parts) == []
    assert {path for path in parts if path.endswith(".xlsx")} == {
        "0004-事项清单.xlsx",
        "0005-制度.xlsx",
        "0006-会议.xlsx",
    }
    assert sheet_of([], "空")


def test_that_it_went_out_is_in_the_book_and_every_look_is_logged(scene: Scene) -> None:
    item = scene.decided(scene.moved())
    meeting = over(scene, item)
    exported(scene, meeting)
    [first] = meetings.get(meeting).reports.all()
    assert (first.to, first.exceptions) == ("区国资委", []) and files.get(first.sha256)
    again = fromstring(exported(scene, meeting)["0006-会议.xml"])
    assert texts(again, "oper_type") == ["edit"]
    entries = [row.entry for row in scene.room(item).item.ballots.get().votes.all()]
    assert all(any("采集" in look.purpose for look in access.looks_at(entry)) for entry in entries)


def test_it_goes_out_by_one_who_may_read_it_all_and_from_the_page(scene: Scene) -> None:
    meeting = over(scene, scene.decided(scene.moved()))
    with pytest.raises(Refusal) as refused:
        exported(scene, meeting, CHIEF)
    assert refused.value.rule == "platform.not-permitted"
    client = login(scene.cast, "recorder")
    page = f"/meetings/{meeting}/record"
    assert "上报采集数据" in client.get(page).content.decode()
    assert client.post(f"{page}/report", {"to": ""}).status_code == 422
    answer = client.post(f"{page}/report", {"to": "区国资委"})
    assert answer["Content-Type"] == "application/zip"
    assert "五项异常均无" in client.get(page).content.decode()


def test_a_recusal_and_a_silent_member_are_neither_for_nor_against(scene: Scene) -> None:
    item = scene.seated(scene.moved())
    away = scene.cast.actor("office-head")
    actions.recuse(item=item, person=away.person, by=away, reason="亲属在参建企业任职")
    keys = [key for key in NINE if key not in (CHIEF, "office-head")]
    scene.state_all(item, keys)
    scene.conclude(item)
    scene.open_vote(item)
    for key in [*keys, CHIEF][1:]:
        scene.vote(item, key)
    assert scene.close_vote(item)
    scene.rule(item)
    parts = exported(scene, over(scene, item))
    said = texts(fromstring(parts["0006-会议.xml"]), "deliberation_result")
    assert (said.count("同意"), said.count("未表决"), said.count("回避")) == (7, 1, 1) and exceptions(parts) == []


def test_a_result_that_the_count_does_not_carry_cannot_be_announced(scene: Scene) -> None:
    motion = scene.moved()
    item = scene.seated(motion)
    scene.state_all(item)
    scene.conclude(item)
    scene.open_vote(item)
    for key in ("deputy-secretary", CHIEF):
        scene.vote(item, key)
    assert not scene.close_vote(item)
    with pytest.raises(WrongState) as refused:
        scene.rule(item, "passed")
    assert refused.value.rule == "decisions.outcome-computed"


def test_without_a_review_nothing_reaches_the_agenda(scene: Scene) -> None:
    motion = scene.draft()
    scene.self_check(motion)
    scene.sign(motion)
    with pytest.raises(Refusal) as refused:
        scene.table(scene.call(), motion)
    assert refused.value.rule == "decisions.gates-closed"
