"""The installation whose pages are measured: the demo's district, years of decisions, and two made by real hands."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from liuhen.doors.accounts import rolls
from liuhen.doors.accounts.models import User
from liuhen.doors.cli.demo.cast import Cast
from liuhen.kit import clock
from liuhen.ledger import sequencer
from liuhen.mechanisms.decisions import actions
from liuhen.organs.fengtai import BOOK, establish
from tests.bench import filling
from tests.bench.figures import size
from tests.decisions.scene import MEMBERS, NINE, Scene

ENTRIES = 100_000


@dataclass(frozen=True)
class Stage:
    """What the pages are about: a decided motion, one being decided, and who looks at them."""

    decided: UUID
    in_room: UUID
    meeting: UUID
    accounts: dict[str, User]
    entries: int
    seconds: float


def build() -> Stage:
    """Everything above, every entry in its place under a signed checkpoint."""
    cast = Cast(establish())
    began = time.perf_counter()
    written = filling.fill(cast.district, size(ENTRIES, 500), *filling.span())
    seconds = time.perf_counter() - began
    before = clock.now() - timedelta(days=2, hours=1)
    with clock.use(clock.Stepping(before, timedelta(milliseconds=7))) as stepping:
        cast.give_pins([*MEMBERS, "recorder"])
        meeting, decided, in_room = _meeting(Scene(cast, stepping))  # type: ignore[arg-type]
    accounts = {key: _account(cast, key) for key in ("party-secretary", "recorder", "organisation-head")}
    sequencer.settle(BOOK)
    return Stage(decided, in_room, meeting, accounts, written, seconds)


def _meeting(scene: Scene) -> tuple[UUID, UUID, UUID]:
    """A meeting that has decided its first item and hears the second; meeting and both motions."""
    motions = [scene.moved(), scene.moved(title="关于区属国有房屋处置的议题", category="assets", kind="matter")]
    meeting = scene.call()
    items = [scene.table(meeting, motion) for motion in motions]
    for item in items:
        scene.send(item)
    recorder = scene.cast.actor("recorder")
    actions.lock_agenda(meeting=meeting, by=recorder)
    scene.later(days=2)
    scene.open_meeting(meeting)
    actions.open_item(item=items[0], by=recorder)
    scene.state_all(items[0])
    scene.conclude(items[0])
    scene.open_vote(items[0])
    for key in NINE:
        scene.vote(items[0], key)
    scene.rule(items[0], "passed" if scene.close_vote(items[0]) else "rejected")
    actions.open_item(item=items[1], by=recorder)
    scene.state_all(items[1], NINE[:4])
    return meeting, motions[0], motions[1]


def _account(cast: Cast, key: str) -> User:
    word = secrets.token_urlsafe(16)
    return rolls.open_account(str(cast.person(key)), key, word, temporary=False, demo_label=key)
