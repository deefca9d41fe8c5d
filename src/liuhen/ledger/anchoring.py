"""锚定 The unseen logs grow in fixed portions, and their checkpoints are fixed in the public one.

The sealed log takes exactly one portion a tick, even when nothing happened; the internal log is filled up to whole
portions. So neither a size nor the time of a checkpoint tells anybody that somebody reported something.
"""

from __future__ import annotations

import secrets

from liuhen.kit import clock
from liuhen.kit.ids import uuid7
from liuhen.ledger import cadence
from liuhen.ledger.book import Book, Writing
from liuhen.ledger.book_records import CheckpointAnchored, InternalFiller, SealedFiller, itself
from liuhen.ledger.checkpoints import latest, sign_new
from liuhen.ledger.integrate import integrate, pending
from liuhen.ledger.origins import INTERNAL, PUBLIC, SEALED
from liuhen.ledger.store import Store

NOISE = 24  # bytes


def tick_sealed(book: str) -> None:
    """密封一拍 Integrates exactly one portion of the sealed log, filled up with leaves that say nothing."""
    portion = cadence.batch(SEALED)
    _fill(book, SEALED, max(0, portion - pending(book, SEALED)))
    integrate(book, SEALED, limit=portion)
    sign_new(book, SEALED)


def tick_internal(book: str, *, grow: bool = False) -> None:
    """内部一拍 Integrates all that waits, up to whole portions; a log silent for a day (or told to) grows by one."""
    integrate(book, INTERNAL)
    portion, size = cadence.batch(INTERNAL), Store(book, INTERNAL).size()
    lacking = -size % portion
    _fill(book, INTERNAL, portion if not lacking and (grow or _silent_too_long(book)) else lacking)
    integrate(book, INTERNAL)
    sign_new(book, INTERNAL)


def anchor(book: str) -> None:
    """锚定 Writes the last checkpoints of the unseen logs into the public one, unless they stand there already."""
    for log in (INTERNAL, SEALED):
        checkpoint = latest(book, log)
        if checkpoint is None:
            continue
        origin, size = checkpoint.origin, checkpoint.size
        record = CheckpointAnchored(log=origin, size=size, root=bytes(checkpoint.root).hex())
        if anchored_size(book, origin) < size:
            Book(book).append(record, by=itself(book))


def anchored_size(book: str, origin: str) -> int:
    """已锚定规模 Size of the last checkpoint of this log that was written into the public one."""
    last = Book(book).last_of("log", origin)
    return int(last.body["public"]["size"]) if last else 0


def tick_public(book: str) -> None:
    """公开一拍 Integrates all that waits in the public log and signs."""
    integrate(book, PUBLIC)
    sign_new(book, PUBLIC)


def _fill(book: str, log: str, count: int) -> None:
    if not count:
        return
    kind = SealedFiller if log == SEALED else InternalFiller
    fillers = [kind(filler=uuid7(), noise=secrets.token_hex(NOISE)) for _ in range(count)]
    Book(book).append_many([Writing(filler, itself(book)) for filler in fillers])


def _silent_too_long(book: str) -> bool:
    last = latest(book, INTERNAL)
    return last is not None and clock.now() - last.signed_at >= cadence.AT_LEAST
