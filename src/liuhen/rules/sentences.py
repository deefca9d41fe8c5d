"""文句 The sentences of a rule: plain names in braces, filled in from the row, the parameters and what the verb found.

A name may carry a time format (`{decided_at:%m月%d日}`) and nothing else: no attribute, no index, no call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from liuhen.rules.values import spoken

_formatter = Formatter()


def names(template: str) -> set[str]:
    """所用名称 The names a sentence needs. Raises ValueError for anything that is not a plain name."""
    found = set()
    for _, name, _, conversion in _formatter.parse(template):
        if name is None:
            continue
        if not name.isidentifier() or conversion:
            raise ValueError(f"“{{{name}}}” is no plain name")
        found.add(name)
    return found


@dataclass(frozen=True)
class Speaker:
    """读法 What each name stands for, the units of the amounts, and how ids (of persons, of units) read."""

    values: Mapping[str, Any]
    units: Mapping[str, str]
    people: Mapping[str, str]

    def say(self, name: str, spec: str) -> str:
        """读出 One value as it reads in a sentence."""
        value = self.values.get(name)
        if isinstance(value, tuple):
            value = tuple(self.people.get(str(item), item) for item in value)
        elif isinstance(value, str):
            value = self.people.get(value, value)
        return spoken(value, spec, self.units.get(name, ""))


def fill(template: str, speaker: Speaker) -> str:
    """成句 The sentence with its names filled in."""
    parts = []
    for literal, name, spec, _ in _formatter.parse(template):
        parts.append(literal)
        if name is not None:
            parts.append(speaker.say(name, spec or ""))
    return "".join(parts)
