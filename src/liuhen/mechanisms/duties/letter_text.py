"""责任书文本 The text of a letter, made of what the post carries that day and nothing else; equal input, equal text.

No date stands in it: the text is drawn once and compared later, and a letter that says the same is the same letter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from liuhen.mechanisms.duties.letter_terms import Kind

__all__ = ["Duty", "Party", "Task", "Words", "digest", "letter_words", "plain"]

LETTER, SECRETARY, PLEDGE = "党风廉政建设责任书", "党风廉政建设责任状", "党风廉政建设承诺书"
LETTER_INTRO = "为落实党风廉政建设责任制，按照“谁主管、谁负责”和一岗双责的要求，双方签订本责任书。"
LETTER_CLOSING = "责任随职务走；任职变动的，由继任者另行签订。清单或任务变动后，按现行内容重新签订。"
PLEDGE_INTRO = "本人在党风廉政建设方面作出如下承诺："
PLEDGED = (
    "遵守党章党规党纪和国家法律法规，按规定履行岗位职责。",
    "秉公用权，不利用职务影响为本人、亲属和他人谋取不正当利益。",
    "不收受可能影响公正执行公务的礼品、礼金和宴请。",
    "遇有本人或亲属利益的事项，主动申报并回避。",
    "如实办理、如实记录，接受组织和群众监督。",
)
"""承诺内容 A sample: the article names the pledge and does not give its text."""


@dataclass(frozen=True)
class Party:
    """签署方 Name and post of one side."""

    role: str
    name: str
    post: str

    @property
    def words(self) -> str:
        """文句 As it stands in the text."""
        return f"{self.role}：{self.name}（{self.post}）" if self.post else f"{self.role}：{self.name}"


@dataclass(frozen=True)
class Duty:
    """责任条目 One item of a list; `measure` and `period` as far as the list has them."""

    text: str
    measure: str = ""
    period: str = ""

    @property
    def words(self) -> str:
        """文句"""
        more = [f"衡量：{self.measure}"] if self.measure.strip() else []
        more += [f"周期：{self.period}"] if self.period.strip() else []
        return f"{_line(self.text)}。" + (f"（{'；'.join(more)}）" if more else "")


@dataclass(frozen=True, order=True)
class Task:
    """任务 One task the unit or the leader carries; `part` is what they are in it."""

    number: int
    title: str
    part: str
    due: date

    @property
    def words(self) -> str:
        """文句"""
        return f"任务{self.number}：{_line(self.title)}（{self.part}，{self.due:%-m月%-d日}前）。"


@dataclass(frozen=True)
class Words:
    """责任书文字 The parts of one letter, for the page, the printed paper and the digest alike."""

    kind: str
    year: int
    title: str
    parties: tuple[Party, ...]
    intro: str
    duties: tuple[str, ...]
    tasks: tuple[str, ...] = field(default=())
    closing: str = ""

    @property
    def term(self) -> str:
        """期限"""
        return f"{self.year}年1月1日至{self.year}年12月31日"


def letter_words(
    kind: str,
    year: int,
    parties: Sequence[Party],
    duties: Iterable[Duty],
    tasks: Iterable[Task],
    *,
    state: bool = False,
) -> Words:
    """责任书文字 `state`: for the secretary of a street or town, whose letter is called 责任状 (M04)."""
    if kind == Kind.PLEDGE:
        return Words(kind, year, f"{year}年度{PLEDGE}", tuple(parties), PLEDGE_INTRO, PLEDGED)
    return Words(
        kind,
        year,
        f"{year}年度{SECRETARY if state else LETTER}",
        tuple(parties),
        LETTER_INTRO,
        tuple(duty.words for duty in duties),
        tuple(task.words for task in sorted(tasks)),
        LETTER_CLOSING,
    )


def plain(words: Words) -> str:
    """全文 The whole text, line by line, as it is signed."""
    lines = [words.title, *(party.words for party in words.parties), words.intro]
    lines += [f"{number}. {duty}" for number, duty in enumerate(words.duties, start=1)]
    if words.tasks:
        lines += ["承担的任务", *words.tasks]
    lines.append(f"期限：{words.term}")
    return "\n".join([*lines, words.closing] if words.closing else lines)


def digest(text: str) -> str:
    """文本摘要 SHA-256 of the text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _line(text: str) -> str:
    """One line without its full stop: the printed letter numbers line by line."""
    return "".join(text.splitlines()).strip().rstrip("。")
