"""可编辑会议记录 The meeting record as an editable .docx, from the same data as the printed one (forms.Record).

What the recorder may edit stands in named sections (content controls, and bookmarks round them for programs that
drop controls). Everything else comes from the book; changing it here changes nothing, and the reader says so.
Read an edited file back with `read_record` (docx_read.py).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt

from liuhen.ui.paper import ooxml
from liuhen.ui.paper.clean import invisible
from liuhen.ui.paper.docx_read import CATEGORY, BrokenRecord, Edited, EditedItem, bookmark_name, read_record
from liuhen.ui.paper.forms import Record

__all__ = ["BrokenRecord", "Edited", "EditedItem", "read_record", "write_record"]

FANGSONG, XIAOBIAOSONG, HEI, KAI = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
DIGITS = "〇一二三四五六七八九"
# name, font, points, first-line indent in hundredths of a character, centred
STYLES = (
    ("LH Title", XIAOBIAOSONG, 22, 0, True),
    ("LH Heading", HEI, 16, 200, False),
    ("LH Label", KAI, 16, 200, False),
    ("LH Text", FANGSONG, 16, 200, False),
    ("LH Facts", FANGSONG, 16, 0, False),
    ("LH Note", KAI, 12, 0, False),
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
    """书写 Builds the document from top to bottom."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.document = Document()
        self.sections = 0
        page_setup(self.document)

    def organisation(self) -> None:
        """组织情况 Title, attendance, gaps."""
        data = self.data
        self.fixed("LH Title", data["title"])
        self.fixed("LH Note", "可在灰色框内编辑文字；框外内容取自存证簿，改动无效。")
        self.fixed("LH Facts", f"日　期：{data['date']}")
        self.editable("time", "时间", [data["time"]], "LH Facts", before="时　间：")
        self.editable("place", "地点", [data["place"]], "LH Facts", before="地　点：")
        self.fixed("LH Facts", f"主　持：{data['chair']}")
        self.fixed("LH Facts", f"应　到：{data['due']}人　实　到：{data['arrived']}人")
        for label, key in (("出　席", "present"), ("请　假", "leave"), ("列　席", "observers")):
            self.fixed("LH Facts", f"{label}：{people(data[key]) or '无'}")
        self.editable("recorder", "记录人", [data["recorder"]], "LH Facts", before="记　录：")
        for gap in data.get("gaps") or ():
            self.fixed("LH Facts", f"缺项　{gap}")

    def item(self, number: int, item: Mapping[str, Any]) -> None:
        """议题 Report, each member's words, discussion, vote, outcome."""
        key = f"item/{number}"
        self.fixed("LH Heading", f"{ordinal(number)}、{item['title']}")
        for person in item.get("recusals") or ():
            self.fixed("LH Text", f"回避：{people([person])}")
        self.editable(f"{key}/report", "汇报情况", [item["report"]], before="汇报情况：")
        self.fixed("LH Label", "审议意见：")
        for order, opinion in enumerate(item["opinions"], start=1):
            self.fixed("LH Text", f"{opinion['name']}同志：{opinion['stance']}")
            self.editable(f"{key}/opinion/{order}", f"{opinion['name']}的意见", [opinion.get("words") or ""])
        self.editable(f"{key}/discussion", "讨论情况", item.get("discussion") or [""], before="讨论情况：")
        self.fixed("LH Label", "表决结果：")
        for line in vote_lines(item.get("vote")):
            self.fixed("LH Text", line)
        self.editable(f"{key}/outcome", "结论", [item.get("outcome") or ""], before="结论：")
        for gap in item.get("gaps") or ():
            self.fixed("LH Text", f"缺项　{gap}")

    def close(self) -> None:
        """结尾 The recorder's remarks and the end mark."""
        self.editable("remarks", "记录人说明", [""], before="记录人说明：")
        self.fixed("LH Text", "（以下无内容）").alignment = WD_ALIGN_PARAGRAPH.CENTER

    def fixed(self, style: str, text: str) -> Any:
        """固定文字 A paragraph that comes from the book."""
        return self.document.add_paragraph(printable(text), style=style)

    def editable(self, key: str, title: str, texts: Sequence[str], style: str = "LH Text", *, before: str = "") -> None:
        """可编辑部分 A named section; its label stands before it, outside."""
        if before:
            self.fixed("LH Label" if style == "LH Text" else style, before)
        self.sections += 1
        sdt, content = ooxml.control(key, title, self.sections)
        for text in texts or [""]:
            content.append(self.document.add_paragraph(printable(text), style=style)._p)
        ooxml.bookmark(content, bookmark_name(key), self.sections)
        self.document.element.body.insert_element_before(sdt, "w:sectPr")

    def save(self) -> bytes:
        """保存 Bytes, with the file's own dates taken from the data."""
        properties = self.document.core_properties
        properties.title, properties.author = self.data["title"], self.data["body"]
        properties.category = CATEGORY
        properties.keywords = ",".join(str(len(item["opinions"])) for item in self.data["items"])
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
    for name, family, points, indent, centred in STYLES:
        style = document.styles.add_style(name, 1)
        style.font.size = Pt(points)
        ooxml.east_asian(style, family)
        ooxml.first_line_indent(style, indent)
        style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        style.paragraph_format.line_spacing = Pt(29 if points <= 16 else 34)
        if centred:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    ooxml.page_number(footer)


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
