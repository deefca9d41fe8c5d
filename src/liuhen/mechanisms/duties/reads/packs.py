"""样本包 Lists and tasks shipped with the product: local versions from the articles, every made-up text marked 样本."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from liuhen.kit.refusals import NotFound
from liuhen.mechanisms.duties.drafts import WORDS, ItemDraft

__all__ = ["Pack", "PackTask", "guess", "pack", "packs"]

FOLDER = Path(__file__).parent.parent / "packs"


@dataclass(frozen=True)
class PackTask:
    """样本任务 A task whose leader and units are words, to be matched with the posts and organs of the place."""

    number: int
    title: str
    measure: str
    month: int
    day: int
    lead: str
    main: str
    assisting: tuple[str, ...]
    sample: bool

    def due(self, year: int) -> date:
        """完成时限 The day in a year."""
        return date(year, self.month, self.day)


@dataclass(frozen=True)
class Pack:
    """样本包 One local version."""

    code: str
    name: str
    side: str
    status: str
    source: str
    quote: str
    basis: str
    items: tuple[ItemDraft, ...]
    tasks_name: str
    tasks_quote: str
    tasks: tuple[PackTask, ...]

    @property
    def leads(self) -> list[str]:
        """牵头领导 The words for leaders its tasks use."""
        return list(dict.fromkeys(task.lead for task in self.tasks))

    @property
    def units(self) -> list[str]:
        """责任单位 The words for units its tasks use."""
        return list(dict.fromkeys(unit for task in self.tasks for unit in (task.main, *task.assisting)))


@cache
def packs() -> dict[str, Pack]:
    """全部样本包 By code."""
    found = [_pack(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.yaml"))]
    return {one.code: one for one in found}


def pack(code: str) -> Pack:
    """样本包 One of them. Raises NotFound."""
    if code not in packs():
        raise NotFound("duties.unknown-list", "没有这个样本包")
    return packs()[code]


def guess(words: Iterable[str], choices: Iterable[tuple[UUID | str, str]]) -> dict[str, str]:
    """试配 For each word the choice whose name holds it, the shortest name first; "" where none does."""
    known = sorted(((str(id), name) for id, name in choices), key=lambda one: len(one[1]))
    return {word: next((id for id, name in known if _alike(word, name)), "") for word in words}


def _alike(word: str, name: str) -> bool:
    stem = word.removesuffix("部门").removeprefix("党委")
    return any(part in name for part in ALIKE.get(word, (stem,)))


ALIKE = {
    "党委书记": ("区委书记", "县委书记", "市委书记", "党组书记"),
    "党委副书记": ("区委副书记", "县委副书记", "市委副书记"),
    "党委办公室": ("委办公室",),
    "党委办公室主任": ("委办公室主任",),
    "纪检监察机关": ("纪委",),
    "常务副职": ("常务副",),
    "政府办公室": ("政府办公室",),
    "发展改革部门": ("发展和改革",),
    "住建部门": ("住房和城乡建设",),
}
"""同义 Which parts of a name stand for a word of the packs."""


def _pack(given: dict[str, Any]) -> Pack:
    same = ("code", "name", "side", "status", "source", "quote", "basis", "tasks_name", "tasks_quote")
    return Pack(
        items=tuple(_item(row) for row in given["items"]),
        tasks=tuple(_task(row) for row in given["tasks"]),
        **{name: given[name] for name in same},
    )


def _item(row: dict[str, Any]) -> ItemDraft:
    said = {name: row[name] for name in WORDS if name in row and name != "evidence"}
    return ItemDraft(evidence=tuple(row.get("evidence", ())), **said)


def _task(row: dict[str, Any]) -> PackTask:
    month, day = map(int, row["due"].split("-"))
    same = ("number", "title", "lead", "main", "sample")
    return PackTask(
        measure=row.get("measure", ""),
        month=month,
        day=day,
        assisting=tuple(row.get("assisting", ())),
        **{name: row[name] for name in same},
    )
