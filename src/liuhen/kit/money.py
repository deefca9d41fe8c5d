"""金额 Money is an integer of 分 (1/100 元); text only at the edges."""

from __future__ import annotations

import re

_SPELLING = re.compile(r"-?\d{1,3}(,\d{3})*(\.\d{1,2})?|-?\d+(\.\d{1,2})?")


def yuan(fen: int) -> str:
    """元 The amount in 元 with thousands separators and two decimals: 123456 → "1,234.56"."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def fen(text: str) -> int:
    """分 Reads an amount in 元 written by a person. Raises ValueError when it is not one."""
    text = text.strip().replace("，", ",")
    if not _SPELLING.fullmatch(text):
        raise ValueError(f"“{text}”不是金额（元，最多两位小数）")
    whole, _, part = text.replace(",", "").lstrip("-").partition(".")
    amount = int(whole) * 100 + int(part.ljust(2, "0") or 0)
    return -amount if text.startswith("-") else amount
