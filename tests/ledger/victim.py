"""受害进程 A book in its own process, whose children write and sign until killed, or their disk fails.

Run as a script with LIUHEN_DATA naming a folder: `kill ROUNDS SEED`, `crash STRIDE` or `disk STRIDE`.
Prints what it did as JSON; everything it asserts is asserted on a fresh look at the database.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

BOOK = "victim.example"
REFUSED = 3  # the exit status of a child whose disk refused a write
KILLABLE = {"execute", "executemany", "fetchall", "commit", "fsync", "sign"}


def main() -> None:
    prepare()
    report = {"kill": kill, "crash": crash, "disk": disk}[sys.argv[1]]()
    sys.stdout.write(json.dumps(report) + "\n")


def prepare() -> None:
    """A founded book on a file database, as an installation has it."""
    os.environ.update(DJANGO_SETTINGS_MODULE="liuhen.config.settings", LIUHEN_SECRET="x", LIUHEN_HTTPS="0")
    os.environ["LIUHEN_BOOK"] = BOOK
    import django

    django.setup()
    from tests.ledger import sample

    sample.install()
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)
    from liuhen.ledger.founding import found

    found(BOOK)


# ── Kills at random moments ──────────────────────────────────────────────────────────────────────────────────────────
def kill() -> dict[str, int]:
    """Two writers and a sequencer; each is killed again and again, at moments nobody chose."""
    rounds, dice = int(sys.argv[2]), random.Random(int(sys.argv[3]))
    for _ in range(rounds):
        children = [fork(write_forever), fork(write_forever), fork(sequence_forever)]
        time.sleep(dice.uniform(0.05, 0.5))
        dice.shuffle(children)
        for child in children:
            os.kill(child, signal.SIGKILL)
            time.sleep(dice.uniform(0, 0.01))
        for child in children:
            os.waitpid(child, 0)
    return look()


def write_forever() -> None:
    from liuhen.ledger.book import Actor, Book
    from tests.ledger.sample.records import NoteWritten, NoticePosted, VoteCast

    handle = os.open(acks(), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    actor = Actor(uuid4(), uuid4())
    while True:
        for record in (
            NoteWritten(note=uuid4(), title="题", words="密", person=uuid4()),
            NoticePosted(notice=uuid4(), text="公告"),
            VoteCast(vote=uuid4(), round=uuid4(), stance="同意"),
        ):
            entry = Book(BOOK).append(record, by=actor)
            os.write(handle, f"{entry.id}\n".encode())


def sequence_forever() -> None:
    from liuhen.ledger import sequencer

    sequencer.check_start(BOOK)
    while True:
        sequencer.run_once(BOOK)


# ── A crash at each step ─────────────────────────────────────────────────────────────────────────────────────────────
def crash() -> dict[str, int]:
    """Append, then one tick, killed at the first step of theirs, a later one, and so on until they survive."""
    stride, step, deaths = int(sys.argv[2]), 0, 0
    while not os.WIFEXITED(run(lambda step=step: die_at(step))):
        deaths += 1
        look(settle=deaths % 8 == 0)
        step += stride
    return {**look(), "deaths": deaths}


def die_at(step: int) -> None:
    left = [step]

    def watch(frame: object, event: str, function: object) -> None:
        if event == "c_call" and getattr(function, "__name__", "") in KILLABLE:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    from django.db import connection

    connection.ensure_connection()
    sys.setprofile(watch)
    work()


def work() -> None:
    from liuhen.ledger import sequencer
    from liuhen.ledger.book import Actor, Book
    from tests.ledger.sample.records import NoteWritten, NoticePosted

    actor = Actor(uuid4(), uuid4())
    for record in (
        NoteWritten(note=uuid4(), title="题", words="密", person=uuid4()),
        NoticePosted(notice=uuid4(), text="公告"),
    ):
        entry = Book(BOOK).append(record, by=actor)
        with acks().open("a") as file:
            file.write(f"{entry.id}\n")
    sequencer.run_once(BOOK)


# ── A disk that fails ────────────────────────────────────────────────────────────────────────────────────────────────
def disk() -> dict[str, int]:
    """The kernel refuses every write beyond a size: the database's, the log's, the lock store's, page after page."""
    failures, successes = 0, 0
    for pages in (*range(0, 400, int(sys.argv[2])), 1_000_000):
        status = os.WEXITSTATUS(run(lambda pages=pages: work_within(pages * 4096)))
        failures, successes = failures + (status == REFUSED), successes + (status == 0)
        look(settle=pages % 4 == 0)
    return {**look(), "failures": failures, "successes": successes}


def work_within(limit: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then the write fails with an error instead
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        work()
    except Exception:
        os._exit(REFUSED)


# ── The look afterwards ──────────────────────────────────────────────────────────────────────────────────────────────
def acks() -> Path:
    """Where writers put down what the book acknowledged."""
    return Path(os.environ["LIUHEN_DATA"]) / "acknowledged"


def look(*, settle: bool = True) -> dict[str, int]:
    """After a restart: nothing acknowledged is lost, nothing signed contradicts itself, the audit is clean."""
    acknowledged = acks().read_text().split() if acks().exists() else []
    return json.loads(ask(lambda: _look(acknowledged, settle)))


def _look(acknowledged: list[str], settle: bool) -> str:
    from liuhen.ledger import audit, sequencer
    from liuhen.ledger.integrate import pending
    from liuhen.ledger.models import CheckpointRow, EntryRow, Leaf

    sequencer.check_start(BOOK)
    sequencer.settle(BOOK) if settle else sequencer.run_once(BOOK)
    stored = set(EntryRow.objects.values_list("id", flat=True))
    lost = {UUID(id) for id in acknowledged} - stored
    assert not lost, f"{len(lost)} acknowledged entries are lost"
    found = audit.check_all(guards=True)
    assert not found, [str(fault) for fault in found]
    assert not settle or Leaf.objects.count() == len(stored)
    assert not settle or not any(pending(BOOK, log) for log in ("public", "internal", "sealed"))
    return json.dumps({"acknowledged": len(acknowledged), "checkpoints": CheckpointRow.objects.count()})


def ask(function: Callable[[], str]) -> str:
    """What a fresh child says; its exception is ours."""
    read, write = os.pipe()

    def answer() -> None:
        os.write(write, function().encode())

    status = run(answer)
    os.close(write)
    with os.fdopen(read) as file:
        text = file.read()
    if status:
        raise SystemExit(f"the look failed: {status}")
    return text


def run(function: Callable[[], None]) -> int:
    """The exit status of a child that runs this."""
    return os.waitpid(fork(function), 0)[1]


def fork(function: Callable[[], None]) -> int:
    """A child with a database connection of its own."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        function()
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()
