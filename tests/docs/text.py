"""文档之文 What the tests of documents read: which files there are, their links and their commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
IMAGES = ROOT / "docs" / "manual" / "images"

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"```.*?```", re.DOTALL)
_CODE = re.compile(r"```(?:sh)?\n(.*?)```|`([^`\n]+)`", re.DOTALL)


def documents() -> list[Path]:
    """文档 Every document of the project."""
    places = (ROOT.glob("*.md"), *((ROOT / part).rglob("*.md") for part in ("docs", "src", "deploy", "rulebook")))
    return sorted(path for place in places for path in place)


def links(path: Path) -> Iterator[str]:
    """链接 Where a document points to; not what stands in its examples."""
    yield from _LINK.findall(_FENCE.sub("", path.read_text(encoding="utf-8")))


def anchors(path: Path) -> set[str]:
    """锚点 The headings of a document, as a link names them."""
    heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def code(path: Path) -> str:
    """代码 Everything a document shows as something to type."""
    return "\n".join(block or word for block, word in _CODE.findall(path.read_text(encoding="utf-8")))
