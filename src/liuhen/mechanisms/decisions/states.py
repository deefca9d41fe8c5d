"""状态 The lifecycle as data: which states there are, and which act leads from where to where.

The diagram in this mechanism's README is generated from these tables.
"""

from __future__ import annotations

from django.db.models import TextChoices


class MotionState(TextChoices):
    """动议状态 Where a motion is between D0 and D10."""

    DRAFTED = "drafted", "草拟"
    MOVED = "moved", "已动议"
    TABLED = "tabled", "列入议题"
    IN_MEETING = "in-meeting", "会议中"
    NOT_TABLED = "not-tabled", "不予上会"
    WITHDRAWN = "withdrawn", "已撤回"
    DEFERRED = "deferred", "缓议"
    IN_PRINCIPLE = "in-principle", "原则通过，待定稿"
    DECIDED = "decided", "已决定"
    REJECTED = "rejected", "已否决"
    ARCHIVED = "archived", "已归档"
    PLACEHELD = "placeheld", "涉密占位"


class ItemState(TextChoices):
    """议题状态 Where one item is in the room."""

    TABLED = "tabled", "待开议"
    STATING = "stating", "逐一表态"
    DISCUSSING = "discussing", "讨论"
    CONCLUDED = "concluded", "末位表态已毕"
    VOTING = "voting", "表决"
    COUNTED = "counted", "表决已毕"
    SUSPENDED = "suspended", "中止（人数不足）"
    RULED = "ruled", "已宣布结果"


class MeetingState(TextChoices):
    """会议状态 Where a meeting is."""

    CALLED = "called", "已召集"
    LOCKED = "locked", "议程已定"
    OPEN = "open", "进行中"
    CLOSED = "closed", "已散会"
    SEALED = "sealed", "记录已封存"
    ISSUED = "issued", "纪要已签发"


_M, _I, _T = MotionState, ItemState, MeetingState
BEFORE_MEETING = (_M.DRAFTED, _M.MOVED, _M.TABLED)
OPEN_ITEM = (_I.STATING, _I.DISCUSSING, _I.CONCLUDED, _I.VOTING, _I.COUNTED)

MOTION_ACTS: dict[str, tuple[tuple[str, ...], str | None]] = {
    # act: (states in which it may happen, state it leads to; None: stays)
    "revise": ((_M.DRAFTED, _M.MOVED, _M.TABLED, _M.DEFERRED), None),
    "self_check": ((_M.DRAFTED, _M.MOVED, _M.TABLED, _M.IN_MEETING, _M.DEFERRED), None),
    "sign_motion": ((_M.DRAFTED,), _M.MOVED),
    "sign_anew": ((_M.MOVED, _M.TABLED, _M.IN_MEETING, _M.DEFERRED), None),
    "confirm_chair": ((_M.MOVED, _M.TABLED, _M.IN_MEETING, _M.DEFERRED), None),
    "refuse": ((_M.DRAFTED, _M.MOVED, _M.TABLED, _M.IN_MEETING, _M.DEFERRED), None),
    "record_gate": ((_M.DRAFTED, _M.MOVED, _M.TABLED, _M.DEFERRED), None),
    "table": ((_M.DRAFTED, _M.MOVED, _M.DEFERRED), _M.TABLED),
    "not_table": ((_M.DRAFTED, _M.MOVED), _M.NOT_TABLED),
    "withdraw": ((_M.DRAFTED, _M.MOVED, _M.TABLED, _M.IN_MEETING, _M.DEFERRED), _M.WITHDRAWN),
    "open_item": ((_M.TABLED,), _M.IN_MEETING),
    "finalise": ((_M.IN_PRINCIPLE,), _M.DECIDED),
    "reconsider": ((_M.DECIDED, _M.REJECTED, _M.IN_PRINCIPLE), _M.MOVED),
    "archive": ((_M.DECIDED, _M.REJECTED), _M.ARCHIVED),
}

ITEM_ACTS: dict[str, tuple[tuple[str, ...], str | None]] = {
    "open_item": ((_I.TABLED,), _I.STATING),
    "recuse": ((_I.TABLED, _I.STATING), None),
    "state_opinion": ((_I.STATING,), None),
    "end_attendee": ((_I.STATING, _I.DISCUSSING), None),
    "open_stances": ((_I.STATING,), _I.DISCUSSING),
    "change_opinion": ((_I.DISCUSSING,), None),
    "object": ((_I.STATING, _I.DISCUSSING, _I.CONCLUDED), None),
    "second_round": ((_I.DISCUSSING, _I.CONCLUDED), _I.STATING),
    "note_discussion": ((_I.DISCUSSING,), None),
    "conclude": ((_I.DISCUSSING,), _I.CONCLUDED),
    "open_vote": ((_I.CONCLUDED,), _I.VOTING),  # from DISCUSSING where nobody is left to conclude
    "cast_vote": ((_I.VOTING,), None),
    "refuse_vote": ((_I.VOTING,), None),
    "close_vote": ((_I.VOTING,), _I.COUNTED),
    "rule_outcome": ((_I.COUNTED, _I.DISCUSSING, _I.CONCLUDED), _I.RULED),
    "suspend": (OPEN_ITEM, _I.SUSPENDED),
    "resume": ((_I.SUSPENDED,), None),
    "sign_stage": ((_I.RULED,), None),
}

MEETING_ACTS: dict[str, tuple[tuple[str, ...], str | None]] = {
    "table": ((_T.CALLED,), None),
    "lock": ((_T.CALLED,), _T.LOCKED),
    "open": ((_T.LOCKED,), _T.OPEN),
    "change_presence": ((_T.OPEN,), None),
    "change_presider": ((_T.CALLED, _T.LOCKED, _T.OPEN), None),
    "admit_observer": ((_T.OPEN,), None),
    "close": ((_T.OPEN,), _T.CLOSED),
    "seal_record": ((_T.CLOSED,), _T.SEALED),
    "confirm_record": ((_T.SEALED, _T.ISSUED), None),
    "issue_minutes": ((_T.SEALED,), _T.ISSUED),
    "report": ((_T.CLOSED, _T.SEALED, _T.ISSUED), None),
}
