"""搭建 Builds the demonstration once: the district, its accounts and its story, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from liuhen.doors.accounts import rolls
from liuhen.doors.cli.demo.cast import Cast
from liuhen.doors.cli.demo.dutylog import sample_drawn
from liuhen.doors.cli.demo.room import Room
from liuhen.doors.cli.demo.shown import require_demo
from liuhen.doors.cli.demo.story import CHAPTERS
from liuhen.doors.cli.demo.words import PASSWORD, ROLES
from liuhen.kit import clock
from liuhen.kit.calendar import Calendar, end_of_day
from liuhen.ledger import founding, sequencer
from liuhen.organs import fengtai

Told = Callable[[str], None]
BEGINS = 30
"""开场 The story begins so many working days ago."""
ADMINISTRATORS = ("system-administrator", "audit-administrator", "security-administrator")
ALSO_SIGNING = ("water-head", "housing-head", "street-member", "street-head", "street-discipline")
"""也有口令 People of the story without a one-click log-in."""


def steps() -> int:
    """步数 How often `build` tells what it is about to do."""
    return len(CHAPTERS) + 5


def build(told: Told = lambda words: None) -> None:
    """搭建 Writes everything up to the present minute. Raises WrongState outside a demonstration or over an old one."""
    require_demo()
    present = clock.now()
    with clock.use(clock.Stepping(_beginning(present), timedelta(milliseconds=7))) as time:
        assert isinstance(time, clock.Stepping)
        if not founding.is_founded(settings.LIUHEN_BOOK):
            founding.found(settings.LIUHEN_BOOK, by=fengtai.founder())
        # The lock store lies outside the database: nothing is signed before all of it is there to stay.
        with transaction.atomic():
            room = _play(time, present, told)
        told("签发检查点")
        sequencer.settle(settings.LIUHEN_BOOK)
        told("抽查上月记实")
        sample_drawn(room)
    sequencer.settle(settings.LIUHEN_BOOK)


def _play(time: clock.Stepping, present: datetime, told: Told) -> Room:
    told("建立单位、人员、任职和分工")
    room = Room(Cast(fengtai.establish(settings.LIUHEN_BOOK)), time, present)
    told("设置签名口令")
    room.cast.give_pins([*(key for key in ROLES if key not in ADMINISTRATORS), *ALSO_SIGNING])
    for title, chapter in CHAPTERS:
        told(title)
        chapter(room)
    told("开立账户")
    _open_accounts(room.cast)
    if clock.now() > present:
        raise ValueError(f"the story ends at {clock.now()}, after the present {present}")
    return room


def _beginning(present: datetime) -> datetime:
    """About six weeks ago, on the day on which `Stage.day` would put it without any edits of the calendar."""
    first = Calendar().add_working_days(clock.local(present).date(), -BEGINS)
    return end_of_day(first) - timedelta(hours=15, minutes=30)


def _open_accounts(cast: Cast) -> None:
    for key, label in ROLES.items():
        rolls.open_account(str(cast.person(key)), key, PASSWORD, temporary=False, demo_label=label)
