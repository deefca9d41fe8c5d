"""Every macro says what it must, keeps what was typed, and never ends dead."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.test import RequestFactory

from liuhen.kit.refusals import BadInput
from liuhen.ui.forms import Kept

Show = Callable[..., str]
EARLY = datetime(2026, 11, 22, 2, 45, tzinfo=UTC)
LATE = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
ENTRY = SimpleNamespace(id="0199f3c2-7b1e-7c55-9a10-3d2f5b6a7c81", leaf_hash="9f3c" + "0" * 56 + "a1e7")


def test_page_head_leaves_out_actions_that_lead_nowhere(show: Show) -> None:
    page = show('{{ ui.page_head("动议", "2026 年度", [("导出", "/x", ""), ("登记", "", "primary")]) }}')
    assert "<h1>动议</h1>" in page and 'href="/x"' in page and "登记" not in page


def test_field_keeps_value_and_names_the_error(show: Show) -> None:
    kept = Kept({"title": "城北"}, {"title": "请写明议题"})
    page = show('{{ ui.field("title", "议题", kept, hint="写全称") }}', kept=kept)
    assert 'value="城北"' in page and 'aria-invalid="true"' in page
    assert 'aria-describedby="f-title-hint f-title-error"' in page and 'id="f-title-error">请写明议题' in page


def test_a_password_is_never_sent_back(show: Show) -> None:
    assert "s3cret" not in show('{{ ui.field("pin", "口令", kept, type="password") }}', kept=Kept({"pin": "s3cret"}))


@pytest.mark.parametrize("macro", ["radios", "stance_buttons"])
def test_one_choice_is_kept(show: Show, macro: str) -> None:
    choices = [("yes", "同意"), ("no", "不同意")]
    page = show(f'{{{{ ui.{macro}("s", "表态", choices, kept) }}}}', choices=choices, kept=Kept({"s": "no"}))
    assert re.findall(r'value="(\w+)" checked', page) == ["no"]


def test_no_stance_is_chosen_beforehand(show: Show) -> None:
    page = show('{{ ui.stance_buttons("s", "表态", [("yes", "同意"), ("no", "不同意")]) }}')
    assert " checked" not in page and page.count(" required") == 2


def test_several_choices_are_kept(show: Show) -> None:
    kept = Kept({"g": ["a", "c"]})
    page = show('{{ ui.checks("g", "程序", [("a", "甲"), ("b", "乙"), ("c", "丙")], kept) }}', kept=kept)
    assert re.findall(r'value="(\w+)" checked', page) == ["a", "c"]


def test_select_and_textarea_keep_their_values(show: Show) -> None:
    kept = Kept({"kind": "2", "words": "\n第一行"})
    assert 'value="2" selected' in show('{{ ui.select("kind", "类别", [(1, "甲"), (2, "乙")], kept) }}', kept=kept)
    # The browser drops one line break after the tag; a second keeps the person's own.
    assert ">\n\n第一行</textarea>" in show('{{ ui.textarea("words", "理由", kept) }}', kept=kept)


def test_upload_and_submit(show: Show) -> None:
    assert 'type="file" accept=".pdf" multiple' in show('{{ ui.upload("f", "附件", accept=".pdf", multiple=true) }}')
    page = show('{{ ui.submit("登记", cancel="/back", name="act", value="go", note="登记即入账") }}')
    assert 'name="act" value="go">登记' in page and 'href="/back"' in page and "登记即入账" in page


def test_table_cells_know_their_columns(show: Show) -> None:
    page = show(
        '{% call(r) ui.table(["编号", {"label": "金额", "num": true}], rows) %}'
        "<td>{{ r.0 }}</td><td>{{ r.1 }}</td>{% endcall %}",
        rows=[("甲", "1.00")],
    )
    assert '<td data-label="编号">甲</td><td data-label="金额" class=num>1.00</td>' in page


def test_table_of_plain_rows_shows_unknown(show: Show) -> None:
    page = show('{{ ui.table(["编号", "评价"], [["甲", none]]) }}')
    assert '<td data-label="评价">未知</td>' in page


def test_an_empty_table_says_so(show: Show) -> None:
    assert "暂无记录" in show('{{ ui.table(["编号"], []) }}')
    assert "没有逾期" in show('{{ ui.table(["编号"], [], empty="没有逾期") }}')


def test_a_wide_table_scrolls_in_its_own_box(show: Show) -> None:
    page = show('{{ ui.table(["编号"], [["甲"]], caption="宽表", wide=true) }}')
    assert 'tabindex="0" role="region" aria-label="宽表"' in page and "cards" not in page


def test_facts_show_unknown_but_keep_zero(show: Show) -> None:
    page = show('{{ ui.facts([("评价", none), ("逾期", 0)]) }}')
    assert "<dt>评价</dt><dd>未知</dd>" in page and "<dt>逾期</dt><dd>0</dd>" in page


def test_pagination_keeps_the_search(show: Show) -> None:
    request = RequestFactory().get("/", {"q": "棚改", "page": "2"})
    page = show("{{ ui.pagination(page, request) }}", page=Paginator(range(1412), 20).page(2), request=request)
    assert "?q=%E6%A3%9A%E6%94%B9&amp;page=3" in page and "第 2 页，共 71 页，1,412 条" in page


def test_todo_names_state_and_deadline(show: Show) -> None:
    item = {"title": "签署", "url": "/s", "state": ("due", "临期"), "due": EARLY, "action": "核对签名"}
    page = show("{{ ui.todo([item]) }}", item=item)
    assert "临期" in page and "2026年11月22日 10:45" in page and "核对签名" in page


def test_figures_show_their_base_and_unknown(show: Show) -> None:
    items = [{"label": "责任书", "value": 18272, "unit": "份", "note": "应签 18,310"}, {"label": "评价", "value": None}]
    page = show("{{ ui.figures(items) }}", items=items)
    assert "18,272<small>份</small>" in page and "应签 18,310" in page and "未知" in page


def test_a_colour_always_has_its_word(show: Show) -> None:
    assert show('{{ ui.state("bad", "已逾期") }}') == '<span class="state is-bad">已逾期</span>'


def test_timeline_shows_both_clocks_and_the_gap(show: Show) -> None:
    page = show(
        '{% call ui.timeline("经过") %}{% call ui.line("审查", early, late, "司法局", entry, ("due", "迟")) %}'
        '{{ ui.missing("未录音 10 分钟") }}{% endcall %}{% endcall %}',
        early=EARLY, late=LATE, entry=ENTRY,
    )  # fmt: skip
    for words in ("11月22日 10:45", "11月24日 09:00", "隔 1 天 22 小时 入账", "未录音 10 分钟", "9f3c…a1e7"):
        assert words in page


def test_proof_mark_leads_to_the_entry_or_says_there_is_none(show: Show) -> None:
    assert f'href="/entries/{ENTRY.id}"' in show("{{ ui.proof_mark(entry) }}", entry=ENTRY)
    assert "未入账" in show("{{ ui.proof_mark(none) }}")


def test_a_shared_part_without_a_route_is_no_dead_link(show: Show, settings: object) -> None:
    settings.UI_ROUTES = {}  # type: ignore[attr-defined]
    page = show("{{ ui.proof_mark(entry) }}{{ ui.refusal(refusal) }}", entry=ENTRY, refusal={"rule": "x"})
    assert "href" not in page


def test_download_shows_the_whole_digest(show: Show) -> None:
    page = show('{{ ui.download("纪要.pdf", "/f", digest, 2048, "PDF") }}', digest=ENTRY.leaf_hash)
    assert ENTRY.leaf_hash in page and "2\u00a0KB" in page


def test_tabs_steps_progress_notice_empty_live(show: Show) -> None:
    assert 'aria-current="page">全部 <span class="tab-count">1,200</span>' in show(
        '{{ ui.tabs([("全部", "/", true, 1200), ("没有", "", false)]) }}'
    )
    steps = show('{{ ui.stepper([{"label": "动议", "state": "done"}, {"label": "查究"}]) }}')
    assert "已完成" in steps and "未到" in steps
    assert '<progress value="6" max="9"' in show('{{ ui.progress(6, 9, "已表态") }}')
    assert 'role="alert"' in show('{{ ui.notice("坏", "bad") }}')
    assert 'href="/ui/"' in show('{{ ui.empty("还没有议题。") }}')
    assert 'data-live-version="7"' in show('{% call ui.live("/l", 7) %}…{% endcall %}')


def test_refusal_says_what_which_rule_and_what_next(show: Show) -> None:
    given = {"rule": "speaks-last", "title": "末位表态", "quote": "末位发言", "source": "第三条"}
    given |= {"message": "还不能表态", "next": "请等待"}
    page = show("{{ ui.refusal(refusal) }}", refusal={"error": given})
    for words in (
        "还不能表态",
        "末位表态",
        "（第三条）",
        '<blockquote lang="zh">末位发言<',
        "/rules/speaks-last",
        "请等待",
    ):
        assert words in page


def test_a_refusal_straight_from_an_action_is_shown_too(show: Show) -> None:
    page = show("{{ ui.refusal(r) }}", r=BadInput("r1", "填写有误", next_step="请改正", fields={"title": "请写明"}))
    assert "填写有误" in page and '<a href="#f-title">请写明</a>' in page and "请改正" in page
