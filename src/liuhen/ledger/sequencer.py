"""排序器 The one process that turns accepted entries into a signed log.

Integrate · verify by a second path · sign · swap the lock · publish · anchor. It can be killed anywhere: what was
accepted waits in the outbox, what was swapped is published at the next start.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from liuhen.ledger import anchoring, cadence, following, lockstore, origins
from liuhen.ledger.checkpoints import latest, require_continues, require_not_behind
from liuhen.ledger.integrate import integrate, pending
from liuhen.ledger.models import CheckpointRow
from liuhen.ledger.origins import INTERNAL, LOGS, PUBLIC, SEALED
from liuhen.ledger.store import Store


def books() -> list[str]:
    """各簿 Every book this instance signs for, as its lock store knows them."""
    return sorted({origins.parse(lock.origin)[0] for lock in lockstore.everything()})


def check_start(book: str) -> None:
    """启动查验 Raises RefusedToSign unless the database continues what was signed before, in all three logs."""
    for log in LOGS:
        require_continues(Store(book, log), lockstore.read(origins.current(book, log)))


def run_once(book: str, *, sealed: bool = True) -> None:
    """一拍 One whole tick: the three logs integrated, padded, signed, anchored, published.

    `book` is an origin. The sealed log takes one portion a tick; `settle` ticks until nothing waits.
    Raises RefusedToSign, before anything is written, when the database is behind what was signed.
    """
    require_not_behind(book)
    if sealed:
        anchoring.tick_sealed(book)
    anchoring.tick_internal(book)
    anchoring.anchor(book)
    anchoring.tick_public(book)


def settle(book: str) -> None:
    """排尽 Ticks until every accepted entry stands under a signed checkpoint."""
    run_once(book)
    while any(pending(book, log) for log in LOGS):
        run_once(book)


def force_checkpoint(book: str, log: str) -> CheckpointRow:
    """立即签发 A published checkpoint of one log that covers everything accepted before the call."""
    require_not_behind(book)
    if log == PUBLIC:
        anchoring.tick_public(book)
    else:
        run_once(book, sealed=log == SEALED)
        while log == SEALED and pending(book, SEALED):
            run_once(book)
    row = latest(book, log)
    if row is None:
        raise LookupError(f"{book}/{log} 还没有任何记录")
    return row


def run(stop: Callable[[], bool], wait: Callable[[float], None] = time.sleep) -> None:
    """运行 Serves every book until `stop()`: indexes at once, checkpoints at their cadence.

    Raises RefusedToSign when a database does not continue what was signed; lost connections end the process, which
    its keeper starts again.
    """
    served = books()
    for book in served:
        check_start(book)
    next_tick = next_sealed = time.monotonic()
    while not stop():
        now = time.monotonic()
        if now >= next_tick:
            sealed = now >= next_sealed
            for book in served:
                run_once(book, sealed=sealed)
                following.catch_up_all(book)
            next_tick = now + cadence.tick().total_seconds()
            next_sealed = now + cadence.sealed_tick().total_seconds() if sealed else next_sealed
        for book in served:
            integrate(book, PUBLIC)
            integrate(book, INTERNAL)
        wait(cadence.poll().total_seconds())
