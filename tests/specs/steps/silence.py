"""When silence may be derived as agreement, and when not (M49)."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from pytest_bdd import given, parsers, then, when

from liuhen.kit import clock
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.answerable import RULE, Line, lines_of
from liuhen.rules import actions as rules
from tests.specs.story import STAGES, Story

SILENT = ("副书记", "组织部长", "统战部长", "政法委书记", "办公室主任")
DEEMED = "视为同意（推定）"


def enact(story: Story) -> None:
    """The rule of derivation comes into force today, by two persons."""
    proposal = rules.propose(
        by=story.cast.actor("rules-officer"),
        organ=story.cast.district.organs["district"],
        content=rules.installed(RULE),
        effective_from=clock.local(clock.now()).date(),
        reason="施行推定规则",
    )
    rules.enact(by=story.cast.actor("rules-approver"), enactment=proposal.subject[1])


def meet(story: Story) -> None:
    """Nine present: one against, one recused, two in favour, five silent; the five do not vote either."""
    scene, recorder = story.scene, story.actor("记录员")
    story.motion = scene.moved()
    story.item = scene.seated(story.motion)
    head = story.actor("区长")
    actions.recuse(item=story.item, person=head.person, by=head, reason="亲属在中标企业任职")
    scene.state(story.item, "executive-deputy", "agree")
    scene.state(story.item, "discipline-secretary", "disagree")
    for word in SILENT:
        actions.end_attendee(
            item=story.item, person=story.person(word), by=recorder, ending="silent", reason="当场没有发表意见"
        )
    scene.conclude(story.item)
    scene.open_vote(story.item)
    scene.vote(story.item, "executive-deputy", "for")
    scene.vote(story.item, "party-secretary", "for")
    scene.vote(story.item, "discipline-secretary", "against")
    assert not scene.close_vote(story.item)
    scene.rule(story.item, "rejected")


def _after(story: Story) -> None:
    enact(story)
    meet(story)


def _before(story: Story) -> None:
    meet(story)
    story.time.at += timedelta(days=1)
    enact(story)


STAGES["silent after"] = ("district", _after)
STAGES["silent before"] = ("district", _before)


@given(parsers.re(r"推定规则施行以(?P<when>前|后)，九名常委议过一份动议：一人不同意，一人回避，两人同意，五人未表态"))
def _(story: Story, when: str) -> None:
    story.begin("silent after" if when == "后" else "silent before")


@when("区纪委最终认定动议原文明显违规，并告知申诉")
def _(story: Story) -> None:
    actions.find_impropriety(
        motion=story.motion,
        by=story.actor("纪委书记"),
        final=True,
        grounds="动议原文规避公开招标，违反招标投标法第四条",
        appeal_told=True,
    )


@when("区纪委撤销认定")
def _(story: Story) -> None:
    actions.overturn_finding(motion=story.motion, by=story.actor("纪委书记"), grounds="复核查明另有批准文件")


def speak(story: Story, word: str) -> None:
    """He says why he said nothing."""
    actions.answer_silence(motion=story.motion, by=story.actor(word), words="当时材料没有提到不招标")


@given("五名未表态的人都作了陈述")
@when("五名未表态的人都作了陈述")
def _(story: Story) -> None:
    for word in SILENT:
        speak(story, word)


@when("只有统战部长作了陈述")
def _(story: Story) -> None:
    speak(story, "统战部长")


@given("统战部长私下向派驻纪检监察组反映过担心")
def _(story: Story) -> None:
    actions.lodge_worry(motion=story.motion, by=story.actor("统战部长"), words="担心没有招标")


def lines(story: Story) -> list[Line]:
    return lines_of(story.row, by=story.actor("纪委书记"), purpose="核对责任")


def deemed(story: Story) -> set[object]:
    return {line.person for line in lines(story) if line.standing == DEEMED}


@then("责任清单是推定同意5、同意2、不同意1、回避1")
def _(story: Story) -> None:
    counted = Counter(line.standing for line in lines(story))
    assert (counted[DEEMED], counted["同意"], counted["不同意"], counted["回避"]) == (5, 2, 1, 1)
    assert deemed(story) == {story.person(word) for word in SILENT}
    notes = [line.note for line in lines(story) if line.standing == DEEMED]
    assert all("可陈述、可申诉" in note and "decisions.silence-derived@" in note for note in notes)


@then("缺席的人不在任何一类")
def _(story: Story) -> None:
    away = {story.cast.person(key) for key in ("armed-forces", "publicity-head")}
    standings = {line.standing for line in lines(story) if line.person in away}
    assert standings == {"请假"}


@then("动议人和主持人另列在前")
def _(story: Story) -> None:
    first, second = lines(story)[:2]
    assert (first.person, first.standing) == (story.person("常务副区长"), "初始动议人")
    assert (second.person, second.standing) == (story.person("书记"), "主持人")


@then("推定清单是空的")
def _(story: Story) -> None:
    assert deemed(story) == set()


@then("推定清单上只有统战部长")
def _(story: Story) -> None:
    assert deemed(story) == {story.person("统战部长")}


@then("推定清单上有4人，没有统战部长")
def _(story: Story) -> None:
    assert deemed(story) == {story.person(word) for word in SILENT if word != "统战部长"}
