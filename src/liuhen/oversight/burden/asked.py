"""所填项目 What a person types for each kind of record, how long that takes, and why it is asked.

The table is `fields.yaml`. A field that is not in it may not be asked: a test compares it with every record class.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

TABLE = Path(__file__).parent / "fields.yaml"
MADE = "made"
"""系统生成 What the table says of a field nobody types."""


@dataclass(frozen=True)
class Way:
    """填法 How a field is filled in: typed, chosen, dated; estimated seconds, and where the estimate comes from."""

    code: str
    word: str
    seconds: int
    source: str


@dataclass(frozen=True)
class Field:
    """项目 One field a person fills in, and the reason why."""

    name: str
    way: Way
    why: str


@dataclass(frozen=True)
class Form:
    """表单 One kind of record with what a person fills in for it."""

    kind: str
    fields: tuple[Field, ...]

    def seconds(self, values: Mapping[str, Any], signatures: int) -> tuple[int, int]:
        """估时 How many fields were filled in, and the estimated seconds with the signatures under them."""
        filled = [field for field in self.fields if _filled(values.get(field.name))]
        return len(filled), sum(field.way.seconds for field in filled) + signatures * ways()["sign"].seconds


def _filled(value: Any) -> bool:
    return value is not None and value != "" and value != [] and value != {}


@cache
def table() -> dict[str, Any]:
    """原表 The file as it is."""
    found: dict[str, Any] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return found


@cache
def ways() -> dict[str, Way]:
    """全部填法 By code."""
    return {code: Way(code, *map(row.get, ("word", "seconds", "source"))) for code, row in table()["ways"].items()}


@cache
def forms() -> dict[str, Form]:
    """全部表单 Every kind for which somebody fills in something, in the order of the table."""
    found = {}
    for kind, fields in table()["kinds"].items():
        typed = [Field(name, ways()[said[0]], said[1]) for name, said in fields.items() if said != MADE]
        if typed:
            found[kind] = Form(kind, tuple(typed))
    return found


def made() -> frozenset[str]:
    """系统生成的项目 Names of fields that nobody types in any record."""
    return frozenset(table()["made"])
