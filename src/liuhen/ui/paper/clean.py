"""净化 Makes any text printable: nothing invisible goes on paper, nothing unprintable goes unnoticed."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from typing import Any

SUBSTITUTE = "〓"  # the compositor's sign for a missing sort


class Cleaner:
    """净化器 Cleans a tree of data and collects the characters no font has, in order of appearance."""

    def __init__(self, covered: Collection[int]) -> None:
        self.covered = covered
        self.missing: dict[str, None] = {}

    def value(self, value: Any) -> Any:
        """A copy of a JSON value with every string in it cleaned; keys are the programmer's and stay."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {key: self.value(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.value(item) for item in value]
        return value

    def text(self, text: str) -> str:
        """Composed (NFC) text without control and format characters; 〓 for what no font can draw."""
        composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
        return "".join(self._character(c) for c in composed if not invisible(c))

    def _character(self, c: str) -> str:
        if c == "\n" or ord(c) in self.covered:
            return c
        if c.isspace():
            return " "
        self.missing[c] = None
        return SUBSTITUTE


def invisible(c: str) -> bool:
    """不可见 Control, format and variation signs; text direction too: a line must read as it is stored."""
    if c == "\n":
        return False
    return unicodedata.category(c) in ("Cc", "Cf", "Cs") or 0xFE00 <= ord(c) <= 0xFE0F or 0xE0100 <= ord(c) <= 0xE01EF


def named(characters: Iterable[str]) -> list[str]:
    """编码 'U+2CE88' for each character: what cannot be drawn can still be named."""
    return [f"U+{ord(c):04X}" for c in characters]
