"""个人信息处理登记 Why each field that is not public may be kept at all: purpose, basis, authority, time, readers.

The register is data (data/purposes.yaml). A field of a record class or of an account that matches none of its entries
fails the build, so nobody can add one without writing down what for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from liuhen.doors import wording
from liuhen.ledger.records import Mark, record_classes
from liuhen.ui.pages import render

FILE = Path(__file__).parent / "data" / "purposes.yaml"
OUTSIDE = {"accounts": "accounts", "api": "accounts"}
"""簿外的表 Apps whose tables hold persons but are no readings of the book, and the area of their fields' names."""
LOOKS = ("ledger", "look")
"""查阅日志 Kept by the ledger, but like the accounts outside the book."""


@dataclass(frozen=True)
class Field:
    """字段 One field that is not public: its full name, its mark, and what it is called."""

    name: str
    mark: str
    word: str


@dataclass(frozen=True)
class Purpose:
    """处理目的 One entry of the register."""

    fields: tuple[str, ...]
    marks: tuple[str, ...]
    what: str
    purpose: str
    basis: str
    authority: str
    keep: str
    readers: str

    def covers(self, field: Field) -> bool:
        """是否涵盖 Whether this entry may speak for the field."""
        return field.mark in self.marks and any(fnmatchcase(field.name, one) for one in self.fields)


@cache
def register() -> tuple[Purpose, ...]:
    """登记表 All entries, in order. Raises TypeError for one that lacks something."""
    data: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(Purpose(**row | {name: tuple(row[name]) for name in ("fields", "marks")}) for row in data["entries"])


def purpose_of(field: Field) -> Purpose | None:
    """字段的目的 The first entry that covers the field, or None: then it may not exist."""
    return next((one for one in register() if one.covers(field)), None)


def fields() -> Iterator[Field]:
    """全部字段 Every field of the product that is not public, of records and of what stands beside the book."""
    for kind, cls in sorted(record_classes().items()):
        if cls.__module__.startswith("liuhen."):
            for spec in cls.spec.fields:
                if spec.mark is not Mark.PUBLIC:
                    word = f"{wording.record_word(kind)}·{wording.field_word(kind, spec.name)}"
                    yield Field(f"{kind.split('/')[0]}.{spec.name}", spec.mark.value, word)
    yield from _beside()


def _beside() -> Iterator[Field]:
    models = [(area, model) for app, area in OUTSIDE.items() for model in apps.get_app_config(app).get_models()]
    models.append(("accounts", apps.get_model(*LOOKS)))
    for area, model in models:
        for field in model._meta.fields:
            name = f"{area}.{model._meta.model_name}.{field.name}"
            yield Field(name, "account", f"{_table(model)}·{field.name}")


def _table(model: Any) -> str:
    return str((model.__doc__ or "").split(" ", 1)[0])


def grouped(found: Iterable[Field]) -> list[tuple[Purpose, list[Field]]]:
    """按目的分组 Every entry with the fields it speaks for; entries that speak for none are left out."""
    groups: dict[Purpose, list[Field]] = {one: [] for one in register()}
    for field in found:
        if (one := purpose_of(field)) is not None:
            groups[one].append(field)
    return [(one, held) for one, held in groups.items() if held]


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """个人信息处理登记 For everybody who is logged in: what is kept about him, what for, and who reads it."""
    groups = grouped(fields())
    context = {"groups": groups, "total": sum(len(held) for _, held in groups), "marks": wording.MARK_WORDS}
    return render(request, "web/purposes.html", context)
