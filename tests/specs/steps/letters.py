"""Steps of letters, pledges, their coverage and campaigns, in the demonstration district."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from pytest_bdd import given, parsers, then, when

from liuhen.ledger import audit, files
from liuhen.mechanisms.duties import actions as duties
from liuhen.mechanisms.duties.actions import campaigns
from liuhen.mechanisms.duties.actions import letters as actions
from liuhen.mechanisms.duties.coverage import Coverage
from liuhen.mechanisms.duties.drafts import TaskDraft
from liuhen.mechanisms.duties.imports import letters as imports
from liuhen.mechanisms.duties.letter_terms import Standing, Way
from liuhen.mechanisms.duties.models import Letter, TaskPlan
from liuhen.mechanisms.duties.notice_days import stage_word
from liuhen.mechanisms.duties.reads import letters as reads
from liuhen.mechanisms.duties.reads import maps
from liuhen.mechanisms.duties.reads.reach import reaches
from liuhen.organs.models import Person
from liuhen.organs.spans import today
from liuhen.ui import sheets
from tests.duties.letter_scene import SIGNERS, Letters
from tests.duties.test_letters import replace
from tests.specs.story import PEOPLE, Story

TOP, STREET, WATER = "party-secretary", "street-secretary", "water-head"
WHO = {**PEOPLE, "区委书记": TOP, "街道书记": STREET, "水务局长": WATER}


def scene(story: Story) -> Letters:
    """The district with people who can sign; begun at the first call."""
    if "letters" not in story.kept:
        story.begin()
        story.cast.give_pins([key for key in [*SIGNERS, "street-recorder"] if key not in (TOP, "office-head")])
        story.kept["letters"] = Letters(story.cast, story.time)
    found: Letters = story.kept["letters"]
    return found


def own(story: Story) -> Any:
    return scene(story).cover("street").ways[Way.OWN]


# ── 责任书 ───────────────────────────────────────────────────────────────────────────────────────
@given("已部署全区逐级签订")
def _(story: Story) -> None:
    scene(story).decide(since=date(2026, 1, 1), due=date(2026, 12, 31))


@given("丰台街道机关和社区共有291人在职")
def _(story: Story) -> None:
    world = scene(story)
    story.kept["numbers"] = world.staff("street-office", 291 - own(story).required)


@when("除一人外都签了承诺书")
def _(story: Story) -> None:
    world = scene(story)
    numbers = dict(Person.objects.values_list("pk", "number"))
    missing = story.kept["missing"] = story.kept["numbers"][5]
    lines = [line for line in world.cover("street").lines if line.need.way is Way.OWN]
    take_in(story, [numbers[line.need.lower] for line in lines if numbers[line.need.lower] != missing])


@when("这一人也签了承诺书")
def _(story: Story) -> None:
    take_in(story, [story.kept["missing"]])


def take_in(story: Story, numbers: list[str]) -> None:
    same = {"organ": "110106009", "kind": "承诺书", "signed_on": today(), "archive": "示例档"}
    content = sheets.write(imports.COLUMNS, [{**same, "lower": number} for number in numbers])
    world = scene(story)
    imports.run(by=world.actor(), root=world.organ("district"), content=content)


@then(parsers.parse("这个街道的承诺书覆盖率是{done:d}/{whole:d}，即{percent}%"))
def _(story: Story, done: int, whole: int, percent: str) -> None:
    tally = own(story)
    assert (tally.signed, tally.required, tally.percent) == (done, whole, percent)


@then("缺口名单上正是没有签的那一人")
def _(story: Story) -> None:
    [hole] = [line for line in scene(story).cover("street").holes if line.need.way is Way.OWN]
    assert Person.objects.get(pk=hole.need.lower).number == story.kept["missing"]


@given("区委书记和街道书记已签责任状")
def _(story: Story) -> None:
    story.kept["letter"] = scene(story).signed(STREET, TOP)
    story.time.at += timedelta(days=1)


@given("已生成区委书记和街道书记的责任状")
def _(story: Story) -> None:
    story.kept["letter"] = scene(story).draw(STREET, TOP)


@when("街道副书记接任街道书记，登记了任职")
def _(story: Story) -> None:
    story.time.at += timedelta(days=1)
    replace(scene(story), STREET, "street-deputy", today())


@then("旧责任状从任职当日起“已因换人终止”，前一日仍作数")
def _(story: Story) -> None:
    row = reads.get(story.kept["letter"])
    assert reads.status_of(row, today()).word == "已因换人终止"
    assert reads.status_of(row, today() - timedelta(days=1)).covers


@then("继任者与区委书记之间缺一份，写明接替哪一份")
def _(story: Story) -> None:
    line = scene(story).line("street-deputy", TOP)
    assert (line.standing, line.letter) == (Standing.ENDED, story.kept["letter"])


@when("继任者与区委书记重新签订")
def _(story: Story) -> None:
    world = scene(story)
    letter = world.sign_anew("street-deputy", "street-deputy", TOP)
    world.sign(letter, TOP)
    assert reads.get(letter).replaces == story.kept["letter"]


@then("继任者的责任状作数")
def _(story: Story) -> None:
    assert scene(story).line("street-deputy", TOP).standing is Standing.FRESH


@when("原街道书记要在责任状上签名")
def _(story: Story) -> None:
    story.attempt(lambda: scene(story).sign(story.kept["letter"], STREET))


@when(parsers.parse("{who}签了责任状"))
def _(story: Story, who: str) -> None:
    scene(story).sign(story.kept["letter"], WHO[who])


@then(parsers.parse("街道书记的责任状是“{word}”，{hole}缺口"))
def _(story: Story, word: str, hole: str) -> None:
    line = scene(story).line(STREET, TOP)
    assert str(Standing(line.standing).label) == word
    assert (line in scene(story).cover().holes) == (hole == "仍是")


@when(parsers.parse("区委办要生成{upper}与{lower}的责任书"))
def _(story: Story, upper: str, lower: str) -> None:
    world = scene(story)
    organ = world.organ("water" if lower == "水务局长" else "street-committee")
    pair = {"upper": world.cast.person(WHO[upper]), "lower": world.cast.person(WHO[lower])}
    story.attempt(lambda: actions.draw_letter(by=world.actor(), organ=organ, **pair))


# ── 任务 ─────────────────────────────────────────────────────────────────────────────────────────
@given(parsers.parse("区水务局承担任务{numbers}"))
def _(story: Story, numbers: str) -> None:
    world = scene(story)
    world.cast.give_pins(["district-head"] if "district-head" not in story.kept else [])
    by, organ = world.actor(TOP), world.organ("committee")
    entry = duties.found_plan(by=by, organ=organ, year=today().year, name="年度任务")
    story.kept["plan"] = UUID(entry.body["public"]["plan"])
    assign(story, [int(number) for number in numbers.split("、")])


@when(parsers.parse("六月又给区水务局下达任务{number:d}"))
def _(story: Story, number: int) -> None:
    story.time.at += timedelta(days=1)
    assign(story, [number])


def assign(story: Story, numbers: list[int]) -> None:
    world = scene(story)
    drafts = [
        TaskDraft(
            number=number,
            title=f"示例任务之{number}",
            due=date(today().year, 12, 20),
            lead=world.cast.district.posts["vice-head"],
            main=world.organ("water"),
        )
        for number in numbers
    ]
    assert TaskPlan.objects.filter(pk=story.kept["plan"]).exists()
    duties.assign_tasks(plan=story.kept["plan"], by=world.actor(TOP), drafts=drafts)


@when("区水务局局长与区长签订责任书")
def _(story: Story) -> None:
    story.kept["letter"] = scene(story).signed(WATER, "district-head")


@given("已生成区长和区水务局局长的责任书")
def _(story: Story) -> None:
    story.kept["letter"] = scene(story).draw(WATER, "district-head")


@then(parsers.parse("正文所列的任务恰是{numbers}"))
def _(story: Story, numbers: str) -> None:
    text = reads.get(story.kept["letter"]).words.text or ""
    assert re.findall(r"^任务(\d+)：", text, re.M) == numbers.split("、")


@then(parsers.parse("这份责任书是“{word}”"))
def _(story: Story, word: str) -> None:
    assert str(Standing(reads.status_of(reads.get(story.kept["letter"])).standing).label) == word


@when("双方按现行内容重新签订")
def _(story: Story) -> None:
    world = scene(story)
    story.kept["letter"] = world.sign_anew("district-head", WATER, "district-head")
    world.sign(story.kept["letter"], WATER)


@when("区水务局局长要在责任书上签名")
def _(story: Story) -> None:
    story.attempt(lambda: scene(story).sign(story.kept["letter"], WATER))


# ── 覆盖 ─────────────────────────────────────────────────────────────────────────────────────────
@given("除街道书记与区委书记之间的一份外，全区都已签订")
def _(story: Story) -> None:
    world = scene(story)
    left = world.line(STREET, TOP)
    numbers = dict(Person.objects.values_list("pk", "number"))
    rows = [
        {
            "organ": "110106",
            "kind": "责任书" if line.need.upper else "承诺书",
            "upper": numbers.get(line.need.upper, ""),
            "lower": numbers[line.need.lower],
            "signed_on": today(),
            "archive": "示例档",
        }
        for line in world.cover().lines
        if line != left
    ]
    content = sheets.write(imports.COLUMNS, rows)
    imports.run(by=world.actor(), root=world.organ("district"), content=content)
    story.kept["missing"] = left


@when("区委书记打开责任覆盖图")
def _(story: Story) -> None:
    world = scene(story)
    [path] = reaches(world.actor(TOP), "coverage.read")
    assert path == world.path("district")
    story.kept["map"] = world.map()


@then("图上有每个分支和每个层级的应签数、已签数")
def _(story: Story) -> None:
    found = story.kept["map"]
    assert {"丰台街道", "北京市丰台区人民政府"} <= {branch.name for branch in maps.branches(found)}
    assert [word for word, _ in maps.levels(found)] == ["县（市、区、旗）", "乡镇（街道）"]
    for rows in (maps.branches(found), [tally for _, tally in maps.levels(found)]):
        assert sum(getattr(row, "tally", row).required for row in rows) == found.coverage.all.required


@then(parsers.parse("缺口只有一份，写明是“{lower}”与“{upper}”"))
def _(story: Story, lower: str, upper: str) -> None:
    found = story.kept["map"]
    assert [(hole.lower, hole.upper) for hole in maps.holes(found, found.coverage.holes)] == [(lower, upper)]


@then("全区覆盖率不是100%")
def _(story: Story) -> None:
    assert float(story.kept["map"].coverage.all.percent) < 100


def figures(found: Coverage, story: Story) -> dict[str, int]:
    seen = scene(story).map()
    groups = {
        "分支": seen.branch_of,
        "层级": seen.level_of,
        "方向": lambda need: need.way.value,
        "全区": lambda need: "",
    }
    cells = ((name, found.by(group)) for name, group in groups.items())
    return {f"{name}/{cell}": tally.signed for name, known in cells for cell, tally in known.items()}


@then("与全部签订时相比，只有全区、丰台街道、纵向、街道一级各少一份")
def _(story: Story) -> None:
    world = scene(story)
    before = figures(world.cover(), story)
    world.signed(STREET, TOP)
    after = figures(world.cover(), story)
    changed = {cell: after[cell] - before[cell] for cell in after if after[cell] != before[cell]}
    assert changed == {f"分支/{world.path('street')}": 1, "层级/township": 1, "方向/vertical": 1, "全区/": 1}


@then("签订前一日的覆盖图上这份还是缺口")
def _(story: Story) -> None:
    signed = reads.get(story.kept["letter"]).signed_on
    assert signed is not None
    found = scene(story).cover(on=signed - timedelta(days=1))
    assert any(line.need.lower == scene(story).cast.person(STREET) and line.need.upper for line in found.holes)


@then("今天的覆盖图上这份已签")
def _(story: Story) -> None:
    assert scene(story).line(STREET, TOP).standing is Standing.FRESH


@given("街道书记的纸面责任状连同扫描件已登记")
def _(story: Story) -> None:
    world = scene(story)
    need = world.line(STREET, TOP).need
    scan = story.kept["scan"] = files.put(b"%PDF-1.4 scan of a letter, made up", "application/pdf")
    entry = actions.take_in_letter(
        by=world.actor(), organ=need.organ, upper=need.upper, lower=need.lower, signed_on=today(), archive="示例1号",
        scan=scan,
    )  # fmt: skip
    story.kept["entry"] = entry


@when("有人删去了这份扫描件")
def _(story: Story, folders: Any) -> None:
    [found] = folders.rglob(story.kept["scan"].sha256)
    found.unlink()


@then("查验指出缺失的是这份责任状的扫描件")
def _(story: Story) -> None:
    found = [str(fault) for fault in audit.check_all()]
    assert len(found) == 1
    assert story.kept["scan"].sha256[:12] in found[0]
    assert story.kept["entry"].id.hex in found[0]


@when("区委办导入三行的登记表，其中第三行的责任人没有登记")
def _(story: Story) -> None:
    world = scene(story)
    numbers = [Person.objects.get(pk=world.cast.person(key)).number for key in (STREET, WATER)]
    story.attempt(lambda: take_in(story, [*numbers, "没有这个人"]))


@then("退回写明是第三行")
def _(story: Story) -> None:
    assert "第4行" in story.kept["refused"]  # with the headings the third row stands in line 4 of the sheet


@then("存证簿里没有一份责任书")
def _(story: Story) -> None:
    assert not Letter.objects.exists()


@then("街道书记的覆盖图从丰台街道起")
def _(story: Story) -> None:
    assert reaches(scene(story).actor(STREET), "coverage.read") == [scene(story).path("street")]


@then("区水务局局长的覆盖图只有区水务局")
def _(story: Story) -> None:
    assert reaches(scene(story).actor(WATER), "coverage.read") == [scene(story).path("water")]


# ── 签订工作 ─────────────────────────────────────────────────────────────────────────────────────
@when("区委办要开展签订")
def _(story: Story) -> None:
    scene(story)
    story.attempt(lambda: begin_campaign(story))


@given("区委办开展了二十天的签订")
def _(story: Story) -> None:
    begin_campaign(story)


def begin_campaign(story: Story) -> None:
    world = scene(story)
    story.kept["starts"] = today()
    entry = campaigns.open_campaign(
        by=world.actor(), organ=world.organ("street"), name="签订", year=today().year, starts=today(),
        due=today() + timedelta(days=20), campaign=uuid4(),
    )  # fmt: skip
    story.kept["campaign"] = entry.body["public"]["campaign"]


def served(story: Story) -> list[dict[str, Any]]:
    story.kept["notices"] = [entry.body["public"] for entry in campaigns.serve_notices()]
    found: list[dict[str, Any]] = story.kept["notices"]
    return found


@then("各日发出的提醒依次是:")
def _(story: Story, datatable: list[list[str]]) -> None:
    found = []
    for passed in range(28):
        stages = {notice["stage"] for notice in served(story)}
        found += [[str(passed + 1), stage_word(stage)] for stage in stages]
        story.time.at += timedelta(days=1)
    assert found == datatable[1:]
    story.time.at -= timedelta(days=1)


@then("同一天再运行一次，不再发出")
def _(story: Story) -> None:
    assert served(story) == []


@when("系统发出提醒")
def _(story: Story) -> None:
    assert served(story)


@when(parsers.parse("到了逾期第{late:d}天，系统发出提醒"))
def _(story: Story, late: int) -> None:
    wanted = story.kept["starts"] + timedelta(days=20 + late)
    story.time.at += timedelta(days=(wanted - today()).days)
    assert served(story)


@then("每条提醒只有单位、日子和人员编号，没有任何文书内容")
def _(story: Story) -> None:
    known = {"campaign", "organ", "stage", "on", "part", "people", "escalated"}
    assert all(set(notice) == known for notice in story.kept["notices"])


@then("没有签的人的上级也被告知")
def _(story: Story) -> None:
    told = {person for notice in story.kept["notices"] if notice["escalated"] for person in notice["people"]}
    assert told == {str(scene(story).cast.person(key)) for key in (TOP, STREET)}


@then("上级没有再被告知")
def _(story: Story) -> None:
    assert not any(notice["escalated"] for notice in story.kept["notices"])


@given("街道书记已签承诺书，也已与区委书记签订责任状")
def _(story: Story) -> None:
    world = scene(story)
    world.signed(STREET)
    world.signed(STREET, TOP)
    for lower in ("street-head", "street-member", "street-deputy", "street-discipline"):
        letter = world.draw(lower, STREET)
        world.sign(letter, STREET)
        if lower == "street-head":
            world.sign(letter, lower)


@then("提醒里没有已经签完的人")
def _(story: Story) -> None:
    told = {person for notice in story.kept["notices"] for person in notice["people"]}
    assert str(scene(story).cast.person(STREET)) not in told
    assert str(scene(story).cast.person("street-member")) in told
