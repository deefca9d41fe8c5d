"""显示行 What the pages of the rules show, made from rules, rule sets and enactments; no request in sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from liuhen.rules.bodies import BodySet, MatterRules
from liuhen.rules.found import Verdict
from liuhen.rules.judge import judge
from liuhen.rules.model import Rule
from liuhen.rules.models import Enactment
from liuhen.rules.values import spoken
from liuhen.rules.words import value_words

AREA_WORDS = {
    "decisions": "决策",
    "organs": "单位与人",
    "platform": "平台",
    "rules": "规则",
    "signatures": "签名",
}
VERDICT_WORDS = {
    Verdict.MET: ("good", "符合"),
    Verdict.BROKEN: ("bad", "不符合"),
    Verdict.PENDING: ("due", "待定"),
    Verdict.NOT_IN_FORCE: ("plain", "不适用"),
}
CLASS_WORDS = {
    "works": "工程建设",
    "personnel": "人事任免",
    "funds": "资金使用",
    "assets": "资产处置",
    "benefits": "政策优惠",
    "travel": "出差出国（境）",
    "rural": "农村“三资”",
    "other": "其他重大事项",
}
NOT_YET = {
    "M50": "应急决策三日内书面记录",
    "M51": "应急决策在下次会议通报",
    "M53": "无人提议则无记名投票",
    "M54": "全年零提议记入考核",
}


@dataclass(frozen=True)
class Area:
    """规则分区 The rules of one area."""

    word: str
    rules: list[Rule]


@dataclass(frozen=True)
class ParameterLine:
    """参数行 One dated value of one parameter."""

    name: str
    since: date
    value: str
    source: str
    verified: bool
    now: bool


@dataclass(frozen=True)
class ExampleLine:
    """例行 An example and what the rule says of it at this moment."""

    name: str
    given: list[tuple[str, str]]
    as_of: str
    verdict: tuple[str, str]
    sentence: str
    holds: bool


@dataclass(frozen=True)
class EnactmentLine:
    """施行行 One proposal, with names where the reader may see them."""

    row: Enactment
    organ: str
    proposer: str
    approver: str
    decided: datetime | None


@dataclass(frozen=True)
class BodyLine:
    """取值行 One value of a rule set: its words by class, and where it comes from."""

    word: str
    values: list[str]
    source: str
    verified: bool


def areas(rules: Iterable[Rule], sought: str) -> list[Area]:
    """分区 Rules by area, those only whose id, title, mechanism or reading holds the words."""
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        text = " ".join([rule.id, rule.title.zh, rule.title.en, rule.reading.zh, *rule.mechanism])
        if sought.lower() in text.lower():
            found.setdefault(rule.id.split(".")[0], []).append(rule)
    return [Area(AREA_WORDS.get(area, area), found[area]) for area in sorted(found)]


def tally(rules: Iterable[Rule]) -> dict[str, int]:
    """数目 How many rules, examples and unverified numbers there are."""
    rules = list(rules)
    dated = [one for rule in rules for parameter in rule.parameters.values() for one in parameter.values.values()]
    return {
        "rules": len(rules),
        "judged": sum(rule.judged_by == "row" for rule in rules),
        "examples": sum(len(rule.examples) for rule in rules),
        "checks": sum(bool(rule.requires and rule.requires.check) for rule in rules),
        "unverified": sum(not one.verified for one in dated),
    }


def parameter_lines(rule: Rule, on: date) -> list[ParameterLine]:
    """参数表 Every dated value, the one in force marked."""
    return [
        ParameterLine(
            name=name,
            since=since,
            value=value_words(parameter.read(dated.value), parameter.unit),
            source=dated.source,
            verified=dated.verified,
            now=dated is parameter.on(on),
        )
        for name, parameter in rule.parameters.items()
        for since, dated in sorted(parameter.values.items())
    ]


def example_lines(rule: Rule) -> list[ExampleLine]:
    """例表 Each example, judged now."""
    return [_example_line(rule, example) for example in rule.examples]


def _example_line(rule: Rule, example: Any) -> ExampleLine:
    found = judge(rule, example.given, example.as_of, settings=example.settings)
    given = [(rule.labels.get(name, name), _plain(value)) for name, value in example.given.items()]
    own = [(f"{name}（机关自定）", _plain(value)) for name, value in example.settings.items()]
    return ExampleLine(
        name=example.name,
        given=given + own,
        as_of=example.as_of,
        verdict=VERDICT_WORDS[found.verdict],
        sentence=found.sentence if found.is_broken else "",
        holds=found.verdict == example.expect,
    )


def _plain(value: Any) -> str:
    words = {"true": "是", "false": "否", "": "无"}
    return spoken(tuple(value)) if isinstance(value, list) else words.get(value, value)


def enactment_lines(
    rows: Iterable[Enactment], people: Mapping[UUID, str], organs: Mapping[UUID, str]
) -> list[EnactmentLine]:
    """施行表 Names are left empty where the maps do not give them."""
    return [
        EnactmentLine(
            row=row,
            organ=organs.get(row.organ, ""),
            proposer=people.get(row.proposer, ""),
            approver=people.get(row.approver, "") if row.approver else "",
            decided=row.decided_at,
        )
        for row in rows
    ]


BODY_WORDS = {
    "quorum": "到会人数",
    "pass": "通过票数",
    "vote_modes": "表决方式",
    "secret_required": "须无记名",
    "recusal_in_base": "回避者计入应到会",
    "notice_hours": "材料提前（小时）",
    "notice_workdays": "材料提前（工作日）",
    "recording_required": "须录音",
    "gates": "前置程序",
    "public_consult_days": "公开征求意见（日）",
    "legal_review_workdays": "合法性审查（工作日）",
    "hearing_notice_days": "听证材料提前（日）",
    "defer_if_gap": "分歧较大暂缓",
    "emergency": "应急补记",
    "ordered_bodies": "须先经的会议",
    "signing_means": "签名手段",
    "major": "三重一大",
    "threshold_fen": "限额",
}
GATE_WORDS = {
    "consultation": "酝酿",
    "opinions": "征求意见",
    "public": "公众参与",
    "hearing": "听证",
    "experts": "专家论证",
    "risk": "风险评估",
    "competition": "公平竞争审查",
    "legal": "合法性审查",
    "party": "党委前置研究",
    "finance": "财政评估",
}
EMERGENCY_WORDS = {"calendar": "自然日", "working": "工作日", "hours72": "满七十二小时"}
MAJOR_WORDS = {"always": "一律属于", "above-threshold": "达到限额的属于", "never": "不属于"}


def body_lines(found: BodySet) -> list[BodyLine]:
    """取值表 One line a value, one column a class of matter."""
    classes = found.all.values()
    return [
        BodyLine(
            word=BODY_WORDS[name],
            values=[_body_value(name, rules) for rules in classes],
            source=badge.reference,
            verified=badge.verified,
        )
        for name, badge in found.sources.items()
    ]


def _body_value(name: str, rules: MatterRules) -> str:
    said = {
        "quorum": rules.quorum.share.words(),
        "pass": f"{rules.pass_.base}{rules.pass_.share.words()}",
        "emergency": f"{rules.emergency.days}日（{EMERGENCY_WORDS[rules.emergency.unit]}）",
        "major": MAJOR_WORDS[rules.major],
        "gates": spoken(tuple(GATE_WORDS.get(gate, gate) for gate in rules.gates)),
        "threshold_fen": "—" if rules.threshold_fen is None else spoken(rules.threshold_fen, unit="fen"),
    }
    return said[name] if name in said else spoken(getattr(rules, name))
