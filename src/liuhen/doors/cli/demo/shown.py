"""演示现状 Whether this is a demonstration, whether it is built, and what it says of itself. No story is read."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from liuhen.doors.accounts import demo as entrance
from liuhen.doors.cli.demo.words import PASSWORD, PIN
from liuhen.kit import clock
from liuhen.kit.refusals import WrongState
from liuhen.ledger import lockstore, origins


def require_demo() -> None:
    """须为演示 Raises WrongState unless this installation is a demonstration by setting and by every book's name."""
    signed = [origins.parse(lock.origin)[0] for lock in lockstore.everything()]
    others = [book for book in (settings.LIUHEN_BOOK, *signed) if "demo" not in book]
    if not settings.LIUHEN_DEMO or others:
        raise WrongState(
            "organs.demo-only",
            f"这不是演示环境（存证簿“{(others or [settings.LIUHEN_BOOK])[0]}”），示范数据不能写入",
            next_step="演示请用 make demo，数据放在单独的文件夹中",
        )


def is_built() -> bool:
    """是否已搭好 Whether the story is there, whole."""
    return bool(entrance.roles())


def told_until() -> str:
    """讲到何时 Until when the story goes, in local time: the last account was opened with its last chapter."""
    return f"{clock.local(entrance.roles()[-1][0].opened_at):%-m月%-d日%H:%M}"


def described() -> str:
    """演示说明 Who may log in, and with what."""
    head = f"演示账户（登录页可一键进入；密码均为 {PASSWORD}，签名口令均为 {PIN}）："
    return "\n".join([head, *(f"  {user.demo_label}　{name}　{user.login}" for user, name in entrance.roles())])


def clear() -> None:
    """清空 Takes the demonstration's data away: database, keys, lock store and files. Nothing else in the folder.

    Raises WrongState outside a demonstration, or when its database is not a file of its own.
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
