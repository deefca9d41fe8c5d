"""The catalogues: zh-Hans complete by construction, zh-Hant complete, en complete for the page parts."""

from __future__ import annotations

import re
import warnings

import pytest

from liuhen.ui import messages, traditional

HOLDER = re.compile(r"%\(\w+\)\w|\{\w*\}")


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
    share = 1 - len(lacking) / len(found)
    if share < 1:
        warnings.warn(f"en has {share:.0%} of {len(found)} sentences", stacklevel=1)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_place_holders_survive_translation(language: str) -> None:
    for message in messages.load(language):
        if message.id and message.string:
            text = message.string if isinstance(message.string, str) else message.string[0]
            # English days need leading zeros: {month2} stands for {month}.
            assert {h.replace("2}", "}") for h in HOLDER.findall(text)} == set(HOLDER.findall(messages._id(message)))


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
