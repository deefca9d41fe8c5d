"""责任行 What one line of somebody's list says: a duty and through which posts, a task and in which parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from liuhen.ledger.duty_lines import EvidenceKind
from liuhen.mechanisms.duties.states import TaskState
from liuhen.mechanisms.duties.terms import Audience, Part, Side, Status

__all__ = ["Carried", "Holder", "ItemLine", "TaskLine", "Via"]


@dataclass(frozen=True)
class Via:
    """承担依据 Through which place a duty comes: an organ, and the post or seat there; `assigned`: given by name."""

    organ: UUID
    organ_name: str
    post: UUID | None = None
    title: str = ""
    assigned: bool = False


@dataclass(frozen=True)
class ItemLine:
    """责任条目 One duty, once, whoever and whatever it comes through.

    `same`: items of other lists in the very same words, shown on this line and not again.
    """

    item: UUID
    version: UUID
    list: UUID
    list_name: str
    status: str
    number: int
    audience: str
    side: str
    text: str
    measure: str
    period: str
    evidence: tuple[str, ...]
    threshold: str
    sample: bool
    via: tuple[Via, ...] = ()
    same: tuple[UUID, ...] = ()

    @property
    def soft(self) -> bool:
        """是否软任务 Without a measure it cannot be counted (M15)."""
        return not self.measure.strip()

    @property
    def audience_word(self) -> str:
        """责任主体 In Chinese."""
        return str(Audience(self.audience).label)

    @property
    def side_word(self) -> str:
        """责任类别 In Chinese."""
        return str(Side(self.side).label)

    @property
    def status_word(self) -> str:
        """效力 In Chinese."""
        return str(Status(self.status).label)

    @property
    def evidence_words(self) -> tuple[str, ...]:
        """佐证种类 In Chinese."""
        return tuple(str(EvidenceKind(kind).label) for kind in self.evidence)


@dataclass(frozen=True)
class TaskLine:
    """任务条目 One task, once, with every part the person or unit has in it. `term`: the entry that says so."""

    task: UUID
    plan: UUID
    term: UUID
    number: int
    title: str
    measure: str
    due: date
    state: str
    share: str
    main: UUID
    main_name: str
    duty: UUID | None
    sample: bool
    parts: tuple[str, ...] = ()

    @property
    def state_word(self) -> str:
        """任务状态 In Chinese."""
        return str(TaskState(self.state).label)

    @property
    def part_words(self) -> list[str]:
        """任务角色 In Chinese."""
        return [str(Part(part).label) for part in self.parts]


@dataclass(frozen=True)
class Carried:
    """所承担的责任 All items and tasks of a person or post on a day; another `basis`, another list."""

    items: tuple[ItemLine, ...]
    tasks: tuple[TaskLine, ...]
    basis: str

    def of_side(self, side: str) -> list[ItemLine]:
        """按责任 The items of one of the two responsibilities."""
        return [line for line in self.items if line.side == side]


@dataclass(frozen=True)
class Holder:
    """承担人 Who answers on a day: a person through a post; without a person, the body as a whole or a vacant post."""

    person: UUID | None
    name: str
    post: UUID | None
    title: str
