"""存证簿自身的记录 What the book writes about itself: founding, anchors, padding, epochs, redactions."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from liuhen.ledger.records import Actor, Record, internal, public, record


def itself(book: str) -> Actor:
    """簿自身 The actor of what no person does: anchors and padding."""
    id = uuid5(NAMESPACE_URL, f"liuhen-book:{book}")
    return Actor(person=id, organ=id)


@record("ledger.book-founded/1", log="public", subject=("book", "book"))
class BookFounded(Record):
    """立簿 A book begins; `vkeys` names the keys that sign each log, by origin."""

    book: str = public()
    vkeys: dict[str, list[str]] = public()


@record("ledger.epoch-opened/1", log="public", subject=("book", "book"))
class EpochOpened(Record):
    """开新纪元 Two administrators let a book go on whose database no longer reaches its last checkpoint.

    `last` holds, by old origin, the checkpoint that can no longer be continued (size and root in hexadecimal);
    `starts`, by new origin, where the log goes on; `vkeys` the keys of the new origins.
    """

    book: str = public()
    epoch: int = public()
    administrators: list[UUID] = public()
    reason: str = public()
    last: dict[str, list[str]] = public()
    starts: dict[str, list[str]] = public()
    vkeys: dict[str, list[str]] = public()


@record("ledger.checkpoint-anchored/1", log="public", subject=("log", "log"))
class CheckpointAnchored(Record):
    """检查点锚定 The size and root (hexadecimal) of a log that is never shown, fixed in the one that is."""

    log: str = public()
    size: int = public()
    root: str = public()


@record("ledger.filler/1", log="sealed", subject=("filler", "filler"))
class SealedFiller(Record):
    """填充 A leaf that says nothing, so that the size of the sealed log says nothing either."""

    filler: UUID = public()
    noise: str = public()


@record("ledger.internal-filler/1", log="internal", subject=("filler", "filler"))
class InternalFiller(Record):
    """填充 The same for the internal log."""

    filler: UUID = public()
    noise: str = public()


@record("ledger.field-redacted/1", log="internal", subject=("redaction", "entry"))
class FieldRedacted(Record):
    """依规删除 Values of an entry are destroyed for good; the entry and every proof of it stay.

    `legal_basis` quotes the provision; the two approvers belong to different organs.
    """

    entry: UUID = public()
    fields: list[str] = public()
    legal_basis: str = internal()
    approver: UUID = public()
    approver_organ: UUID = public()
    second_approver: UUID = public()
    second_organ: UUID = public()


@record("ledger.person-erased/1", log="internal", subject=("person", "person"))
class PersonErased(Record):
    """销毁个人数据 The data key of a person dies, and with it every sealed value about them."""

    person: UUID = public()
    legal_basis: str = internal()
    approver: UUID = public()
    approver_organ: UUID = public()
    second_approver: UUID = public()
    second_organ: UUID = public()


@record("ledger.export-made/1", log="internal", subject=("file", "file_id"))
class ExportMade(Record):
    """出卷登记 A dossier was exported; `content_digest` (hexadecimal) binds all it holds.

    It stands on the exported file itself (`file_kind`, `file_id`), so that its `prev` proves nothing was left out.
    """

    file_kind: str = public()
    file_id: str = public()
    content_digest: str = public()
    title: str = internal()

    def subject(self) -> tuple[str, str]:
        """卷宗 The exported file."""
        return self.file_kind, self.file_id
