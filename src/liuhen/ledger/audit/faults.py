"""差错 What an audit finds, said in plain words: which part, where, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field


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

    def add(self, part: str, where: str, what: str) -> None:
        """记下 One more fault."""
        self.faults.append(Fault(part, where, what))
