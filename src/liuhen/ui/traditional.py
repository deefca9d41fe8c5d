"""繁体 Turns a zh-Hans sentence into zh-Hant: characters by OpenCC (s2hk), our own words by the override file.

s2hk and not s2twp: the latter also changes vocabulary, and 程序 (procedure) would become 程式 (program).
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

OVERRIDES = Path(__file__).parent / "locale" / "zh_Hant" / "overrides.txt"


@lru_cache(maxsize=1)
def overrides() -> dict[str, str]:
    """改译表 The override file: simplified phrase → traditional phrase."""
    lines = OVERRIDES.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line.strip() and not line.startswith("#"))
    return {simplified: traditional for simplified, traditional in pairs}


def convert(sentence: str) -> str:
    """转繁 The sentence in traditional characters; place holders such as %(n)s and {n} are left alone."""
    ours = overrides()
    return "".join(ours[piece] if piece in ours else _plain(piece) for piece in _phrases().split(sentence))


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(key) for key in sorted(overrides(), key=len, reverse=True)).join("()"))


@lru_cache(maxsize=1)
def _converter() -> Any:
    import opencc  # only the catalogue build needs it

    return opencc.OpenCC("s2hk")


def _plain(piece: str) -> str:
    return str(_converter().convert(piece))
