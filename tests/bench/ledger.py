"""The bars of the book's specification, measured in one run on a file database with synchronous=FULL."""

from __future__ import annotations

import os
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
from tests.bench.rivals import prepare

__all__ = ["prepare", "run"]
Line = tuple[str, str, str]
BOOK = "bench.liuhen/county"
LETTERS = 18_272


def run() -> list[Line]:
    """Lines of (what, figure, bar)."""
    from liuhen.ledger.book import Actor, Book
    from liuhen.ledger.founding import found

    found(BOOK)
    book, actor = Book(BOOK), Actor(uuid4(), uuid4())
    return [*_saves(book, actor), *_integration(book, actor), *_proof(book, actor), *_many(book, actor), *_hashing()]


def _saves(book: object, actor: object) -> list[Line]:
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
    lines = [
        ("ledgered save, CPU ÷ plain save", _ratio(cpu["ledgered"], cpu["plain"]), "≤ 2.0"),
        ("the same with two vaulted values", _ratio(cpu["sealed"], cpu["plain note"]), ""),
        ("SQLite FULL, ledgered commits/s ÷ plain", _percent(wall["plain"], wall["ledgered"]), "≥ 80 %"),
    ]
    if rivals.HISTORY:
        lines.insert(1, ("django-simple-history, CPU ÷ plain save", _ratio(cpu["history"], cpu["plain"]), "above ours"))
    return lines


def _in_turns(ways: dict[str, Callable[[], None]]) -> tuple[dict[str, float], dict[str, float]]:
    """Median seconds of CPU and of wall time for each way."""
    cpu: dict[str, list[float]] = {name: [] for name in ways}
    wall: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(12):
        for name, way in ways.items():
            worked, started = time.process_time(), time.perf_counter()
            for _ in range(100):
                way()
            if turn:  # the first one warms up
                cpu[name].append(time.process_time() - worked)
                wall[name].append(time.perf_counter() - started)
    return ({n: statistics.median(v) for n, v in cpu.items()}, {n: statistics.median(v) for n, v in wall.items()})


def _integration(book: object, actor: object) -> list[Line]:
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
        for _ in range(200):
            entry = book.append(NoticePosted(notice=uuid4(), text="公告"), by=actor)
            started = time.perf_counter()
            while not Leaf.objects.filter(serial=entry.serial).exists():
                time.sleep(0.001)
            waits.append((time.perf_counter() - started) * 1000)
            time.sleep(0.01)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    waits.sort()
    return [("entry integrated, p50 / p99", f"{waits[100]:.0f} / {waits[197]:.0f} ms", "p99 < 100 ms")]


def _proof(book: object, actor: object) -> list[Line]:
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
    figure = f"{(checked - nothing) * 1000:.0f} ms + {nothing * 1000:.0f} ms Python"
    return [("one proof checked by verify.py, cold", figure, "< 50 ms")]


def _cold(command: list[str], folder: str) -> float:
    took = []
    for _ in range(7):
        started = time.perf_counter()
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        took.append(time.perf_counter() - started)
    return statistics.median(took)


def _many(book: object, actor: object) -> list[Line]:
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
        (f"append_many, {LETTERS:,} letters (bulk_create {plain:.1f} s)", f"{batch:.1f} s", "one batch"),
        ("the same integrated, re-read and signed", f"{placed:.1f} s", ""),
        (f"whole audit of {entries:,} entries", f"{entries / audited:,.0f} entries/s", ""),
    ]


def _hashing() -> list[Line]:
    """Bytes → leaves → root, offline, on one core."""
    from liuhen.ledger.verify.merkle import leaf_hash, root

    entries = [secrets.token_bytes(1024) for _ in range(100_000)]
    worked = time.process_time()
    root(map(leaf_hash, entries))
    rate = len(entries) / (time.process_time() - worked)
    return [("offline audit, 1 KB entries from bytes to root", f"{rate:,.0f}/s/core", "≥ 100,000/s")]


def _took(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _ratio(value: float, base: float) -> str:
    return f"{value / base:.2f} ×"


def _percent(value: float, base: float) -> str:
    return f"{value / base:.0%}"
