"""What a section of the benches gives back: figures, each with its bar where the specification sets one."""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
VERDICTS = {True: "holds", False: "MISSES", None: "–"}


@dataclass(frozen=True)
class Figure:
    """One line of the table. `met` is None where no bar is set, or where this run cannot judge it."""

    what: str
    measured: str
    bar: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        """What the last column says."""
        return VERDICTS[self.met]


def quick() -> bool:
    """Whether this run only shows that the benches still work: tiny sizes, figures without meaning."""
    return os.environ.get("LIUHEN_BENCH") == "quick"


def size(usual: T, tiny: T) -> T:
    """How much of something is measured."""
    return tiny if quick() else usual


def at_most(what: str, value: float, limit: float, shown: str, unit: str = "") -> Figure:
    """A figure whose bar is an upper limit."""
    return Figure(what, shown, f"≤ {limit:g}{unit}", value <= limit)


def at_least(what: str, value: float, limit: float, shown: str, unit: str = "") -> Figure:
    """A figure whose bar is a lower limit."""
    return Figure(what, shown, f"≥ {limit:,g}{unit}", value >= limit)


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def spread(seconds: list[float]) -> str:
    """p50 and p95 in milliseconds."""
    return f"p50 {statistics.median(seconds) * 1000:.1f}, p95 {percentile(seconds, 0.95) * 1000:.1f} ms"


def write(file: Path, figures: Iterable[Figure]) -> None:
    """Hands the figures of one process to the one that prints them all."""
    file.write_text(json.dumps([asdict(figure) for figure in figures]), encoding="utf-8")


def read(file: Path) -> list[Figure]:
    """The figures of one section; none when it broke."""
    return [Figure(**row) for row in json.loads(file.read_text(encoding="utf-8"))] if file.exists() else []
