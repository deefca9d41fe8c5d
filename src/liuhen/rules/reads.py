"""查询 Which version of a rule is in force on a day, and which rule set a body meets under.

A rule that was never enacted applies as it is installed and says so. Once a version was enacted it is that version,
taken from the file store by its digest, that judges: changing the installed file changes nothing until it is enacted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.db.models import QuerySet

from liuhen.kit.once import once
from liuhen.kit.refusals import WrongState
from liuhen.ledger import files
from liuhen.organs.reads import tree
from liuhen.rules import rulebook
from liuhen.rules.bodies import BodySet, body_set
from liuhen.rules.loader import parse
from liuhen.rules.model import Rule, build
from liuhen.rules.models import Enactment, State
from liuhen.rules.records import What


@dataclass(frozen=True)
class InForce:
    """现行规则 The rule that judges on the day, and the enactment that put it in force (None: as installed)."""

    rule: Rule
    enactment: Enactment | None


@dataclass(frozen=True)
class BodyInForce:
    """现行议事规则 The rule set of a body on the day, and the enactment that put it in force (None: as installed)."""

    rules: BodySet
    enactment: Enactment | None

    @property
    def citation(self) -> str:
        """引用 id@version."""
        return self.rules.citation


def in_force(rule_id: str, on: date) -> InForce:
    """现行规则 Raises KeyError for an id without a file."""
    return in_force_of([rule_id], on)[rule_id]


def in_force_of(rule_ids: Iterable[str], on: date) -> dict[str, InForce]:
    """各现行规则 The same for several rules by id, in one query."""
    installed = {rule_id: rulebook.rule(rule_id) for rule_id in rule_ids}
    rows = _enacted_rules(installed.keys(), on)
    return {rule_id: _judging(rule, rows.get(rule_id)) for rule_id, rule in installed.items()}


def _enacted_rules(names: Collection[str], on: date) -> dict[str, Enactment | None]:
    told = _told(on)
    if missing := set(names) - told.keys():
        told.update(dict.fromkeys(missing))
        told.update({row.name: row for row in reversed(_enacted(What.RULE, on).filter(name__in=missing))})
    return told


@once
def _told(on: date) -> dict[str, Enactment | None]:
    """What was asked about the rules of this day in the present reading."""
    return {}


def _judging(installed: Rule, row: Enactment | None) -> InForce:
    if row is None or row.digest == installed.digest:
        return InForce(installed, row)
    return InForce(_stored_rule(row.digest, installed.id), row)


@once
def body_rules(kind: str, on: date, organ: UUID | None = None) -> BodyInForce:
    """议事规则 The rule set of a kind of body (a GroupKind) on the day: that of the organ, else of the nearest
    superior which enacted one, else the national sample as installed. Raises KeyError for an unknown kind."""
    installed = body_set(kind)
    rows = {row.organ: row for row in reversed(_enacted(What.BODY, on).filter(body_kind=kind))}
    line = reversed(tree.organ(organ).ancestors) if organ else ()
    row = next((rows[id] for id in line if id in rows), None)
    if row is None:
        return BodyInForce(installed, None)
    found = installed if row.digest == installed.digest else _stored_body(row.digest, kind)
    return BodyInForce(found, row)


def proposals() -> QuerySet[Enactment]:
    """待批准 Proposals nobody has decided yet, oldest first."""
    return Enactment.objects.filter(state=State.PROPOSED).order_by("proposed_at", "id")


def history(name: str) -> QuerySet[Enactment]:
    """施行沿革 Every proposal about a rule or rule set, newest first."""
    return Enactment.objects.filter(name=name).order_by("-effective_from", "-proposed_at", "-id")


def unenacted(on: date) -> list[str]:
    """未施行的改动 Rules whose installed file is not the version in force: changed on disk, not approved."""
    judging = in_force_of(rulebook.rules(), on)
    return [rule_id for rule_id, rule in rulebook.rules().items() if judging[rule_id].rule.digest != rule.digest]


def _enacted(what: What, on: date) -> QuerySet[Enactment]:
    rows = Enactment.objects.filter(what=what.value, state=State.ENACTED, effective_from__lte=on)
    return rows.order_by("-effective_from", "-decided_at", "-id")


def _stored(digest: str) -> bytes:
    content = files.get(digest)
    if hashlib.sha256(content).hexdigest() != digest:
        raise WrongState("rules.as-enacted", "规则文件的内容与批准施行的摘要不符", next_step="请从备份恢复附件库")
    return content


@lru_cache(maxsize=512)
def _stored_rule(digest: str, rule_id: str) -> Rule:
    return build(Rule, parse(_stored(digest), Path(f"{rule_id}.yaml")))


@lru_cache(maxsize=64)
def _stored_body(digest: str, kind: str) -> BodySet:
    return build(BodySet, parse(_stored(digest), Path(f"{kind}.yaml")))
