"""跟读 Tables that follow the book by a saved position instead of being written with every entry.

A follower reads what the sequencer has given an index, log by log, each entry once and in order; between two logs there
is no order, so what it writes may depend on an entry's serial, never on which log came first. Positions and tables are
readings: a rebuild empties both and reads again. There is no bus: whoever wants to be up to date catches up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from liuhen.ledger.entries import Entry
from liuhen.ledger.locks import alone_with
from liuhen.ledger.models import EntryRow, Leaf, Position
from liuhen.ledger.records import record_class
from liuhen.ledger.replay import record_of, vaulted
from liuhen.ledger.vault import Ring

Seen = tuple[Any, Entry]
"""所读 A record as tables may see it, and its entry."""
Take = Callable[[Sequence[Seen]], None]
Place = tuple[str, str]
"""一本日志 A book and one of its logs."""
PORTION = 2_000  # leaves looked at in one go

_READ = """
    SELECT e.* FROM ledger_leaf l JOIN ledger_entry e ON e.serial = l.serial
    WHERE l.book = %s AND l.log = %s AND l."index" >= %s AND l."index" < %s AND e.kind IN ({kinds})
    ORDER BY l."index"
"""
_REACH = """
    SELECT %s, (SELECT size FROM ledger_position WHERE "key" = %s),
        (SELECT MAX("index") FROM ledger_leaf WHERE book = %s AND log = %s)
"""


@dataclass(frozen=True)
class Follower:
    """跟读者 Which kinds of record it reads, and the function that writes them into its tables."""

    name: str
    kinds: Callable[[], Iterable[str]]
    take: Take


_followers: dict[str, Follower] = {}


def follows(name: str, *, kinds: Callable[[], Iterable[str]]) -> Callable[[Take], Take]:
    """跟读声明 Registers the function that takes portions of entries of these kinds, in order.

    It must give the same rows when it is given an entry again: after a redaction it is.
    """

    def register(take: Take) -> Take:
        if name in _followers:
            raise TypeError(f"two followers are called {name}")
        _followers[name] = Follower(name, kinds, take)
        return take

    return register


def catch_up(name: str, book: str) -> int:
    """跟上 Takes all that was indexed in this book since the last time; returns how many entries were taken.

    Costs one look-up when there is nothing new, and no lock.
    """
    follower = _followers[name]
    return sum(_advance(follower, (book, log), size) for log, read, size in _behind(follower, book) if read < size)


def catch_up_all(book: str) -> int:
    """全部跟上 The same for every follower."""
    return sum(catch_up(name, book) for name in _followers)


def waiting(name: str, book: str) -> int:
    """未编排数 Entries of this follower's kinds that are accepted and not yet indexed: it cannot know them."""
    kinds = sorted(_followers[name].kinds())
    if not kinds:
        return 0
    marks = ", ".join(["%s"] * len(kinds))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*) FROM ledger_pending p JOIN ledger_entry e ON e.serial = p.serial "
            f"WHERE p.book = %s AND e.kind IN ({marks})",
            [book, *kinds],
        )
        return int(cursor.fetchone()[0])


def again(entry: Entry) -> None:
    """重读 Lets every follower that had read this entry take it once more: a value in it is gone."""
    leaf = Leaf.objects.filter(serial=entry.serial).first()
    if leaf is None:
        return
    for follower in _followers.values():
        read = _positions(follower.name).get((entry.book, entry.log), 0)
        if leaf.index < read and entry.kind in set(follower.kinds()):
            follower.take([(record_of(entry), entry)])


def positions() -> dict[str, dict[Place, int]]:
    """各自进度 How far every follower has read."""
    return {name: _positions(name) for name in _followers}


def retrace(reached: dict[str, dict[Place, int]]) -> None:
    """重走 From empty tables to where they stood."""
    for name, places in reached.items():
        for place, size in places.items():
            _advance(_followers[name], place, size)


def _advance(follower: Follower, place: Place, size: int) -> int:
    """One transaction, alone: from the saved position to `size`."""
    book, log = place
    taken = 0
    with transaction.atomic():
        alone_with("follower", follower.name, book, log)
        start = _positions(follower.name).get(place, 0)
        for first in range(start, size, PORTION):
            taken += _take(follower, place, first, min(first + PORTION, size))
        if start < size:
            Position(key=_key(follower.name, book, log), follower=follower.name, book=book, log=log, size=size).save()
    return taken


def _take(follower: Follower, place: Place, first: int, end: int) -> int:
    kinds = sorted(kind for kind in follower.kinds() if record_class(kind).spec.log == place[1])
    if not kinds:
        return 0
    query = _READ.format(kinds=", ".join(["%s"] * len(kinds)))
    entries = [Entry.of(row) for row in EntryRow.objects.raw(query, [*place, first, end, *kinds])]
    if entries:
        ring: Ring = {}
        inside = vaulted(entries)
        follower.take([(record_of(entry, inside.get(entry.id, {}), ring), entry) for entry in entries])
    return len(entries)


def _logs(follower: Follower) -> list[str]:
    return sorted({record_class(kind).spec.log for kind in follower.kinds()})


def _behind(follower: Follower, book: str) -> list[tuple[str, int, int]]:
    """How far each log is read, and how far it reaches. One query."""
    logs = _logs(follower)
    if not logs:
        return []
    given = [value for log in logs for value in (log, _key(follower.name, book, log), book, log)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([_REACH] * len(logs)), given)
        return [(log, int(read or 0), 0 if last is None else last + 1) for log, read, last in cursor.fetchall()]


def _key(name: str, book: str, log: str) -> str:
    return f"{name} {book} {log}"


def _positions(name: str) -> dict[Place, int]:
    rows = Position.objects.filter(follower=name).values_list("book", "log", "size")
    return {(book, log): size for book, log, size in rows}
