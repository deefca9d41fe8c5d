"""提醒 Notices of campaigns: served by the process that runs all day, or by one command."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

import click

from liuhen.doors.cli.tool import Command
from liuhen.kit import clock

ROUND = timedelta(minutes=10)
"""一轮 How often the running process looks whether a notice is due; a notice has a day, not an hour."""
log = logging.getLogger("liuhen.notices")


@click.command(cls=Command)
def notices() -> None:
    """发出今天应发的签订提醒；同一次提醒不会发两遍。排序器运行时会自行发出，不必另设定时任务。"""
    from liuhen.mechanisms.duties.actions.campaigns import serve_notices

    served = serve_notices()
    click.echo(f"已发出 {len(served)} 条提醒" if served else "今天没有应发的提醒")


def serve_quietly() -> None:
    """发出 A notice that cannot be served is said in the log; the process goes on."""
    from django.db import DatabaseError

    from liuhen.kit.refusals import Refusal
    from liuhen.mechanisms.duties.actions.campaigns import serve_notices

    try:
        if served := serve_notices():
            log.info("已发出 %s 条签订提醒", len(served))
    except (DatabaseError, Refusal) as error:
        log.warning("签订提醒没有发出：%s", error)


class Rounds:
    """巡查 Waits as the sequencer asks, and looks for due notices every ten minutes meanwhile."""

    def __init__(self, stop: threading.Event, look: Callable[[], None] = serve_quietly) -> None:
        self.stop, self.look, self.next = stop, look, clock.now()

    def wait(self, seconds: float) -> None:
        """等待 So many seconds, or until the process is to stop."""
        if not self.stop.wait(seconds) and clock.now() >= self.next:
            self.next = clock.now() + ROUND
            self.look()
