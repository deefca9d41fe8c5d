"""Eight writers at once on PostgreSQL: plain inserts against ledgered ones, on the cores there are."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from uuid import uuid4

from tests.bench import rivals
from tests.bench.figures import Figure, at_least, size
from tests.bench.rivals import prepare

__all__ = ["prepare", "run"]
BOOK = "bench.liuhen/county"
WRITERS, SECONDS, TURNS = 8, size(3.0, 0.3), size(3, 1)


def run() -> list[Figure]:
    """The ratio within one run, the two ways in turns."""
    from liuhen.ledger.book import Actor, Book
    from liuhen.ledger.founding import found

    found(BOOK)
    book, actor = Book(BOOK), Actor(uuid4(), uuid4())
    plain, ledgered = [], []
    for _ in range(TURNS):
        plain.append(_rate(rivals.plain))
        ledgered.append(_rate(lambda: rivals.ledgered(book, actor)))
    ratio = statistics.median(ledgered) / statistics.median(plain)
    rates = f"{statistics.median(ledgered):,.0f} of {statistics.median(plain):,.0f}/s"
    what = f"{WRITERS} writers at once, ledgered commits/s against plain"
    return [at_least(what, ratio, 0.9, f"{ratio:.0%} ({rates})")]


def _rate(write: Callable[[], None]) -> float:
    """Commits a second of all writers together."""
    from django.db import connections

    connections.close_all()
    pipes = []
    for _ in range(WRITERS):
        read, answer = os.pipe()
        if not os.fork():
            os.write(answer, str(_count(write)).encode())
            os._exit(0)
        os.close(answer)
        pipes.append(read)
    total = 0
    for read in pipes:
        with os.fdopen(read) as file:
            total += int(file.read())
        os.wait()
    return total / SECONDS


def _count(write: Callable[[], None]) -> int:
    write()
    done, end = 0, time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        write()
        done += 1
    return done
