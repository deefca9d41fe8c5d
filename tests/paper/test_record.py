"""会议记录、决策档案、责任书 What must stand on the page, in which order, and what must be named as missing."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from liuhen.ui.paper import PrintError, render
from tests.paper import reading, samples


def printed(template: str, data: dict) -> str:
    return reading.text(render(template, data).pdf)


def test_record_says_who_when_where_and_what_each_said() -> None:
    whole = printed("record", samples.record())
    assert reading.in_order(
        whole, "时　间：", "2026年11月20日", "地　点：", "主　持：", "应　到：", "11人", "实　到：", "9人"
    )
    assert reading.in_order(whole, "请　假：", "冯远（出差）", "列　席：", "记　录：", "沈静", "一、审议", "汇报情况。")
    assert reading.in_order(
        whole, "审议意见。", "赵喆", "不同意", "资金来源没有落实", "末位表态", "表决结果。", "结　　果", "通过"
    )
    assert reading.in_order(
        whole, "二、研究", "周敏（配偶在竞买单位任职）回避", "本议题未表决", "三、通报", "（以下无内容）"
    )


def test_record_names_what_is_missing_where_it_is_missing() -> None:
    whole = printed("record", samples.record())
    assert reading.in_order(whole, "录　音：", "缺项", "会议通知送达冯远的回执未收到", "一、审议")
    assert reading.in_order(whole, "结论：", "缺项", "10时20分至10时30分未录音", "二、研究")
    assert reading.in_order(whole, "三、通报", "缺项", "本议题没有表态记录", "补记逾期1日")


def test_record_names_members_who_have_not_confirmed() -> None:
    whole = printed("record", samples.record())
    assert reading.in_order(whole, "核对签名", "王建国", "已确认", "赵喆", "已更正", "筹措资金", "郑海涛", "未确认")
    assert "尚未确认：郑海涛" in whole


def test_end_mark_stands_once_and_after_the_last_item() -> None:
    assert printed("record", samples.record()).count("（以下无内容）") == 1


def test_each_opinion_carries_its_times_and_its_place_in_the_book() -> None:
    late = samples.opinion(3, at="11月20日 09:03", recorded="11月20日 18:40")
    data = samples.record()
    data["items"] = [data["items"][0] | {"opinions": [late]}]
    assert reading.in_order(printed("record", data), "发生 11月20日 09:03", "入账 11月20日 18:40", "#1283 · 00005ccd")


def test_three_hundred_opinions_print_one_row_each() -> None:
    data = samples.record()
    data["items"][0]["opinions"] = [
        samples.opinion(n, name=f"代表{n:03}", words="资金" * (n % 40)) for n in range(1, 301)
    ]
    whole = printed("record", data)
    assert [f"代表{n:03}" in whole for n in range(1, 301)] == [True] * 300


def test_words_longer_than_a_page_are_not_cut_off() -> None:
    data = samples.record()
    data["items"][0]["opinions"] = [samples.opinion(1, words="鑫" * 3000 + "终")]
    whole = printed("record", data)
    assert whole.count("鑫") == 3000 and "终" in whole


def test_digest_without_spaces_stays_inside_the_page() -> None:
    digest = "9f3c2ab1" * 8
    pdf = render("record", samples.record(place=digest, recorder="x" * 300)).pdf
    assert digest in reading.text(pdf)
    assert reading.rightmost(pdf) < (210 - 26 + 1) * 72 / 25.4


def test_empty_record_still_says_that_it_is_empty() -> None:
    bare = samples.record(present=[], leave=[], observers=[], items=[], signatures=[], gaps=[], due=0, arrived=0)
    whole = printed("record", bare)
    assert reading.in_order(whole, "请　假：", "无", "列　席：", "无", "本次会议无议题记录", "没有核对签名")


def test_very_long_names_are_wrapped() -> None:
    name = "阿不都热合曼·买买提江·吐尔逊尼亚孜·阿卜杜拉·古丽巴哈尔"
    data = samples.record(chair=name * 3, present=[{"name": name}] * 9)
    data["items"][0]["opinions"] = [samples.opinion(1, name=name)]
    assert reading.rightmost(render("record", data).pdf) < (210 - 26 + 1) * 72 / 25.4


def test_dossier_reads_top_to_bottom_like_a_file() -> None:
    whole = printed("dossier", samples.dossier())
    assert reading.in_order(
        whole.replace(" ", ""), "决策档案", "城区老旧小区改造项目实施方案", "档　号：", "存证根", "本卷缺项", "一、动议"
    )
    assert reading.in_order(
        whole, "一、动议", "#1281", "三、前置程序", "公平竞争审查", "不适用", "六、表态", "末位表态"
    )
    assert reading.in_order(
        whole, "七、表决与计算", "应到会成员11人", "7×2＝14＞11×1＝11", "八、决议", "九、执行", "未到"
    )
    assert reading.in_order(
        whole, "十、结果查究", "未到", "（以下无内容）", "存证记录目录（共45条）", "1324", "校验说明", "verify.py"
    )


def test_dossier_part_without_content_is_an_omission_not_a_blank() -> None:
    whole = printed("dossier", samples.dossier(parts=[{"heading": "前置程序", "lines": []}], entries=[], gaps=[]))
    assert reading.in_order(whole, "一、前置程序", "缺项", "本部分没有记载")


def test_dossier_cover_has_a_code_and_no_page_number() -> None:
    pdf = render("dossier", samples.dossier(), attachments={"档案.json": b"{}", "存证.bin": bytes(range(256))}).pdf
    reader = PdfReader(io.BytesIO(pdf))
    assert "—" not in reader.pages[0].extract_text()
    assert reader.attachments["存证.bin"] == [bytes(range(256))]
    assert "内嵌附件：档案.json、存证.bin" in reading.text(pdf)


def test_code_that_cannot_be_encoded_is_refused_in_words() -> None:
    with pytest.raises(PrintError, match="二维码"):
        render("dossier", samples.dossier(qr="根" * 4000))


def test_letter_shows_who_has_signed_and_who_has_not() -> None:
    whole = printed("letter", samples.letter())
    assert reading.in_order(whole, "2026年度党风廉政建设责任书", "一、", "二、", "三、", "责任期限：", "签名", "未签")


@pytest.mark.parametrize("template", ["minutes", "record", "dossier", "letter"])
def test_every_template_is_deterministic_and_pdf_a_3b(template: str) -> None:
    data = getattr(samples, template)()
    once = render(template, data, attachments={"a.json": b"{}"})
    assert once.pdf == render(template, data, attachments={"a.json": b"{}"}).pdf
    assert b"<pdfaid:part>3" in PdfReader(io.BytesIO(once.pdf)).xmp_metadata.stream.get_data()
