"""演示 The command that builds the demonstration and says who may log in."""

from __future__ import annotations

import click

from liuhen.doors.cli.talk import bar
from liuhen.doors.cli.tool import Command


@click.command(cls=Command, settings="liuhen.config.demo")
@click.option("--fresh", is_flag=True, help="先清空演示数据（请先停止演示服务）")
def demo(fresh: bool) -> None:
    """搭建演示区：单位、账户和一段直到此刻的决策故事，写入 var/demo。

    只在演示环境中运行；已有演示数据时原样保留。
    """
    from liuhen.doors.cli import preparing
    from liuhen.doors.cli.demo import shown

    shown.require_demo()
    if fresh:
        shown.clear()
    preparing.tables()
    if shown.is_built():
        click.echo(f"已有演示数据（故事讲到{shown.told_until()}；要讲到此刻：liuhen demo --fresh）")
    else:
        _build()
    preparing.static_files()
    click.echo(shown.described())


def _build() -> None:
    # Read only now: the story and all it needs take longer to load than a start of the demo may last.
    from liuhen.doors.cli.demo.build import build, steps

    with bar("搭建演示区", steps()) as drawn:
        build(drawn.step)
    click.echo("演示区已搭好")
