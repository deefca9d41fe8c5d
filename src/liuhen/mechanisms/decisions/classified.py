"""涉密标志 A lint for marks of secrecy: the product is for networks without classified matter."""

from __future__ import annotations

import re

_MARKS = re.compile(
    r"(绝\s*密|机\s*密|秘\s*密)\s*[★☆※*]"
    r"|[【\[〔(（](绝密|机密|秘密)[】\]〕)）]"
    r"|密级\s*[:：]\s*(绝密|机密|秘密)"
)


def marked_classified(text: str) -> str:
    """密级标注 The mark found in a text, or "" when there is none."""
    found = _MARKS.search(text)
    return found.group(0) if found else ""
