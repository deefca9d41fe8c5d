"""Before the meeting: who proposed, in which words, who signed, and what goes on the agenda (M41–M44, M48, M57)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pytest_bdd import given, parsers, then, when

from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.reads.desk import todo_for
from liuhen.mechanisms.decisions.reads.trace import file_of
from liuhen.mechanisms.decisions.terms import Category
from tests.decisions.scene import CHIEF, MEMBERS
from tests.specs.story import PEOPLE, Story

CODES = {one.label: one.value for one in Category}


def revise(story: Story, by: str, text: str) -> None:
    actions.revise_motion(motion=story.motion, by=story.actor(by), title=story.row.title, text=text)


def to_the_vote(story: Story, presider: str = CHIEF) -> None:
    """Through the room up to the moment before voting."""
    story.item = story.scene.seated(story.motion, presider)
    story.scene.state_all(story.item, [seat_key(story, seat.person) for seat in story.room.waiting])
    story.scene.conclude(story.item)


def seat_key(story: Story, person: Any) -> str:
    return next(key for key in MEMBERS if story.cast.person(key) == person)


@given("常务副区长起草了安置房动议")
def _(story: Story) -> None:
    story.begin()
    story.motion = story.scene.draft()


@given("手续齐全的安置房动议")
def _(story: Story) -> None:
    story.begin("moved")


@when("记录员把动议改了三次")
def _(story: Story) -> None:
    for number in (2, 3, 4):
        revise(story, "记录员", f"第{number}稿：总投资改为三千万元。")


@then("原文仍是常务副区长起草的第一稿，共有四稿")
def _(story: Story) -> None:
    texts = list(story.row.texts.all())
    assert [row.version for row in texts] == [1, 2, 3, 4]
    assert texts[0].author == story.person("常务副区长")
    assert "三千二百万元" in texts[0].text
    first = file_of(story.row)[0]
    assert (first.kind, first.actor.person) == ("decisions.motion-drafted/1", story.person("常务副区长"))


@given(parsers.re(r"(?P<how>常务副区长署名|无人署名)一份安置房动议，由(?P<presider>书记|副书记)主持的会议列入议程"))
def _(story: Story, how: str, presider: str) -> None:
    story.begin()
    scene = story.scene
    story.motion = scene.draft()
    if how == "常务副区长署名":
        scene.self_check(story.motion)
        scene.sign(story.motion)
    scene.gates(story.motion)
    story.kept["meeting"] = scene.call(PEOPLE[presider])
    story.item = scene.table(story.kept["meeting"], story.motion)
    scene.send(story.item)


@when("议程锁定")
def _(story: Story) -> None:
    actions.lock_agenda(meeting=story.kept["meeting"], by=story.actor("记录员"))


@then(parsers.parse("初始动议人是“{mover}”，标记是“{mark}”"))
def _(story: Story, mover: str, mark: str) -> None:
    row = story.row
    assert row.mover == (None if mover == "无" else story.person(mover))
    assert (row.mover_default, row.mover_missing) == (mark == "默认", mark == "动议人缺失")


@then("书记的待办里写着自己默认为初始动议人，此时会议还没有开")
def _(story: Story) -> None:
    titles = [f"{todo.title} {todo.state} {todo.note}" for todo in todo_for(story.actor("书记"))]
    assert any("默认" in title for title in titles), titles
    assert story.sitting.opened_at is None


@given("议程锁定，会议进行到表决之前")
def _(story: Story) -> None:
    actions.lock_agenda(meeting=story.kept["meeting"], by=story.actor("记录员"))
    story.scene.later(days=2)
    story.scene.open_meeting(story.kept["meeting"])
    actions.open_item(item=story.item, by=story.actor("记录员"))
    story.scene.state_all(story.item)
    story.scene.conclude(story.item)


@given("书记确认同意上会，表决开始")
def _(story: Story) -> None:
    story.scene.confirm(story.motion)
    story.scene.open_vote(story.item)


@when("书记确认同意上会")
def _(story: Story) -> None:
    story.scene.confirm(story.motion)


@when("区长自查后以动议人身份签名")
def _(story: Story) -> None:
    story.scene.self_check(story.motion, "district-head")
    story.attempt(lambda: story.scene.sign(story.motion, "district-head"))


@then("曾经默认书记为动议人的记录还在")
def _(story: Story) -> None:
    defaulted = [entry for entry in file_of(story.row) if entry.kind == "decisions.mover-defaulted/1"]
    assert [entry.body["public"]["chief"] for entry in defaulted] == [str(story.person("书记"))]


@when("书记拿区长的签名去换下自己的默认")
def _(story: Story) -> None:
    story.scene.self_check(story.motion, CHIEF)
    signed = story.cast.sign("district-head", story.motion, "提议", "提议")
    story.attempt(lambda: actions.sign_motion(motion=story.motion, by=story.actor("书记"), signed=signed))


@given("常务副区长署名并签字的动议，会前由办公室改了一稿")
def _(story: Story) -> None:
    story.begin("moved")
    revise(story, "记录员", "总投资改为三千五百万元。")
    story.scene.gates(story.motion)  # the legal review is of the text that comes to the meeting


@given("只有书记对新稿确认同意上会，会议进行到表决之前")
def _(story: Story) -> None:
    story.scene.confirm(story.motion)
    to_the_vote(story)


@given("常务副区长署名并签字的动议，书记还没有确认，会议进行到表决之前")
def _(story: Story) -> None:
    story.begin()
    story.motion = story.scene.draft()
    story.scene.self_check(story.motion)
    story.scene.sign(story.motion)
    story.scene.gates(story.motion)
    to_the_vote(story)


@when("记录员记下常务副区长拒绝确认新稿，由办公室主任见证")
def _(story: Story) -> None:
    actions.refuse_confirmation(
        motion=story.motion,
        by=story.actor("记录员"),
        role="mover",
        person=story.person("常务副区长"),
        witness=story.person("办公室主任"),
        reason="不同意办公室改动的投资额",
    )


@then("案卷写着动议人拒绝确认和见证人办公室主任")
def _(story: Story) -> None:
    refused = story.row.confirmations.get(role="mover", refused=True)
    assert (refused.person, refused.witness) == (story.person("常务副区长"), story.person("办公室主任"))


@given(parsers.re(r"常务副区长自查有个人利益，仍署名提出安置房动议，会上(?P<how>没有声明|声明)回避，进行到表决之前"))
def _(story: Story, how: str) -> None:
    story.begin()
    scene = story.scene
    story.motion = scene.draft()
    scene.self_check(story.motion, personal=True)
    scene.sign(story.motion)
    scene.confirm(story.motion)
    scene.gates(story.motion)
    story.item = scene.seated(story.motion)
    if how == "声明":
        mover = story.actor("常务副区长")
        actions.recuse(item=story.item, person=mover.person, by=mover, reason="配偶持有参建企业股份")
    scene.state_all(story.item, [seat_key(story, seat.person) for seat in story.room.waiting])
    scene.conclude(story.item)


@when("常务副区长没有自查就签名")
def _(story: Story) -> None:
    story.attempt(lambda: story.scene.sign(story.motion))


@given("常务副区长署名的动议，还没有合法性审查")
def _(story: Story) -> None:
    story.begin()
    story.motion = story.scene.draft()
    story.scene.self_check(story.motion)
    story.scene.sign(story.motion)
    actions.record_gate(
        motion=story.motion,
        by=story.actor("记录员"),
        gate="consultation",
        result="done",
        responsible=story.person("常务副区长"),
        reason="会前已沟通",
    )


@when(parsers.re(r"记录员把动议列入议程(?P<chief>，由书记汇报)?$"))
def _(story: Story, chief: str | None) -> None:
    reporter = CHIEF if chief else "housing-head"
    meeting = story.scene.call()
    story.attempt(lambda: story.scene.table(meeting, story.motion, reporter))


@then("这些领域都可以起草动议:")
def _(story: Story, datatable: list[list[str]]) -> None:
    story.begin()
    named = [row[0] for row in datatable[1:]]
    assert named == [one.label for one in Category]
    for word in named:
        story.scene.draft(category=CODES[word], kind="")


@when(parsers.parse("常务副区长在“{field}”领域起草动议"))
def _(story: Story, field: str) -> None:
    story.attempt(lambda: story.scene.draft(category=CODES.get(field, field)))


@when(parsers.parse("常务副区长起草一份动议，类别写作“{kind}”"))
def _(story: Story, kind: str) -> None:
    story.begin()
    story.attempt(lambda: story.scene.draft(kind=kind))


@when("常务副区长起草一份标有“机密★”的动议")
def _(story: Story) -> None:
    story.begin()
    story.attempt(lambda: story.scene.draft(text="机密★一年 关于某事项"))


@when(parsers.parse("记录员登记涉密占位，案卷在“{place}”"))
def _(story: Story, place: str) -> None:
    group = story.cast.district.groups["standing"]
    entry = actions.hold_place(by=story.actor("记录员"), group=group, paper_reference=place)
    story.motion, story.kept["entry"] = entry.subject[1], entry


@then("占位只有编号和案卷位置，没有标题和正文")
def _(story: Story) -> None:
    row = story.row
    assert row.number and row.paper_reference == "机要室3柜7号"
    assert (row.title, row.text, row.state) == (None, None, "placeheld")
    assert story.kept["entry"].body["sealed"] == {}


@given(parsers.re(r"规定提前24小时送材料，安置房材料会前(?P<hours>\d+)小时才?送到"))
def _(story: Story, hours: str) -> None:
    story.begin("moved")
    scene = story.scene
    meeting = scene.call()
    story.item = scene.table(meeting, story.motion)
    actions.lock_agenda(meeting=meeting, by=story.actor("记录员"))
    scene.later(days=2)
    scene.send(story.item)
    scene.later(hours=int(hours))
    scene.open_meeting(meeting)


@when(parsers.re(r"记录员开始审议，(没有写理由|理由是“(?P<reason>.+)”)$"))
def _(story: Story, reason: str | None) -> None:
    story.attempt(lambda: actions.open_item(item=story.item, by=story.actor("记录员"), late_reason=reason or ""))


@then("议题进入逐一表态")
def _(story: Story) -> None:
    assert story.room.item.state == "stating"
    assert not story.room.item.papers_short


@then(parsers.parse("案卷里有送达时间和理由“{reason}”"))
def _(story: Story, reason: str) -> None:
    kinds = {entry.kind: entry for entry in file_of(story.row)}
    sent, opened = kinds["decisions.papers-sent/1"], kinds["decisions.item-opened/1"]
    assert opened.occurred - sent.recorded < timedelta(hours=24)
    assert opened.body["public"]["papers_short"] is True
    assert story.room.item.late_reason == reason


@when(parsers.parse("记录员改派{word}主持，事由是“{reason}”"))
def _(story: Story, word: str, reason: str) -> None:
    meeting = story.kept.get("meeting") or story.room.meeting.id
    story.refusal = None
    actions.change_presider(meeting=meeting, person=story.person(word), by=story.actor("记录员"), reason=reason)


@when("没有议到就散会，下次会议由副书记主持，列入议程并锁定")
def _(story: Story) -> None:
    scene, recorder = story.scene, story.actor("记录员")
    scene.later(days=2)
    scene.open_meeting(story.kept["meeting"])
    actions.close_meeting(meeting=story.kept["meeting"], by=recorder)
    second = scene.call(PEOPLE["副书记"])
    scene.table(second, story.motion)
    actions.lock_agenda(meeting=second, by=recorder)


@given("安置房动议上会后裁定缓议，下次会议进行到表决之前")
def _(story: Story) -> None:
    story.begin("moved")
    scene = story.scene
    story.item = scene.seated(story.motion)
    scene.state_all(story.item)
    scene.rule(story.item, "deferred", reason="意见分歧较大", return_by="2026-12-20", resolution="")
    actions.close_meeting(meeting=story.room.meeting.id, by=story.actor("记录员"))
    to_the_vote(story)


@given("副书记主持的安置房议题进行到表决之前，副书记离席")
def _(story: Story) -> None:
    story.begin("moved")
    to_the_vote(story, PEOPLE["副书记"])
    person, recorder = story.person("副书记"), story.actor("记录员")
    actions.change_presence(meeting=story.room.meeting.id, person=person, presence="left", by=recorder)
