"""新纪元 How a book goes on after its database was lost: openly, by two administrators, with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from liuhen.kit.refusals import BadInput, NotPermitted, WrongState
from liuhen.ledger import anchoring, keys, lockstore, sequencer, signing
from liuhen.ledger.book import Book
from liuhen.ledger.book_records import EpochOpened
from liuhen.ledger.checkpoints import RefusedToSign
from liuhen.ledger.entries import Entry
from liuhen.ledger.lockstore import Lock
from liuhen.ledger.origins import LOGS, current, epoch_of, origin_of
from liuhen.ledger.records import Actor
from liuhen.ledger.store import Store

LEAST_REASON = 10  # characters


@dataclass(frozen=True)
class LogStanding:
    """对照 One log: what was signed last (by the lock store), and how many entries the database has now."""

    origin: str
    signed: int
    root: str
    stored: int


def compared(book: str) -> list[LogStanding]:
    """对照 The three logs of a book, as signed and as stored."""
    locks = [(log, lockstore.read(current(book, log))) for log in LOGS]
    return [LogStanding(lock.origin, lock.size, lock.root.hex(), Store(book, log).size()) for log, lock in locks]


def broken(book: str) -> str:
    """断点 Why the book cannot go on as it is; "" when it can."""
    try:
        sequencer.check_start(book)
    except RefusedToSign as refused:
        return str(refused)
    return ""


def open_epoch(book: str, *, by: Sequence[Actor], reason: str) -> Entry:
    """开新纪元 New keys and names for the logs of a book whose database cannot continue its last checkpoint.

    Both administrators are actors whose office the caller has checked. Raises NotPermitted for fewer than two
    different persons, BadInput without a reason, WrongState when the book can go on as it is.
    """
    if len({actor.person for actor in by}) < 2:
        raise NotPermitted("platform.epoch", "开新纪元须由两名不同的管理员共同办理")
    if len(reason.strip()) < LEAST_REASON:
        raise BadInput("platform.epoch", "请写明原因", fields={"reason": "不少于十个字"})
    _require_broken(book)
    epoch = epoch_of(book) + 1
    starts = [_start(book, log, origin_of(book, log, epoch)) for log in LOGS]
    fresh = [lock.origin for lock in starts]
    for origin in fresh:
        if not keys.have_log_keys(origin):  # there already after an attempt that broke off
            keys.make_log_keys(origin)
    record = EpochOpened(
        book=book,
        epoch=epoch,
        administrators=[actor.person for actor in by],
        reason=reason.strip(),
        last=_places(lockstore.read(current(book, log)) for log in LOGS),
        starts=_places(starts),
        vkeys={origin: list(signing.vkeys(origin)) for origin in fresh},
    )
    with transaction.atomic(durable=True):
        entry = Book(book).append(record, by=by[0])
        lockstore.create(starts, again=True)
    anchoring.tick_internal(book, grow=True)
    sequencer.run_once(book)
    return entry


def _require_broken(book: str) -> None:
    if not broken(book):
        raise WrongState("platform.epoch", "数据库与最后一个检查点相符，不需要新纪元")


def _places(locks: Iterable[Lock]) -> dict[str, list[str]]:
    return {lock.origin: [str(lock.size), lock.root.hex()] for lock in locks}


def _start(book: str, log: str, origin: str) -> Lock:
    store = Store(book, log)
    size = store.size()
    return Lock(origin, size, store.root_at(size), b"")
