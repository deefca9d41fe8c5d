"""In the room: stances one by one, sealed until the last is in, discussion, the chief last (M38, M39, M49, M56)."""

from __future__ import annotations

import pytest
from pytest_bdd import given, parsers, then, when

from liuhen.kit.refusals import WrongState
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.reads.stances import opinions_of
from liuhen.mechanisms.decisions.terms import Stance
from liuhen.organs.reads.tree import book_of
from tests.decisions.scene import CHIEF
from tests.specs.story import OTHERS, PEOPLE, STANCES, Story

STAGES = {"逐一表态": "seated", "讨论": "discussing", "表决": "voting"}


@given(parsers.re(r"九名常委到会，安置房议题?正在(?P<stage>逐一表态|讨论|表决)"))
def _(story: Story, stage: str) -> None:
    story.begin(STAGES[stage])


@given("八名其他常委里已有七人表态，还差区长")
def _(story: Story) -> None:
    story.begin("seated")
    story.scene.state_all(story.item, [key for key in OTHERS if key != "district-head"], office_head="reserve")


@given(parsers.re(r"副书记主持会议，书记到会，其他人除副书记(?P<head>和区长)?外都已表态"))
def _(story: Story, head: str | None) -> None:
    story.begin("moved")
    story.item = story.scene.seated(story.motion, "deputy-secretary")
    left = {"deputy-secretary", *(["district-head"] if head else [])}
    story.scene.state_all(story.item, [key for key in OTHERS if key not in left])


@when("政法委书记打开材料，留下圈阅")
def _(story: Story) -> None:
    actions.read_papers(item=story.item, by=story.actor("政法委书记"))


@then(parsers.parse("还在等{word}表态"))
def _(story: Story, word: str) -> None:
    assert story.person(word) in {seat.person for seat in story.room.waiting}


def state(story: Story, word: str, stance: str) -> None:
    """A stance under the person's own signature, in whatever words he chose."""
    key = PEOPLE[word]
    signed = story.cast.sign(key, story.motion, "表态", stance, item=story.item)
    actions.state_opinion(
        item=story.item,
        person=story.person(word),
        by=story.actor(word),
        stance=STANCES.get(stance, stance),
        signed=signed,
    )


@when(parsers.re(r"(?P<word>[^，。“”]+?)以“(?P<stance>[^”]+)”表态$"))
def _(story: Story, word: str, stance: str) -> None:
    story.attempt(lambda: state(story, word, stance))


@then("政法委书记已表态，签名连同姓名和时间入簿")
def _(story: Story) -> None:
    row = story.room.ended[story.person("政法委书记")]
    entry = book_of(story.row.organ).entry(row.entry)
    assert (row.ending, entry.actor.person) == ("given", story.person("政法委书记"))
    assert entry.body["sig"] and entry.body["occurred"]
    assert set(entry.body["sealed"]) == {"stance", "words", "document"}


@when("政法委书记拿统战部长的签名来表态")
def _(story: Story) -> None:
    signed = story.cast.sign("united-front-head", story.motion, "表态", "同意", item=story.item)
    by = story.actor("政法委书记")
    story.attempt(
        lambda: actions.state_opinion(item=story.item, person=by.person, by=by, stance="agree", signed=signed)
    )


@when("政法委书记只画了圈，记录员注明未表态")
def _(story: Story) -> None:
    end(story, "政法委书记", "silent", "只画圈，没有写明态度")


def end(story: Story, word: str, ending: str, reason: str) -> None:
    """The recorder takes down that somebody gave no stance."""
    actions.end_attendee(
        item=story.item, person=story.person(word), by=story.actor("记录员"), ending=ending, reason=reason
    )


@when("记录员注明书记“未表态”")
def _(story: Story) -> None:
    end(story, "书记", "silent", "听完讨论，当场不表态")


@when("其他人都已表态，书记末位表态")
def _(story: Story) -> None:
    story.scene.state_all(story.item, [key for key in OTHERS if key != "politics-law-head"])
    story.scene.conclude(story.item)


@when("书记裁定缓议，会议记录连同画圈的扫描件封存")
def _(story: Story) -> None:
    story.scene.rule(story.item, "deferred", reason="分歧较大", return_by="2026-12-20", resolution="")
    story.seal(b"%PDF-1.4 a page with a circle on it")


@then("政法委书记在案卷里是“未表态”，没有任何态度")
def _(story: Story) -> None:
    person = story.person("政法委书记")
    assert story.room.ended[person].get_ending_display() == "未表态"
    opinions = opinions_of(story.room.item, by=story.actor("书记"), purpose="核对")
    assert person not in {one.person for one in opinions}


@when("书记要末位表态")
def _(story: Story) -> None:
    story.attempt(lambda: story.scene.conclude(story.item))


@when(parsers.parse("书记以“{stance}”末位表态"))
def _(story: Story, stance: str) -> None:
    story.scene.conclude(story.item, CHIEF, STANCES[stance])


@then("拒绝的话里没有任何人的意见")
def _(story: Story) -> None:
    assert not any(one.label in story.kept["refused"] for one in Stance)


@then("七个人的意见谁也打不开，书记也不行")
def _(story: Story) -> None:
    assert len(story.room.ended) == 7
    for word in ("书记", "记录员", "派驻组长"):
        with pytest.raises(WrongState):
            opinions_of(story.room.item, by=story.actor(word), purpose="想先看看")


@then("八份意见对在场的人都打开了，书记也看得到")
def _(story: Story) -> None:
    for word in ("书记", "组织部长"):
        said = [one.stance for one in opinions_of(story.room.item, by=story.actor(word), purpose="讨论")]
        assert sorted(said) == ["agree"] * 6 + ["disagree", "reserve"]


@then("议题进入讨论")
def _(story: Story) -> None:
    assert story.room.item.state == "discussing"


@then("书记的表态时间在其他所有人之后")
def _(story: Story) -> None:
    rows = story.room.ended
    chief = rows.pop(story.person("书记"))
    assert chief.is_chief and len(rows) == 8
    assert all(row.recorded < chief.recorded and row.at < chief.at for row in rows.values())


@when(parsers.parse("区长把意见改为“{stance}”"))
def _(story: Story, stance: str) -> None:
    signed = story.cast.sign("district-head", story.motion, "改变表态", stance, item=story.item)
    actions.change_opinion(item=story.item, by=story.actor("区长"), stance=STANCES[stance], signed=signed)


@then("区长先后两次意见都在案卷里")
def _(story: Story) -> None:
    opinions = opinions_of(story.room.item, by=story.actor("书记"), purpose="讨论")
    mine = [(one.kind, one.stance) for one in opinions if one.person == story.person("区长")]
    assert mine == [("given", "agree"), ("changed", "reserve")]


@when(parsers.parse("记录员记下书记提前说的“{words}”"))
def _(story: Story, words: str) -> None:
    actions.note_early_word(item=story.item, by=story.actor("记录员"), person=story.person("书记"), words=words)


@when("组织部长提出“定调”异议")
def _(story: Story) -> None:
    actions.lodge_objection(item=story.item, by=story.actor("组织部长"), objection="tone", words="书记先说了必须上")


@when(parsers.parse("派驻组长援引“{clause}”提出合规性异议"))
def _(story: Story, clause: str) -> None:
    actions.lodge_objection(
        item=story.item, by=story.actor("派驻组长"), objection="compliance", clause=clause, words="未列明资金来源"
    )


@then("讨论结束也不能表决，要先再表态一轮")
def _(story: Story) -> None:
    story.scene.conclude(story.item)
    with pytest.raises(WrongState, match="须先完成第二轮表态"):
        story.scene.open_vote(story.item)


@when("记录员开始第二轮表态")
def _(story: Story) -> None:
    actions.open_second_round(item=story.item, by=story.actor("记录员"))


@then("八个人都要重新表态，第一轮的意见都还在")
def _(story: Story) -> None:
    assert len(story.room.waiting) == 8
    opinions = opinions_of(story.room.item, by=story.actor("书记"), purpose="对照两轮")
    assert len(opinions) == 9


@then("会场上看不出异议是谁提的")
def _(story: Story) -> None:
    [objection] = story.room.item.objections.all()
    held = {field.attname: getattr(objection, field.attname) for field in objection._meta.concrete_fields}
    assert story.person("派驻组长") not in held.values()
    assert story.name("派驻组长") not in str(held)
