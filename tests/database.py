"""A PostgreSQL of its own for one run of tests: made in a temporary folder, reached by a socket, gone afterwards.

    python -m tests.database pytest tests/ledger     runs the command with LIUHEN_TEST_DB=postgres
    python -m tests.database --found                 exit code 0 when there is a PostgreSQL to use

LIUHEN_TEST_POSTGRES names one that runs already (its user must be a superuser); else Debian's binaries are used.
PostgreSQL refuses to run as root, so root runs it as the user `postgres`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GIVEN = "LIUHEN_TEST_POSTGRES"
MAKE = "-U liuhen -A trust -E UTF8 --locale=C.UTF-8 --no-sync"
ROOM = "-c shared_buffers=128MB -c max_connections=200"
# A test database need not outlive a power cut; one whose speed is measured must (LIUHEN_TEST_DURABLE=1).
HASTE = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
SPEED = ROOM if os.environ.get("LIUHEN_TEST_DURABLE") else f"{HASTE} {ROOM}"


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


@contextmanager
def cluster() -> Iterator[str]:
    """A running cluster; the address of its first database."""
    folder = binaries()
    if folder is None:
        raise SystemExit("no PostgreSQL found: install Debian's postgresql-15 or set " + GIVEN)
    home = Path(tempfile.mkdtemp(prefix="liuhen-pg-"))
    if os.geteuid() == 0:
        shutil.chown(home, "postgres", "postgres")
    try:
        _run(folder / "initdb", "-D", home / "data", *MAKE.split())
        options = f"{SPEED} -c listen_addresses='' -c unix_socket_directories='{home}'"
        _run(folder / "pg_ctl", "-D", home / "data", "-l", home / "log", "-w", "-o", options, "start")
        yield f"postgres://liuhen@/postgres?host={home}"
    finally:
        _run(folder / "pg_ctl", "-D", home / "data", "-m", "immediate", "stop", check=False)
        shutil.rmtree(home, ignore_errors=True)


def _run(*command: object, check: bool = True) -> None:
    """Runs one of PostgreSQL's programs, as its own user when we are root; says what it said when it failed."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    done = subprocess.run(words, capture_output=True, text=True, cwd="/", stdin=subprocess.DEVNULL)
    if check and done.returncode:
        raise SystemExit(f"{' '.join(words)}\n{done.stdout}{done.stderr}")


def main(command: list[str]) -> int:
    """Runs the command against PostgreSQL; its exit code is ours."""
    given = os.environ.get(GIVEN)
    if command == ["--found"]:
        return 0 if given or binaries() else 1
    if given:
        return _with(given, command)
    with cluster() as address:
        return _with(address, command)


def _with(address: str, command: list[str]) -> int:
    environment = {**os.environ, GIVEN: address, "LIUHEN_TEST_DB": "postgres"}
    return subprocess.run(command, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
