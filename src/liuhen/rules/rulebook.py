"""规则库 The rule files on disk, found, read and checked once. Needs no Django."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from liuhen.rules.loader import RuleFileError, load
from liuhen.rules.model import Rule, build


def root() -> Path:
    """规则库目录 LIUHEN_RULEBOOK, or rulebook/ at the top of the project."""
    named = os.environ.get("LIUHEN_RULEBOOK")
    return Path(named) if named else Path(__file__).resolve().parents[3] / "rulebook"


def rule_files(top: Path) -> Iterator[Path]:
    """规则文件 Every rule file: <area>/<rule>.yaml; packs and their bodies are read elsewhere."""
    for area in sorted(path for path in top.iterdir() if path.is_dir() and path.name != "packs"):
        yield from sorted(area.glob("*.yaml"))


def read_rule(path: Path) -> Rule:
    """读规则 One file; its name and folder must be the rule's id."""
    document = load(path)
    rule = build(Rule, document)
    if rule.id != f"{path.parent.name}.{path.stem}":
        raise document.error(("id",), f"id “{rule.id}” in {path.parent.name}/{path.name}")
    return rule


def read_all(top: Path) -> dict[str, Rule]:
    """读全部 All rules by id. Raises RuleFileError for the first mistake in any file."""
    rules = {rule.id: rule for rule in map(read_rule, rule_files(top))}
    for rule in rules.values():
        if rule.exception_to and rule.exception_to not in rules:
            raise RuleFileError(rule.path, 1, f"exception_to “{rule.exception_to}” is no rule")
    return rules


@cache
def _cached(top: Path) -> dict[str, Rule]:
    return read_all(top)


def rules() -> dict[str, Rule]:
    """全部规则 The installed rules by id."""
    return _cached(root())


def rule(rule_id: str) -> Rule:
    """规则 One installed rule. Raises KeyError when there is no file of that id: a mistake in code, found by a test."""
    return rules()[rule_id]
