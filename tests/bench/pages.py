"""Pages on a book of a hundred thousand entries, beside a trivial page of the same server, asked for in turns.

Everything is real: granian with two workers and the sequencer, the demo's district, sessions, the database on the
disk. One browser asks; what a hundred of them do to the server is the room's section.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlencode

from django.core.management import call_command
from django.db import connections
from django.test import Client

from tests.bench.figures import Figure, at_most, percentile, size, spread
from tests.bench.stage import Stage, build

ROUNDS, EXPORTS, MOST_SECONDS = 100, 5, 5
PATIENCE = 180  # seconds until the server must answer, or be gone, however busy the machine
Browser = tuple[HTTPConnection, dict[str, str]]


def run() -> list[Figure]:
    """p50 and p95 of each page, its ratio to the trivial one, and the export of a dossier."""
    call_command("collectstatic", interactive=False, verbosity=0)
    stage = build()
    cookies = {key: _signed_in(stage, key) for key in stage.accounts}
    connections.close_all()
    with served() as port:
        found = _timed(port, cookies, _paths(stage))
        exports = _exports(port, cookies["party-secretary"], stage)
    pace = f"{stage.entries / stage.seconds:,.0f} entries/s"
    return [
        Figure(f"{stage.entries:,} entries of decisions written and applied", f"{stage.seconds:.0f} s, {pace}"),
        *_lines(found),
        at_most("a dossier exported, PDF and proofs", max(exports), MOST_SECONDS, f"{max(exports):.1f} s", " s"),
    ]


def _paths(stage: Stage) -> dict[str, tuple[str, str]]:
    """Who opens what."""
    chief, recorder = "party-secretary", "recorder"
    return {
        "the trivial page (/health), nobody signed in": ("", "/health"),
        "the same, signed in": (chief, "/health"),
        "desk": (chief, "/"),
        "desk, of the recorder": (recorder, "/"),
        "seat": ("organisation-head", f"/meetings/{stage.meeting}/seat"),
        "console of the meeting": (recorder, f"/meetings/{stage.meeting}/console"),
        "dossier": (chief, f"/dossiers/{stage.decided}/"),
        "motion": (chief, f"/motions/{stage.in_room}/"),
        "motions": (chief, "/motions/"),
        "motions, by a word": (chief, "/motions/?" + urlencode({"q": "养老服务"})),
        "meetings": (chief, "/meetings/"),
    }


def _timed(port: int, cookies: dict[str, str], paths: dict[str, tuple[str, str]]) -> dict[str, list[float]]:
    """Seconds of every page, in turns, so that the machine's moods meet all of them alike."""
    asking = HTTPConnection("localhost", port)
    found: dict[str, list[float]] = {name: [] for name in paths}
    warm = size(5, 1)
    for turn in range(warm + size(ROUNDS, 2)):
        for name, (key, path) in paths.items():
            began = time.perf_counter()
            status, _ = ask(asking, "GET", path, {"Cookie": cookies[key]} if key else {})
            took = time.perf_counter() - began
            assert status == 200, (name, path, status)
            if turn >= warm:
                found[name].append(took)
    return found


def _lines(found: dict[str, list[float]]) -> Iterator[Figure]:
    trivial = statistics.median(next(iter(found.values())))
    for name, seconds in found.items():
        ratio = f" = {statistics.median(seconds) / trivial:.0f} × / {percentile(seconds, 0.95) / trivial:.0f} × trivial"
        yield Figure(name, spread(seconds) + (ratio if seconds is not next(iter(found.values())) else ""))


def _exports(port: int, cookie: str, stage: Stage) -> list[float]:
    """Seconds of whole exports, each with its own entry in the book, a fresh checkpoint, the PDF and the zip."""
    asking = HTTPConnection("localhost", port)
    _, html = ask(asking, "GET", f"/dossiers/{stage.decided}/", {"Cookie": cookie})
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', html)
    assert token, "no form on the dossier's page"
    body = urlencode({"csrfmiddlewaretoken": token.group(1).decode()})
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    found = []
    for _ in range(size(EXPORTS, 1)):
        began = time.perf_counter()
        status, content = ask(asking, "POST", f"/dossiers/{stage.decided}/export", headers, body)
        found.append(time.perf_counter() - began)
        assert status == 200 and content[:2] == b"PK", (status, content[:500])
    return found


def ask(
    asking: HTTPConnection, method: str, path: str, headers: dict[str, str], body: str | None = None
) -> tuple[int, bytes]:
    """One request over the kept-open connection: status and body."""
    asking.request(method, path, body, headers)
    answer = asking.getresponse()
    return answer.status, answer.read()


def _signed_in(stage: Stage, key: str) -> str:
    """The cookies of this person, after the demo's one click and one page with a form."""
    client = Client(SERVER_NAME="localhost")
    assert client.post(f"/login/demo/{stage.accounts[key].pk}").status_code == 302
    client.get(f"/dossiers/{stage.decided}/")
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


@contextmanager
def served() -> Iterator[int]:
    """The site and its sequencer on a free port, as `make run` starts them."""
    from liuhen.config.serve import answers, commands

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    children = [subprocess.Popen(command, start_new_session=True) for command in commands("127.0.0.1", port)]
    try:
        until = time.perf_counter() + PATIENCE
        while not answers("127.0.0.1", port):
            assert time.perf_counter() < until, "the server does not answer"
            time.sleep(0.1)
        yield port
    finally:
        for child in children:
            os.killpg(child.pid, signal.SIGTERM)
        for child in children:
            child.wait(timeout=PATIENCE)
