"""规则库接口 Every rule with its quotation, reading and numbers; what a refusal's `rule` points at."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from liuhen.kit import clock
from liuhen.kit.refusals import NotFound
from liuhen.rules import reads, rulebook, views
from liuhen.rules.model import Rule
from liuhen.ui.api import Page, Words, answers, page_of

router = Router(tags=["规则库"])


class BasisShape(Schema):
    """依据 A quotation or a reference, with its badge."""

    source: str
    quote: str
    badge: str


class NumberShape(Schema):
    """参数 One dated value."""

    name: str
    since: date
    value: str
    source: str
    verified: bool
    now: bool


class RuleLine(Schema):
    """规则一行"""

    id: str
    version: str
    title: str
    title_en: str
    mechanism: list[str]
    effect: str


class RuleFull(RuleLine):
    """规则全文 As it is in force today."""

    reading: str
    sentence: str
    basis: list[BasisShape]
    parameters: list[NumberShape]
    enacted: date | None


@router.get("", response=answers(Page[RuleLine]))
def rule_list(request: HttpRequest, asked: Query[Words]) -> Any:
    """规则一览 By id; words narrow by id, title, mechanism and reading."""
    found = [rule for area in views.areas(rulebook.rules().values(), asked.q.strip()) for rule in area.rules]
    return page_of(found, asked, _line)


@router.get("/{rule_id}", response=answers(RuleFull))
def rule_show(request: HttpRequest, rule_id: str) -> Any:
    """规则全文"""
    if rule_id not in rulebook.rules():
        raise NotFound("platform.not-found", "没有这条规则，请核对编号")
    on = clock.local(clock.now()).date()
    found = reads.in_force(rule_id, on)
    rule = found.rule
    return {
        **_line(rule),
        "reading": rule.reading.zh,
        "sentence": rule.sentence,
        "basis": [{"source": one.name, "quote": one.quote, "badge": one.badge} for one in rule.basis],
        "parameters": [vars(line) for line in views.parameter_lines(rule, on)],
        "enacted": found.enactment.effective_from if found.enactment else None,
    }


def _line(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "version": rule.version,
        "title": rule.title.zh,
        "title_en": rule.title.en,
        "mechanism": list(rule.mechanism),
        "effect": rule.effect.value,
    }
