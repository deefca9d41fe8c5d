"""Every refusal in the source names a rule that has a file; otherwise a door could not say which rule says so."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import liuhen
from liuhen.kit import refusals
from liuhen.rules import rulebook

SOURCE = Path(liuhen.__path__[0])
CLASSES = {name for name, item in vars(refusals).items() if isinstance(item, type)}
JUDGES = {"require": 0, "judge": 0, "explain": 0}
AREAS = {path.name for path in rulebook.root().iterdir() if path.is_dir()} - {"packs"}


def modules() -> list[Path]:
    return [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


def named(path: Path) -> Iterator[tuple[int, str]]:
    """Every string that stands where a rule id stands, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in CLASSES or name in JUDGES:
                yield from ((item.lineno, item.value) for item in ast.walk(node.args[0]) if _is_id(item))


def _is_id(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.split(".")[0] in AREAS


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_the_rule_has_a_file(path: Path):
    missing = [f"{path.name}:{line} {rule_id}" for line, rule_id in named(path) if rule_id not in rulebook.rules()]
    assert not missing


def test_refusals_are_found_at_all():
    assert sum(1 for path in modules() for _ in named(path)) > 50


def test_a_refusal_always_names_a_rule():
    """No refusal whose first argument is a bare word without an area."""
    bare = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CLASSES and node.args
        if isinstance(node.args[0], ast.Constant) and str(node.args[0].value).split(".")[0] not in AREAS
    ]
    assert not bare
