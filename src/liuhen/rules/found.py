"""判定 The four verdicts, and what a verb hands back: a verdict and the details a sentence may name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from liuhen.kit.calendar import Calendar

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Verdict(StrEnum):
    """判定 "Unknown" never looks like "fine": what is not yet due is pending, what no rule covers is not in force."""

    MET = "met"
    BROKEN = "broken"
    PENDING = "pending"
    NOT_IN_FORCE = "not-in-force"


SEVERITY = (Verdict.BROKEN, Verdict.PENDING, Verdict.MET)
WORDS = {
    Verdict.MET: "符合",
    Verdict.BROKEN: "不符合",
    Verdict.PENDING: "待定（条件或期限未到）",
    Verdict.NOT_IN_FORCE: "不适用",
}


@dataclass(frozen=True)
class Found:
    """所得 One verb's verdict; `details` are names its sentence may use (missing, waiting, deadline…)."""

    verdict: Verdict
    details: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True)
class Facts:
    """事实 One row, typed, with the parameters of the day, the instant of judging and the working calendar."""

    row: Mapping[str, Any]
    parameters: Mapping[str, Any]
    units: Mapping[str, str]
    labels: Mapping[str, str]
    as_of: datetime
    calendar: Calendar

    def get(self, name: str) -> Any:
        """取值 A parameter or a field of the row (the loader keeps the two sets of names apart)."""
        return self.parameters[name] if name in self.parameters else self.row.get(name)

    def label(self, name: str) -> str:
        """栏名 The Chinese name of a field, or the field's own name."""
        return self.labels.get(name, name)


def met(**details: Any) -> Found:
    return Found(Verdict.MET, details)


def broken(**details: Any) -> Found:
    return Found(Verdict.BROKEN, details)


def pending(**details: Any) -> Found:
    return Found(Verdict.PENDING, details)


def either(holds: bool, **details: Any) -> Found:
    """二者之一 Met when it holds, else broken."""
    return Found(Verdict.MET if holds else Verdict.BROKEN, details)


def worst(all_found: Iterable[Found]) -> Found:
    """从严 Several verbs in one rule must all hold: broken before pending before met, with all details."""
    every = sorted(all_found, key=lambda found: SEVERITY.index(found.verdict), reverse=True)
    details = {name: value for found in every for name, value in found.details.items()}
    return Found(every[-1].verdict, details)
