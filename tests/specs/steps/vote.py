"""The vote, the outcome, and what the sealed record names (M38, M44, M45, M48, M56, M57)."""

from __future__ import annotations

from pytest_bdd import parsers, then, when

from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.gaps import item_gaps, stage_rows, steps_done
from liuhen.mechanisms.decisions.models import Note
from liuhen.mechanisms.decisions.papers.dossier import dossier_form
from liuhen.mechanisms.decisions.reads.room import last_ballot, open_ballot
from liuhen.mechanisms.decisions.reads.trace import file_of
from tests.decisions.scene import NINE
from tests.specs.story import Story


@when("除统战部长外的八人投赞成票")
def _(story: Story) -> None:
    for key in NINE:
        if key != "united-front-head":
            story.scene.vote(story.item, key)


@when(parsers.re(r"记录员记下统战部长拒绝签名，由(?P<witness>.+)见证"))
def _(story: Story, witness: str) -> None:
    story.attempt(
        lambda: actions.refuse_vote(
            ballot=open_ballot(story.item).id,
            person=story.person("统战部长"),
            by=story.actor("记录员"),
            witness=story.person(witness),
            reason="对测算数据有疑问",
        )
    )


@when("表决结束，书记宣布“通过”，会议记录封存")
def _(story: Story) -> None:
    assert story.scene.close_vote(story.item)
    story.scene.rule(story.item, "passed")
    story.seal()


@when(parsers.parse("统战部长补签“{stage}”环节"))
def _(story: Story, stage: str) -> None:
    signed = story.cast.sign("united-front-head", story.motion, "补签", stage, item=story.item)
    actions.sign_stage(item=story.item, by=story.actor("统战部长"), stage=stage, signed=signed)


@when("会议走完，会议记录封存")
def _(story: Story) -> None:
    story.finish()
    story.seal()


@then(parsers.re(r"“(?P<stage>.+)”环节已签(?P<signed>\d)人，拒签(?P<refused>\d)人"))
def _(story: Story, stage: str, signed: str, refused: str) -> None:
    [row] = [row for row in stage_rows(story.room) if row["stage"] == stage]
    assert (len(row["signed"]), len(row["refused"])) == (int(signed), int(refused))


@then("拒签连同时间和见证人办公室主任留在案卷里")
def _(story: Story) -> None:
    [entry] = [entry for entry in file_of(story.row) if entry.kind == "decisions.vote-refused/1"]
    assert entry.body["public"]["person"] == str(story.person("统战部长"))
    assert entry.body["public"]["witness"] == str(story.person("办公室主任"))
    assert entry.body["occurred"]
    assert Note.objects.get(entry=entry.id).at


def record(story: Story) -> str:
    """The sentences the sealed record holds about what is missing."""
    return "\n".join(story.sitting.gaps)


@then(parsers.parse("封存的记录没有点名“{stage}”环节"))
def _(story: Story, stage: str) -> None:
    assert f"“{stage}”环节" not in record(story)


@then(parsers.parse("封存的记录点名“{stage}”环节未签的是{word}"))
def _(story: Story, stage: str, word: str) -> None:
    assert f"“{stage}”环节未签：{story.name(word)}" in story.sitting.gaps
    assert item_gaps(story.room.item), "with a gap in it the item is not complete"


@then("计票写明8票赞成、1人未投，没投的不算赞成")
def _(story: Story) -> None:
    ballot = last_ballot(story.item)
    assert ballot.tally == {"for": 8, "against": 0, "abstain": 0, "not_cast": 1}
    assert (ballot.base, ballot.passed) == (11, True)


@when("记录员开始表决")
def _(story: Story) -> None:
    story.attempt(lambda: story.scene.open_vote(story.item))


@then("表决已经开始")
def _(story: Story) -> None:
    assert story.refusal is None, story.refusal.message
    assert open_ballot(story.item) is not None


@then("表决名册上没有常务副区长")
def _(story: Story) -> None:
    assert str(story.person("常务副区长")) not in open_ballot(story.item).roll
    assert len(open_ballot(story.item).roll) == 8


@then("案卷写着常务副区长“回避”和“涉及个人或亲属利益：是”")
def _(story: Story) -> None:
    shown = str(dossier_form(story.row, by=story.actor("书记"), opinions=False))
    assert "涉及个人或亲属利益：是" in shown
    assert story.name("常务副区长") in shown and "回避" in shown


@then(parsers.re(r"封存的记录写明“(?P<words>[^”]+)”"))
def _(story: Story, words: str) -> None:
    assert words in record(story)


@then(parsers.parse("封存的记录写明“{one}”和“{other}”"))
def _(story: Story, one: str, other: str) -> None:
    assert one in record(story) and other in record(story)


@then("封存的记录写着有“定调”异议，没有组织部长的名字")
def _(story: Story) -> None:
    assert "定调" in record(story)
    assert story.name("组织部长") not in record(story)


@then("这件事不算要件齐全")
def _(story: Story) -> None:
    assert "decisions.recording-present" in {gap.rule for gap in item_gaps(story.room.item)}


@then(parsers.parse("四步依次是“{steps}”"))
def _(story: Story, steps: str) -> None:
    assert "、".join(steps_done(story.room)) == steps


@then("封存的记录没有缺步骤")
def _(story: Story) -> None:
    assert "缺少步骤" not in record(story)
