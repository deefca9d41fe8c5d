"""任务表 A year's tasks as a sheet: every row one task; a bad row refuses them all, each named (M08)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from liuhen.kit.refusals import BadInput, Refusal
from liuhen.ledger import files
from liuhen.ledger.book import Actor, Entry
from liuhen.mechanisms.duties import actions, permits
from liuhen.mechanisms.duties.drafts import TaskDraft
from liuhen.mechanisms.duties.models import Task, TaskPlan
from liuhen.mechanisms.duties.reads.board import Card
from liuhen.mechanisms.duties.reads.tasks import plan_of
from liuhen.organs.reads.staff import tenures_under
from liuhen.organs.reads.tree import organ, organs_under
from liuhen.organs.spans import today
from liuhen.rules.permits import require_power
from liuhen.ui import sheets
from liuhen.ui.sheets import Column, Row, RowError

__all__ = ["COLUMNS", "TaskSheet", "checked", "run", "template", "written"]

LEAD, MAIN, HELP, NUMBER, DUE = "牵头领导", "主责单位", "协办单位", "编号", "完成时限"
COLUMNS = (
    Column("number", NUMBER, required=True, kind="int", sample="1"),
    Column("title", "任务", required=True, longest=1000, sample="开展廉政风险点排查"),
    Column("measure", "衡量标准", longest=1000, sample="全部科室完成排查，建立台账"),
    Column("lead", LEAD, longest=200, sample="区委常委、区纪委书记"),
    Column("main", MAIN, longest=200, sample="区纪委"),
    Column("assisting", HELP, longest=2000, sample="区委组织部、区财政局"),
    Column("due", DUE, required=True, kind="date", sample="2026-11-30"),
)
MOST_ERRORS = 500


@dataclass
class Known:
    """可认的名称 Which words mean which post or organ; a word of two meanings means nothing."""

    posts: dict[str, set[UUID]] = field(default_factory=dict)
    organs: dict[str, set[UUID]] = field(default_factory=dict)

    @classmethod
    def of(cls, place: UUID) -> Known:
        """树内名称 Titles and names of those in office, names and codes of organs, in the tree of this organ."""
        root, made = organ(place).path[:32], cls()
        for row in tenures_under(root):
            for word in (row.post.title, row.person.name):
                made.posts.setdefault(word, set()).add(row.post_id)
        for one in organs_under(root):
            for word in filter(None, (one.name, one.code)):
                made.organs.setdefault(word, set()).add(one.pk)
        return made


@dataclass(frozen=True)
class TaskSheet:
    """读出的任务 Every task, or everything that is wrong; with errors nothing is written."""

    rows: list[Row]
    errors: list[RowError]
    drafts: list[TaskDraft]


def checked(*, plan: UUID, by: Actor, content: bytes) -> TaskSheet:
    """检查 Reads and checks a sheet of tasks; writes nothing. Raises BadInput for no sheet, NotPermitted."""
    row = plan_of(plan)
    require_power(by, row.organ, "task.assign")
    sheet = sheets.read(content, COLUMNS)
    maker = _Maker(Known.of(row.organ), _taken(row), sheet.errors)
    drafts = [maker.draft(line) for line in sheet.rows]
    errors = sorted(maker.errors, key=lambda error: (error.number, error.heading))
    return TaskSheet(sheet.rows, errors, [] if errors else [draft for draft in drafts if draft])


def run(*, plan: UUID, by: Actor, content: bytes) -> list[Entry]:
    """导入 Writes the whole sheet or nothing; the sheet itself is kept by its digest. Raises BadInput, listing rows."""
    made = checked(plan=plan, by=by, content=content)
    if made.errors:
        raise refusal(made.errors)
    kept = files.put(content, sheets.XLSX)
    return actions.assign_tasks(plan=plan, by=by, drafts=made.drafts, files=[kept])


def refusal(errors: list[RowError]) -> BadInput:
    """退回 The refusal that lists every bad row."""
    lines = {f"row-{e.number}-{e.heading}": f"第{e.number}行 {e.heading}：{e.words}" for e in errors}
    return BadInput(
        "platform.import-row",
        f"表格有{len(errors)}处错误，没有写入任何一行",
        next_step="按所列行号改正后再导入",
        fields=dict(list(lines.items())[:MOST_ERRORS]),
    )


def _taken(plan: TaskPlan) -> set[int]:
    return set(Task.objects.filter(plan=plan).values_list("number", flat=True))


@dataclass
class _Maker:
    """逐行 Turns rows into tasks and collects what is wrong."""

    known: Known
    taken: set[int]
    errors: list[RowError]

    def draft(self, row: Row) -> TaskDraft | None:
        """一行 One task; None when its row could not even be read."""
        if any(error.number == row.number for error in self.errors):
            return None
        values = row.values
        leads = self._find(row, LEAD, values["lead"], self.known.posts, "没有这位在任的领导")
        mains = self._find(row, MAIN, values["main"], self.known.organs, "没有这个单位")
        helping = self._find(row, HELP, values["assisting"], self.known.organs, "没有这个单位")
        self._number(row, values["number"])
        self._parts(row, leads, mains, helping)
        if values["due"] < today():
            self._wrong(row, DUE, "早于今天")
        if not leads or not mains:
            return None
        return TaskDraft(
            number=values["number"],
            title=values["title"],
            measure=values["measure"],
            due=values["due"],
            lead=leads[0],
            main=mains[0],
            assisting=tuple(helping),
        )

    def _wrong(self, row: Row, heading: str, words: str) -> None:
        self.errors.append(RowError(row.number, heading, words))

    def _find(self, row: Row, heading: str, cell: str, known: dict[str, set[UUID]], lacking: str) -> list[UUID]:
        found: list[UUID] = []
        for word in filter(None, (part.strip() for part in re.split("[、，,；;\n]", _whole(cell, known)))):
            ids = known.get(word.replace(JOINT, "、"), set())
            if len(ids) == 1:
                found += ids
            else:
                self._wrong(row, heading, f"{lacking if not ids else '有同名的，请写全称或代码'}：{word}")
        return found

    def _number(self, row: Row, number: int) -> None:
        if number in self.taken or number < 1:
            self._wrong(row, NUMBER, "编号重复" if number > 0 else "编号从1开始")
        self.taken.add(number)

    def _parts(self, row: Row, leads: list[UUID], mains: list[UUID], helping: list[UUID]) -> None:
        named = {error.heading for error in self.errors if error.number == row.number}
        if named & {LEAD, MAIN, HELP}:
            return
        try:
            permits.parts_rules(row.values["title"], leads, mains, helping)
        except Refusal as error:
            heading = {"duties.one-lead": LEAD, "duties.one-main": MAIN}.get(error.rule, HELP)
            self._wrong(row, heading, error.message)
            if error.rule == "duties.one-lead" and len(mains) != 1:
                self._wrong(row, MAIN, f"“{row.values['title']}”须有且只有一个主责单位")


JOINT = "\0"


def _whole(cell: str, known: dict[str, set[UUID]]) -> str:
    """A title such as 区纪委书记、区监委主任 is one word, though it holds a comma."""
    cell = cell or ""
    for word in sorted((word for word in known if "、" in word and word in cell), key=len, reverse=True):
        cell = cell.replace(word, word.replace("、", JOINT))
    return cell


def written(cards: Iterable[Card]) -> bytes:
    """写任务表 The tasks of a plan as a sheet."""
    columns = (*COLUMNS, Column("state", "情况"), Column("share", "进展"))
    rows = (
        {
            "number": card.task.number,
            "title": card.task.title,
            "measure": card.task.measure,
            "lead": card.title,
            "main": card.main,
            "assisting": "、".join(card.assisting),
            "due": card.task.due,
            "state": card.stand.words,
            "share": card.task.share,
        }
        for card in cards
    )
    return sheets.write(columns, rows, title="任务")


def template() -> bytes:
    """模板 The empty form."""
    return sheets.template(COLUMNS, title="任务")
