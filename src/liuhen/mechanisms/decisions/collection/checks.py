"""五项异常 The collection's own five exceptions, computed from the exported tables and from nothing else.

Shares are whole-number comparisons: 超过 excludes the number, 以上 includes it; whoever was not there is not counted
as present; a subject with several matters is checked for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, fromstring

from liuhen.mechanisms.decisions.collection.regulations import DEFAULT, HEAD_DECIDES, OUT_OF_BASE, YES
from liuhen.rules.exact import Share, passes

NAMES = {
    1: "未经合法合规审查",
    2: "决策会议顺序不当",
    3: "党委（党组）会未前置",
    4: "不符合会议召开条件",
    5: "表决结果不一致",
}
ADVISER = "法律"
_SECRET = re.compile(r"无记名：名册(\d+)，同意(\d+)，不同意(\d+)，弃权(\d+)")


@dataclass(frozen=True)
class Exception_:
    """异常 Which of the five, on which subject."""

    number: int
    subject: str

    def __str__(self) -> str:
        return f"{self.number} {NAMES[self.number]}：{self.subject}"


def exceptions_in(tables: Mapping[str, bytes], legal_opinions: set[str]) -> list[Exception_]:
    """逐项检查 `tables`: the XML by business code; `legal_opinions`: ids of subjects that carry a 法律意见书."""
    matters = {_text(row, "item_code"): row for row in fromstring(tables["0004"])}
    listed = [(row, mode) for row in fromstring(tables["0005"]) for mode in row.iterfind("vote_mode_list/vote_mode")]
    modes = {_text(mode, "item_code"): (row, mode) for row, mode in listed}
    found = []
    for meeting in fromstring(tables["0006"]):
        for subject in meeting.iter("subject"):
            for code in [one.text or "" for one in subject.iter("item_code")]:
                regulation, mode = modes.get(code) or modes[DEFAULT]
                numbers = {
                    *_unreviewed(subject, matters.get(code), legal_opinions),
                    *_out_of_order(meeting, subject, matters.get(code)),
                    *_too_few(meeting, regulation),
                    *_not_carried(meeting, subject, mode),
                }
                found += [Exception_(number, _text(subject, "subject_name")) for number in sorted(numbers)]
    return found


def _text(row: Element, tag: str) -> str:
    return row.findtext(tag) or ""


def _unreviewed(subject: Element, matter: Element | None, opinions: set[str]) -> Iterator[int]:
    adviser = any(ADVISER in (one.text or "") for one in subject.iter("position"))
    needed = matter is not None and _text(matter, "legal_flag") == YES
    if needed and not adviser and _text(subject, "subject_id") not in opinions:
        yield 1


def _out_of_order(meeting: Element, subject: Element, matter: Element | None) -> Iterator[int]:
    if matter is None:
        return
    due = [one.text or "" for one in matter.iter("item_meeting")]
    heard = [*(one.text or "" for one in subject.iter("rel_meeting_name")), _text(meeting, "meeting_type_name")]
    places = [heard.index(one) if one in heard else None for one in due]
    known = [place for place in places if place is not None]
    if None in places or known != sorted(known):
        yield 2
    if any("党" in one and one not in heard for one in due):
        yield 3


def _too_few(meeting: Element, regulation: Element) -> Iterator[int]:
    flags = [one.text for one in meeting.iter("attend_flag")]
    num, den = (int(part) for part in _text(regulation, "rate").split("/"))
    if not passes(flags.count("1"), len(flags), num, den, ">="):
        yield 4


def _not_carried(meeting: Element, subject: Element, mode: Element) -> Iterator[int]:
    said = _text(mode, "vote_mode")
    if _text(subject, "pass_flag") != "通过" or said == HEAD_DECIDES:
        return
    results = [one.text or "" for one in subject.iter("deliberation_result")]
    agree, roll, valid = results.count("同意"), len(results) - results.count("回避"), 0
    valid = roll - results.count("未表决")
    if secret := _SECRET.match(_text(subject, "remark")):
        roll, agree, against, abstain = map(int, secret.groups())
        valid = agree + against + abstain
    out = results.count("回避") if OUT_OF_BASE in _text(mode, "remark") else 0
    expected = sum(1 for _ in meeting.iter("attendee")) - out
    base = {"应到会": expected, "到会": roll, "有效票": valid}[re.split("[>=]", said)[0]]
    if not Share.parse(re.sub(r"^[^>=]+", "", said)).passed_by(agree, base):
        yield 5
