"""可编辑会议记录 Given out, edited, read back; a damaged file says what it lacks."""

from __future__ import annotations

import io
from copy import deepcopy

import pytest
from docx import Document
from docx.oxml.ns import qn

from liuhen.ui.paper.docx import BrokenRecord, read_record, write_record
from tests.paper import samples


def row(document, code: str):
    """The row whose label begins with this number."""
    found = (row for table in document.tables for row in table.rows)
    return next(row for row in found if row.cells[0].text.startswith(f"〔{code}〕"))


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def retyped(content: bytes, code: str, text: str) -> bytes:
    document = Document(io.BytesIO(content))
    row(document, code).cells[1].text = text
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
    edited = read_record(retyped(before, "1.4", "建议分期，#资金$另议*。"), before)
    untouched = read_record(before)
    assert edited.items[0].opinions[2] == "建议分期，#资金$另议*。"
    assert edited.items[0].opinions[:2] == untouched.items[0].opinions[:2]
    assert edited.items[1:] == untouched.items[1:] and edited.strays == []


def test_several_paragraphs_in_a_section_are_kept_apart() -> None:
    document = Document(io.BytesIO(write_record(samples.record())))
    cell = row(document, "2.10").cells[1]
    cell.text = "第一点。"
    cell.add_paragraph("第二点。")
    assert read_record(saved(document)).items[1].discussion == ["第一点。", "第二点。"]


def test_row_twice_is_refused_by_name() -> None:
    document = Document(io.BytesIO(write_record(samples.record())))
    once = row(document, "1.1")._tr
    once.addnext(deepcopy(once))
    with pytest.raises(BrokenRecord, match="议题1汇报情况出现了两次"):
        read_record(saved(document))


def test_missing_sections_are_listed_by_name() -> None:
    document = Document(io.BytesIO(write_record(samples.record())))
    for code in ("1.3", "0.2"):
        gone = row(document, code)._tr
        gone.getparent().remove(gone)
    with pytest.raises(BrokenRecord, match="地点、议题1第2位表态") as broken:
        read_record(saved(document))
    assert broken.value.missing == ["地点", "议题1第2位表态"]


def test_text_typed_outside_the_sections_is_reported() -> None:
    content = write_record(samples.record())
    document = Document(io.BytesIO(content))
    document.add_paragraph("补充：会后又议。")
    fixed = (row for table in document.tables for row in table.rows)
    next(row for row in fixed if row.cells[0].text == "应到、实到").cells[1].text = "应到12人，实到12人"
    row(document, "1.2").cells[0].text = "〔1.2〕李淑芬：不同意"
    wrong = ["补充：会后又议。", "应到、实到：应到12人，实到12人", "〔1.2〕李淑芬：不同意"]
    assert read_record(saved(document), content).strays == wrong


def test_deletions_under_change_tracking_are_not_read() -> None:
    document = Document(io.BytesIO(write_record(samples.record())))
    run = row(document, "1.1").cells[1].paragraphs[0].runs[0]
    run._r.find(qn("w:t")).tag = qn("w:delText")
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
