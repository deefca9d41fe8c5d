"""分工检查 What is wrong with a division of work: a pure function, its parameters are data (M55, M11).

A chief may not manage people, money or property directly; nobody's business is a gap and everybody's business is
one too; who approves may not also carry out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from liuhen.organs.kinds import Core, Flaw

Items = Mapping[UUID, Sequence[str]]

CORE: tuple[str, ...] = tuple(Core)
APART: tuple[tuple[str, str], ...] = (
    (Core.APPROVALS, Core.FINANCE),
    (Core.APPROVALS, Core.PROJECTS),
    (Core.APPROVALS, Core.PROCUREMENT),
)


@dataclass(frozen=True)
class Finding:
    """分工问题 One flaw: of which kind, about which item, held by whom (None: by nobody in particular)."""

    flaw: Flaw
    item: str
    person: UUID | None = None

    def plain(self) -> dict[str, str]:
        """写法 As it stands in the record."""
        return {"flaw": self.flaw.value, "item": self.item, "person": str(self.person or "")}


def flaws(
    *,
    chief: UUID | None,
    items: Items,
    core: Sequence[str] = CORE,
    apart: Iterable[tuple[str, str]] = APART,
) -> list[Finding]:
    """分工问题 Every flaw, in a fixed order. `core`: somebody holds it, no chief may; `apart`: never in one hand."""
    return [
        *(Finding(Flaw.CHIEF_HOLDS, item, chief) for item in core if chief and item in items.get(chief, ())),
        *(Finding(Flaw.NOBODY, item) for item in core if not holders(items, item)),
        *(Finding(Flaw.SEVERAL, item) for item in _all_items(items) if len(holders(items, item)) > 1),
        *(
            Finding(Flaw.NOT_APART, second, person)
            for first, second in apart
            for person in sorted(items, key=str)
            if first in items[person] and second in items[person]
        ),
    ]


def holders(items: Items, item: str) -> list[UUID]:
    """分管人 Who holds the item."""
    return sorted((person for person, held in items.items() if item in held), key=str)


def _all_items(items: Items) -> list[str]:
    return sorted({item for held in items.values() for item in held})
