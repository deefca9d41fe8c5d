"""决定之后的表 Final texts, consequences, findings, waivers, grants."""

from __future__ import annotations

from django.db import models

from liuhen.ledger.entries import Entry
from liuhen.ledger.records import applies
from liuhen.ledger.tables import Reading
from liuhen.mechanisms.decisions import records
from liuhen.mechanisms.decisions.models.motion import Motion
from liuhen.mechanisms.decisions.states import MotionState
from liuhen.mechanisms.decisions.terms import Category
from liuhen.mechanisms.decisions.terms import Consequence as ConsequenceKind

__all__ = [
    "ActConfirmation",
    "Consequence",
    "FinalObjection",
    "FinalText",
    "Impropriety",
    "OpinionGrant",
    "Publication",
    "SilenceAnswer",
    "StageSignature",
    "StageWaiver",
]


class FinalText(Reading):
    """定稿 The final text after 原则通过, beside the digest of the one voted on."""

    entry = models.UUIDField(primary_key=True)
    motion = models.ForeignKey(Motion, models.CASCADE, related_name="final_texts", db_constraint=False)
    voted_sha256 = models.CharField(max_length=64)
    final_sha256 = models.CharField(max_length=64)
    object_until = models.CharField(max_length=10)
    text = models.TextField(null=True)
    difference = models.TextField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_final_text"


class FinalObjection(Reading):
    """定稿异议 A member's objection to a final text, within its window."""

    entry = models.UUIDField(primary_key=True)
    final = models.ForeignKey(FinalText, models.CASCADE, related_name="objections", db_constraint=False)
    person = models.UUIDField()
    reason = models.TextField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_final_objection"
        ordering = ("at", "entry")
        constraints = (models.UniqueConstraint(fields=["final", "person"], name="decisions_final_objection_once"),)


class Publication(Reading):
    """报告与公布 Whether and how a decision was reported and published."""

    entry = models.UUIDField(primary_key=True)
    motion = models.ForeignKey(Motion, models.CASCADE, related_name="publications", db_constraint=False)
    published = models.BooleanField()
    reported_to = models.TextField(blank=True, null=True)
    ground = models.TextField(blank=True, null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_publication"


class ActConfirmation(Reading):
    """事后确认 A person's own signature under what was entered for him from paper."""

    entry = models.UUIDField(primary_key=True)
    motion = models.UUIDField(db_index=True)
    confirmed = models.UUIDField(unique=True)
    person = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_act_confirmation"


class Consequence(Reading):
    """后果 A payment, contract, result or loss; without a decision it is on the unit's untraced list."""

    id = models.UUIDField(primary_key=True)
    organ = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=10, choices=ConsequenceKind)
    category = models.CharField(max_length=12, choices=Category)
    motion = models.UUIDField(null=True, db_index=True)
    reference = models.TextField(null=True)
    amount_fen = models.BigIntegerField(null=True)
    words = models.TextField(blank=True, null=True)
    occurred = models.DateTimeField()
    recorded = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        db_table = "decisions_consequence"


class Impropriety(Reading):
    """违规认定 A finding on the original motion; overturned, it counts for nothing any more."""

    entry = models.UUIDField(primary_key=True)
    motion = models.ForeignKey(Motion, models.CASCADE, related_name="findings", db_constraint=False)
    by_organ = models.UUIDField()
    final = models.BooleanField()
    original_sha256 = models.CharField(max_length=64)
    appeal_told = models.BooleanField()
    overturned = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_impropriety"


class SilenceAnswer(Reading):
    """陈述 That a person has stated about his silence; the words are sealed."""

    entry = models.UUIDField(primary_key=True)
    motion = models.UUIDField(db_index=True)
    person = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_silence_answer"


class StageSignature(Reading):
    """补签 Who signed for a stage after the outcome, or refused to before a witness."""

    entry = models.UUIDField(primary_key=True)
    item = models.UUIDField(db_index=True)
    stage = models.CharField(max_length=12)
    person = models.UUIDField()
    refused = models.BooleanField()
    witness = models.UUIDField(null=True)
    reason = models.TextField(blank=True, null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_stage_signature"
        constraints = (
            models.UniqueConstraint(fields=["item", "stage", "person"], name="decisions_stage_signature_once"),
            models.CheckConstraint(
                condition=models.Q(witness__isnull=True) | ~models.Q(witness=models.F("person")),
                name="decisions_stage_signature_witness",
            ),
        )


class StageWaiver(Reading):
    """环节豁免 A signed waiver for an empty stage of the chain."""

    entry = models.UUIDField(primary_key=True)
    motion = models.ForeignKey(Motion, models.CASCADE, related_name="waivers", db_constraint=False)
    stage = models.CharField(max_length=12)
    reason = models.TextField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_stage_waiver"


class OpinionGrant(Reading):
    """查阅授权 Who outside the meeting may open the opinions of a decision, and until when."""

    entry = models.UUIDField(primary_key=True)
    motion = models.ForeignKey(Motion, models.CASCADE, related_name="grants", db_constraint=False)
    person = models.UUIDField()
    until = models.CharField(max_length=10)
    purpose = models.TextField(null=True)

    class Meta:
        db_table = "decisions_opinion_grant"


@applies(records.FinalTextSealed)
def _final(record: records.FinalTextSealed, entry: Entry) -> None:
    FinalText.objects.create(
        entry=entry.id,
        motion_id=record.motion,
        voted_sha256=record.voted_sha256,
        final_sha256=record.final_sha256,
        object_until=record.object_until,
        text=record.text,
        difference=record.difference,
        at=entry.recorded,
    )
    Motion.objects.filter(pk=record.motion).update(state=MotionState.DECIDED)


@applies(records.FinalTextObjected)
def _final_objected(record: records.FinalTextObjected, entry: Entry) -> None:
    FinalObjection.objects.create(
        entry=entry.id, final_id=record.final, person=record.person, reason=record.reason, at=entry.recorded
    )


@applies(records.ReconsiderationOpened)
def _reconsidered(record: records.ReconsiderationOpened, entry: Entry) -> None:
    Motion.objects.filter(pk=record.motion).update(state=MotionState.MOVED, outcome="", state_reason=record.reason)


@applies(records.PublicationDecided)
def _published(record: records.PublicationDecided, entry: Entry) -> None:
    Publication.objects.create(
        entry=entry.id,
        motion_id=record.motion,
        published=record.published,
        reported_to=record.reported_to,
        ground=record.ground,
        at=entry.recorded,
    )


@applies(records.ActConfirmed)
def _act_confirmed(record: records.ActConfirmed, entry: Entry) -> None:
    ActConfirmation.objects.create(
        entry=entry.id, motion=record.motion, confirmed=record.entry, person=record.person, at=entry.recorded
    )


@applies(records.ConsequenceLinked)
def _consequence(record: records.ConsequenceLinked, entry: Entry) -> None:
    Consequence.objects.create(
        id=record.consequence,
        organ=record.organ,
        kind=record.kind,
        category=record.category,
        motion=record.motion,
        reference=record.reference,
        amount_fen=record.amount_fen,
        words=record.words,
        occurred=entry.occurred,
        recorded=entry.recorded,
        entry=entry.id,
    )


@applies(records.ImproprietyFound)
def _found(record: records.ImproprietyFound, entry: Entry) -> None:
    Impropriety.objects.create(
        entry=entry.id,
        motion_id=record.motion,
        by_organ=record.by_organ,
        final=record.final,
        original_sha256=record.original_sha256,
        appeal_told=record.appeal_told,
        at=entry.recorded,
    )


@applies(records.ImproprietyOverturned)
def _overturned(record: records.ImproprietyOverturned, entry: Entry) -> None:
    Impropriety.objects.filter(motion=record.motion).update(overturned=True)


@applies(records.SilenceAnswered)
def _answered(record: records.SilenceAnswered, entry: Entry) -> None:
    SilenceAnswer.objects.create(entry=entry.id, motion=record.motion, person=record.person, at=entry.recorded)


@applies(records.StageSigned)
def _stage_signed(record: records.StageSigned, entry: Entry) -> None:
    same = ("item", "stage", "person", "refused", "witness", "reason")
    StageSignature.objects.create(entry=entry.id, at=entry.recorded, **{name: getattr(record, name) for name in same})


@applies(records.StageWaived)
def _waived(record: records.StageWaived, entry: Entry) -> None:
    StageWaiver.objects.create(
        entry=entry.id, motion_id=record.motion, stage=record.stage, reason=record.reason, at=entry.recorded
    )


@applies(records.FileArchived)
def _archived(record: records.FileArchived, entry: Entry) -> None:
    Motion.objects.filter(pk=record.motion).update(state=MotionState.ARCHIVED)


@applies(records.OpinionsGranted)
def _granted(record: records.OpinionsGranted, entry: Entry) -> None:
    OpinionGrant.objects.create(
        entry=entry.id, motion_id=record.motion, person=record.person, until=record.until, purpose=record.purpose
    )
