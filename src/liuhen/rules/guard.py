"""把关 What stands between an act and the book: the prospective row is judged, and only a broken `refuse` stops it.

Acts are guarded, records never: a rule with effect `mark` names an omission and lets the record through.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from liuhen.kit.calendar import Calendar
from liuhen.kit.refusals import WrongState
from liuhen.rules import reads, rulebook, values
from liuhen.rules.judge import PUBLISHED, Judgement, judge
from liuhen.rules.model import Effect, Rule

Row = Mapping[str, Any]


@dataclass(frozen=True)
class RuleText:
    """规则出处 What a door shows beside a refusal."""

    id: str
    version: str
    title: str
    quote: str
    source: str
    reading: str
    badge: str


def require(
    rule_id: str,
    row: Row,
    as_of: datetime,
    *,
    settings: Mapping[str, Any] | None = None,
    names: Mapping[str, str] | None = None,
    calendar: Calendar = PUBLISHED,
) -> str:
    """须合规则 Judges the row; returns id@version for the entry. Raises WrongState when a refusing rule is broken.

    Every field the rule declares must be given (None is an answer). `settings`: the body's own values for declared
    parameters. `names`: how ids in the row read in the sentence.
    """
    rule = _in_force(rule_id, as_of)
    found = judge(rule, row, as_of, settings=settings, names=names, calendar=calendar, exactly=True)
    if found.is_broken and rule.effect is Effect.REFUSE:
        raise WrongState(rule_id, found.sentence, next_step=found.next_step)
    return found.citation


def require_all(rule_ids: Iterable[str], row: Row, as_of: datetime, **options: Any) -> list[str]:
    """须合各规则 `require` for several rules over one wide row: each rule takes the fields it declares."""
    return [require(rule_id, _part(rulebook.rule(rule_id), row), as_of, **options) for rule_id in rule_ids]


def marks(
    rule_ids: Iterable[str],
    row: Row,
    as_of: datetime,
    *,
    settings: Mapping[str, Mapping[str, Any]] | None = None,
    names: Mapping[str, str] | None = None,
    calendar: Calendar = PUBLISHED,
) -> list[Judgement]:
    """缺项 What each rule says of one wide row, broken or not; `settings` by rule id. Nothing is refused here."""
    own = settings or {}
    judging = reads.in_force_of(wanted := list(rule_ids), values.as_date(as_of))
    return [
        judge(
            rule := judging[rule_id].rule,
            _part(rule, row),
            as_of,
            settings=own.get(rule_id),
            names=names,
            calendar=calendar,
            exactly=True,
        )
        for rule_id in wanted
    ]


def omissions(found: Iterable[Judgement]) -> list[str]:
    """缺项文句 The sentences of what is broken, for the record that names its own omissions."""
    return [judgement.sentence for judgement in found if judgement.is_broken]


def explain(rule_id: str) -> RuleText:
    """规则出处 Title, quotation, source and reading of a rule. Raises KeyError for an id without a file."""
    rule = rulebook.rule(rule_id)
    first = rule.basis[0]
    return RuleText(
        id=rule.id,
        version=rule.version,
        title=rule.title.zh,
        quote=first.quote,
        source=first.name,
        reading=rule.reading.zh,
        badge=first.badge,
    )


def _in_force(rule_id: str, as_of: datetime) -> Rule:
    return reads.in_force(rule_id, values.as_date(as_of)).rule


def _part(rule: Rule, row: Row) -> Row:
    return {name: row[name] for name in rule.kinds if name in row}
