"""证明 What lets a stranger check an entry: its place in the tree, and whose signature to believe."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from liuhen.kit.refusals import NotFound
from liuhen.ledger import signing
from liuhen.ledger.entries import Entry
from liuhen.ledger.models import CheckpointRow, Leaf
from liuhen.ledger.origins import LOGS, current
from liuhen.ledger.store import Store
from liuhen.ledger.verify.merkle import consistency_proof, inclusion_proof, verify_inclusion
from liuhen.ledger.verify.proof import TlogProof

NO_WITNESS = "尚无见证"


def index_of(entry: Entry) -> int:
    """序号 The entry's place in its log, from 0. Raises NotFound while it waits for one."""
    index = Leaf.objects.filter(serial=entry.serial).values_list("index", flat=True).first()
    if index is None:
        raise NotFound("platform.wrong-state", "这条记录刚刚入簿，尚未编排序号，请稍候")
    return index


def indices_of(entries: Iterable[Entry]) -> dict[UUID, int]:
    """序号 The index of every entry that has one already, by id; in one query."""
    by_serial = {entry.serial: entry.id for entry in entries}
    rows = Leaf.objects.filter(serial__in=by_serial).values_list("serial", "index")
    return {by_serial[serial]: index for serial, index in rows}


def checkpoint_over(entry: Entry) -> CheckpointRow:
    """所在检查点 The latest published checkpoint that covers the entry. Raises NotFound when none does yet."""
    index = index_of(entry)
    rows = CheckpointRow.objects.filter(origin=current(entry.book, entry.log), size__gt=index)
    row = rows.order_by("-size").first()
    if row is None:
        raise NotFound("platform.wrong-state", "这条记录已编排序号，检查点将在一分钟内签发，请稍候")
    return row


def proof_of(entry: Entry, checkpoint: CheckpointRow | None = None) -> bytes:
    """收录证明 A C2SP `.tlog-proof` of the entry under `checkpoint` (default: the latest over it); checked before it
    is given out. Raises NotFound while no checkpoint covers the entry."""
    row = checkpoint or checkpoint_over(entry)
    index = index_of(entry)
    path = inclusion_proof(index, row.size, Store(entry.book, entry.log).hash_at)
    verify_inclusion(entry.leaf_hash, index, row.size, path, bytes(row.root))
    return TlogProof(index, tuple(path), row.note.encode()).encode()


def consistency(old: CheckpointRow, new: CheckpointRow) -> list[bytes]:
    """一致性证明 Proof that the log at `new` still begins with all it held at `old`."""
    return consistency_proof(old.size, new.size, Store(new.book, new.log).hash_at)


def vkeys(book: str) -> dict[str, list[str]]:
    """公钥 The verifier keys of every log and epoch, by origin, as the public log announces them."""
    return {origin: [str(key) for key in known] for origin, known in signing.announced(book).items()}


def policy(book: str) -> str:
    """信任策略 The tlog-policy text of a book: its logs' keys; no witness has joined yet."""
    lines = [f"# 存证簿 {book} 的信任策略；{NO_WITNESS}"]
    for names in vkeys(book).values():
        lines += [f"log {name}" for name in names]
    return "\n".join([*lines, "quorum none", ""])


def witness_age(book: str) -> str:
    """见证时效 How long ago somebody outside witnessed the book, as a sentence for the page."""
    return NO_WITNESS


def origins_of(book: str) -> list[str]:
    """现用日志名 The current origins of the three logs."""
    return [current(book, log) for log in LOGS]
