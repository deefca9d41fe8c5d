"""议事规则 The rule set of a kind of body: one YAML file, matter class by matter class, enacted like a rule.

A class takes everything from `default` and overrides what it names. Nothing here decides anything: the guards take the
values from here as settings of the rules of decisions.
"""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from liuhen.rules import rulebook
from liuhen.rules.exact import Operator, Share
from liuhen.rules.loader import load
from liuhen.rules.model import build
from liuhen.rules.texts import Basis, Chinese, Many, Part, Title

Base = Literal["应到会", "到会", "有效票"]
MODES = Literal["口头表决", "举手表决", "记名表决", "无记名（纸质票）", "无记名（电子票）"]
MEANS = Literal["口令", "通行密钥", "密码设备", "手写签名"]
CLASSES = ("works", "personnel", "funds", "assets", "benefits", "travel", "rural", "other")


class Fraction(Part):
    """比例 num/den with its operator: ">=" is 以上, ">" is 超过."""

    num: int = Field(gt=0)
    den: int = Field(gt=0)
    op: Operator

    @property
    def share(self) -> Share:
        """比例 As an exact share."""
        return Share.parse(f"{self.op}{self.num}/{self.den}")


class Pass(Fraction):
    """通过比例 And what it is a share of."""

    base: Base


class Emergency(Part):
    """应急补记期限 The days, and how they are counted."""

    days: int = Field(gt=0)
    unit: Literal["calendar", "working", "hours72"]


class MatterRules(Part):
    """某类事项的议事规则 What a body observes for one class of matter. Money in 分, days and hours as named."""

    quorum: Fraction
    pass_: Pass = Field(alias="pass")
    vote_modes: list[MODES] = Field(min_length=1)
    secret_required: bool
    recusal_in_base: bool
    notice_hours: int = Field(ge=0)
    notice_workdays: int = Field(ge=0)
    recording_required: bool
    gates: list[str]
    public_consult_days: int = Field(ge=0)
    legal_review_workdays: int = Field(ge=0)
    hearing_notice_days: int = Field(ge=0)
    defer_if_gap: bool
    emergency: Emergency
    ordered_bodies: list[str]
    signing_means: list[MEANS] = Field(min_length=1)
    major: Literal["always", "above-threshold", "never"]
    threshold_fen: int | None = Field(None, ge=0)

    @model_validator(mode="after")
    def consistent(self) -> MatterRules:
        if self.secret_required and any(not mode.startswith("无记名") for mode in self.vote_modes):
            raise ValueError("secret_required allows only 无记名 modes")
        if (self.major == "above-threshold") != (self.threshold_fen is not None):
            raise ValueError("threshold_fen stands where major is above-threshold, and only there")
        return self

    @property
    def settings(self) -> dict[str, dict[str, Any]]:
        """各规则的取值 This body's values for the parameters of rules, by rule id: `guard.require(settings=)`."""
        days = self.public_consult_days, self.legal_review_workdays, self.hearing_notice_days
        return {
            "decisions.quorum": {"share": str(self.quorum.share)},
            "decisions.vote-mode": {"modes": self.vote_modes},
            "decisions.papers-delivered": {"notice": str(self.notice_hours)},
            "decisions.public-consult-days": {"days": str(days[0])},
            "decisions.legal-review-days": {"days": str(days[1])},
            "decisions.hearing-notice-days": {"days": str(days[2])},
            "decisions.signing-means": {"allowed": self.signing_means},
        }

    def is_major(self, amount_fen: int | None) -> bool:
        """是否三重一大 Of this class and amount; an amount nobody knows counts as above the threshold."""
        if self.threshold_fen is None:
            return self.major == "always"
        return amount_fen is None or amount_fen >= self.threshold_fen

    def base_of(self, *, expected: int, present: int, valid: int) -> int:
        """计票基数 The number of which the votes in favour must be a share."""
        return {"应到会": expected, "到会": present, "有效票": valid}[self.pass_.base]


class Badge(Part):
    """取值出处 Where one value of the set comes from, and whether that was read."""

    reference: str = Field(min_length=2)
    verified: bool


class BodySet(Part):
    """议事规则 The rule set of one kind of body."""

    id: str = Field(pattern=r"^[a-z]+\.[a-z][a-z0-9-]*$")
    title: Title
    mechanism: Many = []
    kind: str
    basis: list[Basis] = Field(min_length=1)
    reading: Chinese
    decision_logic: Literal["majority", "head_decides"]
    sources: dict[str, Badge]
    matters: dict[str, dict[str, Any]]
    digest: str = ""
    path: str = ""

    @model_validator(mode="after")
    def complete(self) -> BodySet:
        if unknown := set(self.matters) - {"default", *CLASSES}:
            raise ValueError(f"{'、'.join(sorted(unknown))} is no matter class")
        if "default" not in self.matters:
            raise ValueError("matters needs default")
        if missing := {name for values in self.matters.values() for name in values} - set(self.sources):
            raise ValueError(f"sources does not say where {'、'.join(sorted(missing))} comes from")
        for matter_class in CLASSES:
            self.for_matter(matter_class)
        return self

    @property
    def version(self) -> str:
        """版本 The first twelve hexadecimal digits of the file's SHA-256."""
        return self.digest[:12]

    @property
    def citation(self) -> str:
        """引用 id@version."""
        return f"{self.id}@{self.version}"

    @cached_property
    def all(self) -> dict[str, MatterRules]:
        """各类事项 The rules of every class."""
        return {matter_class: self.for_matter(matter_class) for matter_class in CLASSES}

    def for_matter(self, matter_class: str) -> MatterRules:
        """某类事项 Default values overridden by those of the class. Raises KeyError for a class that does not exist."""
        if matter_class not in CLASSES:
            raise KeyError(matter_class)
        return MatterRules.model_validate({**self.matters["default"], **self.matters.get(matter_class, {})})


def body_files(top: Path) -> list[Path]:
    """议事规则文件 packs/<pack>/bodies/*.yaml"""
    return sorted(top.glob("packs/*/bodies/*.yaml"))


def read_body(path: Path) -> BodySet:
    """读议事规则 One file; its id is pack.name."""
    document = load(path)
    found = build(BodySet, document)
    if found.id != f"{path.parent.parent.name}.{path.stem}":
        raise document.error(("id",), f"id “{found.id}” in {path.parent.parent.name}/bodies/{path.name}")
    return found


@cache
def _cached(top: Path) -> dict[str, BodySet]:
    return {found.id: found for found in map(read_body, body_files(top))}


def body_sets() -> dict[str, BodySet]:
    """全部议事规则 The installed rule sets by id."""
    return _cached(rulebook.root())


def body_set(kind: str) -> BodySet:
    """国家样本 The national sample for a kind of body. Raises KeyError when there is none."""
    found = {body.kind: body for id, body in body_sets().items() if id.startswith("national.")}
    return found[kind]
