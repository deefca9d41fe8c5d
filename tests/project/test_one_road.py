"""One road: a table changes only in `models.py`, when the book applies an entry, and inside the ledger itself."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.project.files import SRC, modules
from tests.project.roads import side_roads

# The kit and the page parts know no table at all (contracts 1 and 6): what is saved there is a document.
TABLELESS = {SRC / "kit", SRC / "ui"}


def may_write(path: Path) -> bool:
    inside = TABLELESS | {SRC / "ledger"}
    return path.name == "models.py" or path.parent.name == "models" or bool(inside & set(path.parents))


def test_page_parts_have_no_tables() -> None:
    assert not [path for folder in TABLELESS for path in modules(folder) if "models.Model" in path.read_text("utf-8")]


def test_no_table_is_changed_outside_models_and_ledger() -> None:
    """Write a record, and let models.py apply it."""
    found = {
        str(path.relative_to(SRC)): calls
        for path in modules()
        if not may_write(path) and (calls := list(side_roads(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


def test_no_signals() -> None:
    found = [str(path.relative_to(SRC)) for path in modules() if _signals(path.read_text(encoding="utf-8"))]
    assert found == []


def _signals(source: str) -> bool:
    tree = ast.parse(source)
    named = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    named |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return any(name.startswith(("django.dispatch", "django.db.models.signals")) for name in named)


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
