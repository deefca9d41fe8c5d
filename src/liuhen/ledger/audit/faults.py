"""差错 What an audit finds, said in plain words: which part, where, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ParamSpec

P = ParamSpec("P")


Told = Callable[[str], None]
"""Told the name of each part of an audit as it begins."""


def silent(part: str) -> None:
    """不报进度 For whoever does not wait at a terminal."""


@dataclass(frozen=True)
class Fault:
    """差错 One broken piece. `part` is the store it lies in, `where` the piece, `what` the sentence."""

    part: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"【{self.part}】{self.where}：{self.what}"


@dataclass
class Findings:
    """审计结果 Collects faults while the parts of an audit run."""

    faults: list[Fault] = field(default_factory=list)
    told: Told = silent

    def add(self, part: str, where: str, what: str) -> None:
        """记下 One more fault."""
        self.faults.append(Fault(part, where, what))

    def during(self, part: str, check: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        """查一部分 Runs one part of the audit; what it cannot even read is a fault, not the end of the audit."""
        self.told(part)
        try:
            check(*args, **kwargs)
        except Exception as error:
            self.add(part, "读取中断", f"内容无法读取（{type(error).__name__}：{error}）")
