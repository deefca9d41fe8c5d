"""Lines come from the acts themselves; what is typed stays visible, late entries say how late."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, NotFound, NotPermitted
from liuhen.ledger import rebuild
from liuhen.ledger.book import Actor, Book
from liuhen.ledger.redaction import redact
from liuhen.mechanisms.decisions import actions as decisions
from liuhen.mechanisms.dutylog import actions
from liuhen.mechanisms.dutylog.models import FileName, Line
from liuhen.mechanisms.dutylog.reads import lines
from liuhen.organs.reads.staff import name_of
from liuhen.organs.reads.tree import book_of
from tests.dutylog import acts

BASIS = "《个人信息保护法》第四十七条"
TYPED = {"category": "talk", "evidence": "talk", "words": "到村里与两委班子谈话"}


def words(found):
    return [one.words for one in found]


def test_a_meeting_a_talk_and_a_rectification_are_three_lines_without_typing(scene, cast, log_of):
    item = scene.decided(scene.moved())
    decisions.close_meeting(meeting=scene.room(item).meeting.id, by=cast.actor("recorder"))
    acts.talk(cast, "party-secretary")
    acts.rectified(cast, "party-secretary")
    found = log_of("party-secretary")
    assert words(found) == [
        "参加集体决策，就“关于实施城北棚户区改造二期安置房建设的议题”末位表态",
        "主持召开“区委常委会会议”",
        "约谈“某街道主要负责人”",
        "整改销号“食堂采购没有比价”",
    ]
    assert not any(one.line.manual for one in found)
    assert [one.entered_by for one in found] == ["", name_of(cast.person("recorder")), "", ""]


def test_a_stance_shows_that_it_was_signed_and_never_which(scene, cast, log_of):
    motion = scene.moved()
    item = scene.seated(motion)
    scene.state(item, "office-head", "disagree", "投资测算不实")
    [line] = log_of("office-head")
    assert line.words == "参加集体决策，就“关于实施城北棚户区改造二期安置房建设的议题”签名表态"
    stored = str(Line.objects.values().get(pk=line.line.pk))
    assert "disagree" not in stored and "不同意" not in stored and "投资测算不实" not in stored


def test_an_objection_and_a_worry_leave_no_line(scene, cast, indexed):
    item = scene.seated(scene.moved())
    scene.state_all(item)
    before = _count(indexed)
    decisions.lodge_objection(
        item=item, by=cast.actor("office-head"), objection="compliance", clause="第三条", words="未经公平竞争审查"
    )
    assert _count(indexed) == before


def _count(indexed):
    indexed()
    return Line.objects.count()


def test_a_revised_title_is_read_in_every_line_of_the_file(scene, cast, log_of):
    item = scene.seated(scene.moved())
    scene.state(item, "office-head")
    log_of("office-head")
    name = FileName.objects.get(file__startswith="motion ")
    assert name.title == "关于实施城北棚户区改造二期安置房建设的议题"


def test_a_manual_line_entered_nine_days_later_says_so(cast, log_of):
    actions.write_line(by=cast.actor("office-head"), at=clock.now() - timedelta(days=9), **TYPED)
    [line] = log_of("office-head")
    assert line.line.manual and line.late == 9 and line.words == TYPED["words"]


def test_lateness_counts_days_in_beijing(cast, log_of, go):
    go("2026-11-21 00:05")
    acts.talk(cast, "office-head", at=clock.now() - timedelta(minutes=10))
    [line] = log_of("office-head")
    assert line.late == 1


def test_the_future_cannot_be_written_down(cast):
    with pytest.raises(BadInput) as refused:
        actions.write_line(by=cast.actor("office-head"), at=clock.now() + timedelta(hours=1), **TYPED)
    assert refused.value.rule == "platform.clock"


@pytest.mark.parametrize("wrong", [{"category": "签到"}, {"evidence": "拍照"}, {"words": "  "}, {"place": "长" * 2001}])
def test_only_the_closed_lists_and_something_said(cast, wrong):
    with pytest.raises(BadInput):
        actions.write_line(by=cast.actor("office-head"), **TYPED | wrong)


def test_a_correction_is_added_and_the_line_stays(cast, log_of):
    entry = acts.talk(cast, "office-head")
    log_of("office-head")
    actions.correct_line(line=entry.id, by=cast.actor("office-head"), words="谈话对象应为分管副职")
    [line] = log_of("office-head")
    assert line.words == "约谈“某街道主要负责人”"
    assert [one.words for one in line.corrections] == ["谈话对象应为分管副职"]
    with pytest.raises(NotPermitted):
        actions.correct_line(line=entry.id, by=cast.actor("deputy-secretary"), words="不是这样")


def test_who_may_read_whose_log(cast, indexed):
    acts.talk(cast, "office-head")
    indexed()
    [line] = Line.objects.all()
    for key in ("office-head", "party-secretary", "discipline-officer"):
        assert lines.require_visible(line.pk, cast.actor(key)).pk == line.pk
    for key in ("deputy-secretary", "recorder", "housing-head"):
        with pytest.raises(NotFound):
            lines.require_visible(line.pk, cast.actor(key))


def test_a_record_that_names_nobody_gives_no_line(cast, indexed):
    by = cast.actor("office-head")
    made = acts.TalkHeld(talk=uuid4(), leader=None, items=[], subject_name="")
    book_of(by.organ).append(made, by=by)
    indexed()
    assert not Line.objects.exists()


def test_what_was_redacted_is_gone_from_the_line(cast, log_of):
    entry = acts.talk(cast, "office-head")
    log_of("office-head")
    approvers = Actor(uuid4(), uuid4()), Actor(uuid4(), uuid4())
    redact(Book(entry.book), entry.id, ["subject_name"], legal_basis=BASIS, approvers=approvers)
    assert words(log_of("office-head")) == ["约谈“未具名事项”"]


def test_the_log_comes_back_from_the_book(cast, indexed):
    acts.talk(cast, "office-head", items=[uuid4(), uuid4()])
    acts.rectified(cast, "party-secretary")
    actions.write_line(by=cast.actor("office-head"), **TYPED)
    indexed()
    before = sorted(Line.objects.values_list("pk", "words", "duties"), key=str)
    rebuild.rebuild()
    assert sorted(Line.objects.values_list("pk", "words", "duties"), key=str) == before
