"""通读 One pass over a book's entries, in the order of acceptance; everything else is judged by what it gathers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from liuhen.kit import canonical, clock
from liuhen.ledger.audit.faults import Findings
from liuhen.ledger.book_records import FieldRedacted, PersonErased
from liuhen.ledger.inserts import File, Head
from liuhen.ledger.records import Mark, Spec, record_classes
from liuhen.ledger.verify.merkle import leaf_hash

PART = "存证记录"
_ROWS = """
    SELECT e.serial, e.id, e.log, e.kind, e.subject_kind, e.subject_id, e.number, e.leaf, e.leaf_hash,
           l.book, l.log, l."index", l.leaf_hash, p.book, p.log
    FROM ledger_entry e LEFT JOIN ledger_leaf l ON l.serial = e.serial LEFT JOIN ledger_pending p ON p.serial = e.serial
    WHERE e.book = %s ORDER BY e.serial
"""
FETCH = 1000


class Row(NamedTuple):
    """行 An entry's columns beside its leaf's and its place in the outbox."""

    serial: int
    id: Any
    log: str
    kind: str
    subject_kind: str
    subject_id: str
    number: int
    leaf: bytes
    hash: bytes
    leaf_book: str | None
    leaf_log: str | None
    place: int | None
    leaf_hash: bytes | None
    pending_book: str | None
    pending_log: str | None

    @property
    def name(self) -> str:
        """称呼 How a fault calls this entry."""
        return f"第 {self.serial} 条（{self.kind} {str(self.id).replace('-', '')}）"


DOCUMENT = "document"
"""所签文件 The field in which a signed record keeps the very text under its signatures."""


class Signed(NamedTuple):
    """签名 One personal signature and the moment it was recorded."""

    name: str
    provider: str
    evidence: str
    at: Any


@dataclass
class Seen:
    """所见 What the pass over a book leaves for the other parts of the audit.

    `documents`: by the name of its entry, the digest of the text that was signed, where it can still be read.
    """

    book: str
    hashes: dict[str, dict[int, bytes]] = field(default_factory=dict)
    heads: dict[File, Head] = field(default_factory=dict)
    releases: dict[str, UUID] = field(default_factory=dict)
    redacted: set[tuple[UUID, str]] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    signed: list[Signed] = field(default_factory=list)
    documents: dict[str, bytes] = field(default_factory=dict)
    files: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    anchors: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    epochs: list[dict[str, Any]] = field(default_factory=list)
    vkeys: dict[str, list[str]] = field(default_factory=dict)


class Read(NamedTuple):
    """已读 An entry that could be read: its row, body and record class."""

    row: Row
    id: UUID
    body: dict[str, Any]
    spec: Spec


def scan(seen: Seen, findings: Findings) -> Iterator[Read]:
    """通读 Judges each entry by itself and by its file's chain; yields those whose values can be judged further."""
    classes = {kind: cls.spec for kind, cls in record_classes().items()}
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [seen.book])
        while part := cursor.fetchmany(FETCH):
            for values in part:
                read = _judge(Row(*values), seen, classes, findings)
                if read is not None:
                    _gather(read, seen)
                    yield read


def _judge(row: Row, seen: Seen, classes: dict[str, Spec], findings: Findings) -> Read | None:
    hash = leaf_hash(bytes(row.leaf))
    if hash != bytes(row.hash):
        findings.add(PART, row.name, "原文与其哈希不符，原文或哈希已被改动")
    _judge_place(row, seen, hash, findings)
    try:
        body = canonical.decode(bytes(row.leaf))
        _judge_columns(row, body, findings)
        _judge_chain(row, body, seen, hash, findings)
        return _judge_class(row, body, classes, findings)
    except (canonical.CanonicalError, KeyError, TypeError, ValueError, AttributeError) as error:
        findings.add(PART, row.name, f"原文不合规范：{error}")
        return None


def _judge_place(row: Row, seen: Seen, hash: bytes, findings: Findings) -> None:
    if row.place is None and row.pending_log is None:
        findings.add(PART, row.name, "既无序号，也不在待排序之列：序号或待排序记录被删")
    elif row.place is not None and row.pending_log is not None:
        findings.add(PART, row.name, "已有序号，却仍在待排序之列")
    if row.pending_log is not None and (row.pending_book, row.pending_log) != (seen.book, row.log):
        findings.add("待排序", row.name, "所属存证簿或日志被改动")
    if row.place is None:
        return
    if (row.leaf_book, row.leaf_log) != (seen.book, row.log):
        findings.add("叶", row.name, "所属存证簿或日志被改动")
    if bytes(row.leaf_hash or b"") != hash:
        findings.add("叶", row.name, "叶哈希与原文不符")
    places = seen.hashes.setdefault(str(row.leaf_log), {})
    places[row.place] = hash


def _judge_columns(row: Row, body: dict[str, Any], findings: Findings) -> None:
    subject = body["subject"]
    stored = (UUID(str(row.id)), row.kind, row.subject_kind, row.subject_id)
    stated = (UUID(body["id"]), body["type"], subject["kind"], subject["id"])
    names = ("编号", "类别", "卷宗类别", "卷宗编号")
    wrong = [name for name, a, b in zip(names, stored, stated, strict=True) if a != b]
    if wrong:
        findings.add(PART, row.name, f"登记的{'、'.join(wrong)}与原文不符")
    for clocked in ("occurred", "recorded"):
        clock.parse(body[clocked])


def _judge_chain(row: Row, body: dict[str, Any], seen: Seen, hash: bytes, findings: Findings) -> None:
    file = body["subject"]["kind"], body["subject"]["id"]
    head = seen.heads.get(file) or Head()
    if body["prev"] != head.prev:
        findings.add(PART, row.name, f"与卷宗 {file[0]} {file[1]} 的前一条不衔接：中间有缺失、增添或次序改变")
    if row.number != head.number:
        findings.add(PART, row.name, f"登记的卷内次序 {row.number} 与实际的 {head.number} 不符")
    seen.heads[file] = Head(head.number + 1, hash.hex())


def _judge_class(row: Row, body: dict[str, Any], classes: dict[str, Spec], findings: Findings) -> Read | None:
    spec = classes.get(body["type"])
    if spec is None:
        findings.add(PART, row.name, "不认识的记录类别")
        return None
    if spec.log != row.log:
        findings.add(PART, row.name, f"这类记录应在 {spec.log} 日志，却在 {row.log}")
    public = {one.name for one in spec.fields if one.mark is Mark.PUBLIC}
    if set(body["public"]) != public or set(body["sealed"]) != {one.name for one in spec.vaulted}:
        findings.add(PART, row.name, "字段与记录类别不符")
        return None
    for one in spec.fields:
        if one.name in public:
            one.read(body["public"][one.name])
    return Read(row, UUID(body["id"]), body, spec)


def _gather(read: Read, seen: Seen) -> None:
    body, public = read.body, read.body["public"]
    for signature in body["sig"]:
        at = clock.parse(body["recorded"])
        seen.signed.append(Signed(read.row.name, signature["provider"], signature["evidence"], at))
    seen.files += [(read.row.name, file) for file in body["files"]]
    special = _SPECIAL.get(read.spec.kind)
    if special:
        special(seen, read, public)


def _redaction(seen: Seen, read: Read, public: dict[str, Any]) -> None:
    seen.redacted |= {(UUID(public["entry"]), name) for name in public["fields"]}


def _erasure(seen: Seen, read: Read, public: dict[str, Any]) -> None:
    seen.erased.add(f"person:{public['person']}")


def _founding(seen: Seen, read: Read, public: dict[str, Any]) -> None:
    seen.vkeys.update(public["vkeys"])


def _epoch(seen: Seen, read: Read, public: dict[str, Any]) -> None:
    seen.vkeys.update(public["vkeys"])
    seen.epochs.append(public)


def _anchor(seen: Seen, read: Read, public: dict[str, Any]) -> None:
    seen.anchors.append((read.row.name, public))


_SPECIAL = {
    FieldRedacted.spec.kind: _redaction,
    PersonErased.spec.kind: _erasure,
    "ledger.book-founded/1": _founding,
    "ledger.epoch-opened/1": _epoch,
    "ledger.checkpoint-anchored/1": _anchor,
}
