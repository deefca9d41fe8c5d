"""表格助手 Marks each cell with its column's heading, so that a narrow screen can show rows as cards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

_CELL = re.compile(r"<td\b([^>]*)>")


def heading(head: object) -> str:
    """栏名 The word over a column; a head is a word or a mapping with `label`."""
    return str(head["label"] if isinstance(head, dict) else head)


def label_cells(cells: str, heads: Sequence[object]) -> Markup:
    """栏名入格 Adds `data-label` (and the column's class) to the `<td>`s of one row, in order."""
    seen = iter(heads)

    def mark(match: re.Match[str]) -> str:
        attributes = match[1]
        head = next(seen, None)
        if head is None or "data-label" in attributes:
            return match[0]
        number = isinstance(head, dict) and head.get("num") and "class=" not in attributes
        return f'<td data-label="{escape(heading(head))}"{" class=num" if number else ""}{attributes}>'

    return Markup(_CELL.sub(mark, str(cells)))
