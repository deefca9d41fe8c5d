"""用语检查 What every text and date typed here must be."""

from __future__ import annotations

import unicodedata
from datetime import date

from liuhen.kit.refusals import BadInput


def text(value: str, field: str, label: str, longest: int, *, required: bool = True) -> str:
    """一行文字 Trimmed, in NFC, without control characters, not too long. Raises BadInput naming the field."""
    value = unicodedata.normalize("NFC", value or "").strip()
    if required and not value:
        raise bad(field, f"请填写{label}")
    if len(value) > longest:
        raise bad(field, f"{label}最多{longest}字")
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Co") for letter in value if letter != "\n"):
        raise bad(field, f"{label}含有不能显示的字符")
    return value


def bad(field: str, message: str) -> BadInput:
    """填写有误 A refusal that points at one field."""
    return BadInput("platform.input", message, fields={field: message})


def in_order(first: date, second: date, field: str, message: str) -> None:
    """日期先后 Raises BadInput when the second day is before the first."""
    if second < first:
        raise BadInput("organs.dates-in-order", message, fields={field: message})
