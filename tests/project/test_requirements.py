"""What the product imports is what an installation gets; what the tests import is locked as well."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions

from tests.project.files import ROOT, modules

OWN = {"liuhen", "tests"}


def imported(folder: str) -> set[str]:
    """Top names of other people's packages that the modules of a folder import."""
    nodes = [node for path in modules(ROOT / folder) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    names = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {
        (node.module or "").split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom) and not node.level
    }
    return names - OWN - set(sys.stdlib_module_names)


def locked(*locks: str) -> set[str]:
    """Names of packages in these locks."""
    texts = [(ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8") for lock in locks]
    return {name.lower() for text in texts for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.M)}


def unlocked(names: set[str], packages: set[str]) -> list[str]:
    """Imported names that none of these packages brings."""
    origin = packages_distributions()
    brought = {name: {dist.lower().replace("_", "-") for dist in origin.get(name, [name])} for name in names}
    return sorted(name for name, dists in brought.items() if not dists & packages)


def test_installation_gets_everything_the_product_imports() -> None:
    assert unlocked(imported("src"), locked("base")) == []


def test_tests_import_nothing_that_is_not_locked() -> None:
    assert unlocked(imported("tests"), locked("base", "dev")) == []
