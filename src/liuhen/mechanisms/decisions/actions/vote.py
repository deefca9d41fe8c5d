"""表决办理 Open, cast, close, rule (D4e): the result is computed; a typed one is taken only when equal."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from liuhen.kit.ids import uuid7
from liuhen.ledger.book import Actor, Entry
from liuhen.ledger.files import FileRef
from liuhen.mechanisms.decisions import bodies, permits, records
from liuhen.mechanisms.decisions.actions.frame import on_ballot, on_item
from liuhen.mechanisms.decisions.counting import count, decide
from liuhen.mechanisms.decisions.models import Ballot
from liuhen.mechanisms.decisions.reads.room import Room
from liuhen.mechanisms.decisions.reads.stances import choices_of
from liuhen.mechanisms.decisions.signing import Signed
from liuhen.mechanisms.decisions.terms import Choice, Outcome, Via

__all__ = ["cast_vote", "close_vote", "open_vote", "refuse_vote", "rule_outcome"]


def open_vote(*, item: UUID, by: Actor, mode: str, at: datetime | None = None) -> Entry:
    """开始表决 Freezes the roll and the text; refused without both confirmations or without a quorum (M44)."""
    with on_item(item, by) as (room, act):
        quorum, rule = bodies.quorum_of(room), bodies.pass_rule_of(room)
        cited = permits.require_may_open_vote(room, by=by, mode=mode, quorum=quorum)
        record = records.VoteOpened(
            motion=room.motion.id,
            item=item,
            ballot=uuid7(),
            mode=mode,
            roll=room.voters(),
            quorum=quorum,
            rule=rule,
            text_sha256=room.motion.text_sha256,
        )
        return act.write(record, cited, at=at)


def cast_vote(
    *,
    ballot: UUID,
    person: UUID,
    by: Actor,
    choice: str,
    signed: Signed,
    files: tuple[FileRef, ...] = (),
    at: datetime | None = None,
) -> Entry:
    """表决 One vote per name on the roll; nobody votes for another."""
    with on_ballot(ballot, by) as (poll, room, act):
        cited = permits.require_may_vote(room, poll, by=by, person=person, choice=choice, signed=signed)
        grade = signed.require(
            act="表决", person=person, text_sha256=poll.text_sha256, says=Choice(choice).label, item=poll.item_id
        )
        permits.require_grade(room.motion, grade)
        record = records.VoteCast(
            motion=room.motion.id,
            item=poll.item_id,
            ballot=ballot,
            person=person,
            via=Via.SEAT if by.person == person else Via.PAPER,
            choice=choice,
            document=signed.document,
        )
        return act.write(record, cited, at=at, signed=signed, of=person, files=files)


def refuse_vote(
    *, ballot: UUID, person: UUID, by: Actor, witness: UUID, reason: str, at: datetime | None = None
) -> Entry:
    """拒绝投票 Taken down by whoever runs the meeting, before a witness; it blocks nobody (M38)."""
    with on_ballot(ballot, by) as (poll, room, act):
        cited = permits.require_may_refuse_vote(room, poll, by=by, person=person, witness=witness, reason=reason)
        record = records.VoteRefused(
            motion=room.motion.id,
            item=poll.item_id,
            ballot=ballot,
            person=person,
            witness=witness,
            reason=reason.strip(),
        )
        return act.write(record, cited, at=at)


def close_vote(
    *,
    ballot: UUID,
    by: Actor,
    typed: bool | None = None,
    paper: dict[str, int] | None = None,
    tellers: tuple[UUID, ...] = (),
    files: tuple[FileRef, ...] = (),
    at: datetime | None = None,
) -> Entry:
    """结束表决 Counts and computes. `paper` is a paper tally under two tellers; `typed` a result somebody wrote down.

    Raises BadInput when the tally does not add up or the typed result differs from the computed one.
    """
    with on_ballot(ballot, by) as (poll, room, act):
        cited = permits.require_may_close_vote(room, poll, by=by, paper=paper, tellers=tellers, files=files)
        if typed is not None:
            permits.require_all_voted(poll)
        act.write(records.VoteEnded(motion=room.motion.id, item=poll.item_id, ballot=ballot), at=at)
        tally = paper or count(choices_of(poll, by=by, purpose="计票").values(), len(poll.roll))
        result = decide(poll.rule, tally, roll=len(poll.roll), members=_base_of_members(room, poll))
        cited += permits.require_typed_equals(typed, result, poll, tally)
        record = records.VoteCounted(
            motion=room.motion.id,
            item=poll.item_id,
            ballot=ballot,
            tally=tally,
            base=result.base,
            passed=result.passed,
            tellers=list(tellers),
        )
        return act.write(record, cited, at=at, files=files)


def _base_of_members(room: Room, poll: Ballot) -> int:
    return len(room.members) - (0 if poll.rule["recusal_in_base"] else len(room.recused))


def rule_outcome(
    *,
    item: UUID,
    by: Actor,
    outcome: str,
    resolution: str,
    signed: Signed,
    reason: str = "",
    return_by: str | None = None,
    files: tuple[FileRef, ...] = (),
    at: datetime | None = None,
) -> Entry:
    """宣布结果 The presiding officer announces; against the majority only where the head decides, with a reason."""
    with on_item(item, by) as (room, act):
        against, cited = permits.require_may_rule(
            room, by=by, outcome=outcome, resolution=resolution, reason=reason, return_by=return_by
        )
        permits.require_hand(room, by, room.presider, signed)
        grade = signed.require(
            act="宣布结果",
            person=room.presider,
            text_sha256=room.motion.text_sha256,
            says=Outcome(outcome).label,
            item=item,
        )
        permits.require_grade(room.motion, grade)
        record = records.OutcomeRuled(
            motion=room.motion.id,
            item=item,
            outcome=outcome,
            against_majority=against,
            return_by=return_by,
            text_sha256=room.motion.text_sha256,
            resolution=resolution.strip(),
            reason=reason.strip(),
            document=signed.document,
        )
        return act.write(record, cited, at=at, signed=signed, of=room.presider, files=files)
