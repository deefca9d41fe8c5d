"""施行情况 Which version of which rule is in force where: a reading of the book."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from liuhen.ledger.book import Entry
from liuhen.ledger.records import applies
from liuhen.ledger.tables import Reading
from liuhen.rules.records import ProposalRejected, RuleEnacted, RuleProposed


class State(models.TextChoices):
    """状态 Where a proposal stands."""

    PROPOSED = "proposed", "待批准"
    ENACTED = "enacted", "已批准"
    REJECTED = "rejected", "不予批准"


class Enactment(Reading):
    """施行 One proposal and what became of it. Proposer and approver are never one person: the database says so too."""

    id = models.UUIDField(primary_key=True)
    what = models.CharField(max_length=8)
    name = models.CharField(max_length=80)
    body_kind = models.CharField(max_length=24, blank=True)
    digest = models.CharField(max_length=64)
    version = models.CharField(max_length=12)
    organ = models.UUIDField()
    effective_from = models.DateField()
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=8, choices=State.choices)
    proposer = models.UUIDField()
    proposed_at = models.DateTimeField()
    approver = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    entry = models.UUIDField(null=True)
    rejected_because = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "rules_enactment"
        indexes = (
            models.Index(fields=["what", "name", "effective_from"], name="rules_enactment_name"),
            models.Index(fields=["what", "body_kind", "effective_from"], name="rules_enactment_body"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(approver=None) | ~Q(approver=F("proposer")), name="rules_second_approver"
            ),
        )


@applies(RuleProposed)
def _proposed(record: RuleProposed, entry: Entry) -> None:
    Enactment.objects.create(
        id=record.enactment,
        what=record.what.value,
        name=record.name,
        body_kind=record.body_kind,
        digest=record.digest,
        version=record.version,
        organ=record.organ,
        effective_from=record.effective_from,
        reason=record.reason,
        state=State.PROPOSED,
        proposer=record.proposer,
        proposed_at=entry.recorded,
    )


@applies(RuleEnacted)
def _enacted(record: RuleEnacted, entry: Entry) -> None:
    Enactment.objects.filter(id=record.enactment).update(
        state=State.ENACTED, approver=record.approver, decided_at=entry.recorded, entry=entry.id
    )


@applies(ProposalRejected)
def _rejected(record: ProposalRejected, entry: Entry) -> None:
    Enactment.objects.filter(id=record.enactment).update(
        state=State.REJECTED, decided_at=entry.recorded, rejected_because=record.reason
    )
