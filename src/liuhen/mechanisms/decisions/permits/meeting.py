"""会议可否办理 D3 and D5."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, WrongState
from liuhen.ledger.book import Actor
from liuhen.ledger.files import FileRef
from liuhen.mechanisms.decisions import bodies
from liuhen.mechanisms.decisions.models import Meeting, Motion
from liuhen.mechanisms.decisions.permits.base import held_on_paper
from liuhen.mechanisms.decisions.reads import meetings, motions
from liuhen.mechanisms.decisions.reads.room import recused_in
from liuhen.mechanisms.decisions.states import MEETING_ACTS, MOTION_ACTS
from liuhen.mechanisms.decisions.terms import Gate, LegalOpinion, Presence
from liuhen.organs.reads import tree
from liuhen.organs.reads.groups import chief_of, members_of
from liuhen.organs.reads.rights import powers_of
from liuhen.rules.checks import default_mover as default_mover_rule
from liuhen.rules.permits import (
    Question,
    judge,
    judge_all,
    require_choice,
    require_filled,
    require_length,
    require_own,
    require_power,
    require_state,
)

__all__ = [
    "default_mover",
    "require_default_mover",
    "require_may_call",
    "require_may_change_presence",
    "require_may_close",
    "require_may_confirm_record",
    "require_may_issue",
    "require_may_lock",
    "require_may_open_meeting",
    "require_may_seal_now",
    "require_may_seal_record",
    "require_may_send_papers",
    "require_may_table",
    "table_questions",
]

RUN = ("meeting.record", "agenda.build")


def _in_state(act: str, sitting: Meeting) -> None:
    require_state(sitting.state, MEETING_ACTS[act][0], sitting.get_state_display())


def require_may_run(sitting: Meeting, by: Actor) -> None:
    """可否主持记录 The recorder and presider of this meeting, or the office."""
    if by.person not in (sitting.recorder, sitting.presider):
        require_power(by, sitting.organ, *RUN)


def require_may_call(
    *, by: Actor, organ: UUID, group: UUID, title: str, presider: UUID, recorder: UUID, starts: datetime
) -> list[str]:
    """可否召集 The office or the chief; who presides is a member of the body, who records holds that power there."""
    require_power(by, organ, "meeting.convene", "agenda.build", "meeting.record")
    require_filled(title=title)
    on = clock.local(starts).date()
    if presider not in {member.person for member in members_of(group, on)}:
        raise BadInput("platform.input", "主持人须是班子成员", fields={"presider": "请从班子成员中选择"})
    empowered = [str(recorder)] if may_record(recorder, organ) else []
    row = {"recorder": str(recorder), "empowered": empowered}
    return [judge("decisions.recorder-empowered", row, about=[recorder])]


def may_record(person: UUID, organ: UUID) -> bool:
    """有无记录职权 Whether this person's posts carry the power to record at this organ."""
    return powers_of(person).allow("meeting.record", tree.organ(organ).path)


def require_may_table(motion: Motion, sitting: Meeting, *, by: Actor, reporter: UUID) -> list[str]:
    """可否列入议题 Gates closed, legal review lawful, bodies in order, a reporter who is not the chief."""
    require_state(motion.state, MOTION_ACTS["table"][0], motion.get_state_display())
    _in_state("table", sitting)
    require_power(by, motion.organ, "agenda.build", "meeting.record")
    if motion.group != sitting.group:
        raise BadInput("platform.input", "动议与会议不属于同一领导班子", fields={"meeting": "请选择本班子的会议"})
    return judge_all(table_questions(motion, sitting, reporter), taken=held_on_paper(sitting))


def table_questions(motion: Motion, sitting: Meeting, reporter: UUID) -> list[Question]:
    """列入议题所问 What the rules ask of a motion on the agenda of this meeting."""
    rule = bodies.rule_of(motion, clock.local(sitting.starts).date())
    gates = motions.standing_gates(motion.id)
    legal = gates.get(Gate.LEGAL)
    conclusion = LegalOpinion(legal.opinion).label if legal and legal.opinion else ""
    chief = chief_of(sitting.group, clock.local(sitting.starts).date())
    return [
        Question(
            "decisions.gates-closed",
            {"gates": rule.gates, "closed": list(gates)},
            words=dict(Gate.choices),
        ),
        Question(
            "decisions.legal-review",
            {"legal_required": Gate.LEGAL in rule.gates, "legal_result": conclusion or ("不适用" if legal else None)},
        ),
        Question(
            "decisions.bodies-in-order",
            {"required_before": rule.ordered_bodies, "heard_before": _heard_before(motion)},
        ),
        Question(
            "decisions.personnel-not-extempore",
            {"matter_class": motion.category, "extempore": sitting.opened_at is not None},
        ),
        Question(
            "decisions.reporter-not-chief",
            {"reporter": str(reporter), "chief": str(chief.person) if chief else None},
            about=[reporter],
        ),
    ]


def _heard_before(motion: Motion) -> list[str]:
    party = motions.current_gates(motion.id).get(Gate.PARTY)
    return ["党委（党组）会议"] if party else []


def require_may_send_papers(sitting: Meeting, *, by: Actor, to: Sequence[UUID]) -> list[str]:
    """可否送材料 The office, to at least one person."""
    require_may_run(sitting, by)
    if not to:
        raise BadInput("platform.input", "没有选择送达对象", fields={"to": "请至少选择一人"})
    return []


def require_may_lock(sitting: Meeting, *, by: Actor) -> list[str]:
    """可否锁定议程 The office; an agenda without items is none."""
    _in_state("lock", sitting)
    require_may_run(sitting, by)
    if not meetings.items_of(sitting.id):
        raise WrongState("platform.wrong-state", "议程上还没有议题", next_step="请先列入议题")
    return []


def default_mover(motion: Motion, sitting: Meeting, chief: UUID | None) -> UUID | None:
    """默认动议人 The presiding chief for a motion nobody put a name to; None where a deputy presides (M43)."""
    due = default_mover_rule(mover=_named(motion), presider=sitting.presider, chief=chief, by_ballot=False)
    return due if isinstance(due, UUID) else None


def _named(motion: Motion) -> UUID | None:
    return None if motion.mover_default else motion.mover


def require_default_mover(motion: Motion, sitting: Meeting, chief: UUID | None, due: UUID | None) -> list[str]:
    """默认动议人相符 What is about to be written is exactly what the rule gives."""
    row = {
        "mover": str(named) if (named := _named(motion)) else None,
        "presider": str(sitting.presider),
        "chief": str(chief) if chief else None,
        "by_ballot": False,
        "default_mover": str(due) if due else None,
    }
    return [judge("decisions.default-mover", row, about=[motion.mover, sitting.presider, chief])]


def require_may_open_meeting(
    sitting: Meeting, *, by: Actor, roll: Sequence[Mapping[str, Any]], reasons: Mapping[str, str]
) -> list[str]:
    """可否开会 Whoever records; each leave with its reason, and the presider in the room."""
    _in_state("open", sitting)
    require_may_run(sitting, by)
    away = [row for row in roll if row["presence"] != Presence.PRESENT]
    for row in away:
        require_choice("presence", row["presence"], (Presence.LEAVE, Presence.ABSENT))
    unexplained = [
        row["person"] for row in away if row["presence"] == Presence.LEAVE and not reasons.get(row["person"])
    ]
    if unexplained:
        raise BadInput(
            "platform.input", "请假须写明事由", fields={f"reason-{person}": "请填写" for person in unexplained}
        )
    if str(sitting.presider) in {row["person"] for row in away}:
        raise BadInput(
            "decisions.presider-in-room",
            "主持人不在场",
            next_step="请先改派主持人，再点名",
            fields={f"presence-{sitting.presider}": "主持人不在场，请先改派主持人"},
        )
    return []


def require_may_change_presence(sitting: Meeting, *, by: Actor, person: UUID, presence: str) -> list[str]:
    """可否记到离场 For somebody on the roll, and only a real change."""
    _in_state("change_presence", sitting)
    require_may_run(sitting, by)
    require_choice("presence", presence, (Presence.PRESENT, Presence.LEFT))
    seat = next((seat for seat in sitting.seats.all() if seat.person == person), None)
    if seat is None:
        raise BadInput("platform.input", "此人不在到会名册上", fields={"person": "请核对"})
    if seat.presence == presence or (presence == Presence.LEFT and seat.presence != Presence.PRESENT):
        raise WrongState("platform.wrong-state", f"此人现在的情况是“{seat.get_presence_display()}”")
    return []


def require_may_close(sitting: Meeting, *, by: Actor) -> list[str]:
    """可否散会 Every opened item is ruled or suspended; the rest stays for another meeting."""
    _in_state("close", sitting)
    require_may_run(sitting, by)
    left = [item.motion.title or item.motion.number for item in meetings.unruled(sitting.id).select_related("motion")]
    if left:
        raise WrongState(
            "platform.wrong-state", f"还有议题没有结果：{'、'.join(left)}", next_step="请宣布结果，或裁定缓议"
        )
    return []


def require_may_seal_now(sitting: Meeting, *, by: Actor) -> list[str]:
    """现在可否封存 Asked before the draft is made: making it opens every stance, so no recused person makes it."""
    _in_state("seal_record", sitting)
    require_may_run(sitting, by)
    row = {"sealed_by": str(by.person), "recused": [str(person) for person in recused_in(sitting.id)]}
    return [judge("decisions.recused-reads-nothing", row, about=[by.person])]


def require_may_seal_record(sitting: Meeting, *, by: Actor, files: Sequence[FileRef]) -> list[str]:
    """可否封存会议记录 The recorder, any time after the meeting; gaps are named, never a reason to wait."""
    cited = require_may_seal_now(sitting, by=by)
    if not files:
        raise BadInput("platform.input", "没有会议记录文件")
    return cited


def require_may_confirm_record(sitting: Meeting, *, by: Actor) -> list[str]:
    """可否核对 Whoever was in the room, once."""
    _in_state("confirm_record", sitting)
    seat = sitting.seats.filter(person=by.person).exclude(presence__in=(Presence.LEAVE, Presence.ABSENT))
    if not seat.exists() and by.person != sitting.recorder:
        require_own(by, sitting.presider, "核对会议记录")
    if sitting.confirmations.filter(person=by.person).exists():
        raise WrongState("platform.wrong-state", "您已核对过这份会议记录")
    return []


def require_may_issue(sitting: Meeting, *, by: Actor, number: str) -> list[str]:
    """可否签发纪要 The presider, or whoever issues for the body."""
    _in_state("issue_minutes", sitting)
    require_filled(number=number)
    require_length(40, number=number)
    if by.person != sitting.presider:
        require_power(by, sitting.organ, "minutes.issue", "record.confirm")
    return []
