"""One road: a table changes only in `models.py`, when the book applies an entry, and inside the ledger itself."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.project.files import SRC, modules
from tests.project.roads import side_roads


def may_write(path: Path) -> bool:
    return path.name == "models.py" or "models" in path.parent.parts[-1:] or SRC / "ledger" in path.parents


OUTSIDE = [path for path in modules() if not may_write(path)]


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda path: str(path.relative_to(SRC)))
def test_no_table_is_changed_outside_models_and_ledger(path: Path) -> None:
    found = list(side_roads(path.read_text(encoding="utf-8")))
    assert not found, "write a record and apply it in models.py: " + "; ".join(f"{n}: {what}" for n, what in found)


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(SRC)))
def test_no_signals(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    named |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert not {name for name in named if name.startswith(("django.dispatch", "django.db.models.signals"))}


@pytest.mark.parametrize(
    "source",
    [
        "motion.save()",
        "motion.save(update_fields=['state'])",
        "Motion.objects.create(id=1)",
        "Motion.objects.filter(id=1).update(state='sealed')",
        "rows.update(state='sealed')",
        "rows.delete()",
        "motion.opinions.all().delete()",
        "Motion.objects.bulk_create(rows)",
        "Motion.objects.using('default').get_or_create(id=1)",
        "cursor.execute('UPDATE decisions_motion SET state = 1')",
    ],
)
def test_side_road_is_found(source: str) -> None:
    assert list(side_roads(source))


@pytest.mark.parametrize(
    "source",
    [
        "seen.update(other)",
        "digest.update(b'')",
        "cache.delete('key')",
        "workbook.save(stream)",
        "from liuhen.organs import actions\nactions.create(by=actor)",
        "cursor.execute('SELECT 1')",
    ],
)
def test_ordinary_call_is_left_alone(source: str) -> None:
    assert not list(side_roads(source))
