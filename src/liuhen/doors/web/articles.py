"""机制目录 The table of the 103 mechanisms, read from specs/articles.yaml: the product's own claim of coverage."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

STATES = {"built": ("good", "已实现"), "partly": ("due", "部分实现"), "planned": ("plain", "未到")}


@dataclass(frozen=True)
class Mechanism:
    """机制 One row: number, name, quotation, state, and what is still missing of it."""

    number: str
    title: str
    en: str
    source: str
    quote: str
    state: str
    missing: str = ""

    @property
    def tag(self) -> tuple[str, str]:
        """状态标签 Kind and word for the page."""
        return STATES[self.state]


@cache
def rows() -> tuple[Mechanism, ...]:
    """全部机制 All 103, in order."""
    data: dict[str, Any] = yaml.safe_load((Path(settings.LIUHEN_SPECS) / "articles.yaml").read_text("utf-8"))
    return tuple(Mechanism(number=number, **row) for number, row in data["mechanisms"].items())


def states() -> list[tuple[str, int]]:
    """各状态数 How many are built, partly built, planned."""
    found = Counter(row.state for row in rows())
    return [(word, found[state]) for state, (_, word) in STATES.items()]
