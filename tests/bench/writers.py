"""Eight writers at once on PostgreSQL: plain inserts against ledgered ones, on the cores there are.

Eight writers and eight servers share those cores. Where the disk answers at once they are all busy, nobody waits for
anybody, and the ratio is that of the CPU of one commit, client and server together: 90 % would leave a tenth of a plain
insert's CPU for all that the book does, when twice the CPU is what the bench of the book allows. What the bar is about
is waiting: whether writers stand in each other's way, as in a chain with one head. So it is judged twice: as the
disk is, and with a disk that takes 5 ms for a commit, as most do (PostgreSQL's own `commit_delay`, which takes the
commits of that time together); there the chain shows what waiting looks like.
"""

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
QUICK, SLOW = 0, 5_000
"""Microseconds that a commit takes longer than this machine's disk does."""
Ways = dict[str, Callable[[], None]]


def run() -> list[Figure]:
    """The ratios within one run, the ways in turns."""
    from liuhen.ledger.book import Actor, Book
    from liuhen.ledger.founding import found

    found(BOOK)
    rivals.make_chain()
    book, actor = Book(BOOK), Actor(uuid4(), uuid4())
    ways: Ways = {"plain": rivals.plain, "ledgered": lambda: rivals.ledgered(book, actor)}
    history: Ways = {"history": rivals.history} if rivals.HISTORY else {}
    here = _in_turns({**ways, **history}, QUICK)
    there = _in_turns({**ways, "chain": rivals.chained}, SLOW)
    what = f"{WRITERS} writers at once, ledgered commits/s against plain"
    return [
        _against_plain(what, here, "ledgered"),
        *(_beside("django-simple-history, the same", here, name) for name in history),
        _against_plain("the same on a disk that takes 5 ms for a commit", there, "ledgered"),
        _beside("a chain with one head, on that disk", there, "chain"),
    ]


def _in_turns(ways: Ways, delay: int) -> dict[str, float]:
    """Median commits a second for each way."""
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(TURNS):
        for name, way in ways.items():
            rates[name].append(_rate(way, delay))
    return {name: statistics.median(found) for name, found in rates.items()}


def _against_plain(what: str, rates: dict[str, float], name: str) -> Figure:
    return at_least(what, rates[name] / rates["plain"], 0.9, _shown(rates, name))


def _beside(what: str, rates: dict[str, float], name: str) -> Figure:
    return Figure(what, _shown(rates, name))


def _shown(rates: dict[str, float], name: str) -> str:
    return f"{rates[name] / rates['plain']:.0%} ({rates[name]:,.0f} of {rates['plain']:,.0f}/s)"


def _rate(write: Callable[[], None], delay: int) -> float:
    """Commits a second of all writers together."""
    from django.db import connections

    connections.close_all()
    pipes = []
    for _ in range(WRITERS):
        read, answer = os.pipe()
        if not os.fork():
            os.write(answer, str(_count(write, delay)).encode())
            os._exit(0)
        os.close(answer)
        pipes.append(read)
    total = 0
    for read in pipes:
        with os.fdopen(read) as file:
            total += int(file.read())
        os.wait()
    return total / SECONDS


def _count(write: Callable[[], None], delay: int) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SET commit_delay = {delay}")
        cursor.execute("SET commit_siblings = 0")
    write()
    done, end = 0, time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        write()
        done += 1
    return done
