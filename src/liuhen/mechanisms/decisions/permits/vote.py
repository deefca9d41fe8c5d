"""表决可否办理 D4e and the outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from liuhen.kit.refusals import BadInput, WrongState
from liuhen.ledger.book import Actor
from liuhen.ledger.files import FileRef
from liuhen.mechanisms.decisions import bodies
from liuhen.mechanisms.decisions.counting import Result
from liuhen.mechanisms.decisions.models import Ballot, Confirmation, Objection
from liuhen.mechanisms.decisions.permits.base import held_on_paper
from liuhen.mechanisms.decisions.permits.item import in_state, quorum_question, require_hand, require_meeting_open
from liuhen.mechanisms.decisions.permits.meeting import require_may_run
from liuhen.mechanisms.decisions.permits.seating import presider_question
from liuhen.mechanisms.decisions.reads import motions
from liuhen.mechanisms.decisions.reads.room import Room, last_ballot, refused_votes
from liuhen.mechanisms.decisions.signing import Signed
from liuhen.mechanisms.decisions.states import ItemState
from liuhen.mechanisms.decisions.terms import Choice, Mode, ObjectionKind, Outcome
from liuhen.rules.permits import Question, judge, judge_all, require_choice, require_filled

__all__ = [
    "require_all_voted",
    "require_may_close_vote",
    "require_may_open_vote",
    "require_may_refuse_vote",
    "require_may_rule",
    "require_may_vote",
    "require_typed_equals",
    "vote_questions",
]


def require_may_open_vote(room: Room, *, by: Actor, mode: str, quorum: Mapping[str, Any]) -> list[str]:
    """可否开始表决 Both confirmations, quorum now, recusals, second round, an allowed mode."""
    if not (room.item.state == ItemState.DISCUSSING and room.nobody_concludes):
        in_state("open_vote", room)
    require_meeting_open(room)
    require_may_run(room.meeting, by)
    require_choice("mode", mode, Mode.values)
    return judge_all(vote_questions(room, mode, quorum), taken=held_on_paper(room.meeting))


def vote_questions(room: Room, mode: str, quorum: Mapping[str, Any]) -> list[Question]:
    """开始表决所问 What the rules ask before a vote."""
    rule = bodies.rule_of_room(room)
    label = Mode(mode).label
    check = motions.latest_self_check(room.motion.id, room.motion.mover)
    recused = [str(person) for person in room.recused]
    objected = Objection.objects.filter(item=room.item.id, kind=ObjectionKind.COMPLIANCE)
    mover = room.motion.mover
    return [
        presider_question(room),
        Question("decisions.both-confirmed", _confirmations(room)),
        quorum_question(quorum),
        Question(
            "decisions.interest-recused",
            {
                "personal_interest": bool(mover and check and check.personal_interest),
                "mover": [str(mover)] if mover in {seat.person for seat in room.members} else [],
                "recused": recused,
            },
            about=[mover],
        ),
        Question(
            "decisions.second-round",
            {
                "objections": objected.count(),
                "second_round_done": not objected.filter(answered=False).exists() or None,
                "objected": objected.exists(),
            },
        ),
        Question("decisions.secret-vote", {"secret_required": rule.secret_required, "mode": label}),
        Question("decisions.vote-mode", {"mode": label}, settings=rule.settings["decisions.vote-mode"]),
    ]


def _confirmations(room: Room) -> dict[str, str | None]:
    motion = room.motion
    mover, chair = (motions.confirmation(motion, role, room.item) for role in ("mover", "chair"))
    chair_word = _word(chair)
    if motion.mover_default and chair_word and chair and chair.person == motion.mover:
        return {"mover_confirmation": "默认一签两用", "chair_confirmation": chair_word}
    return {"mover_confirmation": _word(mover), "chair_confirmation": chair_word}


def _word(confirmation: Confirmation | None) -> str | None:
    if confirmation is None:
        return None
    return "拒签有见证" if confirmation.refused else "已签名"


def require_may_vote(room: Room, poll: Ballot, *, by: Actor, person: UUID, choice: str, signed: Signed) -> list[str]:
    """可否投票 On the frozen roll, once, by one's own hand; nobody votes for another."""
    if poll.closed_at is not None:
        raise WrongState("platform.wrong-state", "表决已经结束")
    in_state("cast_vote", room)
    if poll.mode == Mode.SECRET_PAPER:
        raise WrongState("decisions.secret-vote", "本事项以纸质票无记名表决，不在参会端投票")
    require_choice("choice", choice, Choice.values)
    cited = [
        judge("decisions.on-the-roll", {"voter": str(person), "roll": list(poll.roll)}, about=[person]),
        judge("decisions.no-proxy", {"voter": str(person), "cast_by": str(signed.statement.person)}, about=[person]),
    ]
    require_hand(room, by, person, signed)
    if poll.votes.filter(person=person).exists() or person in refused_votes(poll.item_id):
        raise WrongState("platform.wrong-state", "您已投票或已记为拒绝，每人一票")
    return cited


def require_may_refuse_vote(
    room: Room, poll: Ballot, *, by: Actor, person: UUID, witness: UUID, reason: str
) -> list[str]:
    """可否记拒绝投票 Of somebody on the frozen roll who has not voted; the witness is somebody else."""
    in_state("refuse_vote", room)
    require_may_run(room.meeting, by)
    require_filled(reason=reason)
    if str(person) not in poll.roll:
        raise BadInput("decisions.on-the-roll", "此人不在表决名册上", fields={"person": "请核对"})
    if witness == person:
        raise BadInput("platform.input", "拒绝签名须有他人见证", fields={"witness": "请另选一人"})
    if poll.votes.filter(person=person).exists() or person in refused_votes(room.item.id):
        raise WrongState("platform.wrong-state", "此人已投票，或已记为拒绝")
    return []


def require_may_close_vote(
    room: Room,
    poll: Ballot,
    *,
    by: Actor,
    paper: Mapping[str, int] | None,
    tellers: Sequence[UUID],
    files: Sequence[FileRef],
) -> list[str]:
    """可否结束表决 By whoever runs the meeting; a paper tally adds up, under two tellers, with its scan."""
    if poll.closed_at is not None:
        raise WrongState("platform.wrong-state", "表决已经结束")
    in_state("close_vote", room)
    require_may_run(room.meeting, by)
    if poll.mode != Mode.SECRET_PAPER:
        if paper is not None:
            raise BadInput("platform.input", "记名表决由系统计票，不能录入票数")
        return []
    if paper is None:
        raise BadInput("platform.input", "请录入纸质票的发出、收回、有效、无效和各选项票数")
    _require_counts(paper, len(poll.roll))
    return _paper(room, poll, paper, tellers, files)


COUNTS = ("issued", "returned", "valid", "invalid", "for", "against", "abstain")


def _require_counts(paper: Mapping[str, int], roll: int) -> None:
    """Each count is a whole number between none and the roll; nothing else stands in a tally."""
    wrong = {name: "请填票数" for name in COUNTS if not _is_count(paper.get(name), roll)}
    wrong |= {name: "不是计票单上的一项" for name in paper if name not in COUNTS}
    if wrong:
        raise BadInput("decisions.paper-tally", f"计票单各项须为 0 到 {roll} 之间的整数", fields=wrong)


def _is_count(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _paper(
    room: Room, poll: Ballot, paper: Mapping[str, int], tellers: Sequence[UUID], files: Sequence[FileRef]
) -> list[str]:
    chief = room.chief.person if room.chief else None
    first, second = [*map(str, tellers), None, None][:2]
    row = {
        "issued": paper.get("issued"),
        "returned": paper.get("returned"),
        "unreturned": (paper.get("issued") or 0) - (paper.get("returned") or 0),
        "valid": paper.get("valid"),
        "invalid": paper.get("invalid"),
        "agree": paper.get("for"),
        "disagree": paper.get("against"),
        "defer": 0,
        "abstain": paper.get("abstain"),
    }
    if paper.get("issued") != len(poll.roll):
        raise BadInput(
            "decisions.paper-tally", f"发出的票数应等于表决名册人数{len(poll.roll)}", fields={"issued": "不符"}
        )
    if not files:
        raise BadInput("platform.input", "须附计票单扫描件", fields={"files": "请上传计票人签名的计票单"})
    teller_row = {"first_teller": first, "second_teller": second, "chief": str(chief) if chief else None}
    return [judge("decisions.paper-tally", row), judge("decisions.tellers", teller_row, about=tellers)]


def require_all_voted(poll: Ballot) -> None:
    """须无人待投 A typed result is compared only when nobody can vote any more: else it would probe the vote."""
    done = set(poll.votes.values_list("person", flat=True)) | refused_votes(poll.item_id)
    left = len(set(poll.roll) - {str(person) for person in done})
    if poll.mode != Mode.SECRET_PAPER and left:
        raise WrongState("decisions.outcome-computed", f"还有{left}人没有投票，尚不能核对录入的结果")


def require_typed_equals(typed: bool | None, result: Result, poll: Ballot, tally: Mapping[str, int]) -> list[str]:
    """录入等于计算 A typed result is taken only when it equals the computed one."""
    share = f"{poll.rule['op']}{poll.rule['num']}/{poll.rule['den']}"
    said = result.passed if typed is None else typed
    row = {
        "agree": tally["for"],
        "base": result.base,
        "share": share,
        "typed": "通过" if said else "否决",
    }
    return [judge("decisions.outcome-computed", row)]


def require_may_rule(
    room: Room, *, by: Actor, outcome: str, resolution: str, reason: str, return_by: str | None
) -> tuple[bool, list[str]]:
    """可否宣布 What follows from the count; 缓议 with reason and day; against the majority only by a deciding head."""
    in_state("rule_outcome", room)
    if by.person != room.presider:
        require_may_run(room.meeting, by)
    here = judge_all([presider_question(room)], taken=held_on_paper(room.meeting))
    require_choice("outcome", outcome, [value for value in Outcome.values if value != Outcome.WITHDRAWN])
    counted = room.item.state == ItemState.COUNTED
    if outcome == Outcome.DEFERRED and counted and not bodies.head_decides(room):
        raise WrongState("decisions.outcome-computed", "表决已有结果，只能照结果宣布，不能再裁定缓议")
    if outcome == Outcome.DEFERRED:
        row = {"reason": reason.strip() or None, "return_by": return_by or None, "ruled_by": str(room.presider)}
        return False, [*here, judge("decisions.deferral", row)]
    require_filled(resolution=resolution)
    if not counted:
        raise WrongState("platform.wrong-state", "尚未表决，只能裁定缓议", next_step="请先表决")
    poll = last_ballot(room.item.id)
    passed = bool(poll and poll.passed)
    against = passed == (outcome == Outcome.REJECTED)
    if against and not bodies.head_decides(room):
        raise WrongState(
            "decisions.outcome-computed",
            f"表决结果为“{'通过' if passed else '否决'}”，不能宣布为“{Outcome(outcome).label}”",
        )
    row = {"against_majority": against, "reason": reason.strip() or None}
    return against, [*here, judge("decisions.head-against-majority", row)]
