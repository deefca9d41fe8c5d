"""议题表 Items in the room: rounds, endings, objections, ballots. Stances and votes themselves are never here."""

from __future__ import annotations

from typing import Any

from django.db import models

from liuhen.ledger.entries import Entry
from liuhen.ledger.records import applies
from liuhen.ledger.tables import Reading
from liuhen.mechanisms.decisions import records
from liuhen.mechanisms.decisions.models.motion import Motion
from liuhen.mechanisms.decisions.states import ItemState, MotionState
from liuhen.mechanisms.decisions.terms import Ending, ObjectionKind, Outcome

__all__ = ["Attendee", "Ballot", "Item", "Note", "Objection", "Vote"]


class Item(Reading):
    """议题 A motion on the agenda of one meeting."""

    id = models.UUIDField(primary_key=True)
    motion = models.ForeignKey(Motion, models.CASCADE, related_name="items", db_constraint=False)
    meeting = models.UUIDField(db_index=True)
    order = models.PositiveIntegerField()
    reporter = models.UUIDField()
    presider = models.UUIDField(null=True)
    state = models.CharField(max_length=12, choices=ItemState)
    before_suspension = models.CharField(max_length=12, blank=True)
    round = models.UUIDField(null=True)
    rounds = models.PositiveIntegerField(default=0)
    stances_open = models.BooleanField(default=False)
    quorum = models.JSONField(null=True)
    papers_short = models.BooleanField(default=False)
    late_reason = models.TextField(blank=True, null=True)
    opened_at = models.DateTimeField(null=True)
    concluded_entry = models.UUIDField(null=True)
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    against_majority = models.BooleanField(default=False)
    return_by = models.CharField(max_length=10, blank=True, null=True)
    resolution = models.TextField(blank=True, null=True)
    reason = models.TextField(blank=True, null=True)
    ruled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "decisions_item"
        ordering = ("order", "id")


class Attendee(Reading):
    """表态情况 How one attendee ended in one round; `entry` is where the opinion or the reason stands."""

    id = models.CharField(max_length=120, primary_key=True)
    item = models.ForeignKey(Item, models.CASCADE, related_name="attendees", db_constraint=False)
    round = models.UUIDField(null=True)
    person = models.UUIDField()
    ending = models.CharField(max_length=8, choices=Ending)
    entry = models.UUIDField()
    is_chief = models.BooleanField(default=False)
    via = models.CharField(max_length=8, blank=True)
    witness = models.UUIDField(null=True)
    reason = models.TextField(blank=True, null=True)
    at = models.DateTimeField()
    recorded = models.DateTimeField()

    class Meta:
        db_table = "decisions_attendee"
        ordering = ("recorded", "entry")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(witness__isnull=True) | ~models.Q(witness=models.F("person")),
                name="decisions_attendee_witness",
            ),
        )


class Note(Reading):
    """席间记载 A changed opinion, an absent member's paper, a point of discussion, an early word of the chief."""

    entry = models.UUIDField(primary_key=True)
    item = models.ForeignKey(Item, models.CASCADE, related_name="notes", db_constraint=False)
    kind = models.CharField(max_length=12)
    person = models.UUIDField(null=True)
    words = models.TextField(blank=True, null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_note"
        ordering = ("at", "entry")


class Objection(Reading):
    """异议 That an objection was lodged, of which kind, on which clause; not by whom."""

    entry = models.UUIDField(primary_key=True)
    item = models.ForeignKey(Item, models.CASCADE, related_name="objections", db_constraint=False)
    kind = models.CharField(max_length=12, choices=ObjectionKind)
    clause = models.TextField(blank=True, null=True)
    answered = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_objection"
        ordering = ("at", "entry")


class Ballot(Reading):
    """表决 One vote on one item, with its frozen roll and, once closed, its count."""

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(Item, models.CASCADE, related_name="ballots", db_constraint=False)
    mode = models.CharField(max_length=16)
    roll = models.JSONField()
    rule = models.JSONField()
    text_sha256 = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    tally = models.JSONField(null=True)
    base = models.PositiveIntegerField(null=True)
    passed = models.BooleanField(null=True)
    tellers = models.JSONField(default=list)

    class Meta:
        db_table = "decisions_ballot"
        ordering = ("opened_at", "id")


class Vote(Reading):
    """投票 That a member has voted; what, only the vault knows until the vote closes."""

    entry = models.UUIDField(primary_key=True)
    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="votes", db_constraint=False)
    person = models.UUIDField()
    via = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_vote"
        constraints = (models.UniqueConstraint(fields=["ballot", "person"], name="decisions_vote_once"),)


@applies(records.ItemTabled)
def _tabled(record: records.ItemTabled, entry: Entry) -> None:
    Item.objects.create(
        id=record.item,
        motion_id=record.motion,
        meeting=record.meeting,
        order=record.order,
        reporter=record.reporter,
        state=ItemState.TABLED,
    )
    Motion.objects.filter(pk=record.motion).update(state=MotionState.TABLED)


@applies(records.ItemOpened)
def _opened(record: records.ItemOpened, entry: Entry) -> None:
    _change(
        record.item,
        state=ItemState.STATING,
        round=record.round,
        rounds=1,
        quorum=record.quorum,
        papers_short=record.papers_short,
        late_reason=record.late_reason,
        opened_at=entry.occurred,
    )
    Motion.objects.filter(pk=record.motion).update(state=MotionState.IN_MEETING)


@applies(records.RecusalRecorded)
def _recused(record: records.RecusalRecorded, entry: Entry) -> None:
    # A recusal holds for every round of the item, so it stands without one.
    _end(record.item, None, record.person, Ending.RECUSED, entry, reason=record.reason)


@applies(records.ItemSuspended)
def _suspended(record: records.ItemSuspended, entry: Entry) -> None:
    Item.objects.filter(pk=record.item).update(
        before_suspension=models.F("state"), state=ItemState.SUSPENDED, quorum=record.quorum
    )


@applies(records.ItemResumed)
def _resumed(record: records.ItemResumed, entry: Entry) -> None:
    Item.objects.filter(pk=record.item).update(
        state=models.F("before_suspension"), before_suspension="", quorum=record.quorum
    )


@applies(records.OpinionSigned)
def _opinion(record: records.OpinionSigned, entry: Entry) -> None:
    _end(record.item, record.round, record.person, Ending.GIVEN, entry, via=record.via)


@applies(records.AttendeeEnded)
def _ended(record: records.AttendeeEnded, entry: Entry) -> None:
    _end(record.item, record.round, record.person, record.ending, entry, witness=record.witness, reason=record.reason)


@applies(records.StancesOpened)
def _stances_opened(record: records.StancesOpened, entry: Entry) -> None:
    _change(record.item, state=ItemState.DISCUSSING, stances_open=True)


@applies(records.SecondRoundOpened)
def _second_round(record: records.SecondRoundOpened, entry: Entry) -> None:
    Item.objects.filter(pk=record.item).update(
        state=ItemState.STATING,
        round=record.round,
        rounds=models.F("rounds") + 1,
        stances_open=False,
        concluded_entry=None,
    )
    Objection.objects.filter(item=record.item).update(answered=True)


@applies(records.AbsentOpinionAttached)
def _absent_opinion(record: records.AbsentOpinionAttached, entry: Entry) -> None:
    _note(record.item, "absent", entry, person=record.person)


@applies(records.OpinionChanged)
def _opinion_changed(record: records.OpinionChanged, entry: Entry) -> None:
    _note(record.item, "changed", entry, person=record.person)


@applies(records.DiscussionNoted)
def _discussed(record: records.DiscussionNoted, entry: Entry) -> None:
    _note(record.item, "discussion", entry, words=record.words)


@applies(records.EarlyWordNoted)
def _early_word(record: records.EarlyWordNoted, entry: Entry) -> None:
    _note(record.item, "early", entry, person=record.person, words=record.words)


@applies(records.ObjectionLodged)
def _objection(record: records.ObjectionLodged, entry: Entry) -> None:
    Objection.objects.create(
        entry=entry.id, item_id=record.item, kind=record.objection, clause=record.clause, at=entry.recorded
    )


@applies(records.ChiefConcluded)
def _concluded(record: records.ChiefConcluded, entry: Entry) -> None:
    item = Item.objects.get(pk=record.item)
    _end(record.item, item.round, record.person, Ending.GIVEN, entry, via=record.via, is_chief=True)
    _change(record.item, state=ItemState.CONCLUDED, concluded_entry=entry.id)


@applies(records.VoteOpened)
def _vote_opened(record: records.VoteOpened, entry: Entry) -> None:
    Ballot.objects.create(
        id=record.ballot,
        item_id=record.item,
        mode=record.mode,
        roll=[str(person) for person in record.roll],
        rule=record.rule,
        text_sha256=record.text_sha256,
        opened_at=entry.recorded,
    )
    _change(record.item, state=ItemState.VOTING)


@applies(records.VoteCast)
def _vote_cast(record: records.VoteCast, entry: Entry) -> None:
    Vote.objects.create(
        entry=entry.id, ballot_id=record.ballot, person=record.person, via=record.via, at=entry.recorded
    )


@applies(records.VoteRefused)
def _vote_refused(record: records.VoteRefused, entry: Entry) -> None:
    _note(record.item, "vote-refused", entry, person=record.person, words=record.reason)


@applies(records.VoteCounted)
def _vote_counted(record: records.VoteCounted, entry: Entry) -> None:
    Ballot.objects.filter(pk=record.ballot).update(
        closed_at=entry.recorded,
        tally=record.tally,
        base=record.base,
        passed=record.passed,
        tellers=[str(person) for person in record.tellers],
    )
    _change(record.item, state=ItemState.COUNTED)


_AFTER = {
    Outcome.PASSED: MotionState.DECIDED,
    Outcome.REJECTED: MotionState.REJECTED,
    Outcome.DEFERRED: MotionState.DEFERRED,
    Outcome.IN_PRINCIPLE: MotionState.IN_PRINCIPLE,
}


@applies(records.OutcomeRuled)
def _ruled(record: records.OutcomeRuled, entry: Entry) -> None:
    _change(
        record.item,
        state=ItemState.RULED,
        outcome=record.outcome,
        against_majority=record.against_majority,
        return_by=record.return_by,
        resolution=record.resolution,
        reason=record.reason,
        ruled_at=entry.recorded,
    )
    motion = Motion.objects.get(pk=record.motion)
    outcome = Outcome(record.outcome)
    motion.state, motion.outcome, motion.state_reason = _AFTER[outcome], outcome, record.reason
    motion.times_deferred += outcome is Outcome.DEFERRED
    if outcome is not Outcome.DEFERRED:
        motion.decided_at, motion.decided_sha256 = entry.recorded, record.text_sha256
    motion.save()


@applies(records.MotionWithdrawn)
def _withdrawn(record: records.MotionWithdrawn, entry: Entry) -> None:
    Motion.objects.filter(pk=record.motion).update(
        state=MotionState.WITHDRAWN, outcome=Outcome.WITHDRAWN, state_reason=record.reason
    )
    open_items = Item.objects.filter(motion=record.motion).exclude(state=ItemState.RULED)
    open_items.update(state=ItemState.RULED, outcome=Outcome.WITHDRAWN)


def _change(item: Any, **values: Any) -> None:
    Item.objects.filter(pk=item).update(**values)


def _end(item: Any, round: Any, person: Any, ending: str, entry: Entry, **values: Any) -> None:
    Attendee.objects.create(
        id=f"{round or item}:{person}",
        item_id=item,
        round=round,
        person=person,
        ending=ending,
        entry=entry.id,
        at=entry.occurred,
        recorded=entry.recorded,
        **values,
    )


def _note(item: Any, kind: str, entry: Entry, **values: Any) -> None:
    Note.objects.create(entry=entry.id, item_id=item, kind=kind, at=entry.recorded, **values)
