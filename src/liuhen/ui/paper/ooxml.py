"""文档部件 Small pieces of WordprocessingML that python-docx has no call for."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def element(tag: str, **attributes: str) -> Any:
    """元素 `element("w:tag", val="x")`: attributes are in the w: name space."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def paper_grid(section: Any, line_pitch: int, char_space: int) -> None:
    """文档网格 22 lines of 28 characters: pitch in twentieths of a point, character space in 1/4096 point."""
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    grid = element("w:docGrid", type="linesAndChars", linePitch=str(line_pitch), charSpace=str(char_space))
    section._sectPr.append(grid)


def east_asian(style: Any, family: str) -> None:
    """中文字体 Give a style its Chinese font; Word keeps four fonts per style."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{slot}"), family)


def no_snap(style: Any) -> None:
    """不对齐网格 LibreOffice would give a character slightly wider than a cell two cells."""
    style.element.get_or_add_pPr().append(element("w:snapToGrid", val="0"))


def shade(cell: Any, colour: str) -> None:
    """底色 Fill a cell, 'F2F2F2'."""
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=colour))


def keep_whole(row: Any) -> None:
    """整行同页 The row does not break across pages."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def page_number(paragraph: Any) -> None:
    """页码 — 1 — as a field."""
    paragraph.add_run("— ")
    run = paragraph.add_run()
    for part in ("begin", None, "end"):
        if part:
            run._r.append(element("w:fldChar", fldCharType=part))
        else:
            code = OxmlElement("w:instrText")
            code.text = "PAGE"
            run._r.append(code)
    paragraph.add_run(" —")


def steady(package: bytes) -> bytes:
    """定时 The same package with all times in the archive set to its epoch: equal input, equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            plain = zipfile.ZipInfo(item.filename, date_time=ZIP_EPOCH)
            plain.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(plain, source.read(item.filename))
    return out.getvalue()


def text_of(paragraph: Any) -> str:
    """段落文字 What a reader sees: deletions under change tracking are not read, insertions are."""
    pieces: list[str] = []
    moved = {t for source in paragraph.iter(qn("w:moveFrom")) for t in source.iter(qn("w:t"))}
    for node in paragraph.iter():
        if node in moved:
            continue
        if node.tag == qn("w:t"):
            pieces.append(node.text or "")
        elif node.tag == qn("w:tab"):
            pieces.append(" ")
        elif node.tag in (qn("w:br"), qn("w:cr")):
            pieces.append("\n")
    return "".join(pieces).strip()
