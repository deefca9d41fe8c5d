"""清单表 A list as a sheet: every row one item. 原序号 says which item of the version before a row continues."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from liuhen.ledger.duty_lines import EvidenceKind
from liuhen.mechanisms.duties import permits
from liuhen.mechanisms.duties.drafts import ItemDraft
from liuhen.mechanisms.duties.models import DutyItem
from liuhen.mechanisms.duties.reads.changes import said
from liuhen.mechanisms.duties.terms import Audience, Side
from liuhen.ui import sheets
from liuhen.ui.sheets import Column, Row, RowError

__all__ = ["COLUMNS", "Sheet", "read", "template", "written"]

COLUMNS = (
    Column("number", "原序号", kind="int"),
    Column("audience", "责任主体", required=True, longest=20, sample="主要负责人"),
    Column("side", "责任类别", required=True, longest=20, sample="主体责任"),
    Column("text", "责任内容", required=True, longest=2000, sample="定期听取下级主要负责人汇报廉政工作"),
    Column("measure", "衡量标准", longest=1000, sample="每半年听取每一名下级主要负责人汇报一次"),
    Column("period", "周期", longest=60, sample="每半年"),
    Column("evidence", "佐证种类", longest=200, sample="听取汇报、谈话"),
    Column("threshold", "门槛", longest=200, sample="应听尽听"),
    Column("sample", "样本", kind="yes", sample="否"),
    Column("why", "变动理由", longest=500),
)
_AUDIENCES = {str(label): code for code, label in Audience.choices}
_SIDES = {str(label): code for code, label in Side.choices}
_KINDS = {str(label): code for code, label in EvidenceKind.choices}


@dataclass(frozen=True)
class Sheet:
    """读出的清单 Every item, or everything that is wrong; with errors nothing of it is used."""

    drafts: list[ItemDraft]
    errors: list[RowError]


def read(content: bytes, *, side: str, before: Iterable[DutyItem]) -> Sheet:
    """读清单表 `side`: that of the list; `before`: the items of the last version. Raises BadInput for no sheet."""
    sheet = sheets.read(content, COLUMNS)
    known = {item.number: item for item in before}
    bad = {error.number for error in sheet.errors}
    errors, drafts = list(sheet.errors), []
    seen: set[int] = set()
    for row in sheet.rows:
        if row.number in bad:
            continue
        draft, wrong = _draft(row, known, seen)
        words = "" if wrong else permits.fault(side, draft)
        errors += wrong or ([RowError(row.number, "责任内容", words)] if words else [])
        drafts.append(draft)
    return Sheet([] if errors else drafts, sorted(errors, key=lambda error: error.number))


def _draft(row: Row, known: dict[int, DutyItem], seen: set[int]) -> tuple[ItemDraft, list[RowError]]:
    wrong: list[RowError] = []
    values = row.values

    def code(key: str, heading: str, words: dict[str, str]) -> str:
        if values[key] not in words:
            wrong.append(RowError(row.number, heading, f"“{values[key]}”不在可选项中：{'、'.join(words)}"))
        return words.get(values[key], "")

    number = values["number"]
    if number is not None and (number not in known or number in seen):
        wrong.append(RowError(row.number, "原序号", "上一版本没有这个序号" if number not in known else "原序号重复"))
    seen.add(number)
    kinds = [word for word in (values["evidence"] or "").replace("，", "、").replace(",", "、").split("、") if word]
    unknown = [word for word in kinds if word.strip() not in _KINDS]
    if unknown:
        wrong.append(RowError(row.number, "佐证种类", f"没有“{'、'.join(unknown)}”，可用：{'、'.join(_KINDS)}"))
    draft = ItemDraft(
        item=known[number].item if number in known else None,
        audience=code("audience", "责任主体", _AUDIENCES),
        side=code("side", "责任类别", _SIDES),
        text=values["text"],
        measure=values["measure"],
        period=values["period"],
        evidence=tuple(_KINDS[word.strip()] for word in kinds if word.strip() in _KINDS),
        threshold=values["threshold"],
        sample=bool(values["sample"]),
        why=values["why"],
    )
    return draft, wrong


def written(items: Iterable[DutyItem]) -> bytes:
    """写清单表 A version as a sheet that can be changed and read again as the next one."""
    names = ("audience", "side", "text", "measure", "period", "evidence", "threshold", "sample")
    rows = ({"number": item.number, "why": "", **{name: said(item, name) for name in names}} for item in items)
    return sheets.write(COLUMNS, rows, title="责任清单")


def template() -> bytes:
    """模板 The empty form."""
    return sheets.template(COLUMNS, title="责任清单")
