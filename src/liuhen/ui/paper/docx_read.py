"""读回会议记录 Reads the sections a recorder edited out of an uploaded .docx, or says exactly what is missing."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from liuhen.ui.paper.clean import invisible
from liuhen.ui.paper.ooxml import text_of

CATEGORY = "liuhen.record/1"
MOST_BYTES = 20 * 1024 * 1024  # unpacked; a record of words is far smaller


class BrokenRecord(ValueError):
    """记录文件不完整 `missing` lists the sections that are not in the file."""

    def __init__(self, message: str, missing: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.missing = list(missing)


@dataclass
class EditedItem:
    """议题文字 What may have been edited in one item; `opinions` in the order of the original."""

    report: str
    opinions: list[str]
    discussion: list[str]
    outcome: str


@dataclass
class Edited:
    """编辑后文字 `strays` is text typed or changed outside the editable cells (told only when the
    original was given); it is not taken over.
    """

    time: str
    place: str
    recorder: str
    remarks: str
    items: list[EditedItem]
    strays: list[str] = field(default_factory=list)


def read_record(content: bytes, original: bytes | None = None) -> Edited:
    """读回 The edited text per section. `original` is what write_record gave out: with it, whatever was typed or
    changed outside the editable cells is reported. Raises BrokenRecord.
    """
    document = opened(content)
    source = opened(original) if original else None
    counts = opinions_per_item(source or document)
    found = cells(document, wanted := coded(counts))
    missing = [titled(key) for key in wanted.values() if key not in found]
    if missing:
        raise BrokenRecord("上传的会议记录缺少以下部分：" + "、".join(missing), missing)
    joined = {key: "\n".join(lines) for key, lines in found.items()}
    items = [edited_item(number, opinions, found, joined) for number, opinions in enumerate(counts, start=1)]
    plain = {key: joined[key] for key in ("time", "place", "recorder", "remarks")}
    return Edited(**plain, items=items, strays=strays(document, source, wanted) if source else [])


def edited_item(number: int, opinions: int, found: dict[str, list[str]], joined: dict[str, str]) -> EditedItem:
    """议题 The four kinds of section of one item."""
    key = f"item/{number}"
    words = [joined[f"{key}/opinion/{order}"] for order in range(1, opinions + 1)]
    discussion = [line for line in found[f"{key}/discussion"] if line]
    return EditedItem(joined[f"{key}/report"], words, discussion, joined[f"{key}/outcome"])


def opened(content: bytes) -> Any:
    """打开 A .docx of ours, small enough to be read whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            size = sum(item.file_size for item in package.infolist())
        if size > MOST_BYTES:
            raise BrokenRecord("文件过大，不是会议记录。")
        document = Document(io.BytesIO(content))
    except BrokenRecord:
        raise
    except Exception as wrong:  # python-docx lets many kinds of error through for a damaged file
        raise BrokenRecord("无法读取：文件不是 .docx，或已损坏。") from wrong
    if document.core_properties.category != CATEGORY:
        raise BrokenRecord("这不是由本系统导出的会议记录，请下载后在其中编辑。")
    return document


def opinions_per_item(document: Any) -> list[int]:
    """结构 How many opinions each item has, as written into the file when it was handed out: '9-8-0'.

    LibreOffice puts spaces or commas between what it takes for keywords, so any separator is read.
    """
    return [int(n) for n in re.findall(r"\d+", document.core_properties.keywords)]


def keys(counts: list[int]) -> Iterator[str]:
    """各部分 The names of all sections of a record with these items."""
    yield from ("time", "place", "recorder")
    for number, opinions in enumerate(counts, start=1):
        yield f"item/{number}/report"
        yield from (f"item/{number}/opinion/{order}" for order in range(1, opinions + 1))
        yield from (f"item/{number}/discussion", f"item/{number}/outcome")
    yield "remarks"


def titled(key: str) -> str:
    """部分名称 'item/2/opinion/3' → '议题2第3位表态'."""
    names = {"time": "时间", "place": "地点", "recorder": "记录人", "remarks": "记录人说明"}
    if key in names:
        return names[key]
    _, number, kind, *order = key.split("/")
    if order:
        return f"议题{number}第{order[0]}位表态"
    return f"议题{number}" + {"report": "汇报情况", "discussion": "讨论情况", "outcome": "结论"}[kind]


def coded(counts: list[int]) -> dict[str, str]:
    """编号 The number printed before each editable cell: '0.1' the first of the head, '2.3' the third of item 2."""
    numbers: Counter[int] = Counter()
    codes: dict[str, str] = {}
    for key in keys(counts):
        group = int(key.split("/")[1]) if key.startswith("item/") else 0
        numbers[group] += 1
        codes[f"{group}.{numbers[group]}"] = key
    return codes


def rows(document: Any) -> Iterator[tuple[str, list[str]]]:
    """各行 (label, paragraphs of the last cell) of every row of every table."""
    for row in document.element.body.iter(qn("w:tr")):
        inside = [[tidy(text_of(p)) for p in cell.iter(qn("w:p"))] for cell in row.iter(qn("w:tc"))]
        if inside:
            yield "".join(inside[0]), inside[-1] if len(inside) > 1 else []


def cells(document: Any, wanted: dict[str, str]) -> dict[str, list[str]]:
    """可编辑格 Section → its paragraphs. The same number twice cannot be read either way."""
    found: dict[str, list[str]] = {}
    for label, lines in rows(document):
        key = wanted.get(code(label))
        if key in found:
            raise BrokenRecord(f"编号重复：{titled(key)}出现了两次，请只保留一处。", [titled(key)])
        if key:
            found[key] = lines
    return found


def code(label: str) -> str:
    """编号 '〔1.3〕赵喆：不同意' → '1.3'; '' when there is none."""
    match = re.match(r"〔(\d+\.\d+)〕", label)
    return match.group(1) if match else ""


def strays(document: Any, source: Any, wanted: dict[str, str]) -> list[str]:
    """框外文字 Lines outside the editable cells that the original does not have."""
    known = set(outside(source, wanted))
    return [line for line in outside(document, wanted) if line and line not in known]


def outside(document: Any, wanted: dict[str, str]) -> Iterator[str]:
    """框外 Paragraphs outside tables, labels, and cells that are not for editing."""
    for paragraph in document.element.body.iterchildren(qn("w:p")):
        yield tidy(text_of(paragraph))
    for label, lines in rows(document):
        yield label
        if code(label) not in wanted:
            yield from (f"{label}：{line}" for line in lines if line)


def tidy(text: str) -> str:
    """净文 Without invisible characters: they would make a text differ that reads the same."""
    return "".join(c for c in text if not invisible(c)).strip()
