"""纪实本 The log on paper and as a sheet: what the city prints and hands out, filled by what the book holds."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from liuhen.kit import clock
from liuhen.mechanisms.dutylog.reads.lines import Shown, Span
from liuhen.organs.reads.staff import name_of, posts_of
from liuhen.ui import paper, sheets
from liuhen.ui.paper.forms import Logbook, LogbookLine
from liuhen.ui.sheets import Column

PDF = "application/pdf"
COLUMNS = (
    Column("occurred", "发生时间"),
    Column("recorded", "入簿时间"),
    Column("late", "迟记（天）"),
    Column("category", "记实内容"),
    Column("evidence", "佐证种类"),
    Column("words", "记实"),
    Column("place", "地点"),
    Column("company", "参加人员"),
    Column("outcome", "结果或问题"),
    Column("manual", "来源"),
    Column("entered_by", "录入人"),
    Column("corrections", "更正"),
    Column("entry", "存证记录"),
)


def logbook(person: UUID, span: Span, shown: Sequence[Shown]) -> bytes:
    """纪实本 A4, two times a line, what was typed marked as typed."""
    form: Logbook = {
        "title": "全程纪实本",
        "name": name_of(person),
        "post": "、".join(held.title for held in posts_of(person)),
        "span": span.words,
        "date": clock.local(clock.now()).date().isoformat(),
        "lines": [_line(one) for one in shown],
        "sourced": sum(not one.line.manual for one in shown),
    }
    return paper.render("logbook", form).pdf


def sheet_of(span: Span, shown: Sequence[Shown]) -> bytes:
    """表格 One row a line."""
    return sheets.write(COLUMNS, map(_row, shown), title=f"记实 {span.words}")


def _line(one: Shown) -> LogbookLine:
    more = [one.line.place, one.line.company, one.line.outcome, *(f"更正：{added.words}" for added in one.corrections)]
    return {
        "occurred": _time(one.line.occurred),
        "recorded": _time(one.line.recorded),
        "late": f"迟记{one.late}天" if one.late > 0 else "",
        "category": str(one.category),
        "evidence": str(one.evidence),
        "words": one.words,
        "more": [words for words in more if words],
        "source": _source(one),
        "entry": str(one.line.pk),
    }


def _row(one: Shown) -> dict[str, object]:
    line = one.line
    return {
        "occurred": _time(line.occurred),
        "recorded": _time(line.recorded),
        "late": max(one.late, 0),
        "category": str(one.category),
        "evidence": str(one.evidence),
        "words": one.words,
        "place": line.place,
        "company": line.company,
        "outcome": line.outcome,
        "manual": _source(one),
        "entered_by": one.entered_by,
        "corrections": "；".join(added.words for added in one.corrections),
        "entry": str(line.pk),
    }


def _source(one: Shown) -> str:
    return "本人补记" if one.line.manual else "系统记录"


def _time(at: object) -> str:
    return f"{clock.local(at):%Y-%m-%d %H:%M}"  # type: ignore[arg-type]
