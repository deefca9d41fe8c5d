"""The project's own files, as the tests of its habits see them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "liuhen"
# Made by tools, brought by others, or kept exactly as found.
FOREIGN = {"node_modules", "var", "vendor", "vectors", "sources", "__pycache__"}


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file of the project with its content."""
    for path in sorted(_walk(ROOT)):
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in FOREIGN:
            continue
        if path.is_dir() and path.name.startswith(".") and path.name != ".ci":
            continue  # tools keep their own things there
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def modules(folder: Path = SRC) -> Iterator[Path]:
    """Every Python file we wrote by hand."""
    return (path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts)
