"""生成术语 The words of the product as tables: those of the glossary, of the records, of the tables, of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[3]
WORDS = ROOT / "docs" / "glossary.yaml"
RULES = ROOT / "rulebook"
COLUMNS = ("zh", "en", "means", "is_not", "source")


def words() -> dict[str, dict[str, str]]:
    """术语 The glossary as it is written."""
    found: dict[str, dict[str, str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))["words"]
    return found


def not_these() -> dict[str, str]:
    """不是什么 What a record class is not, by its kind without the version."""
    found: dict[str, str] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))["records_are_not"]
    return found


def glossary() -> str:
    """术语表 The words, by code."""
    rows = ([f"`{code}`", *(word.get(column, "") for column in COLUMNS)] for code, word in sorted(words().items()))
    return _table(("代码", "术语", "English", "Means", "Is not", "Source"), rows)


def records(area: str = "") -> str:
    """记录表 The record classes (of one area), from their own first lines."""
    return _table(("Record", "中文", "Log", "Means", "Is not"), _records(area))


def tables() -> str:
    """读数表 The tables that are readings of the book, from their own first lines."""
    from liuhen.ledger.tables import readings

    rows = (
        [f"`{model._meta.db_table}`", *said(model)] for model in readings() if model.__module__.startswith("liuhen.")
    )
    return _table(("Table", "中文", "Holds"), rows)


def rules() -> str:
    """规则表 The rules by id, from their titles in the rulebook."""
    rows = []
    for path in sorted(RULES.glob("*/*.yaml")):
        rule = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        mechanism = rule.get("mechanism", "")
        numbers = " ".join(mechanism) if isinstance(mechanism, list) else mechanism
        rows.append([f"`{rule['id']}`", rule["title"]["zh-Hans"], rule["title"]["en"], numbers])
    return _table(("Rule", "中文", "English", "Mechanism"), rows)


def all_records() -> list[tuple[str, type]]:
    """全部记录类 Every record class of the product by kind; the book's own are known only once they are asked for."""
    from liuhen.ledger import book_records
    from liuhen.ledger.records import record_classes

    assert book_records
    return sorted((kind, cls) for kind, cls in record_classes().items() if cls.__module__.startswith("liuhen."))


def said(thing: type) -> tuple[str, str]:
    """首行 The Chinese term and the sentence of a docstring's first line; empty strings for what it lacks."""
    term, _, sentence = (thing.__doc__ or "").split("\n", 1)[0].partition(" ")
    return term, sentence.strip()


def _records(area: str) -> Iterator[list[str]]:
    wrong = not_these()
    for kind, cls in all_records():
        spec: Any = cls.spec  # type: ignore[attr-defined]
        if not area or kind.startswith(f"{area}."):
            term, sentence = said(cls)
            yield [f"`{kind}`", term, spec.log, sentence, wrong.get(kind.split("/")[0], "")]


def _table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)
