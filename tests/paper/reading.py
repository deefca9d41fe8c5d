"""验读 Reads a printed PDF back, the way a reader's program would."""

from __future__ import annotations

import io
from collections import Counter

import pdfplumber
from pypdf import PdfReader


def text(pdf: bytes) -> str:
    """All text in reading order, without line ends (a word may be broken over two lines)."""
    return "".join(page.extract_text().replace("\n", "") for page in PdfReader(io.BytesIO(pdf)).pages)


def in_order(whole: str, *words: str) -> bool:
    """Each word occurs after the one before it."""
    at = 0
    for word in words:
        at = whole.find(word, at)
        if at < 0:
            return False
    return True


def baselines(pdf: bytes, page: int, left: float = 70, right: float = 530) -> list[float]:
    """Vertical positions of the lines of a page, from the top, in points; page numbers left out."""
    found: Counter[float] = Counter()

    def visit(words: str, cm: list[float], tm: list[float], *_: object) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if words.strip() and left <= x <= right:
            found[round(841.89 - y, 2)] += 1

    PdfReader(io.BytesIO(pdf)).pages[page].extract_text(visitor_text=visit)
    return sorted(found)


def rightmost(pdf: bytes) -> float:
    """The right edge of the text, in points from the left edge of the paper, over all pages; punctuation squeezed at
    a line end keeps its full box and is not counted."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return max(char["x1"] for page in document.pages for char in page.chars if char["text"].isalnum())
