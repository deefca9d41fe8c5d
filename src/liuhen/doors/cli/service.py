"""运行 Setting an installation up, and the two processes it runs."""

from __future__ import annotations

import os
import secrets
import signal
import sys
import threading
from datetime import datetime

import click

from liuhen.doors.cli.notices import Rounds
from liuhen.doors.cli.tool import SINCE, Command, day, fail


@click.command(cls=Command)
def migrate() -> None:
    """更新数据库表和静态文件。首次安装和每次升级后运行。"""
    from liuhen.doors.cli import preparing

    changed = [preparing.tables(), preparing.static_files()]
    click.echo("已更新" if any(changed) else "已是最新")


@click.command(cls=Command)
@click.option("--unit", metavar="名称", help="同时建立首级单位，例如“北京市丰台区”")
@click.option("--code", metavar="代码", default="", help="首级单位的区划代码，例如 110106")
@click.option("--kind", metavar="类别", default="county", show_default=True, help="首级单位类别")
@SINCE
def found(unit: str | None, code: str, kind: str, since: datetime | None) -> None:
    """立簿：生成密钥和锁库，写入第一条记录，签发首批检查点。

    已有密钥、锁库或记录时一律拒绝，绝不另立新簿。
    """
    from django.conf import settings

    from liuhen.doors.cli.hands import founder
    from liuhen.ledger import founding
    from liuhen.organs import actions

    book = settings.LIUHEN_BOOK
    founding.found(book, by=founder())
    if unit:
        by, on = founder(), day(since)
        actions.establish_organ(by=by, id=by.organ, name=unit, kind=kind, code=code, since=on, book=book)
    click.echo(f"已立簿：{book}")
    click.echo(f"密钥在 {settings.LIUHEN_KEYS}，锁库在 {settings.LIUHEN_LOCKS}；请立即备份，并与数据库分开存放")


@click.command(cls=Command, name="open-account")
@click.argument("number", metavar="人员编号")
@click.argument("login", metavar="账号")
def open_account(number: str, login: str) -> None:
    """开立第一个系统管理员账户，并显示一次性的初始密码。其余账户由他在网页上开立。"""
    from liuhen.doors.accounts import rolls
    from liuhen.doors.accounts.models import Duty

    if rolls.accounts().filter(duty=Duty.SYSTEM, is_active=True).exists():
        fail("已有系统管理员账户，其余账户请由他在网页上开立")
    person = next((one for one in rolls.without_account(number) if one.number == number), None)
    if person is None:
        fail(f"没有登记编号为 {number} 的人员，或此人已有账户", "人员用 liuhen import-organs --kind people 导入")
    if rolls.duty_of(person.pk) != Duty.SYSTEM:
        fail(f"{person.name}现任职务不是系统管理员")
    password = secrets.token_urlsafe(12)
    rolls.open_account(str(person.pk), login, password)
    click.echo(f"已开立：{login}（{person.name}）；初始密码 {password}，首次登录须更改")


@click.command(cls=Command, installed=False)
@click.option("--host", metavar="地址", default="127.0.0.1", show_default=True, help="监听地址")
@click.option("--port", metavar="端口", default=8000, show_default=True, type=click.IntRange(1, 65535), help="监听端口")
def serve(host: str, port: int) -> None:
    """启动网页服务（两个工作进程）和排序器，Ctrl+C 一并停止。"""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "liuhen.config.serve", "--host", host, "--port", str(port)])


@click.command(cls=Command)
def sequence() -> None:
    """启动排序器：给记录编号、签发检查点、按日发出签订提醒，直到停止。

    数据库落后于已签发的检查点时拒绝启动，不会分叉。
    """
    from liuhen.ledger import founding, sequencer

    founding.require_database()
    if not sequencer.books():
        fail("锁库中还没有存证簿", "请先运行 liuhen found")
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    sequencer.run(stop.is_set, Rounds(stop).wait)
