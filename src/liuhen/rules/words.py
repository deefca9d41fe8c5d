"""读法 A rule's requirement in Chinese words, so that an officer can check it against the quotation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from liuhen.rules import verbs
from liuhen.rules.checks import CHECKS
from liuhen.rules.model import Rule
from liuhen.rules.values import spoken

UNIT_WORDS = {
    "day": "日（自然日）",
    "working_day": "个工作日",
    "hour": "小时",
    "minute": "分钟",
    "second": "秒",
}
KIND_WORDS = {
    "text": "文字",
    "texts": "文字（多项）",
    "time": "时间",
    "times": "时间（多项）",
    "date": "日期",
    "count": "数",
    "fen": "金额",
    "flag": "是否",
    "share": "比例",
    "any": "不限",
}


class Reader:
    """读者 Names the fields and today's values of one rule's parameters."""

    def __init__(self, rule: Rule, on: date) -> None:
        self.rule, self.on = rule, on

    def name(self, name: str) -> str:
        """名称 A parameter by its value of the day, a field by its Chinese name."""
        if name not in self.rule.parameters:
            return f"“{self.rule.labels.get(name, name)}”"
        parameter = self.rule.parameters[name]
        dated = parameter.on(self.on) or parameter.values[min(parameter.values)]
        return value_words(parameter.read(dated.value), parameter.unit)

    def names(self, names: verbs.Names | None) -> str:
        """名称表 Several names in one breath."""
        return "、".join(self.name(name) for name in verbs.as_list(names))


def value_words(value: Any, unit: str) -> str:
    """数值读法 With its unit: 24小时, 三分之二以上, 100,000.00元."""
    return spoken(value, unit=unit) + UNIT_WORDS.get(unit, "")


def _within(verb: verbs.Within, read: Reader) -> str:
    return f"{read.name(verb.to)}须在{read.name(verb.start)}之后{read.name(verb.limit)}内"


def _last(verb: verbs.Last, read: Reader) -> str:
    return f"{read.name(verb.at)}须在{read.name(verb.among)}之后，后者须全部有了结"


def _present(verb: verbs.Present, read: Reader) -> str:
    until = f"（在{read.name(verb.due)}之前可以暂缺）" if verb.due else ""
    return f"须有{read.names(verb.fields)}{until}"


def _absent(verb: verbs.Absent, read: Reader) -> str:
    among = f"不得含有{read.name(verb.among)}中的任何一项" if verb.among else "须为空"
    return f"{read.name(verb.field)}{among}"


def _measure(word: str) -> Callable[[Any, Reader], str]:
    def say(verb: verbs.AtLeast | verbs.AtMost, read: Reader) -> str:
        if verb.start and verb.to:
            return f"从{read.name(verb.start)}到{read.name(verb.to)}{word}{read.name(verb.limit)}"
        if verb.of:
            return f"{read.names(verb.value)}占{read.name(verb.of)}{word}：{read.name(verb.limit)}"
        return f"{read.names(verb.value)}{word}{read.name(verb.limit)}"

    return say


def _differs(verb: verbs.Differs, read: Reader) -> str:
    return f"{read.names(verb.fields)}互不相同"


def _covers(verb: verbs.Covers, read: Reader) -> str:
    return f"{read.name(verb.whole)}中的每一项都须在{read.names(verb.part)}之中"


SAID: dict[type[verbs.Verb], Callable[[Any, Reader], str]] = {
    verbs.Within: _within,
    verbs.Last: _last,
    verbs.Present: _present,
    verbs.Absent: _absent,
    verbs.AtLeast: _measure("不少于"),
    verbs.AtMost: _measure("不多于"),
    verbs.Differs: _differs,
    verbs.Covers: _covers,
}


def requirements(rule: Rule, on: date) -> list[str]:
    """要求 Each verb as a sentence, with the parameter values of the day; a check by what it is about."""
    if rule.requires is None:
        return ["由办理这一步的程序当场核对"]
    if rule.requires.check:
        return [CHECKS[rule.requires.check].about]
    read = Reader(rule, on)
    return [SAID[type(verb)](verb, read) for verb in rule.requires.verbs]


def conditions(rule: Rule) -> list[str]:
    """适用 When the rule applies, field by field."""
    words = {"true": "是", "false": "否"}
    return [
        f"“{rule.labels.get(name, name)}”为{'、'.join(words.get(one, one) for one in verbs.as_list(wanted))}"
        for name, wanted in rule.where.items()
    ]
