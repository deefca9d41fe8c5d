"""用语 What kinds of records, files, fields and values of the book are called on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from django.utils.translation import gettext as _

from liuhen.ledger.enrolment import CAUSES
from liuhen.ledger.records import record_class
from liuhen.mechanisms.decisions import terms
from liuhen.mechanisms.duties import letter_terms as letters
from liuhen.mechanisms.duties import terms as duties
from liuhen.mechanisms.dutylog import terms as dutylog
from liuhen.mechanisms.hearings import terms as hearings
from liuhen.organs.kinds import CORE_WORDS, FLAW_WORDS, GROUP_WORDS, ORGAN_WORDS, ROLE_WORDS
from liuhen.organs.powers import post_kinds
from liuhen.oversight.burden import terms as burden
from liuhen.ui import filters, language

WORDS = Path(__file__).parent / "words.yaml"
PROVIDER_WORDS = {"pin": "签名口令", "passkey": "通行密钥", "handwritten": "手写签名", "sm2": "国密证书"}
GRADE_WORDS = {"pin": "一级（知道口令者可签）", "handwritten": "二级（纸面，有见证人）", "passkey": "三级（本人设备）"}
LOG_WORDS = {"public": "公开日志", "internal": "内部日志", "sealed": "密封日志"}
MARK_WORDS = {"public": "公开", "internal": "内部", "sealed": "密封"}
FLAW_PARTS_WORDS = {"flaw": "问题", "item": "事项", "person": "人员"}
CLOSED: dict[str, Mapping[str, str]] = {
    "category": dict(terms.Category.choices),
    "source": dict(terms.Source.choices),
    "ending": dict(terms.Ending.choices),
    "gate": dict(terms.Gate.choices),
    "result": dict(terms.GateResult.choices),
    "opinion": dict(terms.LegalOpinion.choices),
    "outcome": dict(terms.Outcome.choices),
    "mode": dict(terms.Mode.choices),
    "objection": dict(terms.ObjectionKind.choices),
    "presence": dict(terms.Presence.choices),
    "via": dict(terms.Via.choices),
    "decisions.motion-drafted.kind": dict(terms.Kind.choices),
    "decisions.consequence-linked.kind": dict(terms.Consequence.choices),
    "organs.organ-established.kind": ORGAN_WORDS,
    "organs.leading-group-formed.kind": GROUP_WORDS,
    "organs.member-seated.role": ROLE_WORDS,
    "organs.portfolio-assigned.items": CORE_WORDS,
    "organs.portfolio-assigned.marks": {**FLAW_WORDS, **CORE_WORDS, **FLAW_PARTS_WORDS},
    "audience": dict(duties.Audience.choices),
    "status": dict(duties.Status.choices),
    "changed": dict(duties.Change.choices),
    "duties.list-founded.side": dict(duties.ListSide.choices),
    "duties.item-written.side": dict(duties.Side.choices),
    "duties.letter-drawn.kind": dict(letters.Kind.choices),
    "duties.letter-taken-in.kind": dict(letters.Kind.choices),
    "duties.letter-signed.side": dict(letters.LetterSide.choices),
    "duties.letter-confirmed.side": dict(letters.LetterSide.choices),
    "dutylog.line-checked.result": dict(dutylog.Result.choices),
    "hearings.report-period-opened.whom": dict(hearings.Whom.choices),
    "hearings.remarks-given.answer": dict(hearings.Answer.choices),
    "burden.complaint-made.about": dict(burden.About.choices),
    "burden.complaint-answered.outcome": dict(burden.Outcome.choices),
    "provider": PROVIDER_WORDS,
    "cause": CAUSES,
}
"""封闭用语 The words behind the codes of a field, by "area.record.field" or by the field's name."""


@cache
def _known() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return found


def record_word(kind: str) -> str:
    """记录名 What a kind of record is called, from the first line of its class."""
    try:
        first = (record_class(kind).__doc__ or "").split("\n", 1)[0]
    except KeyError:
        return kind
    return language.either(first.partition(" ")[0], first.partition(" ")[2] or kind)


def file_word(kind: str) -> str:
    """卷宗名 What a kind of file is called."""
    return language.either(_known()["files"].get(kind, "") or _("其他卷宗"), kind.replace("-", " "))


def has_word(kind: str, field: str) -> bool:
    """有无用语 Whether a field of this record has a word of its own."""
    return bool(_field(kind, field))


def field_word(kind: str, field: str) -> str:
    """字段名 What a field is called; one without a word is called by its name, so that nothing is hidden."""
    return language.either(_field(kind, field) or _("其他内容"), field.replace("_", " "))


def _field(kind: str, field: str) -> str:
    known = _known()["fields"]
    return known.get(f"{kind.split('/')[0]}.{field}") or known.get(field, "")


def lines(kind: str, field: str, value: Any, names: Mapping[UUID, str]) -> list[str]:
    """取值 A value as lines of text: codes by their words, ids by the names in `names`."""
    if field.endswith("_fen"):
        return [filters.yuan(value)]
    closed = CLOSED.get(f"{kind.split('/')[0]}.{field}") or CLOSED.get(field, {})
    if kind.startswith("organs.post-created/") and field == "kind":
        closed = {code: one.word for code, one in post_kinds().items()}
    return list(_lines(value, closed, names)) or [_("无")]


def _lines(value: Any, closed: Mapping[str, str], names: Mapping[UUID, str]) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield f"{_one(key, closed, names)}：{'、'.join(_lines(item, closed, names)) or _('无')}"
    elif isinstance(value, list | tuple):
        for item in value:
            yield "；".join(_lines(item, closed, names))
    elif value is not None and value != "":
        yield _one(value, closed, names)


def _one(value: Any, closed: Mapping[str, str], names: Mapping[UUID, str]) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, datetime | date):
        return filters.when(value)
    if isinstance(value, UUID) or (found := _uuid(value)):
        id = value if isinstance(value, UUID) else found
        return names.get(id) or filters.short(str(id))
    code = value.value if isinstance(value, Enum) else str(value)
    return _(closed[code]) if closed.get(code) else code


def ids_in(values: Iterable[Any]) -> set[UUID]:
    """所含标识 Every id in these values, at any depth, as a value or as a key."""
    found: set[UUID] = set()
    for value in values:
        if isinstance(value, dict):
            found |= ids_in(value) | ids_in(value.values())
        elif isinstance(value, list | tuple):
            found |= ids_in(value)
        elif isinstance(value, UUID) or (value := _uuid(value)):
            found.add(value)
    return found


def _uuid(value: Any) -> UUID | None:
    if not isinstance(value, str) or len(value) != 36 or value.count("-") != 4:
        return None
    try:
        return UUID(value)
    except ValueError:
        return None
