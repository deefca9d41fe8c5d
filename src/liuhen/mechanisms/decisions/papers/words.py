"""措辞 How times, people, counts and shares read on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from liuhen.kit import clock
from liuhen.ledger import proofs
from liuhen.ledger.entries import Entry
from liuhen.mechanisms.decisions.counting import MEMBERS, PRESENT, Result
from liuhen.mechanisms.decisions.models import Ballot, Seat
from liuhen.rules.exact import Share
from liuhen.ui.paper.forms import Attendance, Seal


def when(moment: datetime | None) -> str:
    """时刻 Local time to the second; 未知 when there is none."""
    return clock.local(moment).strftime("%-m月%-d日 %H:%M:%S") if moment else "未知"


def day(moment: datetime) -> str:
    """日期 Local date, ISO."""
    return clock.local(moment).date().isoformat()


def attendance(seat: Seat, names: Mapping[UUID, str], titles: Mapping[UUID, str]) -> Attendance:
    """与会人 Name, post and the reason of leave or how he left."""
    note = seat.reason or ("中途离席" if seat.presence == "left" else "")
    if seat.presence == "absent" and not note:
        note = "缺席"
    return {"name": names.get(seat.person, "未知"), "post": titles.get(seat.person, ""), "note": note}


WAITING = "排序中"


class Seals:
    """存证标识 Index and short leaf hash of the entries of one file, looked up together."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._indices = proofs.indices_of(self._entries.values())

    def of(self, entry: UUID) -> Seal:
        """存证标识 Of one entry; an entry accepted a moment ago has no index yet and says so."""
        leaf = self._entries[entry].leaf_hash.hex()[:12]
        return {"index": self._indices.get(entry, WAITING), "leaf": leaf, "entry": str(entry)}


def roll_words(ballot: Ballot, quorum: Mapping[str, Any]) -> str:
    """到会人数 应到, 实到, 回避, 参加表决."""
    return (
        f"应到{quorum['members']}人，实到{quorum['present']}人，回避{quorum['recused']}人，参加表决{len(ballot.roll)}人"
    )


def threshold_words(rule: Mapping[str, Any]) -> str:
    """通过比例 “赞成票超过应到会成员的二分之一”."""
    share = Share.parse(f"{rule['op']}{rule['num']}/{rule['den']}").words()
    base = {MEMBERS: "应到会成员", PRESENT: "到会成员"}.get(rule["base"], "有效票")
    if share.startswith("超过"):
        return f"赞成票超过{base}的{share.removeprefix('超过')}"
    return f"赞成票达到{base}的{share}"


def computation_words(rule: Mapping[str, Any], result: Result) -> str:
    """计算式 The whole-number comparison anyone can do again."""
    sign = "＞" if rule["op"] == ">" else "≥"
    left, right = result.agree * rule["den"], rule["num"] * result.base
    verdict = "成立，通过" if result.passed else "不成立，未通过"
    return f"{result.agree}×{rule['den']}＝{left}，{result.base}×{rule['num']}＝{right}；{left}{sign}{right}，{verdict}"
