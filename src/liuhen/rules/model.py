"""规则模型 What a rule file may say, checked key by key; an error names the file and the line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError, field_validator, model_validator

from liuhen.rules import sentences
from liuhen.rules.checks import CHECKS
from liuhen.rules.found import Verdict
from liuhen.rules.loader import Document
from liuhen.rules.parameters import Day, Parameter
from liuhen.rules.texts import Basis, Chinese, Many, Part, Title
from liuhen.rules.values import KINDS
from liuhen.rules.verbs import VERBS, Verb

T = TypeVar("T", bound=BaseModel)
ID = r"[a-z]+(\.[a-z][a-z0-9-]*)+"


class Effect(StrEnum):
    """效力 refuse stops an act; mark names an omission in the record; find is a finding for oversight."""

    REFUSE = "refuse"
    MARK = "mark"
    FIND = "find"


class Refusing(Part):
    """拒绝文句 What is wrong, and what to do next."""

    zh: str = Field(alias="zh-Hans", min_length=4)
    next: str = ""


class Finding(Part):
    """提示文句 A sentence for the record or the officer: a question, never a verdict on a person."""

    level: Literal["red", "amber", "note"] = "note"
    zh: str = Field(alias="zh-Hans", min_length=4)


class InForce(Part):
    """施行期间 From and until (inclusive) which days of arising the rule applies."""

    start: Day | None = Field(None, alias="from")
    until: Day | None = None


class Example(Part):
    """例 A row and the verdict it must have; each is run as a test."""

    name: str
    as_of: str
    given: dict[str, Any]
    settings: dict[str, str | list[str]] = {}
    expect: Verdict
    says: str = ""


class Requires(Part):
    """要求 One or more verbs, all of which must hold, or one check written in Python."""

    verbs: tuple[Verb, ...] = ()
    check: str = ""

    @model_validator(mode="before")
    @classmethod
    def by_name(cls, data: Any) -> Any:
        if isinstance(data, str):
            raise ValueError("name a verb and its fields")
        if set(data) == {"check"}:
            if data["check"] not in CHECKS:
                raise ValueError(f"check “{data['check']}” is not in the registry")
            return data
        if unknown := set(data) - set(VERBS):
            raise ValueError(f"“{'、'.join(sorted(unknown))}” is none of the eight verbs")
        if not data:
            raise ValueError("nothing is required")
        return {"verbs": tuple(VERBS[name].model_validate(args) for name, args in data.items())}

    def uses(self) -> Iterator[tuple[str, str]]:
        """所用栏 Every name the verbs read, with its kind."""
        for verb in self.verbs:
            yield from verb.uses()

    @property
    def details(self) -> set[str]:
        """可用细节 The names a sentence may take from what the verbs or the check found."""
        if self.check:
            return set(CHECKS[self.check].details)
        return {name for verb in self.verbs for name in verb.details}


class Rule(Part):
    """规则 One rule of the rulebook. `judged_by: door` marks a rule raised by a plain check of the act itself."""

    id: str = Field(pattern=f"^{ID}$")
    title: Title
    mechanism: Many = []
    basis: list[Basis] = Field(min_length=1)
    exception_to: str = ""
    reading: Chinese
    about: str
    fact: str = ""
    judged_by: Literal["row", "door"] = "row"
    in_force: InForce = Field(default_factory=lambda: InForce.model_validate({}))
    arises: str = ""
    row: dict[str, str] = {}
    where: dict[str, str | list[str]] = {}
    parameters: dict[str, Parameter] = {}
    requires: Requires | None = None
    effect: Effect
    refusal: Refusing | None = None
    finding: Finding | None = None
    examples: list[Example] = []
    digest: str = ""
    path: str = ""

    @field_validator("row")
    @classmethod
    def known_kinds(cls, row: dict[str, str]) -> dict[str, str]:
        for name, spec in row.items():
            if spec.split(maxsplit=1)[0] not in KINDS or not name.isidentifier():
                raise ValueError(f"“{name}: {spec}”: begin with one of {'、'.join(KINDS)}")
        return row

    @model_validator(mode="after")
    def consistent(self) -> Rule:
        for complaint in _complaints(self):
            raise ValueError(complaint)
        return self

    @property
    def version(self) -> str:
        """版本 The first twelve hexadecimal digits of the file's SHA-256."""
        return self.digest[:12]

    @property
    def citation(self) -> str:
        """引用 id@version, as an entry of the book cites it."""
        return f"{self.id}@{self.version}"

    @cached_property
    def kinds(self) -> dict[str, str]:
        """栏目类型 The kind of every field: as declared, else as the verbs expect."""
        used = self.requires.uses() if self.requires else ()
        kinds = {name: kind for name, kind in used if name not in self.parameters}
        if self.arises:
            kinds.setdefault(self.arises, "time")
        return kinds | {name: spec.split(maxsplit=1)[0] for name, spec in self.row.items()}

    @cached_property
    def labels(self) -> dict[str, str]:
        """栏名 The Chinese names of the fields, where the file gives them."""
        parts = {name: spec.split(maxsplit=1) for name, spec in self.row.items()}
        return {name: part[1] for name, part in parts.items() if len(part) == 2}

    @cached_property
    def units(self) -> dict[str, str]:
        """单位 The unit of every parameter, and fen for the amounts of money in the row."""
        amounts = {name: kind for name, kind in self.kinds.items() if kind == "fen"}
        return amounts | {name: parameter.unit for name, parameter in self.parameters.items()}

    @property
    def sentence(self) -> str:
        """文句 The sentence of a breach."""
        return (self.refusal or self.finding).zh  # type: ignore[union-attr]


def _complaints(rule: Rule) -> Iterator[str]:
    wanted, other = (rule.refusal, rule.finding) if rule.effect is Effect.REFUSE else (rule.finding, rule.refusal)
    if wanted is None or other is not None:
        yield "effect refuse needs a refusal, mark and find need a finding, and only that"
        return
    if rule.judged_by == "door":
        if rule.requires or rule.row or rule.examples or rule.effect is not Effect.REFUSE:
            yield "a rule judged at the door has a refusal and neither row, requires nor examples"
        return
    if rule.requires is None or len(rule.examples) < 3 or not rule.fact:
        yield "a rule needs fact, requires and at least three examples"
        return
    yield from _name_complaints(rule)


def _name_complaints(rule: Rule) -> Iterator[str]:
    requires = rule.requires
    assert requires is not None
    if both := set(rule.row) & set(rule.parameters):
        yield f"{'、'.join(both)} is both a field and a parameter"
    if requires.check and not rule.row:
        yield "a check needs its row declared"
    known = set(rule.kinds) | set(rule.parameters)
    if rule.row and (unknown := {name for name, _ in requires.uses()} - set(rule.row) - set(rule.parameters)):
        yield f"{'、'.join(sorted(unknown))} is declared neither in row nor in parameters"
    for name, kind in requires.uses():
        if name in rule.row and kind not in ("any", rule.kinds[name].replace("fen", "count")):
            yield f"{name} is declared {rule.kinds[name]}, the verb expects {kind}"
    given = {name for example in rule.examples for name in example.given}
    allowed = known | requires.details | (set() if rule.row else given)
    for text in (rule.sentence, rule.refusal.next if rule.refusal else ""):
        if unknown := sentences.names(text) - allowed:
            yield f"the sentence names {'、'.join(sorted(unknown))}, which nobody fills in"
    if unknown := set(rule.where) - set(rule.row):
        yield f"where names {'、'.join(sorted(unknown))}, which is not in the row"


def build(kind: type[T], document: Document) -> T:
    """成型 A checked model of one file. Raises RuleFileError with the line of the first mistake."""
    try:
        model = kind.model_validate(document.data)
    except ValidationError as error:
        first = error.errors()[0]
        where = tuple(step for step in first["loc"] if not str(step).startswith("function-"))
        name = ".".join(str(step) for step in where)
        raise document.error(where, f"{name}: {first['msg']}" if name else first["msg"]) from error
    return model.model_copy(update={"digest": digest_of(document.raw), "path": str(document.path)})


def digest_of(raw: bytes) -> str:
    """摘要 SHA-256 of the file's bytes, hexadecimal."""
    return hashlib.sha256(raw).hexdigest()
