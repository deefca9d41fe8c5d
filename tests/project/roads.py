"""Finds calls that would change a table without an entry in the book."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

ALWAYS = {
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "create_user",
    "create_superuser",
    *("abulk_create", "abulk_update", "aget_or_create", "aupdate_or_create", "asave", "acreate", "aupdate", "adelete"),
}
STATEMENT = re.compile(r"\s*(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|TRUNCATE|REPLACE\s+INTO)\s", re.IGNORECASE)


def side_roads(source: str) -> Iterator[tuple[int, str]]:
    """Line and wording of every such call in a module."""
    tree = ast.parse(source)
    modules = _imported(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _writes(node, node.func, modules):
            yield node.lineno, ast.unparse(node)[:100]
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and STATEMENT.match(node.value):
            yield node.lineno, node.value.strip()[:100]


def _imported(tree: ast.Module) -> set[str]:
    """Names of modules in lower case: `actions.create(…)` is a function of ours, not a manager's method."""
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))
    names = {(alias.asname or alias.name).split(".")[0] for node in imports for alias in node.names}
    return {name for name in names if name.islower()}


def _writes(call: ast.Call, method: ast.Attribute, modules: set[str]) -> bool:
    """Django's own shapes: a model saves and deletes without positional arguments, a query set updates by keywords
    alone; a workbook saves to a path, a digest updates with bytes, a dictionary with another."""
    if isinstance(method.value, ast.Name) and method.value.id in modules:
        return False
    if method.attr in ALWAYS:
        return True
    if method.attr == "create":
        return not call.args
    if method.attr in {"save", "delete"}:
        return not call.args
    return method.attr == "update" and bool(call.keywords) and not call.args and not _is_template_global(method)


def _is_template_global(method: ast.Attribute) -> bool:
    """`environment.globals.update(name=function)`: what templates may call."""
    return isinstance(method.value, ast.Attribute) and method.value.attr == "globals"
