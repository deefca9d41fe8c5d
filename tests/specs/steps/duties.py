"""Steps of lists, tasks, portfolios and examinations, in a district with a leading group of one and seven."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from pytest_bdd import given, parsers, then, when

from liuhen.kit.refusals import Refusal
from liuhen.ledger.book import Book
from liuhen.mechanisms.duties import actions
from liuhen.mechanisms.duties.imports import tasks as sheet
from liuhen.mechanisms.duties.reads import board, changes, desk, examinations, lists, mine, tasks
from liuhen.mechanisms.duties.reads.body import body_duties
from liuhen.mechanisms.duties.reads.carried import carried
from liuhen.mechanisms.duties.terms import Change
from liuhen.organs import actions as organs
from liuhen.organs.reads.calendar import calendar
from liuhen.organs.reads.portfolios import portfolio_on
from liuhen.oversight.fulfilment import reads as fulfilment
from liuhen.ui import sheets
from tests.duties import scene
from tests.duties.scene import District
from tests.snapshots import start_from
from tests.specs.story import Story

DAY = date(2026, 6, 1)
MORNING = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
CORE = ("personnel", "finance", "projects", "approvals")
ONE_LEAD, TWO_LEADS = "区委常委（钱）", "区委常委（钱）、区委常委（孙）"
WRONG: dict[str, dict[str, object]] = {
    "没有牵头领导": {"lead": ""},
    "有两名牵头领导": {"lead": TWO_LEADS},
    "牵头的职务查不到": {"lead": "查无此职"},
    "主责单位又列协办": {"assisting": "试区水务局", "main": "试区水务局"},
    "缺主责单位": {"main": ""},
}


def made(story: Story) -> District:
    """The district; begun at the first call, on a morning in June."""
    if "duties" not in story.kept:
        story.time.at = MORNING
        story.kept["duties"] = deepcopy(start_from("story: duties", story.time, scene.found))
    found: District = story.kept["duties"]
    return found


def person(story: Story, key: str) -> UUID:
    return made(story).people[key]


def chief_item(story: Story, place: int) -> UUID:
    version = lists.last_version(story.kept["list"])
    assert version
    return [item.item for item in lists.items_of(version.pk) if item.audience == "chief"][place - 1]


# ── 清单 ─────────────────────────────────────────────────────────────────────────────────────────
@given("区委施行的清单有11条班子责任、9条书记责任、5条成员责任")
def _(story: Story) -> None:
    story.kept["list"] = scene.publish(made(story))


@when("打开区委的责任页")
def _(story: Story) -> None:
    story.kept["body"] = body_duties(made(story).organs["committee"], DAY)


@then(parsers.parse("页上正好有{count:d}条“领导班子”的责任"))
def _(story: Story, count: int) -> None:
    lines = story.kept["body"].lines
    assert len(lines) == count and {line.audience_word for line in lines} == {"领导班子"}


@then("每一条都有状态和佐证数")
def _(story: Story) -> None:
    found = fulfilment.of_body(made(story).organs["committee"], DAY)
    assert len(found) == 11 and all(duty.state and duty.shown.all == 0 for duty in found)


@then("书记承担9条，七名成员各承担5条，连同班子共55条")
def _(story: Story) -> None:
    body = story.kept["body"]
    assert sorted(share.count for share in body.shares) == [5] * 7 + [9]
    assert body.total == 55


@given("全区施行宣城的89项清单")
def _(story: Story) -> None:
    here = made(story)
    entry = actions.load_pack(
        code="xuancheng",
        by=here.actor("discipline-secretary"),
        organ=here.organs["committee"],
        adopt_at=here.organs["district"],
        since=scene.SINCE,
    )
    story.kept |= {"list": UUID(entry.body["public"]["list"]), "version": UUID(entry.body["public"]["version"])}


@given("全区另有一份清单，其中一条与它完全相同")
def _(story: Story) -> None:
    same = [item for item in lists.drafts_of(story.kept["version"]) if item.audience == "chief"][:1]
    scene.publish(made(story), [replace(item, item=None) for item in same], name="另一份清单")


@when("书记打开我的责任")
def _(story: Story) -> None:
    story.kept["mine"] = mine.mine(person(story, "secretary"), DAY)


@then("每一条只出现一次，列明出自哪几份清单")
def _(story: Story) -> None:
    lines = story.kept["mine"].carried.items
    assert len(lines) == 16 and len({line.text for line in lines}) == 16 and len({line.item for line in lines}) == 16
    assert [line.list_name.count("、") for line in lines].count(1) == 1


@then("清单的主体责任和监督责任合计89条")
def _(story: Story) -> None:
    sides = lists.counts_of(lists.items_of(story.kept["version"])).by_side
    assert sides["main"] + sides["oversight"] == 89 and min(sides.values()) > 0


@when("水务局局长兼任街道书记")
def _(story: Story) -> None:
    scene.replace(made(story), "street-secretary", "water-head", DAY)


@then("水务局局长的单子上仍是9条，每条注明两个职务")
def _(story: Story) -> None:
    lines = carried(person(story, "water-head"), DAY).items
    assert len(lines) == 9 and all(len({via.title for via in line.via}) == 2 for line in lines)


@then("清单页写着“77 可衡量 / 12 软”")
def _(story: Story) -> None:
    counts = lists.counts_of(lists.items_of(story.kept["version"]))
    assert f"{counts.measurable} 可衡量 / {counts.soft} 软" == "77 可衡量 / 12 软"


@then("这12条不给出任何分数，状态只写“软任务（不可衡量）”")
def _(story: Story) -> None:
    here = made(story)
    held = [*fulfilment.of_body(here.organs["committee"], DAY)]
    held += fulfilment.of_person(here.people["secretary"], DAY).duties
    soft = [duty for duty in held if duty.line.soft]
    assert soft and {str(duty.state.label) for duty in soft} == {"软任务（不可衡量）"}
    assert not any("score" in name or "points" in name for duty in soft for name in vars(duty))


@when(parsers.parse("纪委书记自9月1日起删去第12条，理由是“{why}”"))
def _(story: Story, why: str) -> None:
    now = _now(story)
    story.kept["gone"] = now[11].item
    scene.version(
        made(story), story.kept["list"], [*now[:11], *now[12:]],
        since=date(2026, 9, 1), reason="年度调整", dropped={now[11].item: why},
    )  # fmt: skip


def _now(story: Story) -> list[Any]:
    version = lists.last_version(story.kept["list"])
    assert version
    return lists.drafts_of(version.pk)


@then("8月31日的清单上仍有这一条，9月1日没有")
def _(story: Story) -> None:
    for day, there in ((date(2026, 8, 31), True), (date(2026, 9, 1), False)):
        version = lists.version_on(story.kept["list"], day)
        assert version
        assert (story.kept["gone"] in {item.item for item in lists.items_of(version.pk)}) is there
        held = {line.item for line in carried(person(story, "secretary"), day).items}
        assert (story.kept["gone"] in held) is there


@then(parsers.parse("版本比较写明纪委书记删去了它，理由是“{why}”"))
def _(story: Story, why: str) -> None:
    second, first = lists.versions_of(story.kept["list"])
    [one] = changes.between(first, second)
    assert (one.change, one.item) == (Change.DROPPED, story.kept["gone"])
    assert [(reason.why, reason.person) for reason in one.reasons] == [(why, person(story, "discipline-secretary"))]


@when(parsers.parse("纪委书记发布新版本，{lacking}"))
def _(story: Story, lacking: str) -> None:
    now, how = _now(story), {"since": DAY, "reason": "调整"}
    if lacking == "没有写依据":
        how["basis"] = " "
    elif lacking.startswith("删了一条"):
        now = now[1:]
    else:
        now[0] = replace(now[0], text="改过的一条")
    story.attempt(lambda: scene.version(made(story), story.kept["list"], now, **how))


@then("清单仍只有一个版本")
def _(story: Story) -> None:
    assert lists.versions_of(story.kept["list"]).count() == 1


# ── 追责 ─────────────────────────────────────────────────────────────────────────────────────────
@given("5月15日区委书记由继任者接任")
def _(story: Story) -> None:
    scene.replace(made(story), "secretary", "successor", date(2026, 5, 15))


@when(parsers.re(r"纪委核查(?P<last>去年)?(?P<month>\d+)月(?P<day>\d+)日的失职，(?P<cited>引第3条书记责任|没有引条款)"))
def _(story: Story, last: str | None, month: str, day: str, cited: str) -> None:
    here = made(story)
    entry = story.attempt(
        lambda: actions.examine_failure(
            by=here.actor("discipline-officer"),
            organ=here.organs["committee"],
            item=None if cited == "没有引条款" else chief_item(story, 3),
            on=date(2025 if last else 2026, int(month), int(day)),
            facts="没有听取下级汇报",
        )
    )
    story.kept["examination"] = UUID(entry.body["public"]["examination"]) if entry else None


@then(parsers.parse("承担人是{who}"))
def _(story: Story, who: str) -> None:
    key = {"前任书记": "secretary", "继任者": "successor"}[who]
    assert examinations.examination(story.kept["examination"]).person == person(story, key)


@then("核查记下了条款和清单第1版")
def _(story: Story) -> None:
    row = examinations.examination(story.kept["examination"])
    assert (row.item, row.version.number) == (chief_item(story, 3), 1)


@when(parsers.parse("本人陈述“{words}”"))
def _(story: Story, words: str) -> None:
    actions.answer_failure(examination=story.kept["examination"], by=made(story).actor("secretary"), words=words)


@then("陈述附在核查后面，原来的事实不动")
def _(story: Story) -> None:
    here, row = made(story), examinations.examination(story.kept["examination"])
    [said] = row.answers.all()
    book, by = Book(here.book), here.actor("secretary")
    assert book.open(said.entry, "words", by=by, purpose="查阅") == "当日出差，已补听"
    assert book.open(row.entry, "facts", by=by, purpose="查阅") == "没有听取下级汇报"


# ── 任务 ─────────────────────────────────────────────────────────────────────────────────────────
@given(parsers.re(r"37项任务的表格，(?P<which>每一行都齐全|第(?P<number>\d+)行(?P<wrong>.+))"))
def _(story: Story, which: str, number: str | None, wrong: str | None) -> None:
    rows = [_row(place) for place in range(1, 38)]
    if number:  # the first row of the sheet holds the headings
        rows[int(number) - 2] |= WRONG[str(wrong)]
    story.kept["sheet"] = sheets.write(sheet.COLUMNS, rows)


def _row(number: int) -> dict[str, object]:
    main, helps = ("试区水务局", "试区园林局") if number % 2 else ("试区交通局", "试区水务局")
    return {
        "number": number, "title": f"第{number}项重点任务", "measure": "按期完成", "lead": ONE_LEAD, "main": main,
        "assisting": helps, "due": date(2026, 7, 10) if number == 1 else date(2026, 11, 30),
    }  # fmt: skip


@when("区委办导入这张表")
def _(story: Story) -> None:
    here = made(story)
    by = here.actor("recorder")
    entry = actions.found_plan(by=by, organ=here.organs["committee"], year=2026, name="重点任务")
    story.kept["plan"] = UUID(entry.body["public"]["plan"])
    try:
        sheet.run(plan=story.kept["plan"], by=by, content=story.kept["sheet"])
    except Refusal as refusal:
        story.kept["refused"] = refusal


@then(parsers.parse("退回的说明写着第{number:d}行“{heading}”的原因，一项也没有写入"))
def _(story: Story, number: int, heading: str) -> None:
    fields = story.kept["refused"].fields
    assert list(fields) == [f"row-{number}-{heading}"] and len(fields[f"row-{number}-{heading}"]) > 10
    assert not tasks.plan_of(story.kept["plan"]).tasks.exists()


@then(parsers.parse("下达了{count:d}项任务"))
def _(story: Story, count: int) -> None:
    assert tasks.plan_of(story.kept["plan"]).tasks.count() == count


@then("水务局看到自己主责的和协办的任务，园林局看到自己的")
def _(story: Story) -> None:
    water = [line.parts for line in carried(person(story, "water-head"), DAY).tasks]
    assert (water.count(("main",)), water.count(("assist",))) == (19, 18)
    assert len(carried(person(story, "parks-head"), DAY).tasks) == 19


@given("37项任务已经下达")
def _(story: Story) -> None:
    made(story)
    story.kept["sheet"] = sheets.write(sheet.COLUMNS, [_row(place) for place in range(1, 38)])
    here = made(story)
    by = here.actor("recorder")
    entry = actions.found_plan(by=by, organ=here.organs["committee"], year=2026, name="重点任务")
    story.kept["plan"] = UUID(entry.body["public"]["plan"])
    sheet.run(plan=story.kept["plan"], by=by, content=story.kept["sheet"])
    story.kept["task"] = tasks.plan_of(story.kept["plan"]).tasks.get(number=1).pk


@when(parsers.parse("区委办自7月1日起把第1项的主责单位从水务局改为园林局，理由是“{why}”"))
def _(story: Story, why: str) -> None:
    here = made(story)
    actions.reassign_task(
        task=story.kept["task"], by=here.actor("recorder"), lead=here.posts["member-1"],
        main=here.organs["parks"], since=date(2026, 7, 1), why=why,
    )  # fmt: skip


@then("6月30日第1项在水务局，7月1日在园林局")
def _(story: Story) -> None:
    for day, key in ((date(2026, 6, 30), "water-head"), (date(2026, 7, 1), "parks-head")):
        parts = {line.task: line.parts for line in carried(person(story, key), day).tasks}
        assert parts[story.kept["task"]] == ("main",)


@then("变动和理由都在任务的记录里")
def _(story: Story) -> None:
    [report] = tasks.task(story.kept["task"]).reports.all()
    assert (report.act, report.words) == ("reassigned", "职责调整")


@when("第1项过了完成时限还没有办结")
def _(story: Story) -> None:
    story.time.at = datetime(2026, 7, 14, 1, 0, tzinfo=UTC)


@then("看板第一项是它，写着逾期几个工作日")
def _(story: Story) -> None:
    on = date(2026, 7, 14)
    row = board.board([tasks.plan_of(story.kept["plan"])], on=on)[0]
    assert row.pk == story.kept["task"]
    assert board.standing(row, on, calendar(made(story).organs["committee"])).words == "逾期2个工作日"


@then("牵头领导的工作台上有它")
def _(story: Story) -> None:
    assert [one.id for one in desk.todo_for(made(story).actor("member-1")) if one.urgent] == [story.kept["task"]]


# ── 分管 ─────────────────────────────────────────────────────────────────────────────────────────
@given(parsers.parse("区委的分工表漏了“采购”"))
def _(story: Story) -> None:
    _divide(story, [])


@given(parsers.re(r"分工表把“采购”分给(?P<count>一名|两名)成员"))
@when(parsers.re(r"分工表把“采购”分给(?P<count>一名|两名)成员"))
def _(story: Story, count: str) -> None:
    _divide(story, ["member-5"] if count == "一名" else ["member-5", "member-6"])


def _divide(story: Story, procurement: list[str]) -> None:
    here = made(story)
    items = {here.people[f"member-{place}"]: [item] for place, item in enumerate(CORE, start=1)}
    items |= {here.people[key]: ["procurement"] for key in procurement}
    organs.assign_portfolio(by=scene.founder(here), group=here.groups["committee"], items=items)
    story.time.at += timedelta(minutes=1)


@then(parsers.parse("分工照收，注明“{words}”"))
def _(story: Story, words: str) -> None:
    table = portfolio_on(made(story).groups["committee"], DAY)
    assert table and words in [mark.words for mark in table.marks]


@then(parsers.re(r"书记的责任页和工作台上(?P<no>不再)?写着“(?P<words>.+)”"))
def _(story: Story, no: str | None, words: str) -> None:
    here = made(story)
    on_page = [gap.words for gap in mine.mine(here.people["secretary"], DAY).portfolios.gaps]
    on_desk = [one.title for one in desk.todo_for(here.actor("secretary"))]
    assert [words in on_page, words in on_desk] == [not no, not no]


@then(parsers.parse("这名成员的单子上有“{business}”和“{integrity}”"))
def _(story: Story, business: str, integrity: str) -> None:
    [line] = mine.mine(person(story, "member-5"), DAY).portfolios.lines
    assert (line.business, line.integrity) == (business, integrity)
