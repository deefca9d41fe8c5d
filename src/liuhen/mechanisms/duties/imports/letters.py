"""批量登记责任书 A whole sheet of paper letters: read, checked row by row, written at once or not at all."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from uuid import UUID

from liuhen.kit.refusals import BadInput
from liuhen.ledger import files
from liuhen.ledger.book import Actor, Writing
from liuhen.mechanisms.duties.imports import letter_rows
from liuhen.mechanisms.duties.permits import letters as permits
from liuhen.organs.reads import tree
from liuhen.ui import sheets

COLUMNS = letter_rows.COLUMNS
MOST_ERRORS = 500

__all__ = ["COLUMNS", "MOST_ERRORS", "Plan", "plan", "run", "template"]


@dataclass(frozen=True)
class Plan:
    """登记方案 With errors nothing is written; without, `writings` is what would be."""

    root: UUID
    rows: list[sheets.Row]
    errors: list[sheets.RowError]
    writings: list[Writing] = field(default_factory=list)


def template() -> bytes:
    """模板 The empty form."""
    return sheets.template(COLUMNS, title="责任书登记")


def plan(*, by: Actor, root: UUID, content: bytes) -> Plan:
    """检查 Reads and checks a sheet of letters of the organ and all below it; writes nothing."""
    above = tree.organ(root)
    permits.require_may_issue(by, above)
    sheet = sheets.read(content, COLUMNS)
    bad = {error.number for error in sheet.errors}
    desk = letter_rows.make(above, [row for row in sheet.rows if row.number not in bad])
    errors = sorted({*sheet.errors, *desk.errors}, key=lambda error: (error.number, error.heading))
    cited = permits.cited("duties.paper-archived", "duties.signed-by-holder")
    writings = [Writing(record, by, organ=organ, rules=cited) for record, organ in desk.made]
    return Plan(root, sheet.rows, errors, [] if errors else writings)


def run(*, by: Actor, root: UUID, content: bytes) -> Plan:
    """登记 Writes the whole sheet in one transaction. Raises BadInput, listing rows, when one is wrong.

    The sheet itself is kept by its digest and named in the first entry.
    """
    made = plan(by=by, root=root, content=content)
    if made.errors:
        raise refusal(made)
    kept = files.put(content, sheets.XLSX)
    made.writings[0] = dataclasses.replace(made.writings[0], files=[kept])
    tree.book_of(root).append_many(made.writings)
    return made


def refusal(made: Plan) -> BadInput:
    """退回 The refusal that lists every bad row."""
    lines = {f"row-{e.number}-{e.heading}": f"第{e.number}行 {e.heading}：{e.words}" for e in made.errors}
    return BadInput(
        "platform.import-row",
        f"表格有{len(made.errors)}处错误，没有写入任何一行",
        next_step="按所列行号改正后再导入",
        fields=dict(list(lines.items())[:MOST_ERRORS]),
    )
