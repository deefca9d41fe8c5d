"""生成文档 Writes what the documents say from what the program is; `--check` only compares.

A generated part of a document stands between `<!-- name -->` and `<!-- /name -->`.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[3]
WORDS = ROOT / "docs" / "glossary.yaml"
COLUMNS = ("code", "zh", "en", "means", "is_not", "source")


def floors() -> str:
    """楼层 The picture of the floors, from the contract that holds them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["name"].startswith("1 "))
    width = max(map(len, layers)) + 4
    rows = [f"│{layer.replace(' | ', ' · ').center(width)}│" for layer in layers]
    edge = "─" * width
    return "\n".join(["```text", f"┌{edge}┐", f"\n├{edge}┤\n".join(rows), f"└{edge}┘", "```"])


def glossary() -> str:
    """术语表 The glossary as one table."""
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    rows = [
        " | ".join(str(value) for value in (f"`{code}`", *(word.get(column, "") for column in COLUMNS[1:])))
        for code, word in sorted(words.items())
    ]
    head = "| 代码 | 术语 | English | 意思 | 不是什么 | 出处 |\n|---|---|---|---|---|---|\n"
    return head + "\n".join(f"| {row} |" for row in rows)


PARTS: dict[str, Callable[[], str]] = {"floors": floors, "glossary": glossary}


def documents() -> Iterator[tuple[Path, str, str]]:
    """文档 Each document with a generated part: where it is, what it says, what it should say."""
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/liuhen/**/*.md")]:
        said = path.read_text(encoding="utf-8")
        should = said
        for name, make in PARTS.items():
            if f"<!-- {name} -->" in said:
                should = _put(should, name, make())
        yield path, said, should


def _put(text: str, name: str, part: str) -> str:
    """The document with one part made anew."""
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    return pattern.sub(lambda found: f"{found[1]}{part}\n{found[2]}", text)


def main(arguments: list[str]) -> int:
    """命令行 Writes, or with `--check` names what is no longer true."""
    stale = [(path, should) for path, said, should in documents() if said != should]
    for path, should in stale:
        if "--check" in arguments:
            sys.stderr.write(f"{path.relative_to(ROOT)} is not current: make docs\n")
        else:
            path.write_text(should, encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
