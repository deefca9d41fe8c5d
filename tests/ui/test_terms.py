"""Words of the glossary in headings: explained in one Chinese sentence, with a keyboard or a finger, without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from django.template import engines
from django.utils.translation import override
from markupsafe import Markup
from playwright.sync_api import expect

from liuhen.ui import terms
from tests.ui.conftest import SOURCE

ROOT = SOURCE.parents[1]
GLOSSARY = yaml.safe_load((ROOT / "docs" / "glossary.yaml").read_text(encoding="utf-8"))["words"]
HEAD = re.compile(r'page_head\(_\("([^"]+)"\)')


def shown(words: str) -> str:
    return str(engines["pages"].from_string(f'{{% import "ui/parts.html" as ui %}}{words}').render({}))


@pytest.mark.parametrize("code", sorted(terms.sentences()))
def test_a_sentence_is_plain_chinese_about_a_known_word(code: str) -> None:
    said = terms.sentences()[code]
    assert code in GLOSSARY
    assert said.endswith("。") and len(said) <= 60 and not re.search(r"[A-Za-z]", said)


def test_a_page_whose_title_is_a_word_explains_it() -> None:
    zh = {word["zh"]: code for code, word in GLOSSARY.items()}
    titles = {
        title for path in SOURCE.glob("**/templates/**/*.html") for title in HEAD.findall(path.read_text("utf-8"))
    }
    assert sorted(title for title in titles if title in zh and zh[title] not in terms.sentences()) == []


def test_the_longest_word_wins_and_ours_alone_are_looked_at() -> None:
    assert [term for term, _ in terms.terms_in(Markup("初始动议人与存证记录"))] == ["初始动议人", "存证记录"]
    assert terms.terms_in("存证记录") == (), "somebody's own title"
    assert terms.terms_in(Markup("存证记录一览"), whole=True) == ()
    assert terms.terms_in(Markup("工作台")) == ()


def test_a_heading_carries_its_explanation() -> None:
    page = shown('{{ ui.page_head(_("决策档案")) }}')
    assert "<details" in page and "离开系统也能校验" in page and "<h1>决策档案</h1>" in page
    assert "<details" not in shown('{{ ui.page_head("决策档案") }}')
    assert "任何人都可以自己验算" in shown('{{ ui.section_head(_("收录证明")) }}')
    assert "<details" not in shown('{{ ui.section_head(_("收录证明一览")) }}')


def test_in_the_language_of_the_page() -> None:
    with override("zh-hant"):
        assert (
            terms.terms_in(Markup("決策檔案"))[0][1]
            == "一件決策從動議到後果的全部記錄，可以整卷導出，離開系統也能校驗。"
        )
    with override("en"):
        term, says = terms.terms_in(Markup("Inclusion proof of an entry"))[0]
        assert term == "inclusion proof" and "Not:" in says


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_with_a_keyboard_and_without_script(new_context: Callable[..., Any]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/ui/")
    mark = page.locator("main .term summary").first
    expect(mark).to_be_visible()
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("main .term p").first).to_be_visible()
