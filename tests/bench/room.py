"""会场实时 A hundred open seats: how long from a change in the book until each of them has seen it.

Everything is real: granian with two workers, the demo's district, sessions, SQLite on the disk, and a hundred
browsers' polls over kept-open connections, each fetching the parts of its page that the change has touched, as the page
does. What counts is the figure beside a trivial page of the same server, and the processor's time for one answer.
"""

from __future__ import annotations

import asyncio
import io
import re
import secrets
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.management import call_command

from tests.bench.figures import Figure, size, spread

SEATS, BEAT, CHANGES = size(100, 6), 0.5, size(16, 2)
PATIENCE = 60.0  # seconds until the server must answer


def run() -> list[Figure]:
    """The figures of one room. Needs an empty, migrated database and the demo's settings."""
    from liuhen.config.serve import commands

    call_command("collectstatic", interactive=False, verbosity=0)
    stage = _stage()
    processor = _processor(stage)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(commands("127.0.0.1", port)[0], start_new_session=True)
    try:
        _wait(port)
        return [*processor, *asyncio.run(_measure(stage, port))]
    finally:
        server.terminate()
        server.wait(timeout=20)


@dataclass
class Seat:
    """One browser: its connection, the address it polls, and when it saw each version."""

    port: int
    cookie: str
    path: str
    version: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    seen: dict[int, float] = field(default_factory=dict)
    whole: dict[int, float] = field(default_factory=dict)
    polls: list[float] = field(default_factory=list)

    async def get(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """One request over the kept-open connection: status, headers, body."""
        request = f"GET {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\nCookie: {self.cookie}\r\n\r\n"
        self.writer.write(request.encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        body = await self.reader.readexactly(int(headers.get("content-length", 0)))
        return int(head[0].split()[1]), headers, body

    async def open(self) -> None:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)

    async def follow(self, until: asyncio.Event) -> None:
        """Polls as the page does: when the server says, or half a second after each answer."""
        await asyncio.sleep(secrets.randbelow(1000) / 1000 * BEAT)
        while not until.is_set():
            began = time.perf_counter()
            status, headers, body = await self.get(f"{self.path}&since={self.version}")
            self.polls.append(time.perf_counter() - began)
            if status == 200:
                self.version = headers["x-version"]
                self.seen[int(self.version)] = time.perf_counter()
                await self.bring(parts_in(body.decode()))
                self.whole[int(self.version)] = time.perf_counter()
            elif status != 204:
                raise RuntimeError(f"{self.path}: {status}")
            await asyncio.sleep(int(headers.get("x-wait", BEAT * 1000)) / 1000)

    async def bring(self, now: dict[str, str]) -> None:
        """Fetches every part of the page that is behind, such as the stances when they open."""
        for name in [name for name, version in now.items() if self.parts.get(name, version) != version]:
            status, _, _ = await self.get(f"{self.path.split('/live')[0]}?part={name}")
            if status != 200:
                raise RuntimeError(f"{name}: {status}")
        self.parts |= now


def parts_in(html: str) -> dict[str, str]:
    """At which version each part of the page should be."""
    return dict(re.findall(r'data-now="(\w+)" data-version="([^"]*)"', html))


def _stage() -> dict[str, Any]:
    """A meeting of eleven members with everybody else in the district attending, its item open."""
    from liuhen.doors.accounts import rolls
    from liuhen.doors.cli.demo.cast import Cast
    from liuhen.kit import clock
    from liuhen.mechanisms.decisions import actions
    from liuhen.organs.fengtai import establish
    from tests.decisions.scene import MEMBERS, Scene

    before = clock.now() - timedelta(days=2, minutes=20)
    with clock.use(clock.Stepping(before, timedelta(milliseconds=7))) as stepping:
        cast = Cast(establish())
        cast.give_pins([*MEMBERS, "recorder"])
        scene = Scene(cast, stepping)  # type: ignore[arg-type]
        motion = scene.moved()
        meeting = scene.call()
        item = scene.table(meeting, motion)
        scene.send(item)
        recorder = cast.actor("recorder")
        actions.lock_agenda(meeting=meeting, by=recorder)
        scene.later(days=2)
        people = [person for key, person in cast.district.people.items() if key not in MEMBERS and key != "recorder"]
        actions.open_meeting(meeting=meeting, by=recorder, observers=people)
        actions.open_item(item=item, by=recorder)
    accounts = {
        key: rolls.open_account(str(person), key, secrets.token_urlsafe(16), temporary=False, demo_label=key)
        for key, person in cast.district.people.items()
        if not key.endswith("administrator")
    }
    return {"scene": scene, "meeting": meeting, "item": item, "accounts": accounts, "members": MEMBERS}


def _seats(stage: dict[str, Any], port: int) -> list[Seat]:
    """A hundred log-ins by the demo's one click, several per person, each with the page of its seat."""
    from django.test import Client

    users = list(stage["accounts"].values())
    found = []
    for number in range(SEATS):
        client = Client(SERVER_NAME="localhost")
        client.post(f"/login/demo/{users[number % len(users)].pk}")
        html = client.get(f"/meetings/{stage['meeting']}/seat").content.decode()
        live = re.search(r'data-live-url="([^"]+)" data-live-version="(\d+)"', html)
        assert live, html[:2000]
        cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        found.append(Seat(port, cookie, live.group(1).replace("&amp;", "&"), live.group(2), parts_in(html)))
    return found


def _processor(stage: dict[str, Any]) -> list[Figure]:
    """Milliseconds of processor for one answer, in this process alone: who else is at work does not matter."""
    from liuhen.config.wsgi import application

    seats = _seats(stage, 0)

    def all_ask(path: Callable[[Seat], str], wanted: int) -> float:
        began = time.process_time()
        for seat in seats:
            assert _answer(application, seat, path(seat)) == wanted
        return (time.process_time() - began) / len(seats) * 1000

    def poll(seat: Seat) -> str:
        return f"{seat.path}&since={seat.version}"

    first = all_ask(poll, 204)
    quiet = [all_ask(poll, 204) for _ in range(size(5, 1))]
    fresh = [all_ask(lambda seat: f"{seat.path}&since=0", 200) for _ in range(size(5, 1)) if not time.sleep(2.1)]
    task = all_ask(lambda seat: seat.path.split("/live")[0] + "?part=task", 200)
    return [
        Figure("processor: a first poll, nothing new", f"{first:.2f} ms"),
        Figure("processor: a poll with nothing new", f"{statistics.median(quiet):.2f} ms"),
        Figure("processor: a region, of a hundred just changed", f"{statistics.median(fresh):.2f} ms"),
        Figure("processor: a person's own part of the page", f"{task:.2f} ms"),
    ]


def _answer(application: Callable[..., Any], seat: Seat, path: str) -> int:
    place, _, query = path.partition("?")
    asked = {
        "REQUEST_METHOD": "GET", "PATH_INFO": place, "QUERY_STRING": query, "HTTP_COOKIE": seat.cookie,
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "HTTP_HOST": "localhost", "HTTP_HX_REQUEST": "true",
        "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http",
    }  # fmt: skip
    found: list[str] = []
    b"".join(application(asked, lambda status, headers: found.append(status)))
    return int(found[0].split()[0])


async def _measure(stage: dict[str, Any], port: int) -> list[Figure]:
    seats = await asyncio.to_thread(_seats, stage, port)
    for seat in seats:
        await seat.open()
    trivial = [await _timed(seats[0], "/login") for _ in range(60)][10:]
    alone = [await _timed(seats[0], f"{seats[0].path}&since={seats[0].version}") for _ in range(60)][10:]
    over = asyncio.Event()
    following = [asyncio.create_task(seat.follow(over)) for seat in seats]
    await asyncio.sleep(2)
    delays: list[float] = []
    whole: list[float] = []
    for change in range(CHANGES):
        at, version = await asyncio.to_thread(_change, stage, change)
        await _everybody_saw(seats, version)
        delays += [min(t for v, t in seat.seen.items() if v >= version) - at for seat in seats]
        whole += [min(t for v, t in seat.whole.items() if v >= version) - at for seat in seats]
    over.set()
    await asyncio.gather(*following)
    return _figures(delays, whole, [poll for seat in seats for poll in seat.polls], trivial, alone)


async def _everybody_saw(seats: list[Seat], version: int) -> None:
    began = time.perf_counter()
    while any(max(seat.whole, default=0) < version for seat in seats):
        if time.perf_counter() - began > PATIENCE:
            raise RuntimeError("some seat never saw the change")
        await asyncio.sleep(0.02)
    await asyncio.sleep(BEAT)


def _change(stage: dict[str, Any], number: int) -> tuple[float, int]:
    """One more entry on the item's file: members state, then the recorder notes. When, and the version."""
    from liuhen.mechanisms.decisions import actions
    from liuhen.mechanisms.decisions.reads.sitting import version_of
    from liuhen.organs.reads.tree import book_of

    scene, item = stage["scene"], UUID(str(stage["item"]))
    others = [key for key in stage["members"] if key != "party-secretary"]
    if number < len(others):
        scene.state(item, others[number], "agree")
    else:
        actions.note_discussion(item=item, by=scene.cast.actor("recorder"), words=f"讨论要点 {number}")
    at = time.perf_counter()
    return at, version_of(stage["meeting"], book_of(scene.cast.actor("recorder").organ))


async def _timed(seat: Seat, path: str) -> float:
    began = time.perf_counter()
    await seat.get(path)
    return time.perf_counter() - began


def _figures(
    delays: list[float], whole: list[float], polls: list[float], trivial: list[float], alone: list[float]
) -> list[Figure]:
    page = statistics.median(trivial)

    def line(what: str, values: list[float]) -> Figure:
        return Figure(what, f"{spread(values)} = {statistics.median(values) / page:.1f} × trivial")

    return [
        Figure("a trivial page, alone", spread(trivial)),
        line("a poll with nothing new, alone", alone),
        line(f"a poll among {SEATS} seats, each asking every {BEAT * 1000:.0f} ms", polls),
        line("from a change to a seat that shows it", delays),
        _within(f"{CHANGES} changes on {SEATS} seats within 1 s", delays),
        _within("the same, with every part of the page it touches", whole),
    ]


def _within(what: str, delays: list[float]) -> Figure:
    seen = f"{sum(delay <= 1 for delay in delays):,} of {len(delays):,}, the last after {max(delays):.2f} s"
    return Figure(what, seen, "all within 1 s", max(delays) <= 1)


def _wait(port: int) -> None:
    from liuhen.config.serve import answers

    began = time.perf_counter()
    while not answers("127.0.0.1", port):
        if time.perf_counter() - began > PATIENCE:
            raise RuntimeError("the server did not answer")
        time.sleep(0.2)
