"""表格 Periods and boards as Excel files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.http import HttpResponse

from liuhen.kit import clock
from liuhen.mechanisms.hearings.models import Period
from liuhen.mechanisms.hearings.reads.board import IN_TIME, LATE, MISSING, VACANT, Row
from liuhen.ui import sheets
from liuhen.ui.sheets import Column

HEARD_WORDS = {IN_TIME: "已听取", LATE: "期后补听", MISSING: "未听取", VACANT: "职务空缺"}
REPORTED_WORDS = {IN_TIME: "已报送", LATE: "逾期报送", MISSING: "未报送", VACANT: "职务空缺"}
BOARD = (
    Column("superior", "上级单位"),
    Column("listeners", "听取人"),
    Column("organ", "单位"),
    Column("title", "职务"),
    Column("name", "期末在任"),
    Column("reported", "书面报告"),
    Column("reported_at", "报送时间"),
    Column("reported_late", "报送逾期（天）", kind="int"),
    Column("heard", "听取汇报"),
    Column("heard_at", "听取时间"),
    Column("heard_late", "听取逾期（天）", kind="int"),
)
PERIODS = (
    Column("name", "汇报期"),
    Column("organ", "开设单位"),
    Column("whom", "汇报范围"),
    Column("since", "起日", kind="date"),
    Column("closes", "止日", kind="date"),
)


def board(rows: Iterable[Row]) -> bytes:
    """一览表 One line for each chief post, with the days of delay."""
    return sheets.write(BOARD, map(_line, rows), title="汇报与听取")


def _line(row: Row) -> dict[str, object]:
    return {
        "superior": row.edge.superior_name,
        "listeners": "、".join(row.listeners) or "空缺",
        "organ": row.edge.organ_name,
        "title": row.edge.title,
        "name": row.edge.name or "空缺",
        "reported": REPORTED_WORDS[row.reported],
        "reported_at": _when(row.report.first if row.report else None),
        "reported_late": row.reported_late,
        "heard": HEARD_WORDS[row.heard],
        "heard_at": _when(row.hearing.at if row.hearing else None),
        "heard_late": row.heard_late,
    }


def _when(at: object) -> str:
    return f"{clock.local(at):%Y-%m-%d %H:%M}" if at else ""  # type: ignore[arg-type]


def periods(rows: Iterable[Period], organs: Mapping[UUID, str]) -> bytes:
    """汇报期表 One line for each period."""
    lines = (
        {
            "name": row.name or "",
            "organ": organs.get(row.organ, ""),
            "whom": row.get_whom_display(),
            "since": row.since,
            "closes": row.closes,
        }
        for row in rows
    )
    return sheets.write(PERIODS, lines, title="汇报期")


def answer(content: bytes, name: str) -> HttpResponse:
    """下载 An xlsx for download."""
    return HttpResponse(content, sheets.XLSX, headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'})
