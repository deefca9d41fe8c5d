"""导入过程 What the makers of rows share: who imports, below what, the records so far and the errors so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from liuhen.ledger.book import Actor, Writing
from liuhen.ledger.records import Record
from liuhen.organs.models import Organ, below
from liuhen.organs.spans import on_day, today
from liuhen.ui.sheets import Row, RowError


@dataclass
class Maker:
    """导入过程 Collects records and errors; nothing is written here."""

    by: Actor
    root: Organ
    writings: list[Writing] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)

    def wrong(self, row: Row, heading: str, words: str) -> None:
        """记错 Names an error in a row."""
        self.errors.append(RowError(row.number, heading, words))

    def write(self, record: Record, organ: UUID) -> None:
        """记入 Adds a record."""
        self.writings.append(Writing(record, self.by, organ=organ))

    def organs_by_code(self) -> dict[str, Organ]:
        """单位代码表 Open organs at and below the root by code; a code borne by two is left out as ambiguous."""
        rows = Organ.objects.filter(below(self.root.path), on_day(today())).exclude(code="")
        found: dict[str, list[Organ]] = {}
        for row in rows:
            found.setdefault(row.code, []).append(row)
        return {code: organs[0] for code, organs in found.items() if len(organs) == 1}
