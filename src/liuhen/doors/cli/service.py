"""运行 Setting an installation up, and the two processes it runs."""

from __future__ import annotations

import os
import signal
import sys
import threading

import click

from liuhen.doors.cli.tool import Command, fail


@click.command(cls=Command)
def migrate() -> None:
    """更新数据库表。首次安装和每次升级后运行。"""
    from django.conf import settings
    from django.core.management import call_command

    settings.LIUHEN_DATA.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    click.echo("数据库表已是最新")


@click.command(cls=Command)
@click.option("--unit", metavar="名称", help="同时建立首级单位，例如“北京市丰台区”")
@click.option("--code", metavar="代码", default="", help="首级单位的区划代码，例如 110106")
@click.option("--kind", metavar="类别", default="county", show_default=True, help="首级单位类别")
def found(unit: str | None, code: str, kind: str) -> None:
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
        actions.establish_organ(by=founder(), id=founder().organ, name=unit, kind=kind, code=code, book=book)
    click.echo(f"已立簿：{book}")
    click.echo(f"密钥在 {settings.LIUHEN_KEYS}，锁库在 {settings.LIUHEN_LOCKS}；请立即备份，并与数据库分开存放")


@click.command(cls=Command, installed=False)
@click.option("--host", metavar="地址", default="127.0.0.1", show_default=True, help="监听地址")
@click.option("--port", metavar="端口", default=8000, show_default=True, type=click.IntRange(1, 65535), help="监听端口")
def serve(host: str, port: int) -> None:
    """启动网页服务（两个工作进程）和排序器，Ctrl+C 一并停止。"""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "liuhen.config.serve", "--host", host, "--port", str(port)])


@click.command(cls=Command)
def sequence() -> None:
    """启动排序器：给记录编号、签发检查点，直到停止。

    数据库落后于已签发的检查点时拒绝启动，不会分叉。
    """
    from liuhen.ledger import founding, sequencer

    founding.require_database()
    if not sequencer.books():
        fail("锁库中还没有存证簿", "请先运行 liuhen found")
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    sequencer.run(stop.is_set, lambda seconds: stop.wait(seconds) and None)
