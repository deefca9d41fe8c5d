"""The catalogues: zh-Hans complete by construction, zh-Hant complete and well converted, en at 98 % and more."""

from __future__ import annotations

import re
import warnings

import pytest

from liuhen.ui import messages, traditional

HOLDER = re.compile(r"%\(\w+\)\w|%%|\{\w*\}")
# What a conversion word by word gets wrong in the language of offices.
WRONG = re.compile(
    "覈|籤[^籤]?名|[所試更]籤|錶|髮|麵|鬆|製度|控製|機製|乾[部預事]|複[核議函會]|批復|答復|皇後|銷燬|彙報|繫統"
    "|[説閲啓户衞綫羣醖]"
)


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    """Sentence → the files it stands in, in the tree as it is now."""
    return {m.id if isinstance(m.id, str) else m.id[0]: [f for f, _ in m.locations] for m in messages.extract() if m.id}


def test_every_sentence_is_chinese(found: dict[str, list[str]]) -> None:
    strange = [s for s, files in found.items() if not re.search(r"[\u4e00-\u9fff]", s)]
    assert not strange, f"message ids are the zh-Hans sentences: {strange}"


def test_traditional_is_complete(found: dict[str, list[str]]) -> None:
    have = {messages._id(m) for m in messages.load("zh_Hant") if m.id}
    assert not (rest := set(found) - have), f"run `make messages`; new: {sorted(rest)[:10]}"
    assert not messages.missing("zh_Hant")


def test_english_is_complete_for_the_page_parts(found: dict[str, list[str]]) -> None:
    lacking = set(messages.missing("en"))
    assert not [s for s, files in found.items() if s in lacking and any(f.startswith("ui/") for f in files)]
    rest = lacking | (set(found) - {messages._id(m) for m in messages.load("en") if m.id})
    assert len(rest) <= 0.02 * len(found), f"run `make messages` and translate: {sorted(rest)[:10]}"
    if rest:
        warnings.warn(f"en lacks {len(rest)} of {len(found)} sentences", stacklevel=1)


def test_english_has_no_chinese_left() -> None:
    # 未录音 is quoted as the record says it; 〔2026〕 is the form of a document number.
    said = {messages._id(m): str(m.string) for m in messages.load("en") if m.id and m.string}
    assert [words for words in said.values() if re.search(r"[\u4e00-\u9fff]", words.replace("未录音", ""))] == []


def test_traditional_has_no_wrong_conversion() -> None:
    said = [str(m.string) for m in messages.load("zh_Hant") if m.id]
    assert [words for words in said if WRONG.search(words)] == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_place_holders_survive_translation(language: str) -> None:
    for message in messages.load(language):
        if message.id and message.string:
            texts = [message.string] if isinstance(message.string, str) else message.string
            # English days need leading zeros: {month2} stands for {month}.
            wanted = sorted(HOLDER.findall(messages._id(message)))
            assert all(sorted(h.replace("2}", "}") for h in HOLDER.findall(text)) == wanted for text in texts)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_text(language: str, tmp_path: object) -> None:
    from io import BytesIO

    from babel.messages.mofile import write_mo

    made = BytesIO()
    write_mo(made, messages.load(language))
    assert made.getvalue() == messages.path(language).with_suffix(".mo").read_bytes()


@pytest.mark.parametrize(
    ("simplified", "expected"),
    [
        ("复核", "覆核"),
        ("提请复议", "提請復議"),
        ("答复与回复", "答覆與回覆"),
        ("程序", "程序"),
        ("干部", "幹部"),
        ("台账", "台賬"),
        ("记名表决", "記名表決"),
        ("表格里没有", "表格裏沒有"),
        ("试签；所签内容；更换签名口令；抽签", "試簽；所簽內容；更換簽名口令；抽籤"),
        ("征求意见，酝酿后汇报", "徵求意見，醞釀後匯報"),
        ("已销毁，启封说明", "已銷毀，啟封說明"),
        ("系统管理员请联系台账", "系統管理員請聯繫台賬"),
        ("申请回避，须回避表决、发生、发文、制度、控制台", "申請迴避，須迴避表決、發生、發文、制度、控制台"),
        ("已表态 %(n)s/{total} 人", "已表態 %(n)s/{total} 人"),
    ],
)
def test_traditional_words(simplified: str, expected: str) -> None:
    assert traditional.convert(simplified) == expected


def test_a_refusals_sentences_are_found() -> None:
    from io import BytesIO

    code = 'raise NotPermitted("r", "不能办理", next_step="请找本人", fields={"a": "请写明"})\n_("标题")\nf(f"x")'
    found = {m for _, _, m, _ in messages.extract_code(BytesIO(code.encode()), messages.KEYWORDS, [], {})}
    assert found == {"不能办理", "请找本人", "请写明", "标题"}


def test_words_of_closed_lists_and_tasks_are_found() -> None:
    from io import BytesIO

    code = (
        'class A(models.TextChoices):\n    """说明 x."""\n\n    B = "b", "同意"\n'
        'GATE_WORDS = {"x": "听证"}\nSTAGES = ("动议", 1)\nnote = "请核对"\n'
        'Todo(t, "r", i, "待签名" if a else "待核对", note)\nOTHER = "不取"'
    )
    found = {m for _, _, m, _ in messages.extract_code(BytesIO(code.encode()), messages.KEYWORDS, [], {})}
    assert found == {"同意", "听证", "动议", "请核对", "待签名", "待核对"}


def test_a_word_already_translated_is_not_translated_or_escaped_again() -> None:
    from django.utils.translation import override
    from markupsafe import Markup

    from liuhen.ui.jinja import said

    with override("en"):
        assert said("同意") == "Agree"
        assert said(Markup("the person&#39;s")) == Markup("the person&#39;s")
