"""会议纪要 The printed minutes: words, geometry, PDF/A, and what must not happen to data."""

from __future__ import annotations

import hashlib
import io
from itertools import pairwise

import pytest
from pypdf import PdfReader

from liuhen.ui.paper import PrintError, render
from tests.paper import reading, samples

HEAD = ["中共示例县委常委会", "会议纪要", "〔2026〕7号", "县委常委会第7次会议纪要", "（2026年11月20日）"]
TAIL = ["一、审议《城区老旧小区改造项目实施方案》", "（一）动议与前置程序。", "（二）讨论与表态。"]
TAIL += ["二、通报应急处置事项", "出席：王建国、李淑芬、张燚", "请假：", "列席：", "（附注：未录音10分钟"]
TAIL += ["抄送：县委常委", "2026年11月22日印发"]
MARKUP = ['#panic("x")', "$x^2$", "*粗* _斜_", "\\ @ref <lab> `c`", "//注 /*注*/", "= 题", "${x}"]


@pytest.fixture(scope="module")
def printed():
    return render("minutes", samples.minutes(), attachments={"纪要数据.json": b'{"number":7}'})


def test_words_stand_in_the_order_of_the_standard(printed) -> None:
    whole = reading.text(printed.pdf)
    assert reading.in_order(whole, *HEAD)
    assert reading.in_order(whole, *TAIL)


def test_page_is_twenty_two_lines_of_twenty_eight_characters() -> None:
    data = samples.minutes(sections=[{"heading": "长文", "paragraphs": [{"text": "中" * 1500}]}])
    pdf = render("minutes", data).pdf
    lines = reading.baselines(pdf, 1)[:-1]  # the last is the page number
    pitches = [below - above for above, below in pairwise(lines)]
    assert len(lines) == 22
    assert all(abs(pitch - 225 / 22 * 72 / 25.4) < 0.02 for pitch in pitches)
    assert PdfReader(io.BytesIO(pdf)).pages[1].extract_text().splitlines()[0] == "中" * 28


def test_fallback_character_does_not_disturb_the_lines() -> None:
    text = "中" * 60 + "𬺈㸚" + "中" * 700
    pdf = render("minutes", samples.minutes(sections=[{"heading": "罕", "paragraphs": [{"text": text}]}])).pdf
    lines = reading.baselines(pdf, 1)[:-1]
    assert all(28.9 < below - above < 29.1 for above, below in pairwise(lines))


def test_red_head_begins_thirty_five_millimetres_down_and_rule_is_red(printed) -> None:
    first = reading.baselines(printed.pdf, 0)[0]
    assert (37 + 35) * 72 / 25.4 < first < (37 + 35 + 20) * 72 / 25.4


def test_is_pdf_a_3b_and_says_which_fonts(printed) -> None:
    reader = PdfReader(io.BytesIO(printed.pdf))
    xmp = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in xmp and "<pdfaid:conformance>B</pdfaid:conformance>" in xmp
    assert "Liuhen Song" in reader.metadata["/Keywords"]
    assert "LiuhenSong-Regular" in printed.fonts and "LiuhenHei-Regular" in printed.fonts
    assert printed.pages == len(reader.pages)


def test_attachment_comes_back_as_it_was(printed) -> None:
    attached = PdfReader(io.BytesIO(printed.pdf)).attachments
    assert attached["纪要数据.json"] == [b'{"number":7}']


def test_equal_input_gives_equal_bytes() -> None:
    once, again = (render("minutes", samples.minutes()).pdf for _ in range(2))
    assert hashlib.sha256(once).hexdigest() == hashlib.sha256(again).hexdigest()
    assert render("minutes", samples.minutes(title="另一次")).pdf != once


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_data_is_only_text(text: str) -> None:
    whole = reading.text(render("minutes", samples.minutes(intro=text, title=text, present=[text])).pdf)
    assert whole.replace(" ", "").count(text.replace(" ", "")) == 3


def test_character_without_glyph_is_named_never_silent() -> None:
    printed = render("minutes", samples.minutes(intro="参会人：\U0002b7f7😀和\U0002b7f7。"))
    assert printed.missing == ["\U0002b7f7", "😀"]
    whole = reading.text(printed.pdf)
    assert "〓〓和〓" in whole and "U+2B7F7、U+1F600" in whole


def test_text_direction_and_control_characters_are_dropped() -> None:
    printed = render("minutes", samples.minutes(intro="甲\u202e乙\x00丙\x07丁\ufeff"))
    assert "甲乙丙丁" in reading.text(printed.pdf) and printed.missing == []


def test_every_listed_name_character_is_in_the_bundle() -> None:
    assert render("minutes", samples.minutes(present=["燚喆堃翀淼犇垚彧珺祎昇頔赟"])).missing == []


def test_empty_lists_and_long_names_still_print() -> None:
    bare = samples.minutes(present=[], absent=[], observers=[], marks=[], distribution=[], sections=[], intro="")
    assert render("minutes", bare).pages == 1
    long = samples.minutes(issuing_body="中国共产党某某省某某自治州某某各族自治县委员会常务委员会扩大会议" * 2)
    assert render("minutes", long).pages >= 1


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".."])
def test_attachment_names_are_only_names(name: str) -> None:
    with pytest.raises(PrintError):
        render("minutes", samples.minutes(), attachments={name: b""})


def test_faults_are_said_in_words() -> None:
    with pytest.raises(PrintError, match="日期"):
        render("minutes", samples.minutes(date=""))
    with pytest.raises(PrintError, match="模板"):
        render("../minutes", samples.minutes())
    with pytest.raises(PrintError, match="排版"):
        render("minutes", {"date": "2026-11-20"})
