"""Steps of the duty log: acts that become lines, lines typed, the month's sample, the state of a duty."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from pytest_bdd import given, parsers, then, when

from liuhen.kit import clock
from liuhen.ledger import files, rebuild, sequencer
from liuhen.ledger.book import Writing
from liuhen.ledger.duty_lines import EvidenceKind
from liuhen.mechanisms.decisions import actions as decisions
from liuhen.mechanisms.duties import actions as duties
from liuhen.mechanisms.duties.drafts import ItemDraft
from liuhen.mechanisms.dutylog import actions, draw, records
from liuhen.mechanisms.dutylog.models import Check, Drawn, Line, Sample, Share
from liuhen.mechanisms.dutylog.reads import lines, samples
from liuhen.organs.reads.tree import book_of
from liuhen.oversight.fulfilment import reads
from tests.dutylog import acts
from tests.specs.story import PEOPLE, Story

OFFICER = "discipline-officer"
MONTH = "2026-11"
KINDS = {str(kind.label): kind.value for kind in EvidenceKind}
CHECKS = {"不实": "false", "未能证实": "unproven", "属实": "true"}


def begun(story: Story) -> Story:
    """The district, unless the story has got further already."""
    if not hasattr(story, "cast"):
        story.begin()
    return story


def settled(story: Story) -> None:
    book = story.cast.district.book
    sequencer.settle(book)
    lines.catch_up(book)


def log_of(story: Story, who: str) -> list[lines.Shown]:
    settled(story)
    by = story.actor(who)
    return lines.shown(list(lines.of_person(by.person, lines.month(f"{clock.local(clock.now()):%Y-%m}"), by)))


def next_month(story: Story) -> None:
    first = datetime(2026, 12, 1, 9, tzinfo=clock.SHANGHAI)
    if story.time.at < first:
        story.time.at = clock.truncated(first)
    settled(story)


# ── 记实 ─────────────────────────────────────────────────────────────────────────────────────────
@given("书记本月主持了一次常委会")
def _(story: Story) -> None:
    story.begin("decided")
    decisions.close_meeting(meeting=story.room.meeting.id, by=story.actor("记录员"))


@given(parsers.parse("{who}约谈了下级主要负责人"))
@when(parsers.parse("{who}约谈了下级主要负责人"))
def _(story: Story, who: str) -> None:
    story.kept["line"] = acts.talk(begun(story).cast, PEOPLE[who]).id
    settled(story)


@given("书记办结了一项整改")
def _(story: Story) -> None:
    acts.rectified(story.cast, PEOPLE["书记"])


@then("书记本月有三行记实，都来自办理过程")
def _(story: Story) -> None:
    found = [one for one in log_of(story, "书记") if one.line.evidence != EvidenceKind.DECISION]
    assert [one.line.manual for one in found] == [False, False, False]
    story.kept["words"] = [one.words for one in found]


@then(parsers.parse("其中写着“{words}”"))
def _(story: Story, words: str) -> None:
    assert words in story.kept["words"]


@given("书记补记一行九天前的谈话")
@when("书记补记一行九天前的谈话")
def _(story: Story) -> None:
    entry = actions.write_line(**typed(begun(story), "书记"), at=clock.now() - timedelta(days=9))
    story.kept["line"] = UUID(entry.body["public"]["line"])


@when("书记补记一行明天的谈话")
def _(story: Story) -> None:
    at = clock.now() + timedelta(days=1)
    begun(story).attempt(lambda: actions.write_line(**typed(story, "书记"), at=at))


def typed(story: Story, who: str) -> dict[str, Any]:
    return {"by": story.actor(who), "category": "talk", "evidence": "talk", "words": "到村里谈话"}


@then(parsers.parse("这一行标明是本人补记，迟记{days:d}天"))
def _(story: Story, days: int) -> None:
    [line] = log_of(story, "书记")
    assert line.line.manual and line.late == days


@when(parsers.parse("{who}更正这一行：“{words}”"))
def _(story: Story, who: str, words: str) -> None:
    line = story.kept["line"]
    story.attempt(lambda: actions.correct_line(line=line, by=story.actor(who), words=words))


@then("原来的一行不动，更正附在后面")
def _(story: Story) -> None:
    [line] = log_of(story, "书记")
    assert line.words == "到村里谈话" and [one.words for one in line.corrections] == ["谈话人应为分管副区长"]


@given("办公室主任在常委会上对一个议题表态“不同意”")
def _(story: Story) -> None:
    story.begin("seated")
    story.scene.state(story.item, PEOPLE["办公室主任"], "disagree", "测算不实")


@then("办公室主任的记实里有一行表态，看不出同意还是不同意")
def _(story: Story) -> None:
    [line] = log_of(story, "办公室主任")
    assert line.words.endswith("签名表态")
    stored = str(Line.objects.values().get(pk=line.line.pk))
    assert "同意" not in stored and "agree" not in stored and "测算不实" not in stored


@given("办公室主任对一个议题提出合规性异议")
def _(story: Story) -> None:
    story.begin("discussing")
    settled(story)
    story.kept["before"] = Line.objects.count()
    by = story.actor("办公室主任")
    decisions.lodge_objection(item=story.item, by=by, objection="compliance", clause="第三条", words="未经审查")


@then("谁的记实都没有因此多一行")
def _(story: Story) -> None:
    settled(story)
    assert Line.objects.count() == story.kept["before"]


@when("清空所有读数表，按存证簿重建")
def _(story: Story) -> None:
    story.kept["before"] = [(one.line.pk, one.words, one.late) for one in log_of(story, "书记")]
    rebuild.rebuild()


@then("书记本月的记实和重建前一样")
def _(story: Story) -> None:
    assert [(one.line.pk, one.words, one.late) for one in log_of(story, "书记")] == story.kept["before"] != []


# ── 抽查 ─────────────────────────────────────────────────────────────────────────────────────────
def commit(story: Story) -> Any:
    district = begun(story).cast.district.organs["district"]
    return actions.commit_seed(organ=district, month=MONTH, by=story.cast.actor(OFFICER))


@given("纪委干部已为本月承诺种子")
def _(story: Story) -> None:
    commit(story)


@given(parsers.parse("本月一共有{count:d}行记实"))
def _(story: Story, count: int) -> None:
    by = story.actor("书记")
    empty = dict.fromkeys(("place", "company", "outcome"), "")
    shared = {"person": by.person, "organ": by.organ, "category": "talk", "evidence": "talk", "item": None, **empty}
    book_of(by.organ).append_many(
        Writing(records.ManualLineWritten(line=uuid4(), words=f"谈话{number}", **shared), by) for number in range(count)
    )


@given("次月纪委干部抽取样本")
@when("次月纪委干部抽取样本")
def _(story: Story) -> None:
    next_month(begun(story))
    district = story.cast.district.organs["district"]
    story.attempt(lambda: actions.draw_sample(organ=district, month=MONTH, by=story.cast.actor(OFFICER)))


@then(parsers.parse("抽出{count:d}行"))
def _(story: Story, count: int) -> None:
    assert Sample.objects.get().count == Drawn.objects.count() == count


@then(parsers.parse("任何人用公布的程序重抽，得到同样的{count:d}行"))
def _(story: Story, count: int) -> None:
    told = json.loads(files.get(Sample.objects.get().file_sha256))
    assert draw.faults(told) == [] and len(told["lines"]) == count
    assert told["lines"] == [str(line) for line in Drawn.objects.values_list("line", flat=True)]


@when("次月纪委干部为上月承诺种子")
def _(story: Story) -> None:
    next_month(begun(story))
    story.attempt(lambda: commit(story))


@when("纪委干部要看种子")
def _(story: Story) -> None:
    share, by = Share.objects.get(), story.cast.actor(OFFICER)
    story.attempt(lambda: book_of(by.organ).open(share.entry, "seed", by=by, purpose="先看一眼"))


@given("抽中了书记的一行记实")
def _(story: Story) -> None:
    commit(story)
    acts.talk(story.cast, PEOPLE["书记"])
    next_month(story)
    district = story.cast.district.organs["district"]
    actions.draw_sample(organ=district, month=MONTH, by=story.cast.actor(OFFICER))
    story.kept["line"] = Drawn.objects.get().line


@when(parsers.parse("纪委干部认定这一行{result}"))
def _(story: Story, result: str) -> None:
    told = {"line": story.kept["line"], "by": story.cast.actor(OFFICER), "sample": Sample.objects.get().pk}
    story.attempt(lambda: actions.check_line(result=CHECKS[result], words="与源记录核对", **told))


@when("纪委干部询问书记")
def _(story: Story) -> None:
    actions.question_line(line=story.kept["line"], by=story.cast.actor(OFFICER), words="请说明谈话时间和地点")


@when(parsers.parse("书记说明“{words}”"))
def _(story: Story, words: str) -> None:
    asked = samples.last_question(story.kept["line"])
    assert asked
    actions.answer_question(question=asked.pk, by=story.actor("书记"), words=words)


@then(parsers.parse("这一行的核查结果是“{result}”"))
def _(story: Story, result: str) -> None:
    assert Check.objects.get(line=story.kept["line"]).result == CHECKS[result]


@when("纪委书记核查自己的这一行")
def _(story: Story) -> None:
    story.attempt(
        lambda: actions.check_line(line=story.kept["line"], by=story.actor("纪委书记"), result="true", words="")
    )


# ── 履责状态 ─────────────────────────────────────────────────────────────────────────────────────
@given(parsers.parse("书记承担“{text}”的责任，认会议、责任书、谈话三种佐证"))
def _(story: Story, text: str) -> None:
    carry(story, text, "每人每年至少一次", ("meeting", "letter", "talk"))


@given(parsers.parse("书记承担“{text}”的责任，没有衡量标准，认谈话一种佐证"))
def _(story: Story, text: str) -> None:
    carry(story, text, "", ("talk",))


def carry(story: Story, text: str, measure: str, evidence: tuple[str, ...]) -> None:
    by, organ = begun(story).actor("纪委书记"), story.actor("书记").organ
    made = duties.found_list(by=by, organ=organ, name="区委责任清单", side="main")
    list = UUID(made.body["public"]["list"])
    item = ItemDraft(audience="chief", side="main", text=text, measure=measure, period="每年", evidence=evidence)
    duties.publish_list(list=list, by=by, status="final", basis="区委〔2026〕1号", items=[item])
    duties.adopt_list(list=list, by=by, organ=organ, deep=False)
    story.kept["duty"] = text


@given("书记这一年只有一次会议和一份责任书")
def _(story: Story) -> None:
    for kind in ("会议", "责任书"):
        actions.write_line(by=story.actor("书记"), category="other", evidence=KINDS[kind], words=f"一次{kind}")


@then(parsers.parse("这项责任的状态是“{state}”，不是“{other}”"))
def _(story: Story, state: str, other: str) -> None:
    assert state_of(story) == state != other


@then(parsers.parse("这项责任的状态是“{state}”"))
def _(story: Story, state: str) -> None:
    assert state_of(story) == state


def state_of(story: Story) -> str:
    settled(story)
    found = reads.of_person(story.person("书记"), clock.local(clock.now()).date())
    return next(str(one.state.label) for one in found.duties if one.line.text == story.kept["duty"])
