"""读回会议记录 Reads the sections a recorder edited out of an uploaded .docx, or says exactly what is missing."""

from __future__ import annotations

import io
import zipfile
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
    """编辑后文字 `strays` is text typed outside every section (only when the original was given): not taken over."""

    time: str
    place: str
    recorder: str
    remarks: str
    items: list[EditedItem]
    strays: list[str] = field(default_factory=list)


def read_record(content: bytes, original: bytes | None = None) -> Edited:
    """读回 The edited text per section. `original` is what write_record gave out: with it, text typed outside the
    sections, or changed there, is reported. Raises BrokenRecord.
    """
    document = opened(content)
    body = document.element.body
    counts = opinions_per_item(document)
    wanted = list(keys(counts))
    found = {key: lines for key in wanted if (lines := section(body, key)) is not None}
    missing = [titled(key) for key in wanted if key not in found]
    if missing:
        raise BrokenRecord("上传的会议记录缺少以下部分：" + "、".join(missing), missing)
    joined = {key: "\n".join(lines) for key, lines in found.items()}
    items = [edited_item(number, opinions, found, joined) for number, opinions in enumerate(counts, start=1)]
    plain = {key: joined[key] for key in ("time", "place", "recorder", "remarks")}
    return Edited(**plain, items=items, strays=strays(body, original) if original else [])


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
    """结构 How many opinions each item has, as written into the file when it was handed out."""
    try:
        return [int(n) for n in document.core_properties.keywords.split(",") if n]
    except ValueError as wrong:
        raise BrokenRecord("文件属性中的结构说明已被改动，请重新下载后编辑。") from wrong


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


def bookmark_name(key: str) -> str:
    """书签名 Letters, digits and underscores only, at most 40."""
    return "lh_" + key.replace("/", "_")


def section(body: Any, key: str) -> list[str] | None:
    """一个部分 Its paragraphs: from the content control, else from the bookmark, else None."""
    for sdt in body.iter(qn("w:sdt")):
        tag = sdt.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        if tag is not None and tag.get(qn("w:val")) == key:
            return [tidy(text_of(p)) for p in sdt.iter(qn("w:p"))]
    return bookmarked(body, bookmark_name(key))


def bookmarked(body: Any, name: str) -> list[str] | None:
    """书签之内 The paragraphs from the one where the bookmark starts to the one where it ends."""
    start = next((b for b in body.iter(qn("w:bookmarkStart")) if b.get(qn("w:name")) == name), None)
    if start is None:
        return None
    number, inside, lines = start.get(qn("w:id")), False, []
    for paragraph in body.iter(qn("w:p")):
        inside = inside or start in list(paragraph.iter(qn("w:bookmarkStart")))
        if inside:
            lines.append(tidy(text_of(paragraph)))
        if inside and any(e.get(qn("w:id")) == number for e in paragraph.iter(qn("w:bookmarkEnd"))):
            return lines
    return None


def strays(body: Any, original: bytes) -> list[str]:
    """框外文字 Paragraphs outside the sections that the original does not have."""
    known = set(outside(Document(io.BytesIO(original)).element.body))
    return [line for line in outside(body) if line and line not in known]


def outside(body: Any) -> list[str]:
    """框外段落 Paragraphs in no content control and no bookmark of ours."""
    own = [text_of(p) for p in body.findall(qn("w:p")) if not _holds_our_bookmark(p)]
    return [tidy(line) for line in own]


def _holds_our_bookmark(paragraph: Any) -> bool:
    return any(b.get(qn("w:name"), "").startswith("lh_") for b in paragraph.iter(qn("w:bookmarkStart")))


def tidy(text: str) -> str:
    """净文 Without invisible characters: they would make a text differ that reads the same."""
    return "".join(c for c in text if not invisible(c)).strip()
