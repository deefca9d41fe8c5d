"""检查点签发 Re-read, re-hash, recompute by a second path; only then sign, swap the lock, publish.

One flipped bit killed a public log in 2021, and a restored backup is a fork: both are refused here, before a
signature exists that could not be taken back.
"""

from __future__ import annotations

from liuhen.ledger import lockstore, origins, signing
from liuhen.ledger.lockstore import Lock
from liuhen.ledger.models import CheckpointRow
from liuhen.ledger.store import Store
from liuhen.ledger.verify.checkpoint import Checkpoint
from liuhen.ledger.verify.merkle import leaf_hash


class RefusedToSign(Exception):
    """拒签 The database does not continue what was signed before; only a new epoch may go on."""


def sign_new(book: str, log: str) -> Checkpoint | None:
    """签发 Signs and publishes a checkpoint when the log has grown; None when it has not.

    Raises RefusedToSign when the database is behind the lock store, inconsistent with it or with itself.
    """
    lock = lockstore.read(origins.current(book, log))
    store = Store(book, log)
    size = require_continues(store, lock)
    _publish_missing(store, lock)
    if size == lock.size:
        return None
    checkpoint = Checkpoint(lock.origin, size, _root_by_two_paths(store, lock, size))
    note, _ = signing.sign(checkpoint)
    fresh = Lock(lock.origin, size, checkpoint.root, note)
    if not lockstore.swap(lock, fresh):
        return None  # another sequencer was first; its checkpoint stands
    _publish(store, fresh)
    return checkpoint


def require_continues(store: Store, lock: Lock) -> int:
    """查验接续 Raises RefusedToSign unless the stored log continues the last signed checkpoint; returns its size.

    The size is read before any tile: tiles read afterwards reach at least so far, whoever else is writing.
    """
    size = _require_reaches(store, lock)
    try:
        root = store.root_at(lock.size)
    except KeyError as error:
        raise RefusedToSign(f"{lock.origin}：存储缺页 {error}") from error
    if root != lock.root:
        raise RefusedToSign(
            f"{lock.origin}：数据库前 {lock.size} 条的树根与已签发的检查点不符：内容已被改动，或数据库是旧备份"
        )
    return size


def require_not_behind(book: str) -> None:
    """查验不落后 Raises RefusedToSign when any log of the book is shorter than what was signed."""
    for log in origins.LOGS:
        _require_reaches(Store(book, log), lockstore.read(origins.current(book, log)))


def _require_reaches(store: Store, lock: Lock) -> int:
    size = store.size()
    if size < lock.size:
        raise RefusedToSign(
            f"{lock.origin}：数据库只有 {size} 条，已签发的检查点有 {lock.size} 条；"
            "数据库可能是旧备份，继续签发将分叉。须由两名管理员依规开新纪元。"
        )
    return size


def latest(book: str, log: str) -> CheckpointRow | None:
    """最新检查点 The last published checkpoint of a log in its current epoch. One query: every page asks."""
    return CheckpointRow.objects.filter(origin=origins.current_in_sql(book, log)).order_by("-size").first()


def _root_by_two_paths(store: Store, lock: Lock, size: int) -> bytes:
    """The root from tiles and leaves, and again from the entries' bytes on top of what was signed."""
    by_tiles = store.root_at(size)
    afresh = store.frontier(lock.size)
    try:
        afresh.extend(leaf_hash(entry) for entry in store.entries(lock.size, size))
    except KeyError as error:
        raise RefusedToSign(f"{lock.origin}：第 {error} 条的原文缺失") from error
    if afresh.size != size or afresh.root() != by_tiles:
        raise RefusedToSign(f"{lock.origin}：由原文重算的树根与存储的瓦片不符（规模 {size}），拒绝签发")
    return by_tiles


def _publish_missing(store: Store, lock: Lock) -> None:
    """After a crash between swap and publication: publishes exactly the note the lock store holds."""
    mine = CheckpointRow.objects.filter(origin=lock.origin, size=lock.size)
    if lock.note and not mine.exists():
        _publish(store, lock)


def _publish(store: Store, lock: Lock) -> None:
    _, signed_at = signing.opened(lock.note, signing.vkeys(lock.origin))
    row = CheckpointRow(
        origin=lock.origin,
        book=store.book,
        log=store.log,
        size=lock.size,
        root=lock.root,
        note=lock.note.decode(),
        signed_at=signed_at,
    )
    CheckpointRow.objects.bulk_create([row], ignore_conflicts=True)
