"""判断工具 The three questions every act of a mechanism is asked, and the one road to the rulebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, NotPermitted, WrongState
from liuhen.ledger.records import Actor
from liuhen.organs.reads.rights import may
from liuhen.organs.reads.staff import names
from liuhen.rules import guard
from liuhen.rules.judge import Judgement


def judge(
    rule: str,
    row: Mapping[str, Any],
    *,
    about: Iterable[UUID | None] = (),
    words: Mapping[str, str] | None = None,
    settings: Mapping[str, Any] | None = None,
) -> str:
    """问规则 Raises when the prospective row breaks the rule; returns its citation.

    `about`: people whose ids stand in the row; `words`: how codes in the row read in the sentence.
    """
    return guard.require(rule, row, clock.now(), names={**people(about), **(words or {})}, settings=settings)


@dataclass(frozen=True)
class Question:
    """一问 One rule, asked of one row: of an act before it is done, or of what was done on paper, at the seal."""

    rule: str
    row: Mapping[str, Any]
    about: Sequence[UUID | None] = ()
    words: Mapping[str, str] | None = None
    settings: Mapping[str, Any] | None = None

    def answer(self) -> Judgement:
        """所答 Whether the row keeps the rule; refuses nothing."""
        own = {self.rule: self.settings} if self.settings else None
        names = {**people(self.about), **(self.words or {})}
        [found] = guard.marks([self.rule], self.row, clock.now(), names=names, settings=own)
        return found


def judge_all(questions: Iterable[Question], *, taken: bool) -> list[str]:
    """逐条问 Raises for the first broken rule; `taken`: it happened on paper, and is named at the seal instead."""
    if taken:
        return [question.answer().citation for question in questions]
    return [judge(q.rule, q.row, about=q.about, words=q.words, settings=q.settings) for q in questions]


def people(ids: Iterable[UUID | None]) -> dict[str, str]:
    """姓名 How the ids of people read in a sentence."""
    return {str(id): name for id, name in names(id for id in ids if id).items()}


def require_power(by: Actor, organ: UUID, *verbs: str) -> None:
    """问职权 Raises NotPermitted unless the actor's posts carry one of the verbs at this organ."""
    if not any(may(by, verb, organ) for verb in verbs):
        raise NotPermitted("platform.not-permitted", "您现任的职务没有此项职权", next_step="请由有此职权的人员办理")


def require_own(by: Actor, person: UUID, what: str) -> None:
    """须本人 Raises NotPermitted when somebody else acts."""
    if by.person != person:
        raise NotPermitted("platform.own-hand", f"{what}须由本人办理")


def require_state(state: str, allowed: Iterable[str], label: str) -> None:
    """问状态 Raises WrongState outside the states in which the act may happen."""
    if state not in allowed:
        raise WrongState("platform.wrong-state", f"现在是“{label}”，不能办理这一步", next_step="请刷新页面看最新状态")


def require_filled(**fields: str) -> None:
    """须填写 Raises BadInput naming every field that is empty or holds what no table can keep."""
    broken = {name: "含有无法保存的字符" for name, value in fields.items() if not _storable(value)}
    if broken:
        raise BadInput("platform.input", "内容含有无法保存的字符", fields=broken)
    empty = {name: "请填写" for name, value in fields.items() if not value.strip()}
    if empty:
        raise BadInput("platform.input", "有必填的内容没有填写", fields=empty)


def _storable(value: str) -> bool:
    """NUL and half of a surrogate pair: no database and no digest takes them."""
    return "\0" not in value and not any("\ud800" <= char <= "\udfff" for char in value)


def require_choice(name: str, value: str, choices: Iterable[str]) -> None:
    """须在闭集 Raises BadInput for a value outside a closed list."""
    if value not in choices:
        raise BadInput("platform.input", f"“{value}”不在可选项中", fields={name: "请从列出的各项中选择"})


def require_length(most: int, **fields: str) -> None:
    """长度 Raises BadInput naming every field that is longer than its place."""
    long = {name: f"最多{most}个字" for name, value in fields.items() if len(value.strip()) > most}
    if long:
        raise BadInput("platform.too-large", "填写的内容太长", fields=long)
