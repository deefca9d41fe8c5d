"""The bars of the book's specification, measured in one run on a file database with synchronous=FULL.

Commits a second: both ways flush the disk once in each commit. Where a flush takes 0.2 ms, as on the machines this is
mostly run on, the rest of a commit is what is compared, which has a bar of its own in CPU; the bar of 80 % was found
where a flush takes milliseconds. The figure is judged as it is; beside it stands what it would be with 5 ms more.
"""

from __future__ import annotations

import os
import resource
import secrets
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from tests.bench import rivals
from tests.bench.figures import Figure, at_least, at_most, percentile, size
from tests.bench.rivals import prepare

__all__ = ["prepare", "run"]
BOOK = "bench.liuhen/county"
LETTERS = size(18_272, 300)


def run() -> list[Figure]:
    """The figures of the book itself."""
    from liuhen.ledger.book import Actor, Book
    from liuhen.ledger.founding import found

    found(BOOK)
    book, actor = Book(BOOK), Actor(uuid4(), uuid4())
    return [*_saves(book, actor), *_integration(book, actor), *_proof(book, actor), *_many(book, actor), *_hashing()]


def _saves(book: object, actor: object) -> list[Figure]:
    """CPU and wall time of a save, in turns, so that the machine's moods meet all of them alike."""
    person = uuid4()
    ways: dict[str, Callable[[], None]] = {
        "plain": rivals.plain,
        "ledgered": lambda: rivals.ledgered(book, actor),
        "plain note": rivals.plain_note,
        "sealed": lambda: rivals.ledgered_sealed(book, actor, person),
    }
    if rivals.HISTORY:
        ways["history"] = rivals.history
    cpu, wall = _in_turns(ways)
    ours, theirs = cpu["ledgered"] / cpu["plain"], cpu.get("history", 0) / cpu["plain"]
    pace = wall["plain"] / wall["ledgered"]
    slower = (wall["plain"] + size(100, 5) * 0.005) / (wall["ledgered"] + size(100, 5) * 0.005)
    return [
        at_most("ledgered save, CPU against a plain save", ours, 2.0, f"{ours:.2f} ×", " ×"),
        *(
            [Figure("django-simple-history, the same", f"{theirs:.2f} ×", "above ours", theirs > ours)]
            if theirs
            else []
        ),
        Figure("with two vaulted values, the same", f"{cpu['sealed'] / cpu['plain note']:.2f} ×"),
        at_least("SQLite FULL, ledgered commits/s against plain", pace, 0.8, f"{pace:.0%}"),
        Figure("the same if each commit took 5 ms longer, reckoned", f"{slower:.0%}"),
    ]


def _in_turns(ways: dict[str, Callable[[], None]]) -> tuple[dict[str, float], dict[str, float]]:
    """Median seconds of CPU and of wall time for each way."""
    cpu: dict[str, list[float]] = {name: [] for name in ways}
    wall: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(size(12, 2)):
        for name, way in ways.items():
            worked, started = time.process_time(), time.perf_counter()
            for _ in range(size(100, 5)):
                way()
            if turn:  # the first one warms up
                cpu[name].append(time.process_time() - worked)
                wall[name].append(time.perf_counter() - started)
    return ({n: statistics.median(v) for n, v in cpu.items()}, {n: statistics.median(v) for n, v in wall.items()})


def _integration(book: object, actor: object) -> list[Figure]:
    """From the acknowledgement of an append to its index, with the sequencer in its own process."""
    from django.db import connections

    from liuhen.ledger import sequencer
    from liuhen.ledger.models import Leaf
    from tests.ledger.sample.records import NoticePosted

    sequencer.settle(BOOK)
    connections.close_all()
    child = os.fork()
    if not child:
        sequencer.run(stop=lambda: False)
    try:
        waits = []
        for _ in range(size(200, 10)):
            entry = book.append(NoticePosted(notice=uuid4(), text="公告"), by=actor)
            started = time.perf_counter()
            while not Leaf.objects.filter(serial=entry.serial).exists():
                time.sleep(0.001)
            waits.append((time.perf_counter() - started) * 1000)
            time.sleep(0.01)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    p50, p99 = percentile(waits, 0.5), percentile(waits, 0.99)
    return [at_most("entry integrated, p50 and p99", p99, 100, f"{p50:.0f} and {p99:.0f} ms", " ms (p99)")]


def _proof(book: object, actor: object) -> list[Figure]:
    """The stdlib verifier on one proof, started cold, beside an interpreter that does nothing."""
    from liuhen.ledger import proofs, sequencer
    from liuhen.ledger.verify import verify
    from tests.ledger.sample.records import NoticePosted

    entry = book.append(NoticePosted(notice=uuid4(), text="公告"), by=actor)
    sequencer.force_checkpoint(BOOK, "public")
    with tempfile.TemporaryDirectory() as folder:
        files = {
            "x.tlog-proof": proofs.proof_of(entry),
            "entry.json": entry.leaf,
            "policy.txt": proofs.policy(BOOK).encode(),
        }
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        options = ["--entry", "entry.json", "--policy", "policy.txt"]
        command = [sys.executable, "-I", "-S", verify.__file__, "x.tlog-proof", *options]
        checked = _cold(command, folder)
        nothing = _cold([sys.executable, "-I", "-S", "-c", ""], folder)
    took, start = (checked - nothing) * 1000, nothing * 1000
    shown = f"{took:.0f} ms of CPU after {start:.0f} ms of Python's own start"
    return [at_most("one proof checked by verify.py, cold", took, 50, shown, " ms")]


def _cold(command: list[str], folder: str) -> float:
    """CPU seconds of a fresh process; it waits for nothing else, and other people's work does not count."""
    took = []
    for _ in range(7):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(took)


def _many(book: object, actor: object) -> list[Figure]:
    """An import of letters as one batch, its places, and the whole audit of the book afterwards."""
    from liuhen.ledger import audit, rebuild, sequencer
    from liuhen.ledger.book import Writing
    from liuhen.ledger.models import EntryRow
    from tests.ledger.sample.models import Note, Notice
    from tests.ledger.sample.records import NoticePosted

    rows = [Notice(id=uuid4(), text="来信") for _ in range(LETTERS)]
    plain = _took(lambda: Notice.objects.bulk_create(rows, batch_size=500))
    letters = [Writing(NoticePosted(notice=uuid4(), text="来信"), actor) for _ in range(LETTERS)]
    batch = _took(lambda: book.append_many(letters))
    placed = _took(lambda: sequencer.force_checkpoint(BOOK, "public"))
    for table in (Note, Notice):
        table.objects.all()._raw_delete("default")  # the plain rows of the benches have no entries
    rebuild.rebuild()
    entries = EntryRow.objects.count()
    found: list[object] = []
    audited = _took(lambda: found.extend(audit.check_all(tables=False)))
    assert not found, found
    return [
        Figure(f"append_many, {LETTERS:,} letters as one batch", f"{batch:.1f} s; bulk_create {plain:.1f} s"),
        Figure("the same integrated, re-read and signed", f"{placed:.1f} s"),
        Figure(f"whole audit of {entries:,} entries, vault and evidence", f"{entries / audited:,.0f} entries/s"),
    ]


def _hashing() -> list[Figure]:
    """Bytes → leaves → root, offline, on one core."""
    from liuhen.ledger.verify.merkle import leaf_hash, root

    entries = [secrets.token_bytes(1024) for _ in range(size(100_000, 2000))]
    worked = time.process_time()
    root(map(leaf_hash, entries))
    rate = len(entries) / (time.process_time() - worked)
    what = "offline audit on one core, 1 KB entries from bytes to root"
    return [at_least(what, rate, 100_000, f"{rate:,.0f}/s", "/s")]


def _took(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
