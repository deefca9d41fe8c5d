"""What the tests of the rules share: a rule built from text, and the one of the design's chapter on rules."""

from __future__ import annotations

from pathlib import Path

from liuhen.rules.loader import parse
from liuhen.rules.model import Rule, build

EMERGENCY = """\
id: decisions.emergency-written-up
title: {zh-Hans: 应急决策三日内补记, en: An emergency decision is written up within three days}
mechanism: M50
basis:
  - source: daxing
    quote: 遇有應急、救災等特殊情況不能集體會議決策時,決策者要在事后三天內書面記錄相關決策事項
reading:
  zh-Hans: “三天”按自然日计，作出决策之日不计入，第三日二十四时届满。
about: leader
fact: decisions.emergency_decision
arises: decided_at
parameters:
  days: {unit: day, values: {2014-01-01: {value: 3, source: daxing, verified: true}}}
requires:
  within: {from: decided_at, to: written_up_at, limit: days}
effect: find
finding: {level: red, zh-Hans: '“{title}”{decided_at:%m月%d日}应急作出，{days}日内未补记'}
examples:
  - name: 合规
    as_of: 2026-03-10
    given: {title: 防汛, decided_at: 2026-03-01 09:00, written_up_at: 2026-03-04 23:59:59}
    expect: met
  - name: 逾期
    as_of: 2026-03-10
    given: {title: 防汛, decided_at: 2026-03-01 09:00, written_up_at: 2026-03-05 00:00:00}
    expect: broken
  - name: 未到
    as_of: 2026-03-02
    given: {title: 防汛, decided_at: 2026-03-01 09:00}
    expect: pending
  - name: 不追溯
    as_of: 2026-03-10
    given: {title: 旧事, decided_at: 2013-06-01 09:00}
    expect: not-in-force
"""


def rule(text: str = EMERGENCY) -> Rule:
    """A rule from the text of its file."""
    return build(Rule, parse(text.encode(), Path("decisions/sample.yaml")))
