"""名词释义 The words of the glossary that stand in a heading, with one sentence each, for whoever meets them first.

Only sentences of ours are looked at (what `_(…)` made): the title of somebody's matter explains itself.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

import yaml
from django.conf import settings
from markupsafe import Markup

from liuhen.ui import language

SENTENCES = Path(__file__).parent / "data" / "terms.yaml"
Explained = tuple[str, str]


@cache
def sentences() -> dict[str, str]:
    """释义 The Chinese sentences by the word's code."""
    found: dict[str, str] = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    return found


@cache
def words() -> dict[str, dict[str, str]]:
    """术语 The glossary's words by code, those with a sentence here."""
    known = yaml.safe_load(Path(settings.LIUHEN_GLOSSARY).read_text(encoding="utf-8"))["words"]
    return {code: known[code] for code in sentences() if code in known}


def terms_in(heading: object, *, whole: bool = False) -> tuple[Explained, ...]:
    """标题里的名词 Each word in a heading with its sentence. `whole`: only when the heading is that word."""
    return _found(heading.unescape(), whole, language.current()) if isinstance(heading, Markup) else ()


@lru_cache(maxsize=2048)
def _found(heading: str, whole: bool, code: str) -> tuple[Explained, ...]:
    rest, found = heading.casefold(), []
    for term, says in _longest_first(code):
        sought = term.casefold()
        if sought == rest if whole else sought in rest:
            rest = rest.replace(sought, "\0")  # 初始动议人 is not 初始动议 as well
            found.append((heading.casefold().index(sought), term, says))
    return tuple((term, says) for _, term, says in sorted(found))


@lru_cache(maxsize=4)
def _longest_first(code: str) -> list[Explained]:
    """Every word in the page's language with its sentence."""
    if code == "en":
        pairs = [(word["en"], f"{word['means']} Not: {word['is_not']}") for word in words().values()]
    else:
        pairs = [
            (language.either(word["zh"], ""), language.either(sentences()[key], "")) for key, word in words().items()
        ]
    return sorted(pairs, key=lambda pair: -len(pair[0]))
