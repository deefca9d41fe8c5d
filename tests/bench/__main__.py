"""Runs the benches: `python -m tests.bench [--quick] [SECTION…]`; prints one table of figures beside their bars.

Each section has a process and an empty database of its own. Absolute rates swing with the machine: read the ratios,
whose two sides were measured in turns within one run. `--quick` measures almost nothing and shows that all still works.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from unicodedata import east_asian_width

from tests import database
from tests.bench import figures
from tests.bench.figures import Figure

PLAIN, DEMO = "liuhen.config.settings", "liuhen.config.demo"


@dataclass(frozen=True)
class Section:
    """One part of the table: its heading, its module, and what it runs on."""

    title: str
    module: str
    settings: str = PLAIN
    postgres: bool = False
    durable: bool = False  # PostgreSQL waits for the disk, as in real work; tests of the same suite need not


SECTIONS: dict[str, Section] = {
    "ledger": Section("the book, SQLite", "tests.bench.ledger"),
    "writers": Section("eight writers, PostgreSQL", "tests.bench.writers", postgres=True, durable=True),
    "vectors": Section("known answers", "tests.bench.vectors"),
    "organs": Section("organs, SQLite", "tests.bench.organs"),
    "pages": Section("pages, SQLite", "tests.bench.pages", DEMO),
    "pages-postgres": Section("pages, PostgreSQL", "tests.bench.pages", DEMO, postgres=True, durable=True),
    "letters": Section("letters of a district, SQLite", "tests.bench.letters"),
    "letters-postgres": Section("the same, PostgreSQL", "tests.bench.letters", postgres=True, durable=True),
    "room": Section("a room of a hundred seats, SQLite", "tests.bench.room", DEMO),
}


def main(arguments: list[str]) -> int:
    """Runs the sections asked for, or all of them; not zero when one broke (a missed bar breaks nothing)."""
    if "--quick" in arguments:
        os.environ["LIUHEN_BENCH"] = "quick"
    wanted = [name for name in arguments if not name.startswith("-")] or list(SECTIONS)
    found: list[tuple[str, list[Figure]]] = []
    broken = []
    for name in wanted:
        section = SECTIONS[name]
        if section.postgres and not (os.environ.get(database.GIVEN) or database.binaries()):
            found.append((section.title, [Figure("left out: no PostgreSQL on this machine", "")]))
            continue
        print(f"… {section.title}", file=sys.stderr, flush=True)
        measured = _measure(section)
        found.append((section.title, measured))
        broken += [] if measured else [name]
    print(table(found))
    print(f"broke: {', '.join(broken)}" if broken else "", end="\n" if broken else "")
    return len(broken)


def _measure(section: Section) -> list[Figure]:
    """The section's figures, from a process of its own; none when it broke."""
    with tempfile.TemporaryDirectory(prefix="liuhen-bench-") as folder:
        file = Path(folder) / "figures.json"
        before = ["-m", "tests.database", sys.executable] if section.postgres else []
        command = [sys.executable, *before, "-m", "tests.bench.one", section.module, section.settings, str(file)]
        environment = {**os.environ, "LIUHEN_TEST_DURABLE": "1" if section.durable else ""}
        done = subprocess.run(command, check=False, env=environment)
        return figures.read(file) if done.returncode == 0 else []


def table(sections: list[tuple[str, list[Figure]]]) -> str:
    """The whole table: what, bar, measured, verdict."""
    rows = [(one.what, one.bar, one.measured, one.verdict) for _, found in sections for one in found]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)] if rows else [0] * 4
    lines = [_row(("what", "bar", "measured", "verdict"), widths)]
    for title, found in sections:
        lines += ["", f"── {title}"]
        lines += [_row((one.what, one.bar, one.measured, one.verdict), widths) for one in found]
    return "\n".join(lines)


def _row(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = [cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)]
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
