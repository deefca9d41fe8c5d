"""Letters of whole districts: a sheet brought in, coverage and its pages, a change of post, ten books in one database.

`LIUHEN_BENCH_PREFECTURE=1` adds a prefecture of 200,000 letters with the curve of its growth; it takes many minutes.
"""

from __future__ import annotations

import os
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from uuid import uuid4

from tests.bench import districts
from tests.bench.districts import Made
from tests.bench.figures import Figure, at_most, size

T = TypeVar("T")
LETTERS = 18_272
NOW = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)
DAY = date(2026, 4, 1)
MOST_IMPORT, MOST_COVERAGE, MOST_MAP, MOST_CHANGE = 30.0, 2.0, 2.0, 1.0
MOST_LIST_MS, MOST_QUERIES, MOST_WORSE = 300.0, 15, 1.20


@dataclass(frozen=True)
class Took:
    """Seconds by the wall and of this process's own work."""

    wall: float
    cpu: float

    @property
    def shown(self) -> str:
        return f"{self.wall:.2f} s ({self.cpu:.2f} s of CPU)"


def timed(act: Callable[[], T]) -> tuple[T, Took]:
    """What an act gives, and how long it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = act()
    return found, Took(time.perf_counter() - wall, time.process_time() - cpu)


def run() -> list[Figure]:
    """The figures. Needs an empty, migrated database."""
    from liuhen.kit import clock
    from liuhen.ledger.records import Actor

    me = Actor(person=uuid4(), organ=uuid4())
    with clock.use(clock.Stepping(NOW, timedelta(milliseconds=1))):
        made = _district(me, "110106")
        lines = [_import(made), *_coverage(made), *_pages(made), _change(made), *_ten(me, made)]
        return [*lines, *(_prefecture(me) if os.environ.get("LIUHEN_BENCH_PREFECTURE") else [])]


def _district(me: Any, code: str, letters: int = 0, parent: Any = None) -> Made:
    from liuhen.ledger.book import Book
    from liuhen.mechanisms.duties import records

    streets, communities = size((20, 20), (2, 3))
    made = districts.district(
        me, code, letters=letters or size(LETTERS, 150), streets=streets, communities=communities, parent=parent
    )
    decided = records.CascadeDecided(
        cascade=uuid4(), organ=made.root, year=2026, vertical=True, team=True, tasks=True, pledges="all",
        since=date(2026, 1, 1), due=date(2026, 12, 31),
    )  # fmt: skip
    Book(made.book).append(decided, by=made.issuer, organ=made.root)
    return made


def _brought_in(made: Made) -> Took:
    from liuhen.mechanisms.duties.imports import letters
    from liuhen.ui import sheets

    content = sheets.write(letters.COLUMNS, made.papers)
    return timed(lambda: letters.run(by=made.issuer, root=made.root, content=content))[1]


def _import(made: Made) -> Figure:
    took = _brought_in(made)
    count = len(made.papers)
    shown = f"{took.shown}, {count / took.wall:,.0f}/s"
    return at_most(f"{count:,} letters from one sheet through the book", took.wall, MOST_IMPORT, shown, " s")


def _read(path: str) -> Any:
    from liuhen.mechanisms.duties.reads import covering

    return covering.afresh(path, DAY)


def _coverage(made: Made) -> list[Figure]:
    times = [timed(lambda: _read(made.path)) for _ in range(size(5, 2))]
    found = times[0][0].coverage
    assert found.all.required == found.all.signed == len(made.papers), found.all
    best = min((took for _, took in times), key=lambda took: took.wall)
    what = f"coverage of {found.all.required:,} letters computed"
    return [at_most(what, best.wall, MOST_COVERAGE, best.shown, " s")]


def _pages(made: Made) -> list[Figure]:
    from tests.bench.organs import _signed_in

    client = _signed_in(str(made.issuer.person))
    return [
        _page(client, "the map, read afresh", "/duties/coverage/", MOST_MAP * 1000, afresh=True),
        _page(client, "the map, nothing having happened since", "/duties/coverage/", MOST_MAP * 1000),
        _page(client, "the list of letters", "/duties/letters/", MOST_LIST_MS, questions=True),
        _page(client, "the list of letters, its last page", "/duties/letters/?page=9999", MOST_LIST_MS, questions=True),
        _page(client, "the list of campaigns", "/duties/campaigns/", MOST_LIST_MS, questions=True),
    ]


def _page(
    client: Any, what: str, address: str, limit: float, *, questions: bool = False, afresh: bool = False
) -> Figure:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from liuhen.mechanisms.duties.reads import covering

    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    asked_for = len(asked)  # before the next request empties the log
    times = []
    for _ in range(size(9, 2)):
        if afresh:
            covering.forget()
        times.append(timed(lambda: client.get(address))[1].wall * 1000)
    middle = statistics.median(times)
    shown = f"p50 {middle:.0f}, max {max(times):.0f} ms; {asked_for} questions"
    met = middle <= limit and (not questions or asked_for <= MOST_QUERIES)
    return Figure(what, shown, f"≤ {limit:g} ms" + (f", ≤ {MOST_QUERIES} questions" if questions else ""), met)


def _change(made: Made) -> Figure:
    """A street's secretary is replaced: the letters of that post end, and no others."""
    from liuhen.ledger.book import Book, Writing
    from liuhen.organs import records as r
    from liuhen.organs.models import Tenure

    before = _read(made.path).coverage
    leads = Counter(line.need.upper for line in before.lines if line.need.upper)
    vertical = [line.need for line in before.lines if line.need.way == "vertical"]
    upper = max(vertical, key=lambda need: (leads[need.lower], str(need.lower)))  # a street's secretary
    person, post = upper.lower, upper.lower_post
    mine = {line.need.key for line in before.lines if line.need.upper and person in (line.need.upper, line.need.lower)}
    tenure = Tenure.objects.get(person=person, post=post)
    successor = uuid4()

    def act() -> Any:
        ended = r.TenureEnded(tenure=tenure.pk, post=post, until=DAY, document="示例")
        came = r.PersonRegistered(person=successor, organ=upper.organ, name="示例接任", number="S-1")
        began = r.TenureBegan(tenure=uuid4(), person=successor, post=post, since=DAY, until=None, document="示例")
        Book(made.book).append_many([Writing(one, made.issuer, organ=upper.organ) for one in (ended, came, began)])
        return _read(made.path).coverage

    after, took = timed(act)
    left = {line.need.key for line in after.lines if line.standing == "fresh" and line.need.upper}
    gone = {line.need.key for line in before.lines if line.need.upper} - left
    assert gone == mine, (len(gone), len(mine))
    what = f"one change of post ends its {len(mine)} letters and no other"
    return at_most(what, took.wall, MOST_CHANGE, took.shown, " s")


def _ten(me: Any, first: Made) -> list[Figure]:
    """Nine more districts in the same database, each with a book of its own; the first one asked again."""
    alone = min(timed(lambda: _read(first.path))[1].cpu for _ in range(size(5, 2)))
    others = [_district(me, f"1101{number:02d}") for number in range(11, 20)]
    took = [_brought_in(made) for made in others]
    among = min(timed(lambda: _read(first.path))[1].cpu for _ in range(size(5, 2)))
    last = took[-1].cpu / took[0].cpu
    return [
        Figure(
            "coverage of the first among ten books, against alone",
            f"× {among / alone:.2f} ({among:.2f} against {alone:.2f} s of CPU)",
            f"≤ × {MOST_WORSE}",
            among <= alone * MOST_WORSE + 0.02,
        ),
        Figure(
            "the tenth import against the second",
            f"× {last:.2f} ({took[-1].cpu:.1f} against {took[0].cpu:.1f} s of CPU)",
            f"≤ × {MOST_WORSE}",
            last <= MOST_WORSE,
        ),
    ]


def _prefecture(me: Any) -> list[Figure]:
    """Ten districts of 20,000 under one root: brought in and covered, with the curve of growth."""
    from liuhen.ledger import founding
    from liuhen.organs import actions

    root, each = uuid4(), size(20_000, 150)
    founding.found("bench.liuhen/prefecture")
    actions.establish_organ(
        by=me, id=root, name="示例市", kind="city", code="9901", since=districts.SINCE, book="bench.liuhen/prefecture"
    )
    curve = []
    for number in range(10):
        made = _district(me, f"9901{number:02d}", letters=each, parent=root)
        brought = _brought_in(made)
        found, took = timed(lambda: _read(root.hex))
        curve.append((found.coverage.all.required, brought.cpu, took.cpu))
    what = f"a prefecture of {curve[-1][0]:,} letters covered"
    shown = "; ".join(f"{count // 1000}k: import {brought:.0f}, coverage {took:.1f}" for count, brought, took in curve)
    return [Figure(what, f"{curve[-1][2]:.1f} s of CPU"), Figure("its growth, in seconds of CPU", shown)]
