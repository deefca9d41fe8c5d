"""清单表 Lists, their versions with every item, where they apply, and which post carries what beyond its place."""

from __future__ import annotations

from django.db import models

from liuhen.ledger.duty_lines import EvidenceKind
from liuhen.ledger.entries import Entry
from liuhen.ledger.records import applies
from liuhen.ledger.tables import Reading
from liuhen.mechanisms.duties import records
from liuhen.mechanisms.duties.terms import Audience, Change, ListSide, Side, Status

__all__ = ["Adoption", "Assignment", "DutyItem", "DutyList", "ListVersion"]


class DutyList(Reading):
    """责任清单 A list of duties; what it says stands in its versions."""

    id = models.UUIDField(primary_key=True)
    organ = models.UUIDField(db_index=True)
    name = models.CharField(max_length=120)
    side = models.CharField(max_length=12, choices=ListSide)
    founded_by = models.UUIDField()
    founded_at = models.DateTimeField()

    class Meta:
        db_table = "duties_list"


class ListVersion(Reading):
    """清单版本 What a list says from `since` up to and not including `until`, and who published it when."""

    id = models.UUIDField(primary_key=True)
    entry = models.UUIDField()
    list = models.ForeignKey(DutyList, models.CASCADE, related_name="versions", db_constraint=False)
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=8, choices=Status)
    basis = models.TextField()
    reason = models.TextField(blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    items_sha256 = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    published_by = models.UUIDField()
    published_at = models.DateTimeField()

    class Meta:
        db_table = "duties_list_version"
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["list", "number"], name="duties_version_number"),)


class DutyItem(Reading):
    """清单条目 One item as one version has it, or the line that says it was dropped."""

    entry = models.UUIDField(primary_key=True)
    item = models.UUIDField(db_index=True)
    version = models.ForeignKey(ListVersion, models.CASCADE, related_name="items", db_constraint=False)
    number = models.PositiveIntegerField(default=0)
    audience = models.CharField(max_length=12, choices=Audience, blank=True)
    side = models.CharField(max_length=12, choices=Side, blank=True)
    text = models.TextField(blank=True)
    measure = models.TextField(blank=True)
    period = models.CharField(max_length=60, blank=True)
    evidence = models.JSONField(default=list)
    threshold = models.CharField(max_length=200, blank=True)
    sample = models.BooleanField(default=False)
    changed = models.CharField(max_length=8, choices=Change)
    why = models.TextField(blank=True)

    class Meta:
        db_table = "duties_item"
        ordering = ("number", "entry")
        constraints = (models.UniqueConstraint(fields=["version", "item"], name="duties_item_once"),)

    @property
    def evidence_words(self) -> list[str]:
        """佐证种类 In Chinese."""
        return [str(EvidenceKind(kind).label) for kind in self.evidence]

    @property
    def soft(self) -> bool:
        """是否软任务 Nothing by which it could be measured (M15)."""
        return not self.measure.strip()


class Adoption(Reading):
    """适用 A list in force at an organ; `deep`: and at everything below it."""

    id = models.UUIDField(primary_key=True)
    list = models.ForeignKey(DutyList, models.CASCADE, related_name="adoptions", db_constraint=False)
    organ = models.UUIDField(db_index=True)
    deep = models.BooleanField()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        db_table = "duties_adoption"


class Assignment(Reading):
    """指定承担 A post that carries an item beyond what its place gives it."""

    id = models.UUIDField(primary_key=True)
    list = models.ForeignKey(DutyList, models.CASCADE, related_name="assignments", db_constraint=False)
    item = models.UUIDField(db_index=True)
    post = models.UUIDField(db_index=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        db_table = "duties_assignment"


@applies(records.ListFounded)
def _founded(record: records.ListFounded, entry: Entry) -> None:
    DutyList.objects.create(
        id=record.list,
        organ=record.organ,
        name=record.name,
        side=record.side,
        founded_by=entry.actor.person,
        founded_at=entry.recorded,
    )


@applies(records.ListPublished)
def _published(record: records.ListPublished, entry: Entry) -> None:
    ListVersion.objects.filter(list=record.list, until=None).update(until=record.since)
    same = ("number", "status", "basis", "reason", "since", "items_sha256", "count")
    ListVersion.objects.create(
        id=record.version,
        entry=entry.id,
        list_id=record.list,
        published_by=entry.actor.person,
        published_at=entry.recorded,
        **{name: getattr(record, name) for name in same},
    )


@applies(records.ItemWritten)
def _written(record: records.ItemWritten, entry: Entry) -> None:
    same = ("item", "number", "audience", "side", "text", "measure", "period", "threshold", "sample", "changed", "why")
    DutyItem.objects.create(
        entry=entry.id,
        version_id=record.version,
        evidence=[str(kind) for kind in record.evidence],
        **{name: getattr(record, name) for name in same},
    )


@applies(records.ItemDropped)
def _dropped(record: records.ItemDropped, entry: Entry) -> None:
    DutyItem.objects.create(
        entry=entry.id, version_id=record.version, item=record.item, changed=Change.DROPPED, why=record.why
    )


@applies(records.ListAdopted)
def _adopted(record: records.ListAdopted, entry: Entry) -> None:
    Adoption.objects.create(
        id=record.adoption, list_id=record.list, organ=record.organ, deep=record.deep, since=record.since
    )


@applies(records.ListLaidDown)
def _laid_down(record: records.ListLaidDown, entry: Entry) -> None:
    Adoption.objects.filter(pk=record.adoption).update(until=record.until)


@applies(records.ItemAssigned)
def _assigned(record: records.ItemAssigned, entry: Entry) -> None:
    Assignment.objects.create(
        id=record.assignment, list_id=record.list, item=record.item, post=record.post, since=record.since
    )


@applies(records.ItemTakenBack)
def _taken_back(record: records.ItemTakenBack, entry: Entry) -> None:
    Assignment.objects.filter(pk=record.assignment).update(until=record.until)
