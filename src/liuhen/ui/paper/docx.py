"""可编辑会议记录 The meeting record as an editable .docx, from the same data as the printed one (forms.Record).

What the recorder may edit stands in the grey cells of a table, each with a number in the cell beside it (〔1.3〕).
Tables, not content controls: LibreOffice repeats the text of controls when it saves, and moves bookmarks. Everything
else comes from the book; changing it here changes nothing, and the reader says so.
Read an edited file back with `read_record` (docx_read.py).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt

from liuhen.ui.paper import ooxml
from liuhen.ui.paper.clean import invisible
from liuhen.ui.paper.docx_read import CATEGORY, BrokenRecord, Edited, EditedItem, coded, read_record
from liuhen.ui.paper.forms import Record

__all__ = ["BrokenRecord", "Edited", "EditedItem", "read_record", "write_record"]

FANGSONG, XIAOBIAOSONG, HEI, KAI = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
DIGITS = "〇一二三四五六七八九"
# name, font, points, first-line indent in hundredths of a character, centred
GREY = "F0F0F0"
ROW_MAY_BREAK = 400  # characters: a longer row may run over the end of a page
WIDTHS = (Mm(50), Mm(106))
# name, font, points, line in points, centred
STYLES = (
    ("LH Title", XIAOBIAOSONG, 22, 34, True),
    ("LH Heading", HEI, 16, 29, False),
    ("LH Label", HEI, 12, 20, False),
    ("LH Text", FANGSONG, 14, 24, False),
    ("LH Note", KAI, 12, 20, False),
)


def write_record(data: Record) -> bytes:
    """写出 The record as .docx bytes; equal data give equal bytes."""
    writer = Writer(data)
    writer.organisation()
    for number, item in enumerate(data["items"], start=1):
        writer.item(number, item)
    writer.close()
    return writer.save()


class Writer:
    """书写 Builds the document from top to bottom; `codes` hands out the numbers of the editable cells."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.document = Document()
        self.codes = {key: code for code, key in coded(counted(data)).items()}
        page_setup(self.document)

    def organisation(self) -> None:
        """组织情况 Title, attendance, gaps."""
        data = self.data
        self.line("LH Title", data["title"])
        self.line("LH Note", "灰底格内文字可以编辑；白底格取自存证簿，改动无效。请勿删除各格前的编号。")
        table = self.table()
        self.fixed(table, "日期", chinese_day(data["date"]))
        self.editable(table, "time", "时间", [data["time"]])
        self.editable(table, "place", "地点", [data["place"]])
        self.fixed(table, "主持", data["chair"])
        self.fixed(table, "应到、实到", f"应到{data['due']}人，实到{data['arrived']}人")
        for label, key in (("出席", "present"), ("请假", "leave"), ("列席", "observers")):
            self.fixed(table, label, people(data[key]) or "无")
        self.editable(table, "recorder", "记录", [data["recorder"]])
        self.gaps(table, data)

    def item(self, number: int, item: Mapping[str, Any]) -> None:
        """议题 Report, each member's words, discussion, vote, outcome."""
        key = f"item/{number}"
        self.line("LH Heading", f"{ordinal(number)}、{item['title']}")
        table = self.table()
        if item.get("recusals"):
            self.fixed(table, "回避", people(item["recusals"]))
        self.editable(table, f"{key}/report", "汇报情况", [item["report"]])
        for order, opinion in enumerate(item["opinions"], start=1):
            label = f"{opinion['name']}：{opinion['stance']}"
            self.editable(table, f"{key}/opinion/{order}", label, [opinion.get("words") or ""])
        self.editable(table, f"{key}/discussion", "讨论情况", item.get("discussion") or [""])
        self.fixed(table, "表决结果", *vote_lines(item.get("vote")))
        self.editable(table, f"{key}/outcome", "结论", [item.get("outcome") or ""])
        self.gaps(table, item)

    def close(self) -> None:
        """结尾 The recorder's remarks and the end mark."""
        self.line("LH Heading", "记录人说明")
        self.editable(self.table(), "remarks", "说明", [""])
        self.line("LH Text", "（以下无内容）").alignment = WD_ALIGN_PARAGRAPH.CENTER

    def line(self, style: str, text: str) -> Any:
        """一行 A paragraph outside the tables."""
        return self.document.add_paragraph(printable(text), style=style)

    def table(self) -> Any:
        """表 Two columns: what it is, what it says."""
        table = self.document.add_table(rows=0, cols=2, style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, WIDTHS, strict=True):
            column.width = width
        return table

    def fixed(self, table: Any, label: str, *texts: str) -> Any:
        """固定行 A row that comes from the book; returns the cell of its text."""
        row = table.add_row()
        if sum(map(len, texts)) < ROW_MAY_BREAK:
            ooxml.keep_whole(row)
        label_cell, cell = row.cells
        for one, width in zip((label_cell, cell), WIDTHS, strict=True):
            one.width = width
        fill(label_cell, "LH Label", [label])
        fill(cell, "LH Text", texts)
        return cell

    def editable(self, table: Any, key: str, label: str, texts: Sequence[str]) -> None:
        """可编辑行 A row the recorder may type in."""
        ooxml.shade(self.fixed(table, f"〔{self.codes[key]}〕{label}", *texts), GREY)

    def gaps(self, table: Any, record: Mapping[str, Any]) -> None:
        """缺项 Omissions named where they belong."""
        for gap in record.get("gaps") or ():
            self.fixed(table, "缺项", gap)

    def save(self) -> bytes:
        """保存 Bytes, with the file's own dates taken from the data."""
        properties = self.document.core_properties
        properties.title, properties.author = self.data["title"], self.data["body"]
        properties.category, properties.comments, properties.language = CATEGORY, "", "zh-CN"
        properties.keywords = "-".join(str(n) for n in counted(self.data))
        day = date.fromisoformat(self.data["date"][:10])
        properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (UTC by format)
        out = io.BytesIO()
        self.document.save(out)
        return ooxml.steady(out.getvalue())


def page_setup(document: Any) -> None:
    """版式 Page, grid, styles and page number of GB/T 9704-2012, as far as .docx can say them."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    ooxml.paper_grid(section, line_pitch=580, char_space=-848)
    document.styles["Normal"].font.size = Pt(16)  # the grid counts from the size of Normal
    for name, family, points, line, centred in STYLES:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.size = Pt(points)
        ooxml.east_asian(style, family)
        ooxml.no_snap(style)
        style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        style.paragraph_format.line_spacing = Pt(line)
        style.paragraph_format.keep_with_next = name == "LH Heading"
        if centred:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    ooxml.page_number(footer)


def fill(cell: Any, style: str, texts: Sequence[str]) -> None:
    """填格 One paragraph for each text."""
    for number, text in enumerate(texts):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.style = style
        paragraph.add_run(printable(text))


def counted(data: Mapping[str, Any]) -> list[int]:
    """结构 How many opinions each item has."""
    return [len(item["opinions"]) for item in data["items"]]


def chinese_day(iso: str) -> str:
    """日期 '2026-11-02' → '2026年11月2日'"""
    day = date.fromisoformat(iso[:10])
    return f"{day.year}年{day.month}月{day.day}日"


def people(persons: Sequence[Mapping[str, Any]]) -> str:
    """名单 '冯远（出差）、陈立（病假）'"""
    return "、".join(f"{p['name']}{bracket(p)}" for p in persons)


def bracket(person: Mapping[str, Any]) -> str:
    """附注 Post and reason in brackets, when there are any."""
    rest = [person[key] for key in ("post", "note") if person.get(key)]
    return f"（{'，'.join(rest)}）" if rest else ""


def vote_lines(vote: Mapping[str, Any] | None) -> Iterator[str]:
    """表决 The vote as it stands in the book, one fact a line."""
    if not vote:
        yield "本议题未表决。"
        return
    counts = "，".join(f"{count['label']}{count['number']}票" for count in vote["counts"])
    yield f"{vote['mode']}：{counts}。{vote['result']}。"
    for key in ("roll", "base", "threshold", "computation"):
        if vote.get(key):
            yield str(vote[key])


def ordinal(number: int) -> str:
    """序数 1 → 一, 23 → 二十三 (up to 99, then digits)."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    front = "" if tens == 0 else ("十" if tens == 1 else DIGITS[tens] + "十")
    return front + (DIGITS[ones] if ones else "")


def printable(text: Any) -> str:
    """可印文字 XML knows no control characters; invisible ones have no place in a record."""
    return "".join(c for c in str(text) if not invisible(c))
