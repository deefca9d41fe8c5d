"""导入方案 What a sheet would write, or everything that is wrong with it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from liuhen.kit.refusals import BadInput
from liuhen.ledger import files
from liuhen.ledger.book import Actor, Writing
from liuhen.organs.imports import organ_rows, people_rows, portfolio_rows
from liuhen.organs.imports.marks import Maker
from liuhen.organs.permits import require_may
from liuhen.organs.reads import tree
from liuhen.ui import sheets

SHOWN = 20
MOST_ERRORS = 500


@dataclass(frozen=True)
class Kind:
    """导入种类 One kind of sheet: its columns, the power it needs, and who turns its rows into records."""

    word: str
    verbs: tuple[str, ...]
    columns: Sequence[sheets.Column]
    make: Callable[[Maker, Sequence[sheets.Row]], None]


KINDS = {
    "organs": Kind("单位", ("organ.edit",), organ_rows.COLUMNS, organ_rows.make),
    "people": Kind("人员与任职", ("organ.edit", "people.edit"), people_rows.COLUMNS, people_rows.make),
    "portfolios": Kind("分管分工", ("portfolio.edit",), portfolio_rows.COLUMNS, portfolio_rows.make),
}


@dataclass(frozen=True)
class Plan:
    """导入方案 With errors nothing is written; without, `writings` is what would be."""

    kind: str
    root: UUID
    rows: list[sheets.Row]
    errors: list[sheets.RowError]
    writings: list[Writing] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """条数 How many records of each class, by the Chinese name of the class."""
        found: dict[str, int] = {}
        for writing in self.writings:
            word = (type(writing.record).__doc__ or "").split()[0]
            found[word] = found.get(word, 0) + 1
        return found


def template_of(kind: str) -> bytes:
    """模板 The empty form of a kind of sheet."""
    known = kind_of(kind)
    return sheets.template(known.columns, title=known.word)


def kind_of(kind: str) -> Kind:
    """导入种类 By name. Raises BadInput."""
    if kind not in KINDS:
        raise BadInput("platform.import-row", "没有这种导入表")
    return KINDS[kind]


def plan(*, by: Actor, kind: str, root: UUID, content: bytes) -> Plan:
    """检查 Reads and checks a sheet for the tree below `root`; writes nothing. Raises BadInput for no sheet at all."""
    known, above = kind_of(kind), tree.organ(root)
    for verb in known.verbs:
        require_may(by, verb, above)
    sheet = sheets.read(content, known.columns)
    maker = Maker(by=by, root=above)
    maker.errors.extend(sheet.errors)
    bad = {error.number for error in sheet.errors}
    known.make(maker, [row for row in sheet.rows if row.number not in bad])
    errors = sorted(set(maker.errors), key=lambda error: (error.number, error.heading))
    return Plan(kind, root, sheet.rows, errors, [] if errors else maker.writings)


def run(*, by: Actor, kind: str, root: UUID, content: bytes) -> Plan:
    """导入 Writes the whole sheet in one transaction. Raises BadInput, listing rows, when one is wrong.

    The sheet itself is kept by its digest and named in the first entry.
    """
    made = plan(by=by, kind=kind, root=root, content=content)
    if made.errors:
        raise refusal(made)
    if made.writings:
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
