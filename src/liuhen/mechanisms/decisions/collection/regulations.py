"""制度与事项 A body's rule set as the collection's 制度 (0005) and 事项清单 (0004)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from liuhen.kit import clock
from liuhen.mechanisms.decisions.collection.tables import Row
from liuhen.mechanisms.decisions.terms import Category, Gate
from liuhen.organs.kinds import GROUP_WORDS, GroupKind
from liuhen.rules.bodies import CLASSES, MatterRules
from liuhen.rules.reads import BodyInForce

DEFAULT = "默认"
HEAD_DECIDES = "首长负责制"
YES, NO = "是", "否"
OUT_OF_BASE = "回避不计入基数"


def code_of(category: str) -> str:
    """事项编码 Catalogue and number of a class of matter, such as 01-0, where the organ's own catalogue names none."""
    return f"{CLASSES.index(category) + 1:02d}-0"


def regulations(body: BodyInForce, own: Mapping[str, str]) -> list[Row]:
    """制度 One row; another one for every class of matter that asks for another share of members present.

    `own`: the codes of the organ's own catalogue that are in use, each with its class of matter.
    """
    classes = body.rules.all
    default = body.rules.for_matter(CLASSES[-1])
    usual = [name for name in CLASSES if str(classes[name].quorum.share) == str(default.quorum.share)]
    apart = [name for name in CLASSES if name not in usual]
    return [_regulation(body, own, usual, default), *(_regulation(body, own, [n], classes[n]) for n in apart)]


def _regulation(body: BodyInForce, own: Mapping[str, str], names: list[str], rule: MatterRules) -> Row:
    day = body.enactment.effective_from.isoformat() if body.enactment else ""
    decided = body.enactment.decided_at if body.enactment else None
    whole = len(names) > 1
    return {
        "regulation_id": f"{body.citation}{'' if whole else '#' + names[0]}",
        "regulation_name": body.rules.title.zh + ("" if whole else f"（{Category(names[0]).label}）"),
        "regulation_type_name": GROUP_WORDS[GroupKind(body.rules.kind)],
        "approval_date": clock.local(decided).date().isoformat() if decided else "",
        "effective_date": day,
        "audit_flag": YES if body.enactment else NO,
        "rate": f"{rule.quorum.num}/{rule.quorum.den}",
        "vote_mode_list": [("vote_mode", mode) for mode in _modes(body, own, names)],
        "remark": ("" if body.enactment else "样本，未经本单位批准施行；") + body.rules.reading.zh,
        "oper_type": "add",
    }


def _modes(body: BodyInForce, own: Mapping[str, str], names: list[str]) -> Iterator[Row]:
    codes = {DEFAULT: CLASSES[-1]} if len(names) > 1 else {}
    codes |= {code_of(name): name for name in names}
    codes |= {code: name for code, name in own.items() if name in names}
    for code, name in codes.items():
        rule = body.rules.for_matter(name)
        out = [] if rule.recusal_in_base else [OUT_OF_BASE]
        yield {
            "item_code": code,
            "vote_mode": share_of(body, rule),
            "remark": "、".join([*rule.vote_modes, *out]),
        }


def share_of(body: BodyInForce, rule: MatterRules) -> str:
    """表决方式 The base and the share that must agree, as 应到会>1/2; ">" is 超过, ">=" is 以上."""
    if body.rules.decision_logic == "head_decides":
        return HEAD_DECIDES
    return f"{rule.pass_.base}{rule.pass_.op}{rule.pass_.num}/{rule.pass_.den}"


def matters(body: BodyInForce, own: Mapping[str, str]) -> list[Row]:
    """事项清单 Every class of matter, in which bodies it is heard in turn, and whether it needs a legal review."""
    codes = {code_of(name): name for name in body.rules.all} | dict(own)
    return [_matter(body, code, name) for code, name in codes.items()]


def _matter(body: BodyInForce, code: str, name: str) -> Row:
    rule = body.rules.for_matter(name)
    heard = [*rule.ordered_bodies, GROUP_WORDS[GroupKind(body.rules.kind)]]
    return {
        "item_id": f"{body.rules.id}.{code}",
        "item_name": Category(name).label,
        "item_code": code,
        "item_meeting_list": [("item_meeting", one) for one in heard],
        "legal_flag": YES if Gate.LEGAL in rule.gates else NO,
        "remark": "",
        "oper_type": "add",
    }
