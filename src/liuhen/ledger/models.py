"""存证簿的库 The ledger's own store. Nothing outside this package reads or writes these tables.

Entries, leaves, tiles, checkpoints and evidence are only ever inserted; the triggers of `guards` say so to the
database as well. The vault alone may lose rows, by a redaction that is itself an entry.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from liuhen.kit import canonical
from liuhen.ledger.columns import GivenSerial, Serial
from liuhen.ledger.tables import Reading

__all__ = ["Reading"]


class EntryRow(models.Model):
    """存证记录 The exact bytes of one entry, in the order in which they were accepted.

    `number` is its place in its file, from 0: of two writers who saw the same last entry, the constraint lets one pass.
    """

    serial = Serial(primary_key=True)
    id = models.UUIDField(unique=True)
    book = models.CharField(max_length=120)
    log = models.CharField(max_length=8)
    kind = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=120)
    number = models.BigIntegerField()
    leaf = models.BinaryField()
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_entry"
        constraints = (
            models.UniqueConstraint(fields=["subject_kind", "subject_id", "book", "number"], name="ledger_entry_file"),
        )

    def body(self) -> dict[str, Any]:
        """正文 The parsed leaf."""
        parsed: dict[str, Any] = canonical.decode(bytes(self.leaf))
        return parsed


class Pending(models.Model):
    """待排序 Entries accepted but not yet given an index; the outbox the sequencer empties."""

    serial = GivenSerial(primary_key=True)
    book = models.CharField(max_length=120)
    log = models.CharField(max_length=8)

    class Meta:
        db_table = "ledger_pending"


class Leaf(models.Model):
    """叶 The index an entry got in its log."""

    serial = GivenSerial(primary_key=True)
    book = models.CharField(max_length=120)
    log = models.CharField(max_length=8)
    index = models.BigIntegerField()
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_leaf"
        constraints = (models.UniqueConstraint(fields=["book", "log", "index"], name="ledger_leaf_index"),)


class Tile(models.Model):
    """瓦片 A full tile of 256 hashes; partial tiles are read from what lies below them, never stored."""

    book = models.CharField(max_length=120)
    log = models.CharField(max_length=8)
    level = models.PositiveSmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField(max_length=8192)
    root = models.BinaryField(max_length=32)
    pk = models.CompositePrimaryKey("book", "log", "level", "number")

    class Meta:
        db_table = "ledger_tile"


class CheckpointRow(models.Model):
    """检查点 Every signed checkpoint, kept for good. `signed_at` is the second stated in its ML-DSA line."""

    origin = models.CharField(max_length=120)
    size = models.BigIntegerField()
    book = models.CharField(max_length=120)
    log = models.CharField(max_length=8)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    signed_at = models.DateTimeField()
    pk = models.CompositePrimaryKey("origin", "size")

    class Meta:
        db_table = "ledger_checkpoint"


class VaultKey(models.Model):
    """数据密钥 One data key per person or organ, wrapped by the key-encryption key that lies outside."""

    owner = models.CharField(max_length=60, primary_key=True)
    wrapped = models.BinaryField(null=True)

    class Meta:
        db_table = "ledger_vault_key"


class VaultRow(models.Model):
    """保险柜 The ciphertext of one field's salt and value. A redaction leaves the row and blanks `blob`."""

    entry = models.UUIDField()
    field = models.CharField(max_length=60)
    mark = models.CharField(max_length=8)
    hold = models.CharField(max_length=60, blank=True)
    owner = models.CharField(max_length=60)
    blob = models.BinaryField(null=True)
    pk = models.CompositePrimaryKey("entry", "field")

    class Meta:
        db_table = "ledger_vault"


class Position(Reading):
    """跟读进度 How many leaves of one log a follower has read; a reading like the tables it fills."""

    key = models.CharField(max_length=200, primary_key=True)
    follower = models.CharField(max_length=60)
    book = models.CharField(max_length=120)
    log = models.CharField(max_length=8)
    size = models.BigIntegerField()

    class Meta:
        db_table = "ledger_position"


class Release(models.Model):
    """解封 A hold that has been lifted, and the entry that lifted it."""

    hold = models.CharField(max_length=60, primary_key=True)
    entry = models.UUIDField()

    class Meta:
        db_table = "ledger_release"


class Evidence(models.Model):
    """签名凭据 The evidence of one personal signature, by digest."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()

    class Meta:
        db_table = "ledger_evidence"


class Look(models.Model):
    """查阅日志 Who opened what, and what for. Prunable, and never part of the book."""

    at = models.DateTimeField()
    person = models.UUIDField()
    organ = models.UUIDField(null=True)
    entry = models.UUIDField()
    field = models.CharField(max_length=60)
    purpose = models.CharField(max_length=200)
    granted = models.BooleanField()

    class Meta:
        db_table = "ledger_look"
        indexes = (models.Index(fields=["entry"], name="ledger_look_entry"),)
