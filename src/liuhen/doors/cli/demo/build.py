"""搭建 Builds the demonstration once: the district, its accounts and its story, whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction

from liuhen.doors.accounts import demo as entrance
from liuhen.doors.accounts import rolls
from liuhen.doors.cli.demo.cast import Cast
from liuhen.doors.cli.demo.room import Room
from liuhen.doors.cli.demo.story import CHAPTERS
from liuhen.doors.cli.demo.words import PASSWORD, PIN, ROLES
from liuhen.kit import clock
from liuhen.kit.calendar import Calendar, end_of_day
from liuhen.kit.refusals import WrongState
from liuhen.ledger import founding, sequencer
from liuhen.mechanisms.decisions.reads import meetings
from liuhen.organs import fengtai

Told = Callable[[str], None]
BEGINS = 30
"""开场 The story begins so many working days ago."""
ADMINISTRATORS = ("system-administrator", "audit-administrator", "security-administrator")


def require_demo() -> None:
    """须为演示 Raises WrongState unless this installation is a demonstration by setting and by its book's name."""
    others = [book for book in (settings.LIUHEN_BOOK, *sequencer.books()) if "demo" not in book]
    if not settings.LIUHEN_DEMO or others:
        raise WrongState(
            "organs.demo-only",
            f"这不是演示环境（存证簿“{(others or [settings.LIUHEN_BOOK])[0]}”），示范数据不能写入",
            next_step="演示请用 make demo，或设 LIUHEN_DEMO=1",
        )


def is_built() -> bool:
    """是否已搭好 Whether the story is there, whole."""
    return bool(entrance.roles())


def steps() -> int:
    """步数 How often `build` tells what it is about to do."""
    return len(CHAPTERS) + 3


def migrate() -> None:
    """备表 Brings the database up to date."""
    settings.LIUHEN_DATA.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)


def clear() -> None:
    """清空 Takes the demonstration's data away: database, keys, lock store and files. Nothing else in the folder.

    Raises WrongState outside a demonstration, or when its database is not a file in its own folder.
    """
    require_demo()
    if connection.vendor != "sqlite":
        raise WrongState("organs.demo-only", "只有 SQLite 的演示数据可以清空重建")
    database = Path(connection.settings_dict["NAME"])
    connections.close_all()
    for file in database.parent.glob(database.name + "*"):
        file.unlink()
    for folder in (settings.LIUHEN_KEYS, settings.LIUHEN_LOCKS, settings.LIUHEN_FILES):
        shutil.rmtree(folder, ignore_errors=True)


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
            _play(time, present, told)
    told("签发检查点")
    sequencer.settle(settings.LIUHEN_BOOK)


def _play(time: clock.Stepping, present: datetime, told: Told) -> None:
    told("建立单位、人员、任职和分工")
    room = Room(Cast(fengtai.establish(settings.LIUHEN_BOOK)), time, present)
    told("开立账户，设置签名口令")
    _open_accounts(room.cast)
    for title, chapter in CHAPTERS:
        told(title)
        chapter(room)
    if clock.now() > present:
        raise ValueError(f"the story ends at {clock.now()}, after the present {present}")


def _beginning(present: datetime) -> datetime:
    """About six weeks ago, on the day on which `Stage.day` would put it without any edits of the calendar."""
    first = Calendar().add_working_days(clock.local(present).date(), -BEGINS)
    return end_of_day(first) - timedelta(hours=15, minutes=30)


def _open_accounts(cast: Cast) -> None:
    for key, label in ROLES.items():
        rolls.open_account(str(cast.person(key)), key, PASSWORD, temporary=False, demo_label=label)
    signing = [key for key in ROLES if key not in ADMINISTRATORS]
    cast.give_pins([*signing, "water-head", "housing-head", "street-member", "street-head", "street-discipline"])


def told_until() -> str:
    """讲到何时 Until when the story goes, in local words."""
    opened = meetings.get(fengtai.known_id("meeting", "today")).opened_at
    return f"{clock.local(opened):%-m月%-d日%H:%M}" if opened else ""


def described() -> str:
    """演示说明 Who may log in, and with what."""
    rows = [f"  {label}　{name}　{user.login}" for user, name in entrance.roles() for label in [user.demo_label]]
    head = f"演示账户（登录页可一键进入；密码均为 {PASSWORD}，签名口令均为 {PIN}）："
    return "\n".join([head, *rows])
