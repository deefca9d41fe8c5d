"""锁库 The last checkpoint of every log, outside the database: what a restored backup cannot roll back.

A separate SQLite file, on another disk or host. A signed checkpoint becomes true by replacing its predecessor
here, in one compare-and-swap that is on the disk before anybody sees the checkpoint.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings

_TABLES = (
    "CREATE TABLE lock (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, note BLOB NOT NULL)",
    "CREATE TABLE signed (origin TEXT, size INTEGER, sha256 TEXT NOT NULL, PRIMARY KEY (origin, size))",
)
WAIT = 20.0  # seconds for another process to finish its swap


class LockStoreError(Exception):
    """锁库异常 The lock store is missing, or does not know the log."""


@dataclass(frozen=True)
class Lock:
    """锁 The last checkpoint of a log; an empty note means none was signed yet."""

    origin: str
    size: int
    root: bytes
    note: bytes


def path() -> Path:
    """锁库位置 The file of this instance's lock store."""
    return Path(settings.LIUHEN_LOCKS) / "locks.sqlite3"


def exists() -> bool:
    """是否有锁库 Whether there is a lock store at all."""
    return path().exists()


def create(locks: list[Lock], *, again: bool = False) -> None:
    """立锁 Adds logs that are new, all or none. Raises LockStoreError when one is known already.

    `again` lets a log that never signed anything be added once more: the first attempt broke off.
    """
    path().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _open("rwc") as store:
        if not store.execute("SELECT 1 FROM sqlite_master WHERE name = 'lock'").fetchone():
            for table in _TABLES:
                store.execute(table)
        if again:
            store.executemany("DELETE FROM lock WHERE origin = ? AND note = x''", [(lock.origin,) for lock in locks])
        try:
            store.executemany("INSERT INTO lock VALUES (?, ?, ?, ?)", [_row(lock) for lock in locks])
        except sqlite3.IntegrityError as error:
            raise LockStoreError(f"锁库中已有这本存证簿的日志：{locks[0].origin}") from error


def read(origin: str) -> Lock:
    """读锁 The last checkpoint of a log. Raises LockStoreError when it is unknown."""
    found = find(origin)
    if found is None:
        raise LockStoreError(f"锁库中没有日志 {origin}")
    return found


def find(origin: str) -> Lock | None:
    """查锁 The last checkpoint of a log, None when the log (or the whole store) is not there."""
    return next((lock for lock in everything() if lock.origin == origin), None)


def everything() -> list[Lock]:
    """全部锁 Every log's last checkpoint, by origin; empty when there is no lock store."""
    if not exists():
        return []
    with _open("rw") as store:
        return [Lock(*row) for row in store.execute("SELECT origin, size, root, note FROM lock ORDER BY origin")]


def swap(old: Lock, new: Lock) -> bool:
    """换锁 Replaces `old` by `new` when `old` still stands; False when somebody else was first."""
    with _open("rw") as store:
        done = store.execute(
            "UPDATE lock SET size = ?, root = ?, note = ? WHERE origin = ? AND size = ? AND root = ? AND note = ?",
            (new.size, new.root, new.note, old.origin, old.size, old.root, old.note),
        )
        if done.rowcount != 1:
            return False
        digest = sha256(new.note).hexdigest()
        store.execute("INSERT INTO signed VALUES (?, ?, ?)", (new.origin, new.size, digest))
        return True


def signed() -> dict[tuple[str, int], str]:
    """全部已签 SHA-256 of every note ever swapped in, by origin and size: none of them may vanish from the book."""
    if not exists():
        return {}
    with _open("rw") as store:
        return {(origin, size): digest for origin, size, digest in store.execute("SELECT * FROM signed")}


@contextmanager
def _open(mode: str) -> Iterator[sqlite3.Connection]:
    """A connection whose block is one transaction, on the disk when it ends."""
    try:
        store = sqlite3.connect(f"{path().as_uri()}?mode={mode}", uri=True, timeout=WAIT, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise LockStoreError(f"锁库不在：{path()}") from error
    with closing(store):
        store.execute("PRAGMA synchronous=FULL")
        store.execute("BEGIN IMMEDIATE" if mode != "rw" else "BEGIN")
        try:
            yield store
        except BaseException:
            store.execute("ROLLBACK")
            raise
        store.execute("COMMIT")


def _row(lock: Lock) -> tuple[str, int, bytes, bytes]:
    return lock.origin, lock.size, lock.root, lock.note
