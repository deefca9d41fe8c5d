"""译文 The catalogues: extract the zh-Hans sentences, update zh_Hant and en, compile. Needs no msgfmt.

`python -m liuhen.ui.messages` does all three and says how much of `en` is translated.
zh-Hans needs no catalogue: the message ids are its sentences. zh_Hant is made anew each time; en is kept and
extended, and an untranslated sentence stays Chinese.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from liuhen.ui import traditional

TREE = Path(__file__).resolve().parent.parent
LOCALES = Path(__file__).resolve().parent / "locale"
LANGUAGES = ("zh_Hant", "en")
# A fixed date: the same sentences always give the same file.
DATE = datetime(2026, 1, 1, tzinfo=UTC)
REFUSALS = {"Refusal", "NotPermitted", "NotFound", "WrongState", "Raced", "BadInput"}
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
CHINESE = re.compile("[\u4e00-\u9fff]")
# Constants of closed lists; their words are shown with `said(…)`.
CLOSED = ("_WORDS", "QUESTIONS", "STAGES", "NOT_YET", "NO_WITNESS")
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "liuhen.ui.messages:extract_code")]


def extract_code(source: IO[bytes], keywords: dict[str, Any], tags: list[str], options: Any) -> Iterator[Any]:
    """提取源码 What gettext marks, and what is plain in the code and translated where it is shown.

    That is: the sentences of refusals and of tasks, and the words of closed lists.
    """
    yield from extract_python(source, keywords, tags, options)
    source.seek(0)
    for node in ast.walk(ast.parse(source.read())):
        for words in _plain(node):
            yield getattr(node, "lineno", 0), "_", words, []


def _plain(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and _name(node.func) in REFUSALS:
        yield from _sentences(node)
    elif isinstance(node, ast.Call) and _name(node.func) in {"Todo", "Stage"}:
        yield from _chinese(part for value in node.args for part in _parts(value))
    elif isinstance(node, ast.ClassDef) and any(_name(base) == "TextChoices" for base in node.bases):
        yield from _chinese(value for line in node.body if isinstance(line, ast.Assign) for value in _parts(line.value))
    elif isinstance(node, ast.Assign) and any(_name(goal).endswith((*CLOSED, "note")) for goal in node.targets):
        yield from _chinese(_parts(node.value))


def _parts(value: ast.expr) -> Iterator[ast.expr]:
    if isinstance(value, ast.Dict):
        value = ast.Tuple(value.values)
    if isinstance(value, ast.IfExp):
        value = ast.Tuple([value.body, value.orelse])
    if isinstance(value, ast.Tuple | ast.List):
        for part in value.elts:
            yield from _parts(part)
    else:
        yield value


def _chinese(values: Iterable[ast.expr]) -> Iterator[str]:
    for value in values:
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and CHINESE.search(value.value):
            yield value.value


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _sentences(call: ast.Call) -> Iterator[str]:
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    found = [*call.args[1:2], *(named[key] for key in ("message", "next_step") if key in named)]
    if isinstance(fields := named.get("fields"), ast.Dict):
        found += fields.values
    for value in found:
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
            yield value.value


def extract(tree: Path = TREE) -> Catalog:
    """提取 Every sentence of the templates and the code, with the files it stands in."""
    catalog = _fresh(None)
    found = extract_from_dir(str(tree), METHODS, {"**/templates/**.html": {"silent": "false"}}, KEYWORDS)
    for name, _line, message, _comments, context in found:
        catalog.add(message, locations=[(name, 0)], context=context)
    return catalog


def _fresh(locale: str | None) -> Catalog:
    return Catalog(
        locale=locale,
        header_comment="# Made by liuhen.ui.messages; translate the msgstr of `en`, nothing else.",
        project="liuhen",
        version="1",
        last_translator="",
        language_team="",
        msgid_bugs_address="",
        creation_date=DATE,
        revision_date=DATE,
        fuzzy=False,
    )


def path(language: str) -> Path:
    """译文文件 The catalogue of a language."""
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def load(language: str) -> Catalog:
    """读译文 The catalogue as it stands; empty when there is none yet."""
    if not path(language).exists():
        return _fresh(language)
    with path(language).open("rb") as file:
        return read_po(file, locale=language)


def update(template: Catalog) -> dict[str, Catalog]:
    """更新 Both catalogues for exactly the sentences of the template."""
    made = {}
    for language in LANGUAGES:
        old, new = load(language), _fresh(language)
        for message in template:
            if message.id:
                words = traditional.convert(_id(message)) if language == "zh_Hant" else _kept(old, message)
                plural = isinstance(message.id, tuple)
                string = (words,) * new.num_plurals if plural and isinstance(words, str) else words
                new.add(message.id, string, locations=message.locations, context=message.context)
        made[language] = new
        with path(language).open("wb") as file:
            write_po(file, new, sort_output=True, include_lineno=False, width=0)
    return made


def _id(message: Any) -> str:
    return str(message.id[0] if isinstance(message.id, tuple) else message.id)


def _kept(old: Catalog, message: Any) -> Any:
    found = old.get(message.id, message.context)
    return found.string if found else ""


def compile_all() -> None:
    """编译 Writes the .mo files that Django reads."""
    for language in LANGUAGES:
        with path(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, load(language))


def missing(language: str) -> list[str]:
    """未译 Sentences of a catalogue without a translation."""
    return [_id(message) for message in load(language) if message.id and not _filled(message)]


def _filled(message: Any) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def build() -> str:
    """全部译文 Extract, update, compile; answers with one sentence for the terminal."""
    template = extract()
    update(template)
    compile_all()
    rest = missing("en")
    return f"{len(template)} sentences; en lacks {len(rest)}"


if __name__ == "__main__":
    sys.stdout.write(build() + "\n")
    sys.stdout.writelines(f"  {words}\n" for words in missing("en"))
