"""读规则文件 A YAML reader in which every scalar stays a string, and a key may stand only once.

Ordinary YAML turns `on:` into True, 2026-03-04 into a date and 09:00 into a number: a different rule.
Anchors, aliases and tags are refused as well: what an officer reads is all there is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Step = str | int
Where = tuple[Step, ...]


class RuleFileError(Exception):
    """规则文件有误 What is wrong, in which file and on which line."""

    def __init__(self, file: Path | str, line: int, what: str) -> None:
        super().__init__(f"{file}:{line}: {what}")
        self.file, self.line, self.what = str(file), line, what


@dataclass
class Document:
    """规则文件 The content of one file, its bytes, and the line of every value in it."""

    path: Path
    raw: bytes
    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[Where, int] = field(default_factory=dict)

    def line(self, where: Where) -> int:
        """行号 The line of the value at `where`, or of the nearest thing around it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def error(self, where: Where, what: str) -> RuleFileError:
        """报错 An error that points at the value."""
        return RuleFileError(self.path, self.line(where), what)


def load(path: Path) -> Document:
    """读入 Reads one file. Raises RuleFileError for anything but plain mappings, lists and text."""
    return parse(path.read_bytes(), path)


def parse(raw: bytes, path: Path) -> Document:
    """解析 The same for bytes that came from the book instead of the disk."""
    document = Document(path, raw)
    try:
        text = raw.decode("utf-8")
        _refuse_references(text, path)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        raise RuleFileError(path, 1, f"not UTF-8: {error}") from error
    except yaml.MarkedYAMLError as error:
        raise RuleFileError(path, getattr(error.problem_mark, "line", 0) + 1, error.problem or "not YAML") from error
    if not isinstance(node, yaml.MappingNode):
        raise RuleFileError(path, 1, "a rule file is a mapping")
    document.data = _value(node, (), document)
    return document


def _refuse_references(text: str, path: Path) -> None:
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        anchored = getattr(event, "anchor", None) is not None
        tagged = getattr(event, "tag", None) is not None
        if isinstance(event, yaml.AliasEvent) or anchored or tagged:
            line = getattr(event.start_mark, "line", 0) + 1
            raise RuleFileError(path, line, "anchors, aliases and tags are not used in rules")


def _value(node: yaml.Node, where: Where, document: Document) -> Any:
    document.lines[where] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, where, document)
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*where, index), document) for index, child in enumerate(node.value)]
    return node.value


def _mapping(node: yaml.MappingNode, where: Where, document: Document) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise RuleFileError(document.path, line, "a key is plain text")
        key = key_node.value
        if key in found:
            raise RuleFileError(document.path, line, f"key “{key}” stands twice")
        found[key] = _value(value_node, (*where, key), document)
        document.lines[(*where, key)] = line
    return found
