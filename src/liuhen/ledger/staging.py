"""成文 From a record to the exact bytes of its entry: spelled, sealed, hashed, and nothing written yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from liuhen.kit import canonical, clock
from liuhen.kit.ids import uuid7
from liuhen.kit.refusals import BadInput
from liuhen.ledger import vault
from liuhen.ledger.entries import Entry
from liuhen.ledger.files import FileRef
from liuhen.ledger.inserts import File, Head, Row
from liuhen.ledger.records import Actor, Record
from liuhen.ledger.signatures.base import Signature
from liuhen.ledger.values import spelled
from liuhen.ledger.verify.merkle import leaf_hash

Heads = dict[File, Head]
"""卷末 Where each file written to in one batch goes on."""
_NUL = b"\\u0000"


@dataclass(slots=True)
class Writing:
    """待入簿 One record with all that goes into its entry beside it."""

    record: Record
    by: Actor
    organ: UUID | None = None
    at: datetime | None = None
    signatures: Sequence[Signature] = ()
    files: Sequence[FileRef] = ()
    rules: Sequence[str] = ()
    on_behalf: UUID | None = None
    id: UUID | None = None


class Staged(NamedTuple):
    """已成文 The row and vault rows of an entry, and the entry, which waits for its serial."""

    record: Record
    row: Row
    sealings: list[vault.Sealing]
    entry: Entry


def stage(book: str, writing: Writing, file: File, heads: Heads, ring: vault.Ring) -> Staged:
    """成文 One record as the next entry of its file; moves `heads` on. Raises BadInput outside the strict profile."""
    record, now = writing.record, clock.now()
    organ, head = writing.organ or writing.by.organ, heads.get(file) or Head()
    id = writing.id or uuid7(now)
    name, spec = str(id), record.spec
    try:
        plain = record.plain()
        commitments, sealings = vault.seal(name, record, plain, organ, ring)
        body = _body(writing, name, str(organ), file, now, plain, commitments, head.prev)
        leaf = spelled(plain.values(), body)
        if sealings or _NUL in leaf:
            _refuse_nul(plain)
    except canonical.CanonicalError as error:
        raise BadInput("platform.input", f"内容不能入簿：{error}") from error
    if len(leaf) > canonical.MAX_BYTES:
        raise BadInput("platform.too-large", "这条记录超过 65,535 字节，请把长文作为附件提交")
    hash = leaf_hash(leaf)
    heads[file] = Head(head.number + 1, hash.hex())
    row = Row(name, book, spec.log, spec.kind, file[0], file[1], head.number, leaf, hash)
    occurred = clock.truncated(writing.at) if writing.at else now
    entry = Entry.made(
        book=book, log=spec.log, leaf=leaf, leaf_hash=hash,
        body=body, id=id, actor=writing.by, recorded=now, occurred=occurred,
    )  # fmt: skip
    return Staged(record, row, sealings, entry)


def _body(
    writing: Writing,
    id: str,
    organ: str,
    file: File,
    now: datetime,
    plain: dict[str, Any],
    commitments: dict[str, str],
    prev: str,
) -> dict[str, Any]:
    by, recorded = writing.by, clock.rfc3339(now)
    body: dict[str, Any] = {
        "v": 1,
        "type": writing.record.spec.kind,
        "id": id,
        "org": organ,
        "subject": {"kind": file[0], "id": file[1]},
        "prev": prev,
        "actor": {"person": str(by.person), "post": str(by.post) if by.post else None, "organ": str(by.organ)},
        "occurred": clock.rfc3339(writing.at) if writing.at else recorded,
        "recorded": recorded,
        "public": {name: value for name, value in plain.items() if name not in commitments} if commitments else plain,
        "sealed": commitments,
        "files": [file.plain() for file in writing.files],
        "sig": [signature.plain() for signature in writing.signatures],
        "rule": sorted(set(writing.rules)),
    }
    if writing.on_behalf:
        body["on_behalf"] = str(writing.on_behalf)
    return body


def _refuse_nul(plain: dict[str, Any]) -> None:
    if _holds_nul(plain):
        raise canonical.CanonicalError("text has a NUL, which no table can keep")


def _holds_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_holds_nul(item) for item in value.values())
    return isinstance(value, list) and any(_holds_nul(item) for item in value)
