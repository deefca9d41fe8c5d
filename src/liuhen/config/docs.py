"""生成文档 Writes what the documents say from what the program is; `--check` only compares.

A generated part of a document stands between `<!-- name -->` and `<!-- /name -->`.
"""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from liuhen.config import docs_states, docs_words
from liuhen.doors.cli.reference import reference

ROOT = Path(__file__).resolve().parents[3]
Part = Callable[[], str]


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


def decisions() -> str:
    """决定一览 The decisions by number, from their first lines."""
    found = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    heads = ((path.name, path.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ")) for path in found)
    return "\n".join(f"- [{head[:4]}]({name}) {head[5:]}" for name, head in heads)


PARTS: dict[str, Part] = {
    "floors": floors,
    "decisions": decisions,
    "glossary": docs_words.glossary,
    "records": docs_words.records,
    "tables": docs_words.tables,
    "rules": docs_words.rules,
    "records-ledger": partial(docs_words.records, "ledger"),
    "records-decisions": partial(docs_words.records, "decisions"),
    "records-duties": partial(docs_words.records, "duties"),
    "records-dutylog": partial(docs_words.records, "dutylog"),
    "records-hearings": partial(docs_words.records, "hearings"),
    "records-burden": partial(docs_words.records, "burden"),
    "states-report": docs_states.report,
    "states-motion": docs_states.motion,
    "states-item": docs_states.item,
    "states-meeting": docs_states.meeting,
    "states-task": docs_states.task,
    "states-letter": docs_states.letter,
    "commands": reference,
}


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
    import django

    # No installation is needed to say what the program is: these settings hold for a folder that goes away.
    os.environ["DJANGO_SETTINGS_MODULE"] = "liuhen.config.testing"
    django.setup()
    stale = [(path, should) for path, said, should in documents() if said != should]
    for path, should in stale:
        if "--check" in arguments:
            sys.stderr.write(f"{path.relative_to(ROOT)} is not current: make docs\n")
        else:
            path.write_text(should, encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
