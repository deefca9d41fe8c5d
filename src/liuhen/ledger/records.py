"""记录 What can be written in the book: frozen classes whose every field is public, internal or sealed.

Public values stand in the leaf. Internal and sealed values stand there only as salted commitments;
their ciphertext lies in the vault. Nothing personal may be public.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar, dataclass_transform
from uuid import UUID

from liuhen.ledger import values
from liuhen.ledger.duty_lines import DutyLine


class Mark(StrEnum):
    """密级标记 Who may ever see a field's value."""

    PUBLIC = "public"
    INTERNAL = "internal"
    SEALED = "sealed"


LOGS = ("public", "internal", "sealed")


@dataclass(frozen=True)
class Actor:
    """行为人 Who acts: a pseudonymous person, in a post, of an organ at that time."""

    person: UUID
    organ: UUID
    post: UUID | None = None


def public(**options: Any) -> Any:
    """公开字段 A value that stands in the leaf for good. Never personal."""
    return field(metadata={"mark": Mark.PUBLIC}, **options)


def internal(*, about: str = "", **options: Any) -> Any:
    """内部字段 A value whose commitment stands in the leaf; tables and lists may hold it. `about` as for `sealed`."""
    return field(metadata={"mark": Mark.INTERNAL, "about": about}, **options)


def sealed(*, held_by: str = "", about: str = "", **options: Any) -> Any:
    """密封字段 A value no table may hold and whose every opening is logged.

    `held_by`: the field that names a hold; nobody opens the value until a releasing record is written for it.
    `about`: the field that names the person whose vault key protects it; the organ's key otherwise.
    """
    return field(metadata={"mark": Mark.SEALED, "held_by": held_by, "about": about}, **options)


@dataclass(frozen=True)
class FieldSpec:
    """字段 One field of a record class: its mark, how to read it back, who holds it and whom it is about.

    `blank` is what tables see when the value was redacted: empty text for text, an empty list for a list, else None.
    """

    name: str
    mark: Mark
    read: values.Reader
    held_by: str
    about: str
    blank: Any = None


@dataclass(frozen=True)
class Spec:
    """记录类 What the ledger knows of a record class."""

    kind: str
    log: str
    subject: tuple[str, str]
    releases: str
    fields: tuple[FieldSpec, ...]
    duty_line: DutyLine | None = None
    names: str = ""

    @cached_property
    def vaulted(self) -> tuple[FieldSpec, ...]:
        """入柜字段 The fields whose values lie in the vault."""
        return tuple(spec for spec in self.fields if spec.mark is not Mark.PUBLIC)

    @cached_property
    def hidden(self) -> dict[str, Any]:
        """遮蔽 What tables see in the place of sealed fields."""
        return {spec.name: values.SEALED for spec in self.fields if spec.mark is Mark.SEALED}


class Record:
    """记录 The base of everything that can be written in the book."""

    spec: typing.ClassVar[Spec]

    def subject(self) -> tuple[str, str]:
        """卷宗 The kind and id of the file this record belongs to."""
        kind, name = self.spec.subject
        return kind, str(getattr(self, name))

    def plain(self) -> dict[str, Any]:
        """写法 All fields in the book's spelling."""
        return {spec.name: values.plain(getattr(self, spec.name)) for spec in self.spec.fields}


R = TypeVar("R", bound=Record)
_registry: dict[str, type[Record]] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(public, internal, sealed))
def record(
    kind: str,
    *,
    log: str,
    subject: tuple[str, str],
    releases: str = "",
    duty_line: DutyLine | None = None,
    names: str = "",
) -> Callable[[type[R]], type[R]]:
    """记录类声明 Registers a record class under its kind ("area.past-tense/version").

    `log` is one of the three logs; `subject` names the file (kind, field); `releases` names the field whose value is
    a hold that this record lifts; `duty_line`: how it reads in a leader's duty log; `names`: the field that says what
    the file is called. Raises TypeError for a field without a mark, a kind used twice, or a line that could say what
    is sealed.
    """

    def register(cls: type[R]) -> type[R]:
        made = dataclass(frozen=True, kw_only=True)(cls)
        if log not in LOGS:
            raise TypeError(f"{kind}: no log {log!r}")
        if kind in _registry:
            raise TypeError(f"{kind} is taken by {_registry[kind].__qualname__}")
        hints = typing.get_type_hints(made)
        specs = tuple(_field_spec(kind, item, hints[item.name]) for item in dataclasses.fields(typing.cast(Any, made)))
        _require_sayable(kind, log, specs, duty_line, names)
        made.spec = Spec(kind, log, subject, releases, specs, duty_line, names)
        _registry[kind] = made
        return made

    return register


def _require_sayable(kind: str, log: str, specs: tuple[FieldSpec, ...], line: DutyLine | None, names: str) -> None:
    own = [] if line is None or line.person_in or line.person == "actor" else [line.person]
    said = [name for name in (*own, line.duties if line else "", names) if name]
    open_fields = {spec.name for spec in specs if spec.mark is not Mark.SEALED}
    if ((said or line) and log == "sealed") or not open_fields.issuperset(said):
        raise TypeError(f"{kind}: nothing sealed may be said in a duty line")


def _field_spec(kind: str, item: dataclasses.Field[Any], hint: Any) -> FieldSpec:
    mark = item.metadata.get("mark")
    if mark is None:
        raise TypeError(f"{kind}.{item.name} must be public, internal or sealed")
    held_by, about = item.metadata.get("held_by", ""), item.metadata.get("about", "")
    return FieldSpec(item.name, mark, values.reader(hint), held_by, about, values.blank(hint))


def record_class(kind: str) -> type[Record]:
    """按名取类 The class registered under `kind`; KeyError when there is none."""
    return _registry[kind]


def record_classes() -> dict[str, type[Record]]:
    """全部记录类 Every registered class by kind."""
    return dict(_registry)


Applier = Callable[[Any, Any], None]
_appliers: dict[type[Record], Applier] = {}


def applies(cls: type[Record]) -> Callable[[Applier], Applier]:
    """入表 Declares the one function that writes a record into its mechanism's tables."""

    def register(function: Applier) -> Applier:
        if cls in _appliers:
            raise TypeError(f"{cls.spec.kind} is applied twice")
        _appliers[cls] = function
        return function

    return register


def applier(cls: type[Record]) -> Applier | None:
    """入表函数 The function that applies `cls`, or None when the record has no table."""
    return _appliers.get(cls)
