"""可编辑会议记录 Given out, edited, read back; a damaged file says what it lacks."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from liuhen.ui.paper.docx import BrokenRecord, read_record, write_record
from tests.paper import samples


def control(document, key: str):
    tags = document.element.body.iter(qn("w:tag"))
    return next(tag for tag in tags if tag.get(qn("w:val")) == key).getparent().getparent()


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def retyped(content: bytes, key: str, text: str) -> bytes:
    document = Document(io.BytesIO(content))
    first = next(control(document, key).iter(qn("w:p")))
    for run in first.findall(qn("w:r")):
        first.remove(run)
    run = document.add_paragraph(text)._p.find(qn("w:r"))
    first.append(run)
    return saved(document)


def without_controls(content: bytes) -> bytes:
    """What a program does that knows no content controls: it keeps the paragraphs."""
    document = Document(io.BytesIO(content))
    for sdt in list(document.element.body.iter(qn("w:sdt"))):
        for paragraph in list(sdt.iter(qn("w:p"))):
            sdt.addprevious(paragraph)
        sdt.getparent().remove(sdt)
    return saved(document)


def test_untouched_record_comes_back_as_it_was() -> None:
    data = samples.record()
    content = write_record(data)
    edited = read_record(content, content)
    assert (edited.time, edited.place, edited.remarks) == (data["time"], data["place"], "")
    assert [item.report for item in edited.items] == [item["report"] for item in data["items"]]
    assert edited.items[0].opinions == [o["words"] for o in data["items"][0]["opinions"]]
    assert edited.items[0].discussion == data["items"][0]["discussion"]
    assert edited.items[2].opinions == [] and edited.strays == []


def test_edited_words_come_back_and_nothing_else_moves() -> None:
    before = write_record(samples.record())
    edited = read_record(retyped(before, "item/1/opinion/3", "建议分期，#资金$另议*。"), before)
    untouched = read_record(before)
    assert edited.items[0].opinions[2] == "建议分期，#资金$另议*。"
    assert edited.items[0].opinions[:2] == untouched.items[0].opinions[:2]
    assert edited.items[1:] == untouched.items[1:] and edited.strays == []


def test_several_paragraphs_in_a_section_are_kept_apart() -> None:
    document = Document(io.BytesIO(write_record(samples.record())))
    content = control(document, "item/2/discussion").find(qn("w:sdtContent"))
    for text in ("第一点。", "第二点。"):
        content.append(document.add_paragraph(text)._p)
    assert read_record(saved(document)).items[1].discussion == ["第一点。", "第二点。"]


def test_program_that_drops_controls_leaves_the_bookmarks() -> None:
    content = write_record(samples.record())
    assert read_record(without_controls(content), content) == read_record(content)


def test_missing_sections_are_listed_by_name() -> None:
    document = Document(io.BytesIO(write_record(samples.record())))
    for key in ("item/1/opinion/2", "place"):
        sdt = control(document, key)
        sdt.getparent().remove(sdt)
    with pytest.raises(BrokenRecord, match="地点、议题1第2位表态") as broken:
        read_record(saved(document))
    assert broken.value.missing == ["地点", "议题1第2位表态"]


def test_text_typed_outside_the_sections_is_reported() -> None:
    content = write_record(samples.record())
    document = Document(io.BytesIO(content))
    document.add_paragraph("补充：会后又议。")
    next(p for p in document.paragraphs if p.text.startswith("应　到")).runs[0].text = "应　到：12人　实　到：12人"
    assert read_record(saved(document), content).strays == ["应　到：12人　实　到：12人", "补充：会后又议。"]


def test_deletions_under_change_tracking_are_not_read() -> None:
    document = Document(io.BytesIO(write_record(samples.record())))
    paragraph = next(control(document, "item/1/report").iter(qn("w:p")))
    run = paragraph.find(qn("w:r"))
    run.find(qn("w:t")).tag = qn("w:delText")
    assert read_record(saved(document)).items[0].report == ""


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04broken"])
def test_other_files_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(BrokenRecord, match="docx"):
        read_record(content)


def test_foreign_document_is_refused() -> None:
    with pytest.raises(BrokenRecord, match="不是由本系统导出"):
        read_record(saved(Document()))


def test_equal_data_give_equal_bytes_on_the_grid_of_the_standard() -> None:
    once, again = write_record(samples.record()), write_record(samples.record())
    assert once == again
    grid = Document(io.BytesIO(once)).sections[0]._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars" and grid.get(qn("w:linePitch")) == "580"


def test_control_characters_and_empty_records_do_not_break_the_file() -> None:
    data = samples.record(items=[], place="会议\x00室\u202e")
    assert read_record(write_record(data)).place == "会议室"
