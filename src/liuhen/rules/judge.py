"""判断 One row under one rule at one instant: the verdict, the version, the parameters used and the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from liuhen.kit.calendar import Calendar
from liuhen.rules import values
from liuhen.rules.checks import CHECKS
from liuhen.rules.found import NOTHING, WORDS, Facts, Found, Verdict, worst
from liuhen.rules.model import Rule
from liuhen.rules.sentences import Speaker, fill
from liuhen.rules.values import RowError

PUBLISHED = Calendar()
OUT_OF_FORCE = Found(Verdict.NOT_IN_FORCE)


@dataclass(frozen=True)
class Judgement:
    """判断结果 `citation` (id@version) is what an entry of the book keeps; `sentence` is for a person."""

    verdict: Verdict
    rule: str
    version: str
    parameters: Mapping[str, Any]
    sentence: str
    next_step: str = ""
    details: Mapping[str, Any] = field(default_factory=lambda: NOTHING)

    @property
    def citation(self) -> str:
        """引用 id@version."""
        return f"{self.rule}@{self.version}"

    @property
    def is_broken(self) -> bool:
        """不符合 Only this stops an act or names an omission."""
        return self.verdict is Verdict.BROKEN


def judge(
    rule: Rule,
    row: Mapping[str, Any],
    as_of: datetime | str,
    *,
    settings: Mapping[str, Any] | None = None,
    names: Mapping[str, str] | None = None,
    calendar: Calendar = PUBLISHED,
    exactly: bool = False,
) -> Judgement:
    """判断 `settings` are a body's own values for declared parameters; `exactly` demands every declared field.

    `names` says how ids in the row (persons, units) read in a sentence; the judging itself compares ids.
    Raises RowError for a row the rule cannot read; that is the caller's mistake and never a verdict.
    """
    as_of = values.as_time(as_of)
    typed = _typed(rule, row, exactly)
    parameters = _parameters(rule, _day_of_arising(rule, typed, as_of), settings or {})
    if parameters is None or not _applies(rule, typed, as_of):
        return _judgement(rule, OUT_OF_FORCE, typed, {}, names or {})
    facts = Facts(typed, parameters, rule.units, rule.labels, as_of, calendar)
    return _judgement(rule, _found(rule, facts), typed, parameters, names or {})


def _typed(rule: Rule, row: Mapping[str, Any], exactly: bool) -> dict[str, Any]:
    if rule.row and (unknown := set(row) - set(rule.kinds)):
        raise RowError(f"{rule.id}: the row has {'、'.join(sorted(unknown))}, which the rule does not know")
    if exactly and (missing := set(rule.row) - set(row)):
        raise RowError(f"{rule.id}: the row lacks {'、'.join(sorted(missing))} (None is an answer, silence is not)")
    names = [*rule.kinds, *(name for name in row if name not in rule.kinds)]
    return {name: values.read(rule.kinds.get(name, "any"), row.get(name), f"{rule.id}.{name}") for name in names}


def _day_of_arising(rule: Rule, row: Mapping[str, Any], as_of: datetime) -> date:
    moment = row.get(rule.arises) if rule.arises else as_of
    if moment is None:
        raise RowError(f"{rule.id}: {rule.arises} says from when the rule applies and must be given")
    return values.as_date(moment)


def _parameters(rule: Rule, day: date, settings: Mapping[str, Any]) -> dict[str, Any] | None:
    if unknown := set(settings) - set(rule.parameters):
        raise RowError(f"{rule.id}: {'、'.join(sorted(unknown))} is no parameter of this rule")
    used: dict[str, Any] = {}
    for name, parameter in rule.parameters.items():
        dated = parameter.on(day)
        if dated is None:
            return None
        used[name] = parameter.read(settings.get(name, dated.value))
    return used


def _applies(rule: Rule, row: Mapping[str, Any], as_of: datetime) -> bool:
    day, force = _day_of_arising(rule, row, as_of), rule.in_force
    in_time = (force.start is None or force.start <= day) and (force.until is None or day <= force.until)
    return in_time and all(_matches(rule, row, name, wanted) for name, wanted in rule.where.items())


def _matches(rule: Rule, row: Mapping[str, Any], name: str, wanted: str | list[str]) -> bool:
    if row[name] is None:
        raise RowError(f"{rule.id}: {name} decides whether the rule applies and must be given")
    options = [wanted] if isinstance(wanted, str) else wanted
    return row[name] in [values.read(rule.kinds[name], option, name) for option in options]


def _found(rule: Rule, facts: Facts) -> Found:
    assert rule.requires is not None, f"{rule.id} is judged at the door, not on a row"
    try:
        if rule.requires.check:
            return CHECKS[rule.requires.check].run(facts)
        return worst(verb.judge(facts) for verb in rule.requires.verbs)
    except (ValueError, TypeError) as error:
        raise RowError(f"{rule.id}: {error}") from error


def _judgement(
    rule: Rule, found: Found, row: Mapping[str, Any], parameters: Mapping[str, Any], names: Mapping[str, str]
) -> Judgement:
    said, after = WORDS[found.verdict], ""
    if found.verdict is Verdict.BROKEN:
        spoken = Speaker({**row, **parameters, **found.details}, rule.units, names)
        said, after = fill(rule.sentence, spoken), fill(rule.refusal.next if rule.refusal else "", spoken)
    return Judgement(found.verdict, rule.id, rule.version, parameters, said, after, found.details)
