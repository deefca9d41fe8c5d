"""精确分数 Exact shares of a count: "以上" includes the number, "超过" does not (民法典 第一千二百五十九条).

Nothing here rounds: count/base is held against num/den by multiplying whole numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Operator = Literal[">", ">="]
_SPELLING = re.compile(r"(>=|>)\s*(\d+)\s*/\s*(\d+)")
_NUMERALS = "零一二三四五六七八九十"


def passes(count: int, base: int, num: int, den: int, op: str) -> bool:
    """是否达到 Whether `count` of `base` reaches num/den. An empty base never passes.

    Raises ValueError for negative counts, for a base smaller than the count and for an operator other than > and >=.
    """
    if not 0 <= count <= base:
        raise ValueError(f"{count} of {base} is no share of anything")
    if den <= 0 or num < 0:
        raise ValueError(f"{num}/{den} is no fraction")
    if base == 0:
        return False
    if op == ">":
        return count * den > num * base
    if op == ">=":
        return count * den >= num * base
    raise ValueError(f"operator {op!r}: only > (超过) and >= (以上)")


@dataclass(frozen=True)
class Share:
    """比例 A fraction with its operator, written ">=2/3" (三分之二以上) or ">1/2" (超过二分之一)."""

    num: int
    den: int
    op: Operator

    @classmethod
    def parse(cls, text: str) -> Share:
        """读比例 Raises ValueError for any other spelling, and for a zero or improper fraction."""
        found = _SPELLING.fullmatch(text.strip())
        if not found:
            raise ValueError(f"“{text}” is no share; write >=2/3 or >1/2")
        op, num, den = found.groups()
        if not 0 < int(num) <= int(den):
            raise ValueError(f"“{text}” must lie above 0 and at most at 1")
        return cls(int(num), int(den), op)  # type: ignore[arg-type]

    def passed_by(self, count: int, base: int) -> bool:
        """达到 Whether `count` of `base` passes this share."""
        return passes(count, base, self.num, self.den, self.op)

    def needed(self, base: int) -> int | None:
        """最少人数 The smallest count that passes, by trying each; None when even all do not."""
        return next((n for n in range(base + 1) if self.passed_by(n, base)), None)

    def __str__(self) -> str:
        return f"{self.op}{self.num}/{self.den}"

    def words(self) -> str:
        """文字 “三分之二以上” or “超过二分之一”."""
        part = f"{_numeral(self.den)}分之{_numeral(self.num)}"
        return f"{part}以上" if self.op == ">=" else f"超过{part}"


def _numeral(number: int) -> str:
    return _NUMERALS[number] if number < len(_NUMERALS) else str(number)
