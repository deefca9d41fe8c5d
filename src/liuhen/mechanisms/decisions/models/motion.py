"""动议表 Motions, their versions, self-checks, confirmations and gates."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import models

from liuhen.ledger.entries import Entry
from liuhen.ledger.records import applies
from liuhen.ledger.tables import Reading
from liuhen.mechanisms.decisions import records
from liuhen.mechanisms.decisions.states import MotionState
from liuhen.mechanisms.decisions.terms import Category, Gate, GateResult, Kind, LegalOpinion, Source

__all__ = ["Confirmation", "GateRow", "Motion", "MotionText", "PaperDelivery", "SelfCheck", "Worry", "text_digest"]


def text_digest(title: str, text: str) -> str:
    """文本摘要 SHA-256 over title and text of a version: what is signed, voted on and sealed is this."""
    return hashlib.sha256(f"{title}\n\n{text}".encode()).hexdigest()


class Motion(Reading):
    """动议 A matter on its way to a decision."""

    id = models.UUIDField(primary_key=True)
    organ = models.UUIDField(db_index=True)
    group = models.UUIDField(db_index=True)
    number = models.CharField(max_length=40)
    category = models.CharField(max_length=12, choices=Category)
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    catalogue_code = models.CharField(max_length=40, blank=True)
    amends = models.UUIDField(null=True, db_index=True)
    source = models.CharField(max_length=12, choices=Source)
    source_detail = models.TextField(blank=True, null=True)
    title = models.TextField(null=True)
    text = models.TextField(null=True)
    amount_fen = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)
    drafted_by = models.UUIDField()
    drafted_at = models.DateTimeField(db_index=True)
    mover = models.UUIDField(null=True)
    mover_default = models.BooleanField(default=False)
    mover_missing = models.BooleanField(default=False)
    mover_told_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=16, choices=MotionState, db_index=True)
    outcome = models.CharField(max_length=16, blank=True)
    times_deferred = models.PositiveIntegerField(default=0)
    decided_at = models.DateTimeField(null=True)
    decided_sha256 = models.CharField(max_length=64, blank=True)
    state_reason = models.TextField(blank=True, null=True)
    paper_reference = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "decisions_motion"
        constraints = (models.UniqueConstraint(fields=["organ", "number"], name="decisions_motion_number"),)

    @property
    def is_major(self) -> bool:
        """是否三重一大 Whether it is of one of the four kinds."""
        return bool(self.kind)

    @property
    def text_sha256(self) -> str:
        """现行文本摘要 Digest of the text as it stands now."""
        return text_digest(self.title or "", self.text or "")


class MotionText(Reading):
    """动议文本 One version of a motion; the first is the original for good."""

    entry = models.UUIDField(primary_key=True)
    motion = models.ForeignKey(Motion, models.CASCADE, related_name="texts", db_constraint=False)
    version = models.PositiveIntegerField()
    title = models.TextField(null=True)
    text = models.TextField(null=True)
    author = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_motion_text"
        ordering = ("version",)


class SelfCheck(Reading):
    """动议自查 The mover's latest four answers."""

    entry = models.UUIDField(primary_key=True)
    motion = models.ForeignKey(Motion, models.CASCADE, related_name="self_checks", db_constraint=False)
    mover = models.UUIDField()
    lawful = models.BooleanField(null=True)
    public_interest = models.BooleanField(null=True)
    personal_interest = models.BooleanField(null=True)
    real_need = models.BooleanField(null=True)
    words = models.TextField(blank=True, null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_self_check"


class Confirmation(Reading):
    """双确认 A confirmation by mover or chair, or the refusal of one."""

    entry = models.UUIDField(primary_key=True)
    motion = models.ForeignKey(Motion, models.CASCADE, related_name="confirmations", db_constraint=False)
    role = models.CharField(max_length=8)
    person = models.UUIDField()
    refused = models.BooleanField(default=False)
    witness = models.UUIDField(null=True)
    reason = models.TextField(blank=True, null=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    recorded = models.DateTimeField()

    class Meta:
        db_table = "decisions_confirmation"
        constraints = (
            # Nobody witnesses his own refusal.
            models.CheckConstraint(
                condition=models.Q(witness__isnull=True) | ~models.Q(witness=models.F("person")),
                name="decisions_confirmation_witness",
            ),
        )


class GateRow(Reading):
    """前置程序 One recorded gate; the latest of a kind counts, the earlier ones stay."""

    entry = models.UUIDField(primary_key=True)
    motion = models.ForeignKey(Motion, models.CASCADE, related_name="gates", db_constraint=False)
    gate = models.CharField(max_length=16, choices=Gate)
    result = models.CharField(max_length=16, choices=GateResult)
    opinion = models.CharField(max_length=12, choices=LegalOpinion, blank=True)
    responsible = models.UUIDField()
    began = models.DateField(null=True)
    ended = models.DateField(null=True)
    reason = models.TextField(blank=True, null=True)
    papers = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_gate"
        ordering = ("at", "entry")


class PaperDelivery(Reading):
    """材料送达 When the papers of an item went to a person, and when he first opened them."""

    id = models.CharField(max_length=80, primary_key=True)
    item = models.UUIDField(db_index=True)
    person = models.UUIDField()
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "decisions_paper_delivery"


class Worry(Reading):
    """私下反映 That somebody told the stationed group of a worry; who, only the vault knows."""

    entry = models.UUIDField(primary_key=True)
    motion = models.UUIDField(db_index=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "decisions_worry"


@applies(records.MotionDrafted)
def _drafted(record: records.MotionDrafted, entry: Entry) -> None:
    same = ("organ", "group", "number", "category", "kind", "catalogue_code", "amends", "source", "source_detail")
    Motion.objects.create(
        id=record.motion,
        title=record.title,
        text=record.text,
        amount_fen=record.amount_fen,
        drafted_by=entry.actor.person,
        drafted_at=entry.recorded,
        state=MotionState.DRAFTED,
        **{name: getattr(record, name) for name in same},
    )
    _add_text(record.motion, 1, record.title, record.text, entry)


@applies(records.MotionPlaceheld)
def _placeheld(record: records.MotionPlaceheld, entry: Entry) -> None:
    Motion.objects.create(
        id=record.motion,
        organ=record.organ,
        group=record.group,
        number=record.number,
        category=Category.OTHER,
        source=Source.OWN,
        drafted_by=entry.actor.person,
        drafted_at=entry.recorded,
        state=MotionState.PLACEHELD,
        paper_reference=record.paper_reference,
    )


@applies(records.MotionRevised)
def _revised(record: records.MotionRevised, entry: Entry) -> None:
    _change(record.motion, title=record.title, text=record.text, version=record.version, amount_fen=record.amount_fen)
    _add_text(record.motion, record.version, record.title, record.text, entry)


@applies(records.SelfCheckAnswered)
def _self_checked(record: records.SelfCheckAnswered, entry: Entry) -> None:
    SelfCheck.objects.create(
        entry=entry.id,
        motion_id=record.motion,
        mover=record.mover,
        lawful=record.lawful,
        public_interest=record.public_interest,
        personal_interest=record.personal_interest,
        real_need=record.real_need,
        words=record.words,
        at=entry.recorded,
    )


@applies(records.MoverSigned)
def _mover_signed(record: records.MoverSigned, entry: Entry) -> None:
    Motion.objects.filter(pk=record.motion, state=MotionState.DRAFTED).update(state=MotionState.MOVED)
    _change(record.motion, mover=record.mover, mover_default=False, mover_missing=False)
    _confirm(record.motion, "mover", record.mover, entry, text_sha256=record.text_sha256)


@applies(records.MoverDefaulted)
def _mover_defaulted(record: records.MoverDefaulted, entry: Entry) -> None:
    # From this moment the default stands on the chief's desk: that is how he is told.
    _change(record.motion, mover=record.chief, mover_default=True, mover_missing=False, mover_told_at=entry.recorded)


@applies(records.MoverMissing)
def _mover_missing(record: records.MoverMissing, entry: Entry) -> None:
    # Where another presides than the chief a default of an earlier meeting falls with its ground.
    _change(record.motion, mover=None, mover_default=False, mover_told_at=None, mover_missing=True)


@applies(records.ChairConfirmed)
def _chair_confirmed(record: records.ChairConfirmed, entry: Entry) -> None:
    _confirm(record.motion, "chair", record.chair, entry, text_sha256=record.text_sha256)


@applies(records.ConfirmationRefused)
def _confirmation_refused(record: records.ConfirmationRefused, entry: Entry) -> None:
    _confirm(
        record.motion, record.role, record.person, entry, refused=True, witness=record.witness, reason=record.reason
    )


@applies(records.MotionNotTabled)
def _not_tabled(record: records.MotionNotTabled, entry: Entry) -> None:
    _change(record.motion, state=MotionState.NOT_TABLED, state_reason=record.reason)


@applies(records.GateRecorded)
def _gate(record: records.GateRecorded, entry: Entry) -> None:
    GateRow.objects.create(
        entry=entry.id,
        motion_id=record.motion,
        gate=record.gate,
        result=record.result,
        opinion=record.opinion,
        responsible=record.responsible,
        began=record.began,
        ended=record.ended,
        reason=record.reason,
        papers=entry.body["files"],
        at=entry.recorded,
    )


@applies(records.PapersSent)
def _papers_sent(record: records.PapersSent, entry: Entry) -> None:
    # Papers of an earlier text are none: sent again, they count from now, and were not read yet.
    worded = MotionText.objects.filter(motion=record.motion).aggregate(last=models.Max("at"))["last"]
    older = PaperDelivery.objects.filter(item=record.item, person__in=record.to, sent_at__lt=worded)
    older.update(sent_at=entry.recorded, read_at=None)
    PaperDelivery.objects.bulk_create(
        [
            PaperDelivery(id=f"{record.item}:{person}", item=record.item, person=person, sent_at=entry.recorded)
            for person in record.to
        ],
        ignore_conflicts=True,
    )


@applies(records.PapersRead)
def _papers_read(record: records.PapersRead, entry: Entry) -> None:
    delivery = PaperDelivery.objects.filter(item=record.item, person=record.person, read_at__isnull=True)
    delivery.update(read_at=entry.recorded)


@applies(records.WorryLodged)
def _worry(record: records.WorryLodged, entry: Entry) -> None:
    Worry.objects.create(entry=entry.id, motion=record.motion, at=entry.recorded)


def _change(motion: Any, **values: Any) -> None:
    Motion.objects.filter(pk=motion).update(**values)


def _add_text(motion: Any, version: int, title: str, text: str, entry: Entry) -> None:
    MotionText.objects.create(
        entry=entry.id,
        motion_id=motion,
        version=version,
        title=title,
        text=text,
        author=entry.actor.person,
        at=entry.recorded,
    )


def _confirm(motion: Any, role: str, person: Any, entry: Entry, **values: Any) -> None:
    Confirmation.objects.create(
        entry=entry.id,
        motion_id=motion,
        role=role,
        person=person,
        at=entry.occurred,
        recorded=entry.recorded,
        **values,
    )
