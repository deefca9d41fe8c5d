"""参会端接口 What is signed in the room: state, change, conclude, vote, announce. Each in two steps."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from liuhen.ledger.signatures import handwritten
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.api.common import room_for
from liuhen.mechanisms.decisions.api.items import AT
from liuhen.mechanisms.decisions.api.signing import Asked, Hand, Paper, offered, signed, stated
from liuhen.mechanisms.decisions.deeds import CHANGE, CONCLUDE, STATE, VOTE, Deed, running_ballot
from liuhen.mechanisms.decisions.signing import Statement
from liuhen.mechanisms.decisions.terms import Choice, Mode, Outcome, Stance
from liuhen.rules.doorway import Uploads, Written, actor_of, content_of, occurred, require_known, written
from liuhen.ui.api import Day, Given, Prose, When, Yes, answers

router = Router(tags=["参会端"])


class StanceAsked(Asked):
    """将作的表态"""

    stance: Stance
    words: Prose = ""


class StanceGiven(Given):
    """表态 One explicit opinion over one's own signature."""

    stance: Stance
    words: Prose = ""
    signature: Hand


class ChoiceAsked(Asked):
    """将投的票"""

    choice: Choice


class ChoiceGiven(Given):
    """投票"""

    choice: Choice
    signature: Hand


class OutcomeAsked(Asked):
    """将宣布的结果"""

    outcome: Outcome


class OutcomeGiven(Given):
    """宣布结果 Deferral needs its reason and the day of its return."""

    outcome: Outcome
    resolution: Prose = ""
    reason: Prose = ""
    return_by: Day | None = None
    signature: Hand


class VoteOpening(Given):
    """开始表决"""

    mode: Mode
    at: When | None = None


class Tally(Given):
    """纸质票 Slips as two tellers counted them."""

    issued: Annotated[int, Field(strict=True, ge=0, le=10_000)]
    returned: Annotated[int, Field(strict=True, ge=0, le=10_000)]
    valid: Annotated[int, Field(strict=True, ge=0, le=10_000)]
    invalid: Annotated[int, Field(strict=True, ge=0, le=10_000)]
    in_favour: Annotated[int, Field(strict=True, ge=0, le=10_000)]
    against: Annotated[int, Field(strict=True, ge=0, le=10_000)]
    abstain: Annotated[int, Field(strict=True, ge=0, le=10_000)]


class VoteClosing(Given):
    """结束表决 `typed`: a result somebody wrote down, taken only when it equals the computed one."""

    typed: Yes | None = None
    paper: Tally | None = None
    tellers: Annotated[list[UUID], Field(max_length=2)] = []
    scans: Uploads = []
    at: When | None = None


def _stating(
    request: HttpRequest, meeting: UUID, item: UUID, act: str, says: str, hand: Hand | None, words: str = ""
) -> Statement:
    motion = room_for(request, meeting, item).motion
    return stated(
        request, hand, act=act, motion=motion.id, says=says, text_sha256=motion.text_sha256, item=item, words=words
    )


def _offered(request: HttpRequest, at: tuple[UUID, UUID], deed: Deed, says: Stance | Choice, asked: Asked) -> Any:
    words = getattr(asked, "words", "")
    return offered(request, _stating(request, *at, deed.act, str(says.label), None, words), asked)


def _done(
    request: HttpRequest, at: tuple[UUID, UUID], deed: Deed, says: Stance | Choice, hand: Hand, words: str = ""
) -> Status:
    stating = _stating(request, *at, deed.act, str(says.label), hand, words)
    return written(
        deed.do(item=at[1], by=actor_of(request), says=says, words=words, signed=signed(request, stating, hand))
    )


@router.post(f"{AT}/state/statement", response=answers(Paper))
def seat_state_statement(request: HttpRequest, meeting: UUID, item: UUID, asked: StanceAsked) -> Any:
    """表态：取文书"""
    return _offered(request, (meeting, item), STATE, asked.stance, asked)


@router.post(f"{AT}/state", response=answers(Written, 201))
def seat_state(request: HttpRequest, meeting: UUID, item: UUID, given: StanceGiven) -> Status:
    """表态 Sealed from everyone until the last of the round is in (M39, M56)."""
    return _done(request, (meeting, item), STATE, given.stance, given.signature, given.words)


@router.post(f"{AT}/change/statement", response=answers(Paper))
def seat_change_statement(request: HttpRequest, meeting: UUID, item: UUID, asked: StanceAsked) -> Any:
    """改变表态：取文书"""
    return _offered(request, (meeting, item), CHANGE, asked.stance, asked)


@router.post(f"{AT}/change", response=answers(Written, 201))
def seat_change(request: HttpRequest, meeting: UUID, item: UUID, given: StanceGiven) -> Status:
    """改变表态 During discussion; a new entry beside the first."""
    return _done(request, (meeting, item), CHANGE, given.stance, given.signature, given.words)


@router.post(f"{AT}/conclude/statement", response=answers(Paper))
def seat_conclude_statement(request: HttpRequest, meeting: UUID, item: UUID, asked: StanceAsked) -> Any:
    """末位表态：取文书"""
    return _offered(request, (meeting, item), CONCLUDE, asked.stance, asked)


@router.post(f"{AT}/conclude", response=answers(Written, 201))
def seat_conclude(request: HttpRequest, meeting: UUID, item: UUID, given: StanceGiven) -> Status:
    """末位表态 The chief, after every other attendee has ended (M56)."""
    return _done(request, (meeting, item), CONCLUDE, given.stance, given.signature, given.words)


@router.post(f"{AT}/vote/open", response=answers(Written, 201))
def vote_open(request: HttpRequest, meeting: UUID, item: UUID, given: VoteOpening) -> Status:
    """开始表决 Freezes the roll and the text (M44)."""
    room_for(request, meeting, item)
    entry = actions.open_vote(item=item, by=actor_of(request), mode=given.mode, at=occurred(given.at))
    return written(entry, "ballot")


@router.post(f"{AT}/vote/statement", response=answers(Paper))
def vote_cast_statement(request: HttpRequest, meeting: UUID, item: UUID, asked: ChoiceAsked) -> Any:
    """投票：取文书"""
    return _offered(request, (meeting, item), VOTE, asked.choice, asked)


@router.post(f"{AT}/vote", response=answers(Written, 201))
def vote_cast(request: HttpRequest, meeting: UUID, item: UUID, given: ChoiceGiven) -> Status:
    """投票 One vote per name on the roll, by one's own hand."""
    return _done(request, (meeting, item), VOTE, given.choice, given.signature)


class VoteRefusal(Given):
    """拒绝投票"""

    person: UUID
    witness: UUID
    reason: Prose
    at: When | None = None


@router.post(f"{AT}/vote/refusals", response=answers(Written, 201))
def vote_refuse(request: HttpRequest, meeting: UUID, item: UUID, given: VoteRefusal) -> Status:
    """记为拒绝投票 Before a witness; it blocks nobody (M38)."""
    room_for(request, meeting, item)
    require_known(witness=given.witness)
    values = given.model_dump() | {"at": occurred(given.at)}
    return written(actions.refuse_vote(ballot=running_ballot(item).id, by=actor_of(request), **values))


@router.post(f"{AT}/vote/close", response=answers(Written, 201))
def vote_close(request: HttpRequest, meeting: UUID, item: UUID, given: VoteClosing) -> Status:
    """结束表决 Counted and computed; or a paper tally under two tellers with its scan."""
    room_for(request, meeting, item)
    require_known(tellers=given.tellers)
    paper = given.paper.model_dump() if given.paper else None
    if paper is not None:
        paper["for"] = paper.pop("in_favour")
    entry = actions.close_vote(
        ballot=running_ballot(item).id,
        by=actor_of(request),
        typed=given.typed,
        paper=paper,
        tellers=tuple(given.tellers),
        files=tuple(handwritten.store_scan(content_of(one)) for one in given.scans),
        at=occurred(given.at),
    )
    return written(entry)


@router.post(f"{AT}/outcome/statement", response=answers(Paper))
def outcome_statement(request: HttpRequest, meeting: UUID, item: UUID, asked: OutcomeAsked) -> Any:
    """宣布结果：取文书"""
    return offered(request, _stating(request, meeting, item, "宣布结果", asked.outcome.label, None), asked)


@router.post(f"{AT}/outcome", response=answers(Written, 201))
def outcome_rule(request: HttpRequest, meeting: UUID, item: UUID, given: OutcomeGiven) -> Status:
    """宣布结果 By whoever presides, over his signature."""
    by, hand = actor_of(request), given.signature
    stating = _stating(request, meeting, item, "宣布结果", given.outcome.label, hand)
    entry = actions.rule_outcome(
        item=item,
        by=by,
        outcome=given.outcome,
        resolution=given.resolution,
        reason=given.reason,
        return_by=given.return_by.isoformat() if given.return_by else None,
        signed=signed(request, stating, hand),
    )
    return written(entry)
